"""Which page a unit opens on: recto, verso or next, blanks between, folios. Pure arithmetic.

Pages are numbered from 1 within a run: front matter is one run (roman folios), body and back matter the other
(arabic); or each volume is one, with the back matter of the book in the last. Odd is recto. Each run fills its
last leaf, so that page 1 is a recto and the book ends evenly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Literal, NamedTuple

from bookbuild.model import Edition, Printing, Unit

_ALWAYS_RECTO = frozenset({"halftitle", "titlepage", "dedication", "epigraph", "contents", "part"})
_WRONG = ("recto", "verso")  # what an even and an odd page is not
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


Opening = Literal["recto", "verso", "next"]


class Run(NamedTuple):
    """Pages numbered together; 0 is front matter. ``name``: what tells its numbers from those of others."""

    order: int
    name: str = ""


FRONT, BODY = Run(0), Run(1)


@dataclass(frozen=True)
class Slot:
    """A unit's place: the run it is in, the page it must open on."""

    run: Run
    opens: Opening


def slots(
    units: Sequence[Unit], edition: Edition, volumes: Mapping[str, int] = MappingProxyType({})
) -> tuple[Slot, ...]:
    """The slots of the edition's units, in order. *volumes*: the number of each, by id, with its own run."""
    found: list[Slot] = []
    run = BODY
    for unit in units:
        if number := volumes.get(unit.volume):
            run = Run(number, f"{roman(number).upper()}·")
        found.append(Slot(FRONT if unit.zone == "front" else run, _opens(unit, edition)))
    return tuple(found)


def _opens(unit: Unit, edition: Edition) -> Opening:
    if unit.kind in _ALWAYS_RECTO:
        return "recto"
    if unit.kind != "chapter":
        return "next"
    return "verso" if unit.chapter and edition.faces(unit.chapter) else edition.chapter_start


def first_pages(places: Sequence[Slot], counts: Mapping[int, int]) -> dict[int, int]:
    """The first page number of each unit that can be known from the page counts at hand."""
    known: dict[int, int] = {}
    following = {slot.run: 1 for slot in places}
    for unit, slot in enumerate(places):
        if following[slot.run] == 0:
            continue
        first = following[slot.run]
        known[unit] = first + 1 if slot.opens == _WRONG[first % 2] else first
        following[slot.run] = known[unit] + counts[unit] if unit in counts else 0
    return known


def run_lengths(places: Sequence[Slot], counts: Mapping[int, int]) -> dict[Run, int]:
    """How many pages each run has, in order, with the blanks before its units."""
    firsts = first_pages(places, counts)
    return {slot.run: firsts[unit] + counts[unit] - 1 for unit, slot in enumerate(places)}


def run_starts(places: Sequence[Slot], counts: Mapping[int, int]) -> dict[Run, int]:
    """How many pages come before each run, in order; those before it fill their last leaf."""
    lengths = run_lengths(places, counts)
    ends = accumulate((length + length % 2 for length in lengths.values()), initial=0)
    return dict(zip(lengths, ends, strict=False))


def book_length(places: Sequence[Slot], counts: Mapping[int, int], printing: Printing) -> int:
    """All pages of the book, with the blanks at its end that make them as many as the printer binds."""
    last, start = list(run_starts(places, counts).items())[-1]
    used = start + run_lengths(places, counts)[last]
    wanted = max(used + used % 2, used + printing.last_blank)
    return wanted + -wanted % printing.multiple


def folio(number: int, run: Run) -> str:
    """A page number as printed: lower-case roman in front matter, arabic elsewhere."""
    return roman(number) if run == FRONT else str(number)


def label(index: int, starts: Mapping[Run, int]) -> str:
    """What no other page of the book is called, from its place in it: its folio, after its run's name."""
    run, start = [item for item in starts.items() if item[1] <= index][-1]
    return run.name + folio(index + 1 - start, run)


def roman(number: int) -> str:
    """*number* (1–3999) in lower-case roman numerals."""
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits
