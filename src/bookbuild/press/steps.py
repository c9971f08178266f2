"""What is not running text in whole lines: with its margins it is as high as so many lines of text.

What comes after it so stands on the lines of the page (clreq, Headings), which no stylesheet can say of a
heading that may be one line or two. ``--step`` is the height of a line; what is lacking is put around the
heading, two thirds of it above, at the top of a page all below. On a baseline grid figures, tables and code are
whole lines too, with as much above as below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.formatting_structure import boxes

from bookbuild.press.grid import grid_of, stands_on, top
from bookbuild.press.margin import first_line

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_ABOVE = {**dict.fromkeys(_HEADINGS, 2 / 3), "figure": 1 / 2, "table": 1 / 2, "pre": 1 / 2}
_PIXELS = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_NEARLY = 0.01  # pixels


def block_level_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.block.block_level_layout``."""

    def stepped(
        context: Any, box: Any, bottom: float, skip: Any, around: Any, *more: Any, **options: Any
    ) -> Any:
        result = original(context, box, bottom, skip, around, *more, **options)
        laid_out, resume_at, *_ = result
        if laid_out is not None:
            whole = resume_at is None and box.element_tag in _ABOVE and _is_whole(box)
            _stand(context, laid_out, around, whole)
        return result

    return stepped


def _stand(context: Any, box: Any, around: Any, whole: bool) -> None:
    grid = grid_of(context, around.style) if isinstance(around, boxes.Box) else None
    if grid and whole:
        _fill_slot(box, grid.step, top(context))
    elif grid:
        _frame(context, box)
    elif whole and box.element_tag in _HEADINGS:
        _fill(box, _step(box.style))


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
        above = lack * _ABOVE[box.element_tag] if box.margin_top else 0
        box.translate(0, above)
        box.height += lack - above


def _fill_slot(box: Any, step: float, begin: float) -> None:
    """Let the margins of the box end where a slot does."""
    lack = (begin - box.border_box_y() - box.border_height() - box.margin_bottom) % step
    if _NEARLY < lack < step - _NEARLY:
        above = lack * _ABOVE[box.element_tag] if box.margin_top else 0
        box.translate(0, above)
        box.margin_bottom += lack - above


def _frame(context: Any, box: Any) -> None:
    """Let the frame of a box begin where its padding has it: its first line may have gone to the next slot."""
    line = first_line(box) if box.border_box_y() < box.content_box_y() else None
    if line and (grid := stands_on(context, line.style)):
        gap = line.position_y - box.content_box_y()
        if _NEARLY < gap < grid.step:
            box.position_y += gap
            box.height -= gap
