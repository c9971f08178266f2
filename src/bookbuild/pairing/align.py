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
    """All paths in a band. A move of m rows and n columns leads to the state behind its last items.

    Tables of states have a margin of impossible ones on either side, as wide as the band.
    """

    def __init__(self, scores: Scores) -> None:
        self.scores, self.band = scores, scores.band
        self.height, self.width = len(scores.lone_row), scores.band.width
        self.last = len(scores.lone_column)
        self.moves: list[Shape] = [(1, 0), *scores.tables]
        self.beads = [
            np.broadcast_to(scores.lone_row[:, None], (self.height, self.width)),
            *scores.tables.values(),
        ]
        self.lows: list[int] = self.band.low.tolist()
        states = self.band.low[:, None] + np.arange(self.width)
        self.open = states <= self.band.high[:, None]
        ends = np.concatenate(([0.0], np.cumsum(scores.lone_column)))
        self.sums = ends[np.minimum(states, self.last)]
        self.ways = self._ways()

    def _ways(self) -> list[list[tuple[int, int, int]]]:
        """For each row the moves that may lead to it: which, from how far above, from where in a padded row."""
        ways: list[list[tuple[int, int, int]]] = [[] for _ in range(self.height + 1)]
        for k, (m, n) in enumerate(self.moves):
            for row in np.flatnonzero((self.beads[k] > NEVER / 2).any(axis=1)).tolist():
                if m <= row + 1:
                    shift = self.lows[row + 1] - self.lows[row + 1 - m] - n
                    ways[row + 1].append((k, m, self.width + max(-self.width, min(shift, self.width))))
        return ways

    def path(self) -> list[Step]:
        """The best path."""
        table, row, everywhere = self._padded(), slice(self.width, 2 * self.width), np.arange(self.width)
        chosen = np.empty((self.height + 1, self.width), dtype=np.int64)
        for i in range(self.height + 1):
            options = self._arriving(table, i)
            choice = options.argmax(axis=0)
            base = np.where(self.open[i], options[choice, everywhere], NEVER)
            along = np.maximum.accumulate(base - self.sums[i]) + self.sums[i]
            moves = np.array([k for k, _, _ in self.ways[i]] or [0])
            chosen[i] = np.where(along > base + 1e-6, -1, moves[choice])
            table[i, row] = np.where(self.open[i], along, NEVER)
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
        return float(self.beads[self.moves.index((step.m, step.n))][i - 1, j - self.lows[i]])

    def _padded(self) -> Floats:
        return np.full((self.height + 1, 3 * self.width), NEVER)

    def _arriving(self, table: Floats, i: int) -> Floats:
        """For each way the scores of arriving at the states of row *i* by it."""
        ways = self.ways[i]
        if not ways:
            options = np.full((1, self.width), NEVER)
            options[0, 0] = NEVER if i else 0.0
            return options
        options = np.empty((len(ways), self.width))
        for way, (k, m, start) in enumerate(ways):
            np.add(table[i - m, start : start + self.width], self.beads[k][i - 1], out=options[way])
        return options

    def _forward(self) -> Floats:
        """The logarithm of the sum over all paths from the start to each state."""
        table, row = self._padded(), slice(self.width, 2 * self.width)
        for i in range(self.height + 1):
            base = np.logaddexp.reduce(self._arriving(table, i), axis=0)
            base = np.where(self.open[i], base, NEVER) - self.sums[i]
            table[i, row] = np.where(self.open[i], np.logaddexp.accumulate(base) + self.sums[i], NEVER)
        return table[:, row]

    def _backward(self) -> Floats:
        """The same from each state to the end: every row hands its sums up the ways that lead to it."""
        table, row = self._padded(), slice(self.width, 2 * self.width)
        gathered = self._padded()
        gathered[self.height, self.width + self.last - self.lows[self.height]] = 0.0
        for i in range(self.height, -1, -1):
            base = np.where(self.open[i], gathered[i, row], NEVER) + self.sums[i]
            behind = np.logaddexp.accumulate(base[::-1])[::-1] - self.sums[i]
            table[i, row] = behind = np.where(self.open[i], behind, NEVER)
            for k, m, start in self.ways[i]:
                above = gathered[i - m, start : start + self.width]
                np.logaddexp(above, self.beads[k][i - 1] + behind, out=above)
        return table[:, row]

    def _traced(self, chosen: NDArray[np.int64]) -> list[Step]:
        i, j = self.height, self.last
        found: list[Step] = []
        while i or j:
            choice = int(chosen[i, j - self.lows[i]])
            m, n = (0, 1) if choice < 0 or not i else self.moves[choice]
            i, j = i - m, j - n
            found.append(Step(i, j, m, n))
        return found[::-1]
