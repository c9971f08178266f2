"""The measure of a line: from where to where the lines of its column go.

Nothing is known of the stylesheet. A column is told by its left edge on left or right pages and by what
it is (text, a quotation, a list); its right edge is the outermost that several of its lines reach. The
blank half of a mark at a line's edge may hang out (clreq, Punctuation Width Adjustment; GB/T 15834—2011
§5.1.10), so that a line ends with its ink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bookbuild.checks.press.marks import CLOSING, HAN
from bookbuild.checks.press.value import Line, PressFile, SetLine, Stretch

TOLERANCE = 0.5
_SHARE = 0.25  # of a column's lines that make an edge of it
_PART = 9.0  # points: part of a character
_STRONG = 0.02  # of all lines that make an edge others are measured by


class Measured(NamedTuple):
    """A justified line, its measure, how far its start and its end are from the edges (outward is positive)."""

    stretch: Stretch
    line: SetLine
    width: float
    start: float
    end: float

    @property
    def full(self) -> bool:
        """Whether the line goes from edge to edge."""
        return abs(self.start) <= TOLERANCE and abs(self.end) <= TOLERANCE


class _Column(NamedTuple):
    side: int
    left: int
    path: str


def measured(file: PressFile, wanted: Iterable[Stretch]) -> Iterator[Measured]:
    """The lines of the *wanted* stretches that should reach their measure.

    All but those the author ended, and those in which nothing Chinese can open.
    """
    rights = _Rights(file)
    for stretch in wanted:
        for left, lines in _parts(stretch):
            for number, line in lines:
                right = rights.of(line.line, left)
                if right is not None and not line.ended and len(HAN.findall(line.line.ink)) > 1:
                    start = 0.0 if number == 0 else left - _start(line.line, left)
                    yield Measured(stretch, line, right - left, start, end(line.line) - right)


def end(line: Line) -> float:
    """Where the ink of a line ends: the blank half of a full-width mark is none of it."""
    last = line.last()
    return last.x1 - (0.5 * line.size if last.blank == "right" else 0)


def _starts(line: Line) -> tuple[float, ...]:
    """Where a line begins: without the blank half of an opening mark, as is usual there, or with it."""
    first = line.first()
    return (first.x0 + 0.5 * line.size, first.x0) if first.blank == "left" else (first.x0,)


def _start(line: Line, left: float) -> float:
    """Where a line begins, as is nearer to *left*."""
    return min(_starts(line), key=lambda x: abs(x - left))


def _parts(stretch: Stretch) -> Iterator[tuple[float, list[tuple[int, SetLine]]]]:
    """The lines on each page, numbered, with the left edge most lines but the first begin at."""
    pages: dict[int, list[tuple[int, SetLine]]] = {}
    for number, line in enumerate(stretch.lines):
        pages.setdefault(line.line.page, []).append((number, line))
    for lines in pages.values():
        starts = [x for number, line in lines if number for x in _starts(line.line)]
        if starts:
            yield Counter(round(x, 1) for x in starts).most_common(1)[0][0], lines


class _Rights:
    """The right edges of all columns."""

    def __init__(self, file: PressFile) -> None:
        columns: dict[_Column, list[float]] = {}
        sides: dict[int, list[float]] = {0: [], 1: []}
        for line, left in _plain_lines(file):
            columns.setdefault(_column(line, left), []).append(end(line))
            sides[line.page % 2].append(end(line))
        strong = {side: list(_edges(ends, max(3, _STRONG * len(ends)))) for side, ends in sides.items()}
        self._edges = {column: _right(ends, strong[column.side]) for column, ends in columns.items()}

    def of(self, line: Line, left: float) -> float | None:
        """The right edge of the line's column; None where no other line tells it."""
        return self._edges.get(_column(line, left))


def _plain_lines(file: PressFile) -> Iterator[tuple[Line, float]]:
    """Lines of paragraphs with their left edge, without those that end with a mark: it may hang out."""
    for stretch in file.stretches:
        if stretch.kind == "paragraph":
            for left, lines in _parts(stretch):
                yield from ((line.line, left) for _, line in lines if line.line.last().text not in CLOSING)


def _column(line: Line, left: float) -> _Column:
    return _Column(line.page % 2, round(left), line.path)


def _right(ends: list[float], strong: list[float]) -> float | None:
    """The outermost edge enough lines reach; or one that other text reaches a little beyond it.

    The second, for lines that all fall short by part of a character, as unjustified Chinese does. A line
    that is the only one of its column is measured by other text or not at all.
    """
    if len(ends) == 1:
        return next((edge for edge in strong if abs(edge - ends[0]) < 2 * TOLERANCE), None)
    own = max(_edges(ends, max(2, _SHARE * len(ends))), default=max(ends))
    return max((edge for edge in strong if own + 2 * TOLERANCE < edge < own + _PART), default=own)


def _edges(ends: list[float], enough: float) -> Iterator[float]:
    """The places at which *enough* lines end, to within the tolerance: the middle of those lines."""
    ends = sorted(ends, reverse=True)
    low = 0
    for high, edge in enumerate(ends):
        low = max(low, high)
        while low < len(ends) and ends[low] > edge - TOLERANCE:
            low += 1
        if low - high >= enough:
            yield ends[(high + low) // 2]
