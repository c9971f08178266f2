"""The best way through a table of scores, and how probable each of its beads is.

A hidden-Markov view of Gale and Church (1993): a path from no item used to all used is a way to pair
everything, its score the sum of its beads'. The best path gives the beads; sums over all paths, forward
and backward, give each bead's probability. Beads never cross and use every item once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.band import Band
from bookbuild.aligner.incidence import Floats, Places
from bookbuild.aligner.joints import Shape
from bookbuild.aligner.path import Path
from bookbuild.aligner.scores import Scores
from bookbuild.aligner.terrain import NEVER

Number = TypeVar("Number", np.int64, np.float64)


class Ways(NamedTuple):
    """What leads to the states of a band, row by row.

    ``origin``: from which state each move comes (rows × moves × width); ``worth``: what it adds. ``sums``:
    what using all columns up to a state's, each alone, adds; ``shut``: NEVER beyond the band.
    """

    origin: Places
    worth: Floats
    sums: Floats
    shut: Floats


class Lattice:
    """All paths in a band. A move of m rows and n columns leads to the state behind its last items.

    States are numbered row by row of the band; one more number stands for all that lie outside.
    """

    def __init__(self, band: Band, shapes: Iterable[Shape]) -> None:
        self._low, self._width = band.low, band.width
        self._height, self._last = len(band.low) - 1, int(band.high[-1])
        self._moves: list[Shape] = [(1, 0), *shapes]
        self._outside = (self._height + 1) * self._width
        self._states = band.low[:, None] + np.arange(band.width)
        self._shut = np.where(self._states <= band.high[:, None], 0.0, NEVER)
        self._origin = self._moved(-1)

    def _moved(self, sign: int) -> Places:
        """Where each state (rows × moves × width) is led by each move, backward for a negative *sign*."""
        found = np.full((self._height + 1, len(self._moves), self._width), self._outside)
        rows, across = np.arange(self._height + 1), np.arange(self._width)
        for k, (m, n) in enumerate(self._moves):
            there = rows + sign * m
            able = (there >= 0) & (there <= self._height)
            place = (self._low[able] - self._low[there[able]] + sign * n)[:, None] + across
            inside = (place >= 0) & (place < self._width)
            found[able, k] = np.where(inside, there[able, None] * self._width + place, self._outside)
        return found

    def path(self, scores: Scores) -> Path:
        """The best path."""
        return self._best(self._ways(scores))

    def probable(self, scores: Scores) -> tuple[Path, Floats]:
        """The best path with the probability of each of its beads."""
        ways = self._ways(scores)
        path = self._best(ways)
        return path, self._shares(path, ways, scores.lone_column)

    def _ways(self, scores: Scores) -> Ways:
        sums = np.concatenate(([0.0], np.cumsum(scores.lone_column)))
        worth = scores.table + self._shut[:, None]
        return Ways(self._origin, worth, sums[np.minimum(self._states, self._last)], self._shut)

    def _best(self, ways: Ways) -> Path:
        table = _swept(np.maximum, ways, 0)
        arriving = table[ways.origin] + ways.worth
        move = arriving.argmax(axis=1)
        best = np.take_along_axis(arriving, move[:, None], axis=1)[:, 0]
        move[table[:-1].reshape(best.shape) > best + 1e-6] = -1
        return self._traced(move)

    def _shares(self, path: Path, ways: Ways, lone_column: Floats) -> Floats:
        """For each step of a *path* the share that all paths through it have of all there are."""
        i, j, m, n = path
        moves = {shape: number for number, shape in enumerate(self._moves)}
        move = np.array([moves.get(shape, 0) for shape in zip(m.tolist(), n.tolist(), strict=True)])
        start, end = j - self._low[i], j + n - self._low[i + m]
        score = np.where(m > 0, ways.worth[i + m, move, end], lone_column[np.minimum(j, self._last - 1)])
        ahead, behind = _swept(np.logaddexp, ways, 0), self._behind(ways)
        whole = ahead[i * self._width + start] + score + behind[(i + m) * self._width + end]
        total = ahead[self._height * self._width + self._last - self._low[-1]]
        share = np.exp(np.minimum(whole - total, 0.0))
        rows, columns = self._lone_shares(ways, lone_column, ahead, behind, total)
        share = np.where(n == 0, rows[np.minimum(i, self._height - 1)], share)
        return np.where(m == 0, columns[np.minimum(j, self._last - 1)], share)

    def _lone_shares(
        self, ways: Ways, lone_column: Floats, ahead: Floats, behind: Floats, total: float
    ) -> tuple[Floats, Floats]:
        """For each row and each column the share of all paths that leave it alone, in whatever order.

        One path through two that stand alone says that the left one comes first; that is no opinion.
        """
        size = self._height * self._width
        rows = (
            ahead[ways.origin[1:, 0]]
            + ways.worth[1:, 0]
            + behind[self._width : self._width + size].reshape(-1, self._width)
        )
        column = np.minimum(self._states[:, :-1], self._last - 1)
        before, after = (values[: size + self._width].reshape(-1, self._width) for values in (ahead, behind))
        across = before[:, :-1] + lone_column[column] + after[:, 1:] + self._shut[:, 1:]
        shares = np.bincount(column.ravel(), np.exp(np.minimum(across - total, 0.0)).ravel(), self._last)
        return np.minimum(np.exp(np.minimum(rows - total, 0.0)).sum(axis=1), 1.0), np.minimum(shares, 1.0)

    def _behind(self, ways: Ways) -> Floats:
        """For each state the logarithm of the sum over all paths from it to the end: the band turned round."""
        target = self._moved(1)
        worth = [np.append(ways.worth[:, k], NEVER)[target[:, k]] for k in range(len(self._moves))]
        origin = np.where(target < self._outside, self._outside - 1 - target, self._outside)
        gains = np.stack(worth, axis=1) + self._shut[:, None]
        turned = Ways(_turned(origin), _turned(gains), _turned(-ways.sums), _turned(self._shut))
        return _swept(np.logaddexp, turned, int(self._states[-1, -1]) - self._last)[-2::-1]

    def _traced(self, chosen: Places) -> Path:
        """The path by which the last state was reached; -1: from its left neighbour."""
        i, j = self._height, self._last
        low: list[int] = self._low.tolist()
        moves = [*self._moves, (0, 1)]
        found: list[tuple[int, int, int, int]] = []
        while i or j:
            m, n = moves[chosen[i, j - low[i]]] if i else (0, 1)
            i, j = i - m, j - n
            found.append((i, j, m, n))
        return Path(*np.array(found[::-1], dtype=np.int64).reshape(-1, 4).T)


def _turned(table: NDArray[Number]) -> NDArray[Number]:
    return np.ascontiguousarray(table[::-1, ..., ::-1])


def _swept(join: np.ufunc, ways: Ways, start: int) -> Floats:
    """For each state, and the outside, what all paths that lead there from *start* in the first row come to.

    *join* says what two ways come to.
    """
    table = np.full(ways.sums.size + 1, NEVER)
    states = table[:-1].reshape(ways.sums.shape)
    options = np.empty_like(ways.worth[0])
    base = np.full(len(options[0]), NEVER)
    base[start] = 0.0
    bars = ways.sums + ways.shut
    for i, (here, origin, worth) in enumerate(zip(states, ways.origin, ways.worth, strict=True)):
        if i:
            table.take(origin, out=options, mode="clip")
            options += worth
            join.reduce(options, axis=0, out=base)
        base -= ways.sums[i]
        join.accumulate(base, out=here)
        here += bars[i]
    return table
