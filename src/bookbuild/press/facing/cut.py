"""Pages made of measured boxes: each box is moved to its page, what goes over several is parted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.press.facing.measure import Stream, ends
from bookbuild.press.facing.value import Slice


class Knife:
    """Cuts one page's boxes out of a stream. ``x`` and ``y``: where the text of the page begins."""

    def __init__(self, stream: Stream, part: Slice, x: float, y: float) -> None:
        self._stream, self._part = stream, part
        self._x, self._y = x, y
        self._starts = [first for first, _ in part.shifts]

    def root(self) -> Any:
        """The page's root box. None for a page without atoms."""
        if self._part.first == self._part.last:
            return None
        page = self._stream.roots[self._part.first]
        self._x -= page.content_box_x()
        return self._cut(page.children[0])

    def _shift(self, atom: int) -> float:
        """How far down an atom is moved."""
        return self._part.shifts[bisect_right(self._starts, atom) - 1][1] + self._y

    def _cut(self, box: Any) -> Any:
        first, last = self._stream.ranges[id(box)]
        start, end = first < self._part.first, last > self._part.last
        if not (start or end) and self._shift(first) == self._shift(last - 1):
            box.translate(self._x, self._shift(first))
            return box
        whole_top, whole_bottom = box.content_box_y(), box.content_box_y() + box.height
        children = list(self._children(box))
        part = box.copy_with_children(children)
        part.remove_decoration(start, end)
        top = _top(children) if start else whole_top + self._shift(first)
        bottom = _bottom(children) if end else whole_bottom + self._shift(last - 1)
        part.position_x += self._x
        part.position_y = top - part.margin_top - part.border_top_width - part.padding_top
        part.height = bottom - top
        if isinstance(part, boxes.TableBox) and start:
            self._table(box, part)
        return part

    def _children(self, box: Any) -> Iterator[Any]:
        """The children on this page; what is out of the flow goes with what comes after it."""
        waiting: list[Any] = []
        for child in box.children:
            if id(child) not in self._stream.ranges:
                waiting.append(child)
                continue
            first, last = self._stream.ranges[id(child)]
            if first < self._part.last and last > self._part.first:
                if first >= self._part.first:
                    yield from self._moved(waiting, first)
                yield self._cut(child)
            waiting = []
        held = self._stream.ranges[id(box)][1]
        if waiting and self._part.first < held <= self._part.last:
            yield from self._moved(waiting, held - 1)

    def _moved(self, waiting: list[Any], atom: int) -> Iterator[Any]:
        for box in waiting:
            box.translate(self._x, self._shift(atom))
            yield box

    def _table(self, whole: Any, part: Any) -> None:
        """Set the head again above the rows of a table that began on an earlier page."""
        head = whole.children[0]
        rows = [row for group in whole.children for row in group.children]
        gone = [row for row in rows if self._stream.ranges[id(row)][1] <= self._part.first]
        part.skipped_rows = len(gone)
        if head.is_header and gone and head not in part.children:
            again, height = head.deepcopy(), head.border_height()
            top = _top(part.children) - height
            again.translate(part.children[0].position_x - again.position_x, top - again.border_box_y())
            part.children = [again, *part.children]
            part.position_y -= height
            part.height += height


def _top(children: list[Any]) -> float:
    return ends(next(child for child in children if child.is_in_normal_flow()))[0]


def _bottom(children: list[Any]) -> float:
    return ends(next(child for child in reversed(children) if child.is_in_normal_flow()))[1]
