"""Which states of the aligner's table are worth looking at: all of a short passage, a band of a long one.

A state is a number of rows and a number of columns used. The band of a long passage follows a chain of
landmarks: items that alone share something on either side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.evidence import Evidence
from bookbuild.aligner.items import Item
from bookbuild.aligner.path import Path

Window = tuple[int, int]
Point = tuple[int, int]
WHOLE = 120  # columns up to which every state is looked at
HALF = 20  # states each side of the chain
FARTHEST = 100  # and between landmarks that lie far apart
NARROW = 9  # states each side of a path already found
VOTES = 3  # things two items must share, and no others, to be a landmark


class Stretch(NamedTuple):
    """Rows and columns that face each other and nothing else; ``said``: the author made them one pair."""

    passage: int
    rows: range
    columns: range
    said: bool


class Band:
    """For each number of rows used, from 0, the columns used to look at: ``low`` to ``high``."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.low = np.array([low for low, _ in windows], dtype=np.int64)
        self.high = np.array([high for _, high in windows], dtype=np.int64)
        self.width = int((self.high - self.low).max()) + 1

    def columns(self) -> NDArray[np.int64]:
        """For each row and each state behind it the last column used (rows × width; -1 and beyond: none)."""
        reach: NDArray[np.int64] = self.low[1:, None] - 1 + np.arange(self.width)
        return reach

    def around(self, path: Path) -> Band:
        """The part of the band near the states of a *path* through all rows."""
        low, high = self.high.copy(), self.low.copy()
        row, state = np.append(0, path.i + path.m), np.append(0, path.j + path.n)
        np.minimum.at(low, row, state - NARROW)
        np.maximum.at(high, row, state + NARROW)
        low, high = np.maximum(low, self.low), np.minimum(high, self.high)
        return Band(list(zip(low.tolist(), high.tolist(), strict=True)))


def band(
    rows: Sequence[Item], columns: Sequence[Item], stretches: Sequence[Stretch], evidence: Evidence
) -> Band:
    """The band through all *stretches*; between two of them it is one state wide."""
    windows: list[Window] = [(0, 0)]
    for _, own, other, _ in stretches:
        inner = list(_inside(rows, columns, own, other, evidence))
        windows[-1] = (windows[-1][0], inner[0][1])
        windows += inner[1:]
    windows[-1] = (windows[-1][0], len(columns))
    return Band(windows)


def _inside(
    rows: Sequence[Item], columns: Sequence[Item], own: range, other: range, evidence: Evidence
) -> Iterator[Window]:
    """The windows of one stretch, in numbers of the whole chapter."""
    inner_rows, inner_columns = rows[own.start : own.stop], columns[other.start : other.stop]
    found = [(0, len(other))] * (len(own) + 1)
    if len(other) > WHOLE and own:
        found = _along(_chain(evidence.landmarks(own, other)), len(own), len(other))
    reach = _reach(inner_rows, inner_columns)
    within = [_within(window, *limits) for window, limits in zip(found, reach, strict=True)]
    return ((low + other.start, high + other.start) for low, high in _joined(within, len(other)))


def _chain(votes: Counter[Point]) -> list[Point]:
    """The longest chain of landmarks that ascends on both sides."""
    ordered = sorted((i, -j) for (i, j), count in votes.items() if count >= VOTES)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, minus) in enumerate(ordered):
        at = bisect_left(tails, -minus)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [-minus]
        ends[at : at + 1] = [index]
    chain: list[Point] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append((ordered[index][0], -ordered[index][1]))
        index = before[index]
    return chain[::-1]


def _along(chain: Sequence[Point], height: int, width: int) -> list[Window]:
    """Windows around the chain: between two landmarks the whole rectangle, of a large one its diagonal."""
    points = [(0, 0), *chain, (height, width)]
    lows, highs = [width] * (height + 1), [0] * (height + 1)
    for (i, j), (below, beyond) in pairwise(points):
        for row in range(i, below + 1):
            straight = j + (beyond - j) * (row - i) // max(below - i, 1)
            lows[row] = min(lows[row], max(j - HALF, straight - FARTHEST, 0))
            highs[row] = max(highs[row], min(beyond + HALF, straight + FARTHEST, width))
    return list(zip(lows, highs, strict=True))


def _reach(rows: Sequence[Item], columns: Sequence[Item]) -> Iterator[Window]:
    """What the runs of a file allow: a row faces columns of the runs next to its own."""
    start = end = 0
    yield 0, _end(rows[0].run, columns, 0) if rows else len(columns)
    for index, item in enumerate(rows):
        while start < len(columns) and columns[start].run < item.run - 1:
            start += 1
        following = rows[index + 1].run if index + 1 < len(rows) else None
        end = len(columns) if following is None else _end(following, columns, end)
        yield start, max(end, start)


def _end(run: int, columns: Sequence[Item], end: int) -> int:
    while end < len(columns) and columns[end].run <= run + 1:
        end += 1
    return end


def _within(window: Window, low: int, high: int) -> Window:
    start, end = max(window[0], low), min(window[1], high)
    return (start, end) if start <= end else (low, high)


def _joined(found: Sequence[Window], width: int) -> list[Window]:
    """Ascending windows that begin at 0, end at *width* and leave no gap between neighbours."""
    joined: list[Window] = []
    low = high = 0
    for start, end in found:
        end = max(end, high)
        low, high = (min(max(start, low), high) if joined else 0), end
        joined.append((low, high))
    joined[-1] = (joined[-1][0], width)
    return joined
