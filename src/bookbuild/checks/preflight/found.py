"""What a rule of the preflight is, and what it says of each thing it looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.checks.preflight.value import PrintFile, Sheet
from bookbuild.model import Edition

POINTS = 72 / 25.4  # in a millimetre
NEAR = 0.5  # points: what no cut and no eye can tell apart


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and on which page (its index; None: with the file)."""

    what: str
    page: int | None = None


Found = Iterator[Fault | None]
"""For each thing looked at its fault, None where there is none."""

Rule = Callable[[PrintFile, Edition], Found]


def on(sheet: Sheet, wrong: object, what: str) -> Fault | None:
    """A fault of a page, if there is one."""
    return Fault(what, sheet.index) if wrong else None


def of_file(wrong: object, what: str) -> Fault | None:
    """A fault of the file, if there is one."""
    return Fault(what) if wrong else None


def is_exchange(edition: Edition) -> bool:
    """Whether the file claims to be PDF/X."""
    return edition.printing.standard[0].startswith("x-")


def is_strict(edition: Edition) -> bool:
    """Whether it claims to be PDF/X-1a or X-3, which know nothing see-through."""
    return edition.printing.standard[0].startswith(("x-1a", "x-3"))


def mm(points: float) -> str:
    """A length as a printer reads it."""
    return f"{points / POINTS:.4g} mm"
