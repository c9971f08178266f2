"""Beads of one item facing several: each of the several meets what the one says in its part of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.band import Band
from bookbuild.aligner.evidence import Tables
from bookbuild.aligner.incidence import PARTS, Flags, Floats, Places
from bookbuild.aligner.terrain import Side, Terrain

Number = TypeVar("Number", np.int64, np.float64)
Shape = tuple[int, int]
"""How many rows face how many columns."""

MOST = 6  # items that may face one
BLUR = 0.06  # how far, of the whole, corresponding parts may be out of step


class Joint(NamedTuple):
    """Beads of one shape, each at its last row and column.

    ``said``: what words, kinds and places say; ``rows`` and ``columns``: what the sides weigh that end at
    each row, at each column; ``open``: which beads there are.
    """

    said: Floats
    rows: Floats
    columns: Floats
    open: Flags


class Several(NamedTuple):
    """Neighbours that end at each item of a side, and face one.

    ``weight``: of all of them. ``base``: what they cost when nothing of them is found. ``shares``: how much
    of each part of the one belongs to each of them, the last first (neighbours × parts × items).
    """

    weight: Floats
    base: Floats
    shares: Floats


def joints(
    terrain: Terrain, band: Band, at: Places, both: Flags, kin: Floats, found: Tables
) -> dict[Shape, Joint]:
    """Those of each shape of which the *band* may hold a bead.

    *at*: the column of each cell; *both*: where text may face text; *kin*: what kinds and places say.
    """
    return dict([*_of_columns(terrain, at, both, kin, found), *_of_rows(terrain, band, at, both, kin, found)])


def _of_columns(
    terrain: Terrain, at: Places, both: Flags, kin: Floats, found: Tables
) -> Iterator[tuple[Shape, Joint]]:
    """Several columns facing a row."""
    evidence, side, width = terrain.evidence, terrain.columns, at.shape[1]
    for count in range(2, MOST + 1):
        may = both & (side.streak[at] >= count)
        may[:, : count - 1] = False  # the first of them lies outside the band
        if not may.any():
            return
        several = _several(side, evidence.column_base, count)
        said = evidence.row_base[:, None] + kin + several.base[at]
        for k, shares in enumerate(several.shares):
            for share, words in zip(shares, found.by_row, strict=False):
                said[:, k:] += share[at[:, k:]] * words[:, : width - k]
        yield (1, count), Joint(said, terrain.rows.weight, several.weight, may)


def _of_rows(
    terrain: Terrain, band: Band, at: Places, both: Flags, kin: Floats, found: Tables
) -> Iterator[tuple[Shape, Joint]]:
    """Several rows facing a column."""
    evidence, side, width = terrain.evidence, terrain.rows, at.shape[1]
    above = [found.by_column[:PARTS]]
    for count in range(2, MOST + 1):
        row = _before(np.arange(len(side)), count - 1)
        place = np.arange(width) + (band.low[1:] - band.low[1:][row])[:, None]
        may = both & (side.streak[:, None] >= count) & (place < width)
        if not may.any():
            return
        above.append(found.by_column[:PARTS, row[:, None], np.minimum(place, width - 1)])
        several = _several(side, evidence.row_base, count)
        said = evidence.column_base[at] + kin + several.base[:, None]
        for shares, held in zip(several.shares, above, strict=True):
            for share, words in zip(shares, held, strict=True):
                said += share[:, None] * words
        yield (count, 1), Joint(said, several.weight, terrain.columns.weight, may)


def _several(side: Side, base: Floats, count: int) -> Several:
    """So many neighbours of a *side* whose items cost *base* each."""
    weights = [_before(side.weight, k) for k in range(count)]
    whole: Floats = np.sum(weights, axis=0)
    shares: list[Floats] = []
    end = np.zeros_like(whole)
    for weight in reversed(weights):
        start, end = end, end + weight / np.maximum(whole, 1.0)
        shares.append(_overlaps(start, end))
    return Several(whole, np.sum([_before(base, k) for k in range(count)], axis=0), np.stack(shares[::-1]))


def _before(values: NDArray[Number], k: int) -> NDArray[Number]:
    """For each place the value *k* places before it, or the first."""
    return values[np.maximum(np.arange(len(values)) - k, 0)]


def _overlaps(start: Floats, end: Floats) -> Floats:
    """How much of each part lies between *start* and *end* (of 1), give or take a little."""
    edges = np.arange(PARTS + 1)[:, None] / PARTS
    low, high = np.maximum(start - BLUR, edges[:-1]), np.minimum(end + BLUR, edges[1:])
    shares: Floats = np.maximum(high - low, 0.0) * PARTS
    return shares
