"""A baseline grid: lines of text stand on the lines of their page.

Where ``--grid`` is said, the page is cut into slots as high as a line of its body, from the top of its type
area down. A line of that leading takes the next free slot, and its base line is where the grid has it,
whatever its face and whatever stands before it: nothing has to know how high other things are. What says
``--grid: none`` stands free. In facing streams, which are measured on one endless page, the slots go on, and
pages are cut from whole ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

_NEARLY = 0.01  # pixels
_ROOM = 0.35  # of a slot: how far a line may reach out of its own, into what is white between lines


@dataclass(frozen=True, slots=True)
class Grid:
    """``step``: how high a slot is; ``base``: how far below its top the base line; pixels."""

    step: float
    base: float

    def next(self, down: float) -> int:
        """The first slot that begins *down* from the top or below."""
        return ceil((down - _NEARLY) / self.step)

    def last(self, down: float) -> int:
        """The last slot that begins *down* from the top or above."""
        return floor((down + _NEARLY) / self.step)

    def beyond(self, excess: float) -> int:
        """How many slots more a line takes that is higher by *excess* than one."""
        return max(0, ceil(excess / self.step - _ROOM))


def prepare(context: Any, root: Element) -> None:
    """Note the grid of a unit, whose body has its leading and the face that says where base lines are."""
    body = root.find("body")
    style = None if body is None else context.style_for(body)
    step, base = strut(style) if style and _is_on(style) else (0.0, 0.0)
    context.bookbuild_grid = Grid(step, base) if step > 0 else None


def _is_on(style: Any) -> bool:
    said = style["__grid"] or ()
    return any(token.type not in ("whitespace", "ident") for token in said)


def grid_of(context: Any, style: Any) -> Grid | None:
    """The grid of the unit being laid out; None where it has none, or *style* has nothing to do with it."""
    grid: Grid | None = context.__dict__.get("bookbuild_grid")
    return grid if grid and _is_on(style) else None


def stands_on(context: Any, style: Any) -> Grid | None:
    """The grid a line of this style stands on: its leading is that of the grid."""
    grid = grid_of(context, style)
    return grid if grid and abs(strut(style)[0] - grid.step) < _NEARLY else None


def top(context: Any) -> float:
    """Where the type area of the page being laid out begins."""
    return float(context.current_footnote_area.page.content_box_y())


def get_next_linebox(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.inline.get_next_linebox``, which sets each line."""

    def stood(
        context: Any, linebox: Any, position_y: float, bottom: float, skip: Any, around: Any, *more: Any
    ) -> Any:
        grid = stands_on(context, linebox.style)
        if grid is None or isinstance(around, boxes.InlineBlockBox):  # that one has no place on the page yet
            return original(context, linebox, position_y, bottom, skip, around, *more)
        begin = top(context)
        free = begin + grid.next(position_y - begin) * grid.step
        line, resume_at = original(context, linebox, free, bottom, skip, around, *more)
        if line and line.height:
            _settle(line, grid, begin)
        return line, resume_at

    return stood


def _settle(line: Any, grid: Grid, begin: float) -> None:
    """Put a line into its slots. Floats may have sent it further down."""
    slot = grid.next(line.position_y - begin)
    above = grid.beyond(line.baseline - grid.base)
    below = grid.beyond(line.height - line.baseline - grid.step + grid.base)
    baseline = above * grid.step + grid.base
    top = begin + slot * grid.step
    down = top + baseline - line.position_y - line.baseline
    for child in line.children:
        child.translate(0, down)
    line.position_y, line.baseline = top, baseline
    line.height = (above + 1 + below) * grid.step
