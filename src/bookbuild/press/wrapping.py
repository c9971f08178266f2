"""Where lines of text end, in two places where WeasyPrint ends them too early.

Where text may be cut anywhere, only what begins a line is: nothing else would do there. WeasyPrint takes all
that stands first in the outermost element of a line for its beginning, so that in a paragraph which is one
element (emphasis, a caption) ``overflow-wrap`` would cut before a mark that follows a run: the mark would
begin the next line.

Text before an index mark, a link or emphasis ends in a space. Where the text fills a line and the space does
not fit, Pango sees one line, WeasyPrint one that is too wide, and sets its first word alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes

_COLLAPSING = frozenset({"normal", "nowrap", "pre-line"})
_RESUME = 2  # which part of a split line says where the next one begins; None: there is none
_CHILDREN = 8  # which argument behind the position holds what stands in the line already


def split_inline_box(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.inline.split_inline_box``: remembers where the line begins."""

    def split(context: Any, box: Any, position_x: float, *arguments: Any) -> Any:
        if not isinstance(box, boxes.LineBox):
            return original(context, box, position_x, *arguments)
        outer = context.__dict__.get("bookbuild_line_start")
        context.bookbuild_line_start = position_x
        try:
            return original(context, box, position_x, *arguments)
        finally:
            context.bookbuild_line_start = outer

    return split


def split_inline_level(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.inline.split_inline_level``: text behind other text does not begin the line."""

    def split(context: Any, box: Any, position_x: float, *arguments: Any) -> Any:
        start = context.__dict__.get("bookbuild_line_start")
        if isinstance(box, boxes.TextBox) and start is not None and position_x - start > box.style["font_size"]:
            known = arguments[_CHILDREN] or [box]
            arguments = (*arguments[:_CHILDREN], known, *arguments[_CHILDREN + 1 :])
        return original(context, box, position_x, *arguments)

    return split


def split_first_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.inline.split_first_line``: a space at the end may stand beyond the line."""

    def split(text: str, style: Any, context: Any, width: Any, *arguments: Any, **more: Any) -> Any:
        line = original(text, style, context, width, *arguments, **more)
        alone = line[_RESUME] is not None and " " not in text.encode()[: line[1]].decode(errors="ignore")
        if alone and text.endswith(" ") and style["white_space"] in _COLLAPSING:
            whole = original(text[:-1], style, context, width, *arguments, **more)
            if whole[_RESUME] is None:
                return original(text, style, context, float("inf"), *arguments, **more)
        return line

    return split
