"""A finished print cover: what stands on its spine, and the barcode on its back. All else is as in a book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.checks.preflight import barcode
from bookbuild.checks.preflight.found import NEAR, POINTS, Found, mm, of_file, on
from bookbuild.checks.preflight.value import Painted, PrintFile, Sheet
from bookbuild.checks.streams import Box
from bookbuild.model import Edition, Wrap

_TALL = 5.0 * POINTS  # a bar is taller
_MODULE = (0.264, 0.66)  # millimetres: a symbol of 80 % to 200 % (GS1 General Specifications §5.2.1)
_QUIET = (11, 7)  # modules of white before and after the symbol


@dataclass(frozen=True, slots=True)
class Cover:
    """The rules for a cover: of a book of so many pages and this ISBN, '' for none."""

    pages: int
    isbn: str

    def spine_keeps_clear(self, file: PrintFile, edition: Edition) -> Found:
        """What stands on the spine keeps clear of its edges; nothing does in a book too thin for it."""
        wrap = _wrap(edition)
        for sheet in file.sheets:
            left, right = self._spine(sheet, wrap)
            clear = wrap.clear * POINTS - NEAR
            for item in _upon(sheet, left, right):
                if not wrap.bears_text(self.pages):
                    yield on(sheet, True, f"something stands on a spine of {mm(right - left)}, too thin for it")
                else:
                    near = min(item.box[0] - left, right - item.box[2])
                    yield on(sheet, near < clear, f"something is {mm(near)} from the edge of the spine")

    def barcode_is_the_books(self, file: PrintFile, edition: Edition) -> Found:
        """The barcode is that of the ISBN, of a size that is read, black on white; or there is room."""
        wrap = _wrap(edition)
        drawn = not (wrap.art and any(item.picture for sheet in file.sheets for item in sheet.painted))
        if wrap.barcode == "printer" and drawn:
            whites = [_size(item.box) for sheet in file.sheets for item in _white(sheet)]
            yield of_file(
                not any(_holds(each, wrap) for each in whites), "there is no white room for the barcode"
            )
        elif wrap.barcode == "author" and self.isbn and drawn:
            wrong = self._wrong(file, wrap)
            yield of_file(wrong, wrong)

    def _wrong(self, file: PrintFile, wrap: Wrap) -> str:
        for sheet in file.sheets:
            bars = [item for item in sheet.painted if _is_bar(item)]
            if bars:
                return _faulty([item.box for item in bars], sheet, wrap, self.isbn)
        return "there is no barcode in black ink"

    def _spine(self, sheet: Sheet, wrap: Wrap) -> tuple[float, float]:
        """Left and right edge of the spine, in the middle of the trim."""
        trim = sheet.boxes.get("TrimBox", sheet.boxes["MediaBox"])
        middle, half = (trim[0] + trim[2]) / 2, wrap.spine(self.pages) * POINTS / 2
        return middle - half, middle + half


def _wrap(edition: Edition) -> Wrap:
    assert edition.printing.cover is not None
    return edition.printing.cover


def _upon(sheet: Sheet, left: float, right: float) -> Iterator[Painted]:
    """What is on the spine by itself: grounds that go over all of the cover are not."""
    for item in sheet.painted:
        middle = (item.box[0] + item.box[2]) / 2
        if item.seen and left < middle < right and item.box[2] - item.box[0] < 2 * (right - left):
            yield item


def _is_bar(item: Painted) -> bool:
    tall = item.box[3] - item.box[1]
    thin = item.box[2] - item.box[0] < 5 * _MODULE[1] * POINTS
    return item.kind == "fill" and item.colour.inks == (0, 0, 0, 1) and thin and tall > _TALL


def _faulty(bars: list[Box], sheet: Sheet, wrap: Wrap, isbn: str) -> str:
    """What is wrong with the symbol of these bars; '' for nothing."""
    found = barcode.digits(bars)
    wanted = "".join(char for char in isbn if char.isalnum())
    if found[-len(wanted) : -1] != wanted[:-1]:
        return f"the barcode says {found or 'nothing'}, and the ISBN is {isbn}"
    left, right = min(bar[0] for bar in bars), max(bar[2] for bar in bars)
    module = (right - left) / barcode.MODULES
    if not _MODULE[0] * 0.99 <= module / POINTS <= _MODULE[1] * 1.01:
        return f"the barcode is {mm(right - left)} wide, {module / POINTS / 0.33:.0%} of its size"
    quiet = (left - _QUIET[0] * module, bars[0][1], right + _QUIET[1] * module, bars[0][3])
    grounds = [_size(item.box) for item in _white(sheet) if _around(quiet, item.box)]
    if not grounds:
        return "the barcode has not enough white around it"
    return "" if any(_holds(each, wrap) for each in grounds) else "the white room of the barcode is too small"


def _white(sheet: Sheet) -> Iterator[Painted]:
    return (
        item for item in sheet.painted if item.kind == "fill" and item.seen and item.colour.inks == (0, 0, 0, 0)
    )


def _size(box: Box) -> tuple[float, float]:
    return (box[2] - box[0]) / POINTS, (box[3] - box[1]) / POINTS


def _holds(size: tuple[float, float], wrap: Wrap) -> bool:
    return all(side > wanted - NEAR / POINTS for side, wanted in zip(size, wrap.area, strict=True))


def _around(inner: Box, outer: Box) -> bool:
    return outer[0] - NEAR < inner[0] and inner[2] < outer[2] + NEAR
