"""What the two ends of a line give up before it is justified.

A full-width mark at the end of a line is set half width (GB/T 15834—2011 §5.1.10), and so is an opening one at
the start: the blank half of its square stands outside the measure. The quarter em between Han and Western
characters vanishes at both ends (clreq, Mixed Text Composition), and so does half of the space that keeps
readings apart. The line has been broken before: what is released goes to its own gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, _font_style_cache_key

from bookbuild.press.runs import RUNS
from bookbuild.typography.scripts import HAN, script

HALF = 0.5  # em
_OPENING = frozenset("（《〈「『【〔〖［｛“‘")
_CLOSING = frozenset("，。、；：！？）》〉」』】〕〗］｝”’")
_UNSEEN = "\u200b\u2060"  # what typography put in for the line breaker
_SIDES = {"left": "before", "right": "after"}  # as Styled.run says them
_blanks: dict[tuple[str, str], tuple[float, float]] = {}


def text_align(original: Callable[..., float]) -> Callable[..., float]:
    """For ``weasyprint.layout.inline.text_align``, which every line passes once it is broken."""

    def align(context: Any, line: Any, available_width: float, last: bool) -> float:
        if line.style["direction"] != "rtl":
            _trim_start(context, line)
            _trim_end(line)
        return original(context, line, available_width, last)

    return align


def _trim_start(context: Any, line: Any) -> None:
    chain = list(_chain(line, 0))
    released = sum(_release(box, "left") for box in chain if isinstance(box, boxes.InlineBox))
    leaf = chain[-1] if chain else None
    text = leaf.text.lstrip(_UNSEEN) if isinstance(leaf, boxes.TextBox) else ""
    released += _spaced(leaf, text)
    if not line.text_indent and text[:1] in _OPENING and not _is_inline(context, line):
        released += _blank_half(leaf, text[0], 0)
    if released:
        for child in line.children:
            child.translate(-released, 0)
        line.width -= released


def _is_inline(context: Any, line: Any) -> bool:
    """Whether the line is of a block that stands in a line itself: what is left of it is no margin."""
    return line.element is not None and context.style_for(line.element)["display"][0] == "inline"


def _trim_end(line: Any) -> None:
    chain = list(_chain(line, -1))
    for depth, box in enumerate(chain):
        if isinstance(box, boxes.InlineBox) and (released := _release(box, "right")):
            for outer in (line, *chain[:depth]):
                outer.width -= released
    leaf = chain[-1] if chain else None
    text = leaf.text.rstrip(_UNSEEN) if isinstance(leaf, boxes.TextBox) else ""
    line.width -= _spaced(leaf, text)
    if text[-1:] in _CLOSING:
        line.width -= _blank_half(leaf, text[-1], 1)


def _chain(box: Any, end: int) -> Iterator[Any]:
    """The first (0) or last (-1) child a reader sees, its first or last child, and so on to the leaf."""
    while isinstance(box, boxes.LineBox | boxes.InlineBox):
        inside = [child for child in box.children if child.is_in_normal_flow() and _is_seen(child)]
        if not inside:
            return
        box = inside[end]
        yield box


def _is_seen(box: Any) -> bool:
    """Whether a box is more than signs for the line breaker."""
    return box.width > 0 if isinstance(box, boxes.TextBox | boxes.InlineBox) else True


def _release(box: Any, side: str) -> float:
    """Take the gap off one side of a run that stands at the line's end; its width."""
    margin: float = getattr(box, f"margin_{side}")
    if margin <= 0 or box.element is None or _SIDES[side] not in box.element.get("data-run", ""):
        return 0
    setattr(box, f"margin_{side}", 0)
    if side == "left":
        box.position_x += margin  # its content stays where it is, until the line moves
    return margin


def _spaced(leaf: Any, text: str) -> float:
    """What a run that is spaced for its readings has beyond the first or last character of its *text*.

    Half of its spacing; and where a sign for the line breaker stands there, which is not spaced, the half that
    Pango puts beside it.
    """
    run = RUNS.get(leaf.element) if text and leaf.element is not None else None
    return 0 if run is None else run.spacing / 2 if text == leaf.text else run.spacing


def _blank_half(leaf: Any, mark: str, side: int) -> float:
    """Half an em, if that much of the mark's square is blank on its left (0) or right (1); else nothing."""
    style = leaf.style
    if script(style["lang"] or "") != HAN:
        return 0
    size: float = style["font_size"]
    return HALF * size if _blank(style, mark)[side] >= HALF * 0.96 else 0


def _blank(style: Any, mark: str) -> tuple[float, float]:
    """How much of a mark's square is blank left and right of its ink, in em, in the face that draws it.

    Beside an ideograph, for alone it would not be drawn in the shape of its region.
    """
    key = _font_style_cache_key(style), mark
    if key not in _blanks:
        _blanks[key] = _margins(style, f"{mark}国")[0], _margins(style, f"国{mark}")[1]
    return _blanks[key]


def _margins(style: Any, text: str) -> tuple[float, float]:
    """What is blank before and after the ink of *text*, in em."""
    layout = Layout(style)
    layout.set_text(text)
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(layout.get_first_line()[0], ink, logical)
    units = FROM_UNITS / style["font_size"]
    return ink.x * units, (logical.width - ink.x - ink.width) * units
