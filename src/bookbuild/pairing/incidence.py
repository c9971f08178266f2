"""Which passages hold which keys, and sums over what two sides hold alike for all cells of a band at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.features import SLOTS

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
_PART_BITS = SLOTS.bit_length()
BLOCK = 128  # rows looked at together, so that what is known of their hits stays near at hand


class Listing:
    """Keys and the *passages* that hold them, by key, then by passage: ``key``, ``passage``, ``part``.

    Where a key comes more than once in a passage, the first of its parts counts.
    """

    def __init__(self, key: Places, passage: Places, part: Places, passages: int) -> None:
        self.passages = passages
        self._bits = passages.bit_length()
        code = np.sort(((key << self._bits) | passage) << _PART_BITS | part)
        place = code >> _PART_BITS
        first = np.diff(place, prepend=-1) > 0
        self._place, self.part = place[first], code[first] & ((1 << _PART_BITS) - 1)
        self.key, self.passage = self._place >> self._bits, self._place & ((1 << self._bits) - 1)

    def counts(self, keys: int) -> Places:
        """For each of so many *keys* how many passages hold it."""
        return np.bincount(self.key, minlength=keys)

    def within(self, key: Places, start: Places | int, stop: Places | int) -> tuple[Places, Places]:
        """For each *key* where its passages from *start* to before *stop* begin and end in this listing."""
        base = key << self._bits
        first = np.searchsorted(self._place, base + np.clip(start, 0, self.passages))
        behind = np.searchsorted(self._place, base + np.clip(stop, 0, self.passages))
        return first, np.maximum(behind, first)

    def renamed(self, old: Places, new: Places) -> Listing:
        """What passages hold by other keys: who holds an *old* one holds the *new* one beside it."""
        first, behind = self.within(old, 0, self.passages)
        name, at = runs(first, behind)
        return Listing(new[name], self.passage[at], self.part[at], self.passages)


def listed(held: Sequence[Mapping[str, int]], ids: Mapping[str, int]) -> Listing:
    """The listing of what each passage holds: names, for which *ids* has numbers, with their parts."""
    counts = [len(one) for one in held]
    total = sum(counts)
    key = np.fromiter(map(ids.__getitem__, chain.from_iterable(held)), np.int64, total)
    part = np.fromiter(chain.from_iterable(one.values() for one in held), np.int64, total)
    return Listing(key, np.repeat(np.arange(len(held)), counts), part, len(held))


def runs(first: Places, behind: Places) -> tuple[Places, Places]:
    """All numbers from each *first* to before its *behind*, with the number of their run ahead of them."""
    counts = behind - first
    run = np.repeat(np.arange(len(counts)), counts)
    return run, np.arange(len(run)) + (first - np.cumsum(counts) + counts)[run]


class Incidence:
    """What rows *said*, each entry of so much *weight*, and columns *held*.

    A hit is a key that a row says and a column holds; it weighs the entry's weight less the column's
    *crowd*. Entries that weigh nothing are left out.
    """

    def __init__(self, said: Listing, weight: Floats, held: Listing, crowd: Floats) -> None:
        told = np.flatnonzero(weight)
        block = (said.passage // BLOCK).astype(np.int16)
        told = told[np.argsort(block[told], kind="stable")]
        self._blocks = np.searchsorted(block[told], np.arange(said.passages // BLOCK + 2))
        self._key, self._row, self._part = said.key[told], said.passage[told], said.part[told]
        self._weight, self._held, self._crowd = weight[told], held, crowd

    def tables(self, low: Places, width: int, parted: bool) -> tuple[Floats, Floats]:
        """Summed weights by part of the row and by part of the column (parts × rows × width).

        Each row with *width* columns from its *low* on; some may lie outside. Not *parted*: the first of
        one part only, the second of none.
        """
        by_row = np.zeros((SLOTS if parted else 1, len(low), width))
        by_column = np.zeros((SLOTS if parted else 0, len(low), width))
        for top in range(0, len(low), BLOCK):
            rows = slice(top, top + BLOCK)
            said = self._block(top)
            entry, hit, cell, weight = self._hits(said, top, low[rows], width)
            if parted:
                by_row[:, rows] = _summed(cell, weight, self._part[said][entry], by_row[:, rows].shape)
                by_column[:, rows] = _summed(cell, weight, self._held.part[hit], by_column[:, rows].shape)
            else:
                by_row[:, rows] = _summed(cell, weight, 0, by_row[:, rows].shape)
        return by_row, by_column

    def _block(self, row: int) -> slice:
        """The entries of the block of rows that *row* is in."""
        first, behind = self._blocks[row // BLOCK :][:2].tolist()
        return slice(first, behind)

    def _hits(self, said: slice, top: int, low: Places, width: int) -> tuple[Places, Places, Places, Floats]:
        """Of the entries *said*, of rows from *top* on, the hits: entry, place in the list, cell, weight."""
        row, key = self._row[said] - top, self._key[said]
        start = low[row]
        entry, hit = runs(*self._held.within(key, start, start + width))
        column = self._held.passage[hit]
        cell = (row * width - start)[entry] + column
        return entry, hit, cell, self._weight[said][entry] - self._crowd[column]

    def between(self, row: int, column: int, of_row: range, of_column: range) -> float:
        """The summed weights of some parts of one row with some parts of one column."""
        block = self._block(row)
        said = block.start + np.flatnonzero(self._row[block] == row)
        first, behind = self._held.within(self._key[said], column, column + 1)
        hit = behind > first
        said, part = said[hit], self._held.part[first[hit]]
        inside = _within(self._part[said], of_row) & _within(part, of_column)
        return float((self._weight[said[inside]] - self._crowd[column]).sum())


def _within(numbers: Places, reach: range) -> NDArray[np.bool_]:
    return (numbers >= reach.start) & (numbers < reach.stop)


def _summed(cell: Places, weight: Floats, part: Places | int, shape: tuple[int, ...]) -> Floats:
    parts, height, width = shape
    table = np.bincount(part * (height * width) + cell, weight, parts * height * width)
    return table.astype(np.float64, copy=False).reshape(shape)
