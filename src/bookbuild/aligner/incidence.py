"""Which passages hold which keys, and sums over what two sides hold alike for many cells at once."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

Number = TypeVar("Number", np.int64, np.uint64)

PARTS = 4
NOWHERE = PARTS  # the part of what stands in no one place, as emphasis does
SLOTS = PARTS + 1
_PART_BITS = SLOTS.bit_length()
BLOCK = 128  # rows looked at together, so that what is known of their hits stays near at hand


class Entries(NamedTuple):
    """Keys, the passages that hold them, and in which part (of PARTS equal ones) of those they stand."""

    key: Places
    passage: Places
    part: Places


def spread(passage: Places) -> Places:
    """In which part of its *passage* each entry stands, where all are in order and equally far apart."""
    counts = np.bincount(passage)
    place = np.arange(len(passage)) - (np.cumsum(counts) - counts)[passage]
    parts: Places = place * PARTS // counts[passage]
    return parts


def distinct(values: NDArray[Number]) -> tuple[Places, Places]:
    """Where each of the *values* stands first, in that order; and for every value its place among those."""
    order = np.argsort(values)
    ascending = values[order]
    begins = np.flatnonzero(np.append(True, ascending[1:] != ascending[:-1])) if len(values) else order
    first = np.minimum.reduceat(order, begins) if len(values) else order
    rank = np.argsort(first)
    place, own = np.empty(len(first), dtype=np.int64), np.empty(len(values), dtype=np.int64)
    place[rank] = np.arange(len(first))
    own[order] = np.repeat(place, np.diff(np.append(begins, len(values))))
    return first[rank], own


class Listing:
    """*Entries* of so many *passages*, by key, then by passage.

    Where a key comes more than once in a passage, the first of its parts counts.
    """

    def __init__(self, told: Entries, passages: int) -> None:
        self.passages = passages
        self._bits = passages.bit_length()
        code = np.sort(((told.key << self._bits) | told.passage) << _PART_BITS | told.part)
        place = code >> _PART_BITS
        first = np.ones(len(place), dtype=bool)
        np.not_equal(place[1:], place[:-1], out=first[1:])
        self._place, self.part = place[first], code[first] & ((1 << _PART_BITS) - 1)
        self.key, self.passage = self._place >> self._bits, self._place & ((1 << self._bits) - 1)

    def counts(self, keys: int) -> Places:
        """For each of so many *keys* how many passages hold it."""
        return np.bincount(self.key, minlength=keys)

    @cached_property
    def _by_passage(self) -> tuple[Places, Places]:
        """Where the entries of each passage stand, passage by passage, and where each begins among those."""
        return np.argsort(self.passage, kind="stable"), np.append(0, np.cumsum(self.sizes()))

    def held(self, passages: range) -> Places:
        """The keys that the *passages* hold, once for each that does."""
        order, bounds = self._by_passage
        return self.key[order[bounds[passages.start] : bounds[passages.stop]]]

    def sizes(self) -> Places:
        """How many keys each passage holds."""
        return np.bincount(self.passage, minlength=self.passages)

    def within(self, key: Places, start: Places | int, stop: Places | int) -> tuple[Places, Places]:
        """For each *key* where its passages from *start* to before *stop* begin and end in this listing."""
        base = key << self._bits
        first = np.searchsorted(self._place, base + np.minimum(np.maximum(start, 0), self.passages))
        behind = np.searchsorted(self._place, base + np.minimum(np.maximum(stop, 0), self.passages))
        return first, np.maximum(behind, first)

    def renamed(self, old: Places, new: Places) -> Listing:
        """What passages hold by other keys: who holds an *old* one holds the *new* one beside it."""
        bounds = np.searchsorted(self.key, np.arange(int(old.max(initial=0)) + 2))
        name, at = runs(bounds[old], bounds[old + 1])
        return Listing(Entries(new[name], self.passage[at], self.part[at]), self.passages)


def runs(first: Places, behind: Places) -> tuple[Places, Places]:
    """All numbers from each *first* to before its *behind*, with the number of their run ahead of them."""
    counts = behind - first
    run = np.repeat(np.arange(len(counts)), counts)
    return run, np.arange(len(run)) + (first - np.cumsum(counts) + counts)[run]


class Incidence:
    """What rows *said*, each entry of so much *weight*, and columns *held*.

    A hit is a key that a row says and a column holds; it weighs the entry's weight less the column's
    *crowd*. Entries that weigh nothing are left out. Those of one block of rows stand together, by key:
    places of keys that ascend are found fast.
    """

    def __init__(self, said: Listing, weight: Floats, held: Listing, crowd: Floats) -> None:
        told = np.flatnonzero(weight)
        block = (said.passage[told] // BLOCK).astype(np.uint16)
        told = told[np.argsort(block, kind="stable")]
        self._blocks = np.searchsorted(said.passage[told] // BLOCK, np.arange(said.passages // BLOCK + 2))
        self._key, self._row, self._part = said.key[told], said.passage[told], said.part[told]
        self._weight, self._held, self._crowd = weight[told], held, crowd

    @cached_property
    def _of_rows(self) -> tuple[Places, Places]:
        """All entries row by row, and where each row's begin."""
        rows = len(self._blocks) * BLOCK
        small = self._row.astype(np.uint16) if rows < 1 << 16 else self._row  # these are sorted faster
        return np.argsort(small, kind="stable"), np.append(0, np.cumsum(np.bincount(self._row, minlength=rows)))

    def tables(self, low: Places, width: int, parted: bool) -> tuple[Floats, Floats]:
        """Summed weights by part of the row and by part of the column (parts × rows × width).

        Each row with *width* columns from its *low* on; some may lie outside. Not *parted*: the first of
        one part only, the second of none.
        """
        by_row = np.zeros((SLOTS if parted else 1, len(low), width))
        by_column = np.zeros((SLOTS if parted else 0, len(low), width))
        for top in range(0, len(low), BLOCK):
            rows = slice(top, top + BLOCK)
            entry, hit, cell, weight = self._hits(top, low[rows], width)
            if parted:
                by_row[:, rows] = _summed(cell, weight, self._part[entry], by_row[:, rows].shape)
                by_column[:, rows] = _summed(cell, weight, self._held.part[hit], by_column[:, rows].shape)
            else:
                by_row[:, rows] = _summed(cell, weight, 0, by_row[:, rows].shape)
        return by_row, by_column

    def _hits(self, top: int, low: Places, width: int) -> tuple[Places, Places, Places, Floats]:
        """Of the rows from *top* on the hits: entry, place in the list, cell, weight."""
        said = slice(*self._blocks[top // BLOCK :][:2].tolist())
        row, key = self._row[said] - top, self._key[said]
        start = low[row]
        entry, hit = runs(*self._held.within(key, start, start + width))
        column = self._held.passage[hit]
        cell = (row * width - start)[entry] + column
        return entry + said.start, hit, cell, self._weight[said][entry] - self._crowd[column]

    def between(self, row: Places, column: Places, of_row: range, of_column: range) -> Floats:
        """The summed weights of some parts of each *row* with some parts of the *column* beside it."""
        order, bounds = self._of_rows
        cell, place = runs(bounds[row], bounds[row + 1])
        said, other = order[place], column[cell]
        first, behind = self._held.within(self._key[said], other, other + 1)
        hit = np.flatnonzero(behind > first)
        hit = hit[_within(self._part[said[hit]], of_row) & _within(self._held.part[first[hit]], of_column)]
        weight = self._weight[said[hit]] - self._crowd[other[hit]]
        return np.bincount(cell[hit], weight, len(row)).astype(np.float64, copy=False)


def _within(numbers: Places, reach: range) -> Flags:
    inside: Flags = (numbers >= reach.start) & (numbers < reach.stop)
    return inside


def _summed(cell: Places, weight: Floats, part: Places | int, shape: tuple[int, ...]) -> Floats:
    parts, height, width = shape
    table = np.bincount(part * (height * width) + cell, weight, parts * height * width)
    return table.astype(np.float64, copy=False).reshape(shape)
