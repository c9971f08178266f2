"""The white room of the barcode: an EAN-13 of the book's ISBN in full size, or room for the printer's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bookbuild.cover.glyphs import EM, Voice, outline
from bookbuild.cover.place import Placed

# The symbol at 100 % (GS1 General Specifications §5.2), in millimetres.
MODULE = 0.33
_QUIET = (11 * MODULE, 7 * MODULE)
_TALL = 22.85
_GUARD = 5 * MODULE  # guard bars are longer by this
_GUARDS = (range(3), range(45, 50), range(92, 95))
_SIZE = (95 * MODULE + sum(_QUIET), 30.4)  # with the number above it and the digits below
_PADDING = 1.0
_DIGITS, _NUMBER = 3.4, 2.9  # sizes of their letters


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A white rectangle and what stands on it."""

    x: float
    y: float
    width: float
    height: float
    bars: tuple[Bar, ...] = ()
    lines: tuple[Placed, ...] = ()


def size(area: tuple[float, float], isbn: str) -> tuple[float, float]:
    """How large the label is: the printer's *area*, or what the symbol of *isbn* needs if that is more."""
    needed = tuple(side + 2 * _PADDING for side in _SIZE) if isbn else (0.0, 0.0)
    return max(area[0], needed[0]), max(area[1], needed[1])


def label(x: float, y: float, area: tuple[float, float], isbn: str, voice: Voice) -> Label:
    """The label with its top left corner at *x*, *y*; empty without *isbn*."""
    width, height = size(area, isbn)
    if not isbn:
        return Label(x, y, width, height)
    left = x + (width - _SIZE[0]) / 2 + _QUIET[0]
    top = y + (height - _SIZE[1]) / 2 + 4.2
    digits, modules = symbol(isbn)
    lines = (_centred(f"ISBN {isbn}", left + 47.5 * MODULE, top - 1.2, _NUMBER, voice),)
    return Label(
        x, y, width, height, tuple(_bars(modules, left, top)), (*lines, *_below(digits, left, top, voice))
    )


def symbol(isbn: str) -> tuple[str, str]:
    """The 13 digits of an ISBN of 10 or 13, and the 95 modules of their symbol, 1 for black."""
    from barcode import EAN13

    digits = "".join(char for char in isbn if char.isalnum())
    code = EAN13(digits[:12] if len(digits) == 13 else f"978{digits[:9]}")
    return str(code.get_fullcode()), str(code.build()[0])


def _bars(modules: str, left: float, top: float) -> Iterator[Bar]:
    at = 0
    for black, group in groupby(modules):
        count = len(list(group))
        if black == "1":
            guard = any(at in each for each in _GUARDS)
            yield Bar(left + at * MODULE, top, count * MODULE, _TALL + (_GUARD if guard else 0))
        at += count


def _below(digits: str, left: float, top: float, voice: Voice) -> Iterator[Placed]:
    """The digits, each below its seven modules; the first before them all."""
    middles = [
        -6.0,
        *(3 + 7 * index + 3.5 for index in range(6)),
        *(50 + 7 * index + 3.5 for index in range(6)),
    ]
    for digit, middle in zip(digits, middles, strict=True):
        yield _centred(digit, left + middle * MODULE, top + _TALL + 2.85, _DIGITS, voice)


def _centred(text: str, x: float, y: float, size: float, voice: Voice) -> Placed:
    drawn = outline(text, voice)
    return Placed(drawn.path, x - drawn.advance * size / EM / 2, y, size / EM, "black")
