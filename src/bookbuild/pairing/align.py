"""The aligner: two sequences of items to beads, by length, kind and place (after Gale and Church 1993).

Pure arithmetic over Items; it knows no blocks' contents. Beads never cross and use every item once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, log
from typing import NamedTuple

from bookbuild.model import Block

# Costs are negative log likelihoods, up to a constant.
ONE_SIDED = 2.5  # a paragraph without a counterpart; dearer than a likely 1-1, cheaper than a bad 2-1
LONE_ANCHOR = 1.0  # code or a figure that only one language shows
JOIN = 3.5  # two paragraphs facing one: dearer than one-sided, a doubtful joint is reported instead
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
BAND = 16  # items searched each side of the best counterpart so far


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


def _reach(left: Sequence[Item], right: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """For each left item, where the right items of the runs next to its own start and end."""
    start = end = 0
    for item in left:
        while start < len(right) and right[start].run < item.run - 1:
            start += 1
        while end < len(right) and right[end].run <= item.run + 1:
            end += 1
        yield start, end


class _Row(NamedTuple):
    """The states of one number of left items used: from ``low`` right items on, cost and last step."""

    low: int
    costs: list[float]
    steps: list[tuple[int, int]]

    def best(self) -> int:
        """How many right items the cheapest state has used."""
        return self.low + min(range(len(self.costs)), key=self.costs.__getitem__)


class _Search:
    """The dynamic program over (left items used, right items used), in a band along the best states."""

    def __init__(self, left: Sequence[Item], right: Sequence[Item], scale: float) -> None:
        self.left, self.right, self.scale = left, right, scale
        self.rows: list[_Row] = []

    def beads(self) -> list[Bead]:
        """The cheapest path, read backwards from the end."""
        for low, high in self._windows():
            self._fill(low, high)
        beads: list[Bead] = []
        i, j = len(self.left), len(self.right)
        while i or j:
            m, n = self.rows[i].steps[j - self.rows[i].low]
            beads.append(Bead(self.left[i - m : i], self.right[j - n : j]))
            i, j = i - m, j - n
        return beads[::-1]

    def _windows(self) -> Iterator[tuple[int, int]]:
        """For each row the first and last state to consider; neighbouring windows overlap."""
        reach = list(_reach(self.left, self.right))
        yield 0, min(reach[0][1], BAND)
        high = min(reach[0][1], BAND)
        for i, (start, _) in enumerate(reach):
            end = reach[i + 1][1] if i + 1 < len(reach) else len(self.right)
            above = self.rows[-1]
            low = max(above.low, min(max(start, above.best() - BAND), high))
            last = i + 1 == len(reach)
            high = end if last else max(high, min(end, above.best() + BAND))
            yield low, high

    def _fill(self, low: int, high: int) -> None:
        """The next row."""
        row = _Row(low, [], [])
        i = len(self.rows)
        self.rows.append(row)
        for j in range(low, high + 1):
            cost, step = (0.0, (0, 0)) if i == j == 0 else (inf, (0, 0))
            for m, n, extra in self._moves(i, j):
                so_far = self._cost(i - m, j - n) + extra
                if so_far < cost:
                    cost, step = so_far, (m, n)
            row.costs.append(cost)
            row.steps.append(step)

    def _cost(self, i: int, j: int) -> float:
        row = self.rows[i]
        at = j - row.low
        return row.costs[at] if 0 <= at < len(row.costs) else inf

    def _moves(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """(left items, right items, cost) of every bead that may end before these."""
        one = self.left[i - 1] if i else None
        other = self.right[j - 1] if j else None
        if one:
            yield 1, 0, _alone(one)
        if other:
            yield 0, 1, _alone(other)
        if one and other and not one.alone and not other.alone:
            yield from self._facing(i, j, one, other)

    def _facing(self, i: int, j: int, one: Item, other: Item) -> Iterator[tuple[int, int, float]]:
        place = _place(one, other)
        if one.anchor or other.anchor:
            if one.anchor and other.anchor and one.kind == other.kind:
                yield 1, 1, place + (SAME_ANCHOR if one.anchor == other.anchor else OTHER_ANCHOR)
            return
        kind = 0.0 if one.kind == other.kind else OTHER_KIND
        yield 1, 1, place + kind + min(WORST, _misfit(one.weight * self.scale, other.weight))
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


def _joints(items: Sequence[Item], end: int) -> Iterator[tuple[int, float]]:
    """2, 3 … neighbours of one run and kind that stand before *end*, with their weight."""
    last = items[end - 1]
    weight = last.weight
    for start in range(end - 2, max(end - LARGEST_JOIN, 0) - 1, -1):
        item = items[start]
        if item.alone or item.anchor or item.kind != last.kind or item.run != last.run:
            return
        weight += item.weight
        yield end - start, weight


def _place(one: Item, other: Item) -> float:
    """The cost of standing far apart in one file."""
    if abs(one.run - other.run) != 1:
        return FAR
    return 0.0 if one.run // 2 == other.run // 2 else ACROSS


def _misfit(one: float, other: float) -> float:
    """The cost of lengths that do not agree: half the squared deviation of the logarithm."""
    deviation = log((one + SMOOTH) / (other + SMOOTH)) / SPREAD
    return deviation * deviation / 2
