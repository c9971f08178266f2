"""A row of a table begins on one page in all of its cells.

WeasyPrint leaves a cell white where nothing of it may stand in the room that is left (an item of a list, two
lines of a paragraph, a line with its note), and lets the others begin beside it: one side of a pair would stand
at the foot of a page, the other only on the next. Such a row is kept whole, so that it goes to the next page
with a heading above it, as all does that must not break. It breaks as ever where nothing stands above, or where
too much of the page would be left white. A context's ``bookbuild_kept`` are the rows of its page kept whole;
None: there rows break as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import remove_placeholders

from bookbuild.press.again import Before

MOST_WHITE = 1 / 2  # of a page


def table_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.block.table_layout``, which says where rows break."""

    def level(context: Any, table: Any, bottom: float, skip: Any, *arguments: Any) -> Any:
        result = original(context, table, bottom, skip, *arguments)
        laid_out, resume_at, *_ = result
        row, kept = _torn(table, skip, laid_out, resume_at), context.__dict__.get("bookbuild_kept")
        if row is None or kept is None:
            return result
        kept.append(row)
        *_, absolute, fixed = arguments
        remove_placeholders(context, [laid_out], absolute, fixed)
        with _kept_whole(row):
            return original(context, table, bottom, skip, *arguments)

    return level


def block_level_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """For ``weasyprint.layout.page``, which asks for the text of a page."""

    def filled(context: Any, box: Any, *arguments: Any, **options: Any) -> Any:
        if not box.is_for_root_element:
            return original(context, box, *arguments, **options)
        before = Before(context, arguments)
        kept: list[Any] = []
        context.bookbuild_kept = kept
        result = original(context, box, *arguments, **options)
        context.bookbuild_kept = None
        if kept and result[0] and _white(context, result[0]) > MOST_WHITE:
            before.restore()
            result = original(context, box, *arguments, **options)
        return result

    return filled


def _torn(table: Any, skip: Any, laid_out: Any, resume_at: Any) -> Any:
    """The row that begins here in some of its cells, in others on a later page; None where there is none."""
    group, index, late = _place(resume_at)
    before = _place(skip)
    if not late or (before[:2] == (group, index) and before[2]):
        return None
    cells = [part for part in laid_out.children if not part.is_footer][-1].children[-1].children
    begun = [_has_text(cell) for cell in cells]
    whole = all(begun[cell] for cell in late) or not any(begun)
    return None if whole else table.children[group].children[index]


def _place(stack: Any) -> tuple[int | None, int | None, Any]:
    """Group, row and cells at which a table goes on."""
    group, rows = next(iter((stack or {None: None}).items()))
    row, cells = next(iter((rows or {None: None}).items()))
    return group, row, cells


def _has_text(box: Any) -> bool:
    """Whether there is anything in the flow of a box: the number of an item is not."""
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        return True
    return any(_has_text(child) for child in box.children if child.is_in_normal_flow())


def _white(context: Any, root: Any) -> float:
    """How much of a page is white below its text."""
    page = context.current_footnote_area.page
    return float((context.page_bottom - max(_ends(root), default=page.content_box_y())) / page.height)


def _ends(box: Any) -> Iterator[float]:
    """Where the lines and pictures of a page end."""
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        yield box.position_y + (box.height if isinstance(box, boxes.LineBox) else box.margin_height())
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            yield from _ends(child)


@contextmanager
def _kept_whole(row: Any) -> Iterator[None]:
    style, row.style = row.style, row.style.copy()
    row.style["break_inside"] = "avoid"
    try:
        yield
    finally:
        row.style = style
