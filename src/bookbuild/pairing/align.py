"""The aligner: the best way through a table of scores, and how probable each of its beads is.

A hidden-Markov view of Gale and Church (1993): a path from no item used to all used is a way to pair
everything, its score the sum of its beads'. The best path gives the beads; sums over all paths, forward
and backward, give each bead's probability. Beads never cross and use every item once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.scores import NEVER, Scores

Floats = NDArray[np.float64]
Shape = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A bead as numbers: rows *i* … *i* + *m* - 1 face columns *j* … *j* + *n* - 1."""

    i: int
    j: int
    m: int
    n: int
    probability: float = 1.0


class Lattice:
    """All paths in a band. A move of m rows and n columns leads to the state behind its last items."""

    def __init__(self, scores: Scores) -> None:
        self.scores, self.band = scores, scores.band
        self.height, self.width = len(scores.lone_row), scores.band.width
        self.last = len(scores.lone_column)
        self.moves: list[Shape] = [(1, 0), *scores.tables]
        self.beads = np.empty((len(self.moves), self.height, self.width))
        self.beads[0] = scores.lone_row[:, None]
        for k, shape in enumerate(self.moves[1:], 1):
            self.beads[k] = scores.tables[shape]
        ends = np.concatenate(([0.0], np.cumsum(scores.lone_column)))
        states = self.band.low[:, None] + np.arange(self.width)
        self.sums = ends[np.minimum(states, self.last)]
        self.open = states <= self.band.high[:, None]
        self.lows: list[int] = self.band.low.tolist()

    def path(self) -> list[Step]:
        """The best path."""
        table = self._padded()
        chosen = np.empty((self.height + 1, self.width), dtype=np.int64)
        for i in range(self.height + 1):
            options = self._arriving(table, i)
            choice = options.argmax(axis=0)
            base = np.where(self.open[i], options[choice, np.arange(self.width)], NEVER)
            along = np.maximum.accumulate(base - self.sums[i]) + self.sums[i]
            chosen[i] = np.where(along > base + 1e-6, -1, choice)
            self._row(table, i)[:] = np.where(self.open[i], along, NEVER)
        return self._traced(chosen)

    def steps(self) -> list[Step]:
        """The best path with the probability of each of its beads."""
        ahead, behind = self._forward(), self._backward()
        total = ahead[self.height][self.last - self.lows[self.height]]
        found: list[Step] = []
        for step in self.path():
            i, j = step.i + step.m, step.j + step.n
            before = ahead[step.i][step.j - self.lows[step.i]]
            after = behind[i][j - self.lows[i]]
            share = float(np.exp(min(before + self._score(step) + after - total, 0.0)))
            found.append(Step(step.i, step.j, step.m, step.n, share))
        return found

    def _score(self, step: Step) -> float:
        if not step.m:
            return float(self.scores.lone_column[step.j])
        i, j = step.i + step.m, step.j + step.n
        return float(self.beads[self.moves.index((step.m, step.n)), i - 1, j - self.lows[i]])

    def _padded(self) -> Floats:
        """A table of states with a margin of impossible ones on either side."""
        return np.full((self.height + 1, 3 * self.width), NEVER)

    def _row(self, table: Floats, i: int, shift: int = 0) -> Floats:
        """Row *i* of a padded table, seen from *shift* states to the right."""
        start = self.width + max(-self.width, min(shift, self.width))
        return table[i, start : start + self.width]

    def _arriving(self, table: Floats, i: int) -> Floats:
        """For each move the scores of arriving at the states of row *i* by it."""
        options = np.full((len(self.moves), self.width), NEVER)
        if not i:
            options[0, 0] = 0.0
        for k, (m, n) in enumerate(self.moves):
            if 0 < i and m <= i:
                shift = self.lows[i] - self.lows[i - m] - n
                np.add(self._row(table, i - m, shift), self.beads[k, i - 1], out=options[k])
        return options

    def _forward(self) -> Floats:
        """The logarithm of the sum over all paths from the start to each state."""
        table = self._padded()
        for i in range(self.height + 1):
            base = np.logaddexp.reduce(self._arriving(table, i), axis=0)
            base = np.where(self.open[i], base, NEVER) - self.sums[i]
            self._row(table, i)[:] = np.where(self.open[i], np.logaddexp.accumulate(base) + self.sums[i], NEVER)
        return table[:, self.width : 2 * self.width]

    def _backward(self) -> Floats:
        """The same from each state to the end."""
        table = self._padded()
        arrived = np.full((len(self.moves), self.height + 1, 3 * self.width), NEVER)
        for i in range(self.height, -1, -1):
            options = np.full((len(self.moves), self.width), NEVER)
            if i == self.height:
                options[0, self.last - self.lows[i]] = 0.0
            for k, (m, n) in enumerate(self.moves):
                if i + m <= self.height:
                    options[k] = self._row(arrived[k], i + m, self.lows[i] - self.lows[i + m] + n)
            base = np.where(self.open[i], np.logaddexp.reduce(options, axis=0), NEVER) + self.sums[i]
            row = np.logaddexp.accumulate(base[::-1])[::-1] - self.sums[i]
            self._row(table, i)[:] = np.where(self.open[i], row, NEVER)
            if i:
                arrived[:, i, self.width : 2 * self.width] = self.beads[:, i - 1] + self._row(table, i)
        return table[:, self.width : 2 * self.width]

    def _traced(self, chosen: NDArray[np.int64]) -> list[Step]:
        i, j = self.height, self.last
        found: list[Step] = []
        while i or j:
            choice = int(chosen[i, j - self.lows[i]])
            m, n = (0, 1) if choice < 0 or not i else self.moves[choice]
            i, j = i - m, j - n
            found.append(Step(i, j, m, n))
        return found[::-1]
