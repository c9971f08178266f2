"""The inks: in which colours things are painted, how much of them, how thin, how see-through."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.checks.preflight.found import POINTS, Found, is_strict, on
from bookbuild.checks.preflight.value import Painted, PrintFile, Sheet
from bookbuild.checks.streams import Box
from bookbuild.model import Edition

_INKS = ("DeviceGray", "DeviceCMYK", "Pattern", "")
_SCREEN = ("DeviceGray", "DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased", "Pattern", "")
_NAMES = {
    "DeviceRGB": "RGB", "CalRGB": "RGB", "Lab": "Lab", "ICCBased": "a colour with an ICC profile",
    "Separation": "a spot colour", "DeviceN": "spot colours", "DeviceCMYK": "inks without a profile of them",
}  # fmt: skip
_SMALL = 12.0  # points: the dots of a tint eat the edges of smaller text
_LEGIBLE = 1.0  # points
_SPILL = 2.0  # percent of ink that packing an image may add


def colours_are_inks(file: PrintFile, edition: Edition) -> Found:
    """Only inks for a printer: no RGB, Lab, profiles, spots; for PDF/A only what its intent explains."""
    if not _printed(edition) and "a-2a" not in edition.printing.standard:
        return
    allowed = _INKS if _printed(edition) else _SCREEN
    for sheet in file.sheets:
        strange = {item.colour.space for item in _seen(sheet)} - set(allowed)
        names = sorted(_NAMES.get(space, space) for space in strange)
        yield on(sheet, strange, f"something is in {' and '.join(names)}")


def black_paper_has_black_ink(file: PrintFile, edition: Edition) -> Found:
    """On paper printed in black nothing has another ink."""
    if edition.printing.ink != "black":
        return
    for sheet in file.sheets:
        coloured = [item for item in _seen(sheet) if _has_colour(item)]
        yield on(sheet, coloured, f"{_what(coloured)} has inks beside black, and the paper gets none")


def black_text_is_black_ink(file: PrintFile, edition: Edition) -> Found:
    """Dark text is black ink alone: four inks never lie exactly on each other."""
    if not _printed(edition):
        return
    for item, sheet in _texts(file):
        inks = item.colour.inks or (0, 0, 0, 0)
        yield on(sheet, inks[3] >= 0.5 and any(inks[:3]), "black text is mixed of several inks")


def small_text_is_solid(file: PrintFile, edition: Edition) -> Found:
    """Small text is full ink: a tint is printed in dots, which eat thin strokes."""
    if not _printed(edition):
        return
    for item, sheet in _texts(file):
        inks = item.colour.inks
        tint = inks is not None and 0 < max(inks) < 1 and sum(inks) == max(inks)
        yield on(
            sheet, tint and item.size < _SMALL, f"text of {item.size:.3g} pt is a tint of {_percent(inks)}"
        )


def ink_is_not_too_much(file: PrintFile, edition: Edition) -> Found:
    """No spot has more ink than the paper takes."""
    limit = edition.printing.ink_limit
    if not limit:
        return
    for sheet in file.sheets:
        for item in _seen(sheet):
            amount = item.picture.inked - _SPILL if item.picture else sum(item.colour.inks or ()) * 100
            yield on(
                sheet, amount > limit + 0.5, f"{_what([item])} has {amount:.0f} % ink, more than {limit:g} %"
            )


def tints_are_seen(file: PrintFile, edition: Edition) -> Found:
    """No area is lighter than what the printer can do."""
    least = edition.printing.tint_least
    if not least:
        return
    for sheet in file.sheets:
        for item in _seen(sheet):
            inks = item.colour.inks
            if item.kind in ("fill", "stroke") and inks and any(inks):
                light = max(inks) * 100 < least
                yield on(sheet, light, f"a tint of {_percent(inks)} is lighter than {least:g} %")


def lines_are_thick_enough(file: PrintFile, edition: Edition) -> Found:
    """No line is thinner than what the printer can do, and none as thin as a device can."""
    if not _printed(edition):
        return
    least = edition.printing.line_least * POINTS
    for sheet in file.sheets:
        for item in _seen(sheet):
            if item.kind in ("stroke", "fill"):
                yield on(sheet, item.size < max(least, 0.01) - 0.001, f"a line is {item.size:.3g} pt thin")


def nothing_is_see_through(file: PrintFile, edition: Edition) -> Found:
    """No opacity, mask, blending or group, where the printer or the kind of PDF takes none."""
    if edition.printing.transparency and not is_strict(edition):
        return
    for sheet in file.sheets:
        clear = [item for item in sheet.painted if item.alpha < 1 or item.mixed]
        yield on(sheet, clear or sheet.grouped, f"{_what(clear) if clear else 'a group'} is see-through")


def white_does_not_overprint(file: PrintFile, edition: Edition) -> Found:
    """White that overprints is not printed at all."""
    if not _printed(edition):
        return
    for sheet in file.sheets:
        for item in _seen(sheet):
            if item.overprints:
                inks = item.colour.inks
                yield on(sheet, inks and not any(inks), f"{_what([item])} is white and overprints")


def no_text_is_hidden(file: PrintFile, edition: Edition) -> Found:
    """All text can be seen: none is invisible, off the sheet, white on paper, below a picture or tiny."""
    for sheet in file.sheets:
        for number, item in enumerate(sheet.painted):
            if item.kind == "text":
                why = _hidden(item, sheet.painted[:number], sheet.painted[number + 1 :])
                yield on(sheet, why, f"text is hidden: {why}")


# ---------------------------------------------------------------- what is painted


def _printed(edition: Edition) -> bool:
    return edition.printing.ink != "screen"


def _seen(sheet: Sheet) -> Iterator[Painted]:
    return (item for item in sheet.painted if item.seen)


def _texts(file: PrintFile) -> Iterator[tuple[Painted, Sheet]]:
    for sheet in file.sheets:
        yield from ((item, sheet) for item in _seen(sheet) if item.kind == "text")


def _has_colour(item: Painted) -> bool:
    if item.picture:
        return item.picture.coloured
    return bool(item.colour.inks and any(item.colour.inks[:3]))


def _what(items: list[Painted]) -> str:
    names = {
        "text": "text",
        "fill": "an area",
        "stroke": "a line",
        "image": "an image",
        "shading": "a gradient",
    }
    return names[items[0].kind] if items else "nothing"


def _percent(inks: tuple[float, ...] | None) -> str:
    return f"{max(inks or (0,)) * 100:.3g} %"


def _hidden(item: Painted, before: tuple[Painted, ...], after: tuple[Painted, ...]) -> str:
    if not item.seen:
        return "it is invisible, or off the sheet"
    if item.alpha == 0:
        return "it is wholly see-through"
    if item.size < _LEGIBLE:
        return f"it is {item.size:.2g} pt small"
    if _is_white(item) and not any(_touches(item.box, other.box) for other in before if other.kind != "text"):
        return "it is white on white"
    if any(other.kind == "image" and other.seen and _covers(other.box, item.box) for other in after):
        return "a picture lies on it"
    return ""


def _is_white(item: Painted) -> bool:
    inks, values = item.colour.inks, item.colour.values
    return not any(inks) if inks else item.colour.space == "DeviceRGB" and values == (1, 1, 1)


def _touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
