"""Sums over what rows say and columns hold, for all cells of a band at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class Entries:
    """What passages say or hold: keys, each with the part of the passage and a weight; filled in order."""

    def __init__(self) -> None:
        self.keys: list[int] = []
        self.parts: list[int] = []
        self.weights: list[float] = []
        self.ends: list[int] = []

    def add(self, key: int, part: int, weight: float = 1.0) -> None:
        """One more key of the passage being filled; a key comes once in each."""
        self.keys.append(key)
        self.parts.append(part)
        self.weights.append(weight)

    def end(self) -> None:
        """The passage has no more; the next begins."""
        self.ends.append(len(self.keys))

    def passages(self) -> Places:
        """The passage of each entry."""
        return np.repeat(np.arange(len(self.ends)), np.diff([0, *self.ends]))


class Incidence:
    """What rows *said* and columns *held*.

    A hit is a key that a row says and a column holds; it weighs the row's weight less the column's *crowd*.
    Of *parts* parts each.
    """

    def __init__(self, said: Entries, held: Entries, crowd: Floats, parts: int) -> None:
        self._crowd, self._parts, self._stride = crowd, parts, len(held.ends) + 1
        self._row, self._key = said.passages(), np.array(said.keys, dtype=np.int64)
        self._part, self._weight = np.array(said.parts, dtype=np.int64), np.array(said.weights)
        place = np.array(held.keys, dtype=np.int64) * self._stride + held.passages()
        order = np.argsort(place, kind="stable")
        self._place, self._column_part = place[order], np.array(held.parts, dtype=np.int64)[order]

    def tables(self, reach: Places, by_column: bool) -> tuple[Floats, Floats]:
        """Summed weights by part of the row and by part of the column (parts × rows × width).

        *reach*: for each row its columns, consecutive; some may lie outside. The second is empty unless
        *by_column*.
        """
        height, width = reach.shape
        low = reach[:, 0][self._row]
        base = self._key * self._stride
        first = np.searchsorted(self._place, base + np.maximum(low, 0))
        behind = np.searchsorted(self._place, base + np.minimum(low + width, self._stride - 1))
        counts = np.maximum(behind - first, 0)
        entry = np.repeat(np.arange(len(counts)), counts)
        hit = np.arange(len(entry)) + np.repeat(first - np.cumsum(counts) + counts, counts)
        column = self._place[hit] - base[entry]
        weight = self._weight[entry] - self._crowd[column]
        cell = self._row[entry] * width + column - low[entry]
        size = self._parts * height * width
        of_rows: Floats = np.bincount(self._part[entry] * height * width + cell, weight, size)
        of_columns: Floats = np.zeros(0)
        if by_column:
            of_columns = np.bincount(self._column_part[hit] * height * width + cell, weight, size)
        shape = (self._parts, height, width)
        return of_rows.reshape(shape), of_columns.reshape(shape if by_column else (self._parts, 0, 0))
