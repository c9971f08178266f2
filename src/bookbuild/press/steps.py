"""Headings in whole lines: with its margins a heading is as high as so many lines of text.

What comes after it so stands on the lines of the page (clreq, Headings), which no stylesheet can say of a
heading that may be one line or two. ``--step`` is the height of a line; what is lacking is put around the
heading, two thirds of it above, at the top of a page all below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ABOVE = 2 / 3
_PIXELS = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_NEARLY = 0.01  # pixels


def block_level_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.block.block_level_layout``."""

    def stepped(context: Any, box: Any, *arguments: Any, **options: Any) -> Any:
        result = original(context, box, *arguments, **options)
        if box.element_tag in _HEADINGS and result[0] is not None and result[1] is None and _is_whole(box):
            _fill(result[0], _step(box.style))
        return result

    return stepped


def _is_whole(box: Any) -> bool:
    """Whether a box is all of its element, not something WeasyPrint put into it."""
    made = isinstance(box.style, AnonymousStyle) or isinstance(box, boxes.TableBox)
    return box.is_table_wrapper or not made


def _step(style: Any) -> float:
    """The height of a line in pixels; 0 where none is said."""
    tokens = [token for token in style["__step"] or () if token.type == "dimension"]
    return tokens[0].value * _PIXELS.get(tokens[0].lower_unit, 0) if tokens else 0


def _fill(box: Any, step: float) -> None:
    """Make the box as high as the next whole number of steps."""
    lack = -box.margin_height() % step if step else 0
    if _NEARLY < lack < step - _NEARLY:
        above = lack * _ABOVE if box.margin_top else 0
        box.translate(0, above)
        box.height += lack - above
