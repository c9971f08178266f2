"""Which page a unit opens on: recto, verso or next, blanks between, folios. Pure arithmetic.

Pages are numbered from 1 within a run: front matter is one run (roman folios), body and back matter the
other (arabic). Odd is recto. Each run fills its last leaf, so that page 1 is a recto and the book ends evenly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bookbuild.model import Edition, Printing, Unit

_ALWAYS_RECTO = frozenset({"halftitle", "titlepage", "dedication", "epigraph", "contents", "part"})
_WRONG = ("recto", "verso")  # what an even and an odd page is not
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


Opening = Literal["recto", "verso", "next"]


@dataclass(frozen=True)
class Slot:
    """A unit's place: ``front`` matter or not, the page it must open on."""

    front: bool
    opens: Opening


def slots(units: Sequence[Unit], edition: Edition) -> tuple[Slot, ...]:
    """The slots of the edition's units, in order."""
    return tuple(Slot(unit.zone == "front", _opens(unit, edition)) for unit in units)


def _opens(unit: Unit, edition: Edition) -> Opening:
    if unit.kind in _ALWAYS_RECTO:
        return "recto"
    if unit.kind != "chapter":
        return "next"
    return "verso" if unit.chapter and edition.faces(unit.chapter) else edition.chapter_start


def first_pages(places: Sequence[Slot], counts: Mapping[int, int]) -> dict[int, int]:
    """The first page number of each unit that can be known from the page counts at hand."""
    known: dict[int, int] = {}
    following = {True: 1, False: 1}
    for unit, slot in enumerate(places):
        if following[slot.front] == 0:
            continue
        first = following[slot.front]
        known[unit] = first + 1 if slot.opens == _WRONG[first % 2] else first
        following[slot.front] = known[unit] + counts[unit] if unit in counts else 0
    return known


def run_length(places: Sequence[Slot], counts: Mapping[int, int], *, front: bool) -> int:
    """How many pages a run has, blanks included; each fills its last leaf."""
    firsts = first_pages(places, counts)
    ends = [firsts[unit] + counts[unit] - 1 for unit, slot in enumerate(places) if slot.front == front]
    length = max(ends, default=0)
    return length + length % 2


def book_length(places: Sequence[Slot], counts: Mapping[int, int], printing: Printing) -> int:
    """All pages of the book, with the blanks at its end that make them as many as the printer binds."""
    front, body = (run_length(places, counts, front=zone) for zone in (True, False))
    firsts = first_pages(places, counts)
    ends = [firsts[unit] + counts[unit] - 1 for unit, slot in enumerate(places) if not slot.front]
    used = front + max(ends, default=0)
    wanted = max(front + body, used + printing.last_blank)
    return wanted + -wanted % printing.multiple


def folio(number: int, *, front: bool) -> str:
    """A page number as printed: lower-case roman in front matter, arabic elsewhere."""
    return roman(number) if front else str(number)


def roman(number: int) -> str:
    """*number* (1–3999) in lower-case roman numerals."""
    digits = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        digits += letters * count
    return digits
