"""The sheets: their boxes, how many they are, and what stands where on them."""

from __future__ import annotations

from bookbuild.checks.preflight.found import NEAR, POINTS, Found, mm, of_file, on
from bookbuild.checks.preflight.value import Painted, PrintFile, Sheet
from bookbuild.checks.streams import Box
from bookbuild.model import Edition

_MARKS = 8  # two at each corner
_SLUG = 14.0  # points of sheet beyond the bleed that marks need


def boxes_nest(file: PrintFile, edition: Edition) -> Found:
    """Every page has a TrimBox, within its BleedBox, within its MediaBox; nothing else cuts it."""
    for sheet in file.sheets:
        yield on(sheet, wrong := _muddled(sheet), wrong)


def _muddled(sheet: Sheet) -> str:
    """What is wrong with the boxes of a sheet among themselves; other rules look at sound ones only."""
    missing = [name for name in ("MediaBox", "TrimBox") if name not in sheet.boxes]
    if missing:
        return f"there is no {missing[0]}"
    if "CropBox" in sheet.boxes and not _within(_media(sheet), sheet.boxes["CropBox"]):
        return "the CropBox cuts into the sheet"
    nested = _within(_trim(sheet), _bleed(sheet)) and _within(_bleed(sheet), _media(sheet))
    return "" if nested else "the boxes do not lie within each other"


def _sound(file: PrintFile) -> list[Sheet]:
    return [sheet for sheet in file.sheets if not _muddled(sheet)]


def trim_is_the_editions(file: PrintFile, edition: Edition) -> Found:
    """The TrimBox is as large as the edition's trim."""
    width, height = (side * POINTS for side in edition.trim)
    for sheet in _sound(file):
        left, bottom, right, top = _trim(sheet)
        wrong = abs(right - left - width) > NEAR or abs(top - bottom - height) > NEAR
        said = f"the trim is {mm(right - left)} × {mm(top - bottom)}"
        yield on(sheet, wrong, f"{said}, not {edition.trim[0]:g} × {edition.trim[1]:g} mm")


def bleed_is_the_printers(file: PrintFile, edition: Edition) -> Found:
    """The BleedBox goes beyond the trim as far as the printer asks, edge by edge."""
    for sheet in _sound(file):
        wanted = _wanted_bleed(sheet, edition)
        trim, bleed = _trim(sheet), _bleed(sheet)
        actual = _beyond(trim, bleed)
        wrong = [
            f"{name} {mm(is_)}, not {mm(should)}"
            for name, is_, should in zip(("left", "bottom", "right", "top"), actual, wanted, strict=True)
            if abs(is_ - should) > NEAR
        ]
        yield on(sheet, wrong, f"the bleed is {', '.join(wrong)}")


def sheet_is_the_printers(file: PrintFile, edition: Edition) -> Found:
    """The MediaBox ends with the bleed, or leaves room for marks; no page is turned or scaled."""
    for sheet in _sound(file):
        turned = f"the page is turned by {sheet.rotation} degrees" if sheet.rotation else ""
        turned = turned or ("the page has units of its own" if sheet.scaled else "")
        over = _beyond(_bleed(sheet), _media(sheet))
        wrong = min(over) < _SLUG if edition.printing.marks else max(over) > NEAR
        too = "small for its marks" if edition.printing.marks else "larger than page and bleed"
        yield on(sheet, turned or (edition.printing.printer and wrong), turned or f"the sheet is {too}")


def pages_are_not_too_many(file: PrintFile, edition: Edition) -> Found:
    """No fewer and no more pages than the printer binds in this paper."""
    printing, count = edition.printing, len(file.sheets)
    if printing.fewest:
        yield of_file(count < printing.fewest, f"{count} pages are fewer than the {printing.fewest} it takes")
    if printing.most:
        yield of_file(count > printing.most, f"{count} pages are more than the {printing.most} it takes")


def pages_come_in_multiples(file: PrintFile, edition: Edition) -> Found:
    """The number of pages is a multiple of what the printer binds; always an even one."""
    multiple = edition.printing.multiple
    yield of_file(len(file.sheets) % multiple, f"{len(file.sheets)} pages are no multiple of {multiple}")


def last_page_is_blank(file: PrintFile, edition: Edition) -> Found:
    """Nothing is on the last page, where the printer puts something of his there."""
    if edition.printing.last_blank and file.sheets:
        last = file.sheets[-1]
        inked = [item for item in last.painted if item.seen and not _outside(item.box, _bleed(last))]
        yield on(last, inked, "something is on the last page")


def text_keeps_to_its_margins(file: PrintFile, edition: Edition) -> Found:
    """The outlines of all glyphs stay within the margins, the inner one by the number of pages."""
    printing = edition.printing
    if not printing.printer:
        return
    gutter, margin = (width * POINTS for width in (printing.gutter(len(file.sheets)), printing.margin))
    for sheet in _sound(file):
        left, right = (gutter, margin) if sheet.recto else (margin, gutter)
        trim = _trim(sheet)
        safe = (trim[0] + left, trim[1] + margin, trim[2] - right, trim[3] - margin)
        texts = [item.box for item in sheet.painted if item.kind == "text" and item.seen]
        out = [(max(_beyond(safe, box)), box) for box in texts if not _within(box, safe)]
        worst = max(out, default=(0.0, trim))
        yield on(sheet, out, f"text comes {mm(worst[0])} too near to {_edge(safe, worst[1])}")


def pictures_reach_the_bleed(file: PrintFile, edition: Edition) -> Found:
    """What comes to the cut goes on to the end of the bleed, or a white edge is left where the cut is off."""
    if not any(edition.printing.bleed):
        return
    for sheet in _sound(file):
        trim, bleed = _trim(sheet), _bleed(sheet)
        for item in sheet.painted:
            if item.kind in ("image", "fill", "shading") and item.seen and not _outside(item.box, bleed):
                edges = [
                    name
                    for name, over, room, short in zip(
                        ("left", "bottom", "right", "top"),
                        _beyond(trim, item.box),
                        _beyond(trim, bleed),
                        _beyond(item.box, bleed),
                        strict=True,
                    )
                    if over > -NEAR and room > NEAR and short > NEAR
                ]
                what = f"something ends at the cut ({', '.join(edges)}) and not with the bleed"
                yield on(sheet, edges, what)


def marks_are_where_they_are_wanted(file: PrintFile, edition: Edition) -> Found:
    """Crop marks outside of the bleed, in black ink alone; nothing there where none are wanted."""
    if not edition.printing.printer:
        return
    for sheet in _sound(file):
        outside = [item for item in sheet.painted if item.seen and _outside(item.box, _bleed(sheet))]
        if not edition.printing.marks:
            yield on(sheet, outside, "something stands outside of page and bleed")
            continue
        strokes = [item for item in outside if item.kind == "stroke"]
        plain = all(_is_black(item) for item in outside)
        what = "the crop marks are not in black ink alone" if outside else "there are no crop marks"
        yield on(sheet, len(strokes) < _MARKS or not plain, what)


# ---------------------------------------------------------------- boxes


def _media(sheet: Sheet) -> Box:
    return sheet.boxes.get("MediaBox", (0, 0, 0, 0))


def _trim(sheet: Sheet) -> Box:
    return sheet.boxes.get("TrimBox") or _media(sheet)


def _bleed(sheet: Sheet) -> Box:
    return sheet.boxes.get("BleedBox") or _trim(sheet)


def _wanted_bleed(sheet: Sheet, edition: Edition) -> tuple[float, float, float, float]:
    top, outside, bottom, inside = (length * POINTS for length in edition.printing.bleed)
    left, right = (inside, outside) if sheet.recto else (outside, inside)
    return left, bottom, right, top


def _beyond(inner: Box, outer: Box) -> tuple[float, float, float, float]:
    """How far *outer* goes beyond *inner*: left, bottom, right, top."""
    return inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]


def _within(inner: Box, outer: Box) -> bool:
    return min(_beyond(inner, outer)) > -NEAR


def _outside(box: Box, other: Box) -> bool:
    return box[2] <= other[0] or box[0] >= other[2] or box[3] <= other[1] or box[1] >= other[3]


def _edge(safe: Box, box: Box) -> str:
    over = _beyond(safe, box)
    names = ("the left edge", "the foot", "the right edge", "the head")
    return names[over.index(max(over))]


def _is_black(item: Painted) -> bool:
    return item.colour.inks is not None and not any(item.colour.inks[:3])
