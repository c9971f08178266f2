"""Lines set flush: what is left of a line is shared between its characters.

WeasyPrint stretches only spaces, so that a pure Han line stays short and a line with one Latin word gets one
hole (CSS Text 3 §7.3 leaves the method to the engine; clreq asks for space between characters). Here the
gaps of a line are found in its text and opened in the widths of its glyphs, when it is laid out and again
when it is painted; nothing is shaped anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, ffi

from bookbuild.typography.scripts import HAN, script

_IDEOGRAPHS = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WIDE = f"{_IDEOGRAPHS}\u3000-\u3004\u3008-\u3020\u302a-\u30ff\uff00-\uffef\u2018\u2019\u201c\u201d\u2026\u2014"
_WESTERN = "A-Za-z0-9\u00c0-\u024f"
_JOINERS = "\u200b\u2060"
_NARROW = str.maketrans("‘’“”…—", "''\"\".-")
_DONE = 1 << 62, 0  # beyond every byte
ATOM = "\ufffc"  # stands for what is no text: an image, a box

_SPACES = re.compile("[ \u00a0]")
# A dash of two U+2014 and an ellipsis of two U+2026 are one mark each: no gap inside.
_APOSTROPHE = re.compile(f"(?<=[{_WESTERN}])’(?=[{_WESTERN}])")
_CHARACTER = f"(?:——|……|(?!——|……)[{_WIDE}])"
_GAPS = re.compile(
    f"[ \u00a0]|{_CHARACTER}(?=[{_JOINERS}]*[{_WIDE}{_WESTERN}])|[{_WESTERN}](?=[{_JOINERS}]*[{_WIDE}])"
)


def gaps(text: str, han: bool) -> list[int]:
    """The characters of a line after which it opens; *han*: between its characters, else at its spaces."""
    text = _APOSTROPHE.sub("'", text)
    found = [] if han else [match.start() for match in _SPACES.finditer(text)]
    return found or [match.end() - 1 for match in _GAPS.finditer(text)]


def justify_line(original: Callable[..., None]) -> Callable[..., None]:
    """For ``weasyprint.layout.inline.justify_line``."""

    def justify(context: Any, line: Any, extra: float) -> None:
        if line.style["direction"] == "rtl":
            original(context, line, extra)
            return
        leaves = list(_leaves(line))
        text = "".join([_read(leaf) for leaf in leaves])
        opened = gaps(text, script(line.style["lang"] or "") == HAN)
        if opened:
            _open(leaves, opened, extra / len(opened))
            _move(line, 0)

    return justify


def get_first_line(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """For ``weasyprint.text.line_break.Layout.get_first_line``: the glyphs as wide as the line wants them."""

    def widened(layout: Any) -> Any:
        line, index = original(layout)
        opened = layout.__dict__.get("bookbuild_opened")
        if opened and layout.__dict__.get("bookbuild_widened") is not layout.layout:
            layout.bookbuild_widened = layout.layout
            _widen(line, opened)
        return line, index

    return widened


def _leaves(box: Any) -> Iterator[Any]:
    """The text boxes of a line, and the atoms between them, as they are read."""
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _leaves(child)
    else:
        yield box


def _read(leaf: Any) -> str:
    """The text of a leaf, its quotation marks and dashes narrow where its language sets them so."""
    if not isinstance(leaf, boxes.TextBox):
        return ATOM
    text: str = leaf.text
    return text if text.isascii() or script(leaf.style["lang"] or "") == HAN else text.translate(_NARROW)


def _open(leaves: list[Any], opened: list[int], width: float) -> None:
    """Note in each text box after which bytes it opens, and by how much.

    In whole thousandths of the font's size, as the PDF has them: what one gap lacks the next has more.
    """
    waiting, start, due = iter(opened), 0, 0.0
    place = next(waiting, -1)
    for leaf in leaves:
        text = leaf.text if isinstance(leaf, boxes.TextBox) else ATOM
        here: list[tuple[int, int]] = []
        unit = leaf.style["font_size"] / 1000
        while start <= place < start + len(text):
            due += width
            count = round(due / unit)
            due -= count * unit
            here.append((len(text[: place - start].encode()), ceil(count * unit * TO_UNITS)))
            place = next(waiting, -1)
        if here:
            leaf.pango_layout.bookbuild_opened = here
            leaf.bookbuild_extra = sum(extra for _, extra in here) / TO_UNITS
        start += len(text)


def _move(box: Any, advance: float) -> float:
    """Put what stands in a line where the opened gaps before it leave it; the new advance."""
    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        extra: float = box.__dict__.pop("bookbuild_extra", 0)
        box.width += extra
        return advance + extra
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(advance, 0)
        return advance
    box.position_x += advance
    before = advance
    for child in box.children:
        if child.is_in_normal_flow():
            advance = _move(child, advance)
    box.width += advance - before
    return advance


def _widen(line: Any, opened: list[tuple[int, int]]) -> None:
    """Widen the last glyph of each cluster that holds one of the bytes *opened*, in Pango units.

    A cluster may hold more than one character: some faces draw —— as one glyph.
    """
    waiting = iter(opened)
    byte, extra = next(waiting, _DONE)
    run = line.runs
    while run != ffi.NULL:
        item, run = run.data, run.next
        string, offset = item.glyphs, item.item.offset
        clusters = ffi.unpack(string.log_clusters, string.num_glyphs)
        ends = [*clusters[1:], item.item.length]
        for index, (cluster, end) in enumerate(zip(clusters, ends, strict=True)):
            while cluster != end and byte < offset + end:
                string.glyphs[index].geometry.width += extra
                byte, extra = next(waiting, _DONE)
