"""The aligner: two sequences of items to beads, by length, kind and place (after Gale and Church 1993).

Pure arithmetic over Items; it knows no blocks' contents. Beads never cross and use every item once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, log
from typing import NamedTuple

from bookbuild.model import Block

# Costs are negative log likelihoods, up to a constant.
ONE_SIDED = 2.5  # a paragraph without a counterpart; dearer than a likely 1-1, cheaper than a bad 2-1
LONE_ANCHOR = 1.0  # code or a figure that only one language shows
JOIN = 3.0  # two paragraphs facing one: dearer than one-sided, a doubtful joint is reported instead
JOIN_MORE = 1.0  # each further paragraph
WORST = 4.5  # a 1-1 by place whatever its lengths: always below two one-sided
OTHER_KIND = 2.0  # a paragraph facing a list item, a heading of another level
SAME_ANCHOR = -1.0  # the same code or figure on both sides
OTHER_ANCHOR = 1.8  # both sides show code here, but not the same
FAR = 2.5  # not in neighbouring runs of one file
ACROSS = 0.7  # neighbouring runs, but of two turns: 'zh en | zh en' has its turns at the bar
SPREAD = 0.3  # standard deviation of the logarithm of the ratio of lengths (measured: 0.18 … 0.34)
SMOOTH = 20.0  # weight added to both sides: short texts vary more
LARGEST_JOIN = 4
IN_STEP = 2.0  # mean misfit of pairs in order: 0.5 when they belong together, 3.5 when they do not
BAND = 16  # items searched each side of the expected counterpart


@dataclass(frozen=True, slots=True)
class Item:
    """What the aligner sees of a block or a section.

    ``weight``: length in letters of an alphabet. ``anchor``: items with an anchor only face anchors of
    their kind. ``alone``: faces nothing. ``run``: in a file of both languages, how many times the
    language changed before; parallel files are run 0 and run 1. ``joins``: several may face one.
    """

    blocks: tuple[Block, ...]
    weight: float
    kind: str
    anchor: str = ""
    alone: bool = False
    run: int = 0
    joins: bool = True


class Bead(NamedTuple):
    """Neighbours of the left side facing neighbours of the right one; one of them may be empty."""

    left: Sequence[Item]
    right: Sequence[Item]


def align(left: Sequence[Item], right: Sequence[Item], scale: float) -> list[Bead]:
    """The cheapest beads; *scale* is the expected weight of the right side for one of the left.

    The number of steps grows with the number of items: only a band around the expected path is
    searched.
    """
    if not left or not right:
        return [Bead((item,), ()) for item in left] + [Bead((), (item,)) for item in right]
    if in_step := _in_step(left, right, scale):
        return in_step
    return _Search(left, right, scale).beads()


def _in_step(left: Sequence[Item], right: Sequence[Item], scale: float) -> list[Bead] | None:
    """One by one: as many items of the same kinds in the same turns, and no lengths against it."""
    if len(left) != len(right):
        return None
    misfit = 0.0
    for one, other in zip(left, right, strict=True):
        same = one.kind == other.kind and one.anchor == other.anchor
        if not same or one.alone or other.alone or one.run // 2 != other.run // 2:
            return None
        if not one.anchor:
            misfit += min(WORST, _misfit(one.weight * scale, other.weight))
    if misfit > IN_STEP * len(left):
        return None
    return [Bead((one,), (other,)) for one, other in zip(left, right, strict=True)]


def _windows(left: Sequence[Item], right: Sequence[Item], scale: float) -> list[tuple[int, int]]:
    """For each number of left items used, the first and last number of right items to consider."""
    reach = list(_reach(left, right))
    starts = [0, *(start for start, _ in reach)]
    ends = [*(end for _, end in reach), len(right)]
    middles = _middles(left, right)
    windows: list[tuple[int, int]] = []
    low = high = 0
    for start, end, middle in zip(starts, ends, middles, strict=True):
        middle = min(max(middle, start), end)
        low = max(low, min(max(start, middle - BAND), high))
        high = max(high, low, min(end, middle + BAND))
        windows.append((low, high))
    windows[-1] = (low, len(right))
    return windows


def _reach(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """For each left item, where the right items of the runs next to its own start and end."""
    start = end = 0
    for item in left:
        while start < len(right) and right[start].run < item.run - 1:
            start += 1
        while end < len(right) and right[end].run <= item.run + 1:
            end += 1
        yield start, end


def _middles(left: Sequence[Item], right: Sequence[Item]) -> list[int]:
    """For each number of left items used, how many right ones hold the same share of the text."""
    ahead = _sums(left)
    behind = _sums(right)
    share = behind[-1] / (ahead[-1] or 1.0)
    middles: list[int] = []
    at = 0
    for sum_ in ahead:
        while at < len(right) and behind[at] < sum_ * share:
            at += 1
        middles.append(at)
    return middles


def _sums(items: Sequence[Item]) -> list[float]:
    """Running sums of weights, from 0; an item alone has none, every other at least 1."""
    return [0.0, *accumulate(0.0 if item.alone else max(item.weight, 1.0) for item in items)]


class _Search:
    """The dynamic program over (left items used, right items used)."""

    def __init__(self, left: Sequence[Item], right: Sequence[Item], scale: float) -> None:
        self.left, self.right, self.scale = left, right, scale
        self.windows = _windows(left, right, scale)

    def beads(self) -> list[Bead]:
        """The cheapest path, read backwards from the end."""
        steps = self._steps()
        beads: list[Bead] = []
        i, j = len(self.left), len(self.right)
        while i or j:
            m, n = steps[i][j - self.windows[i][0]]
            beads.append(Bead(self.left[i - m : i], self.right[j - n : j]))
            i, j = i - m, j - n
        return beads[::-1]

    def _steps(self) -> list[list[tuple[int, int]]]:
        """For each state in its window, the last step of the cheapest path to it."""
        costs = [[inf] * (high - low + 1) for low, high in self.windows]
        steps = [[(0, 0)] * len(row) for row in costs]
        costs[0][0] = 0.0
        for i, (low, high) in enumerate(self.windows):
            for j in range(low, high + 1):
                so_far = costs[i][j - low]
                if so_far == inf:
                    continue
                for m, n, cost in self._moves(i, j):
                    to_low, to_high = self.windows[i + m]
                    at = j + n - to_low
                    if to_low <= j + n <= to_high and so_far + cost < costs[i + m][at]:
                        costs[i + m][at] = so_far + cost
                        steps[i + m][at] = (m, n)
        return steps

    def _moves(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """(left items, right items, cost) of every bead that may start here."""
        one = self.left[i] if i < len(self.left) else None
        other = self.right[j] if j < len(self.right) else None
        if one:
            yield 1, 0, _alone(one)
        if other:
            yield 0, 1, _alone(other)
        if one and other and not one.alone and not other.alone:
            yield from self._facing(i, j, one, other)

    def _facing(self, i: int, j: int, one: Item, other: Item) -> Iterator[tuple[int, int, float]]:
        if one.anchor or other.anchor:
            if one.anchor and other.anchor and one.kind == other.kind:
                yield 1, 1, _place(one, other) + (
                    SAME_ANCHOR if one.anchor == other.anchor else OTHER_ANCHOR
                )
            return
        place = _place(one, other) + (0.0 if one.kind == other.kind else OTHER_KIND)
        yield 1, 1, place + min(WORST, _misfit(one.weight * self.scale, other.weight))
        if one.kind != other.kind or not (one.joins and other.joins):
            return
        for m, weight in _joints(self.left, i):
            cost = JOIN + JOIN_MORE * (m - 2) + place
            yield m, 1, cost + _misfit(weight * self.scale, other.weight)
        for n, weight in _joints(self.right, j):
            cost = JOIN + JOIN_MORE * (n - 2) + place
            yield 1, n, cost + _misfit(one.weight * self.scale, weight)


def _alone(item: Item) -> float:
    if item.alone:
        return 0.0
    return LONE_ANCHOR if item.anchor else ONE_SIDED


def _joints(items: Sequence[Item], start: int) -> Iterator[tuple[int, float]]:
    """2, 3 … neighbours of one run and kind from *start*, with their weight."""
    first = items[start]
    weight = first.weight
    for end in range(start + 1, min(start + LARGEST_JOIN, len(items))):
        item = items[end]
        if item.alone or item.anchor or item.kind != first.kind or item.run != first.run:
            return
        weight += item.weight
        yield end - start + 1, weight


def _place(one: Item, other: Item) -> float:
    """The cost of standing far apart in one file."""
    if abs(one.run - other.run) != 1:
        return FAR
    return 0.0 if one.run // 2 == other.run // 2 else ACROSS


def _misfit(one: float, other: float) -> float:
    """The cost of lengths that do not agree: half the squared deviation of the logarithm."""
    deviation = log((one + SMOOTH) / (other + SMOOTH)) / SPREAD
    return deviation * deviation / 2
