"""How a chapter's translator works, learnt from a first pairing of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

import numpy as np

from bookbuild.aligner.incidence import Flags, Floats, Places
from bookbuild.aligner.path import Path
from bookbuild.aligner.terrain import Side, Terrain

LONE = 0.07  # share of items without counterpart
JOINED = 0.004  # share of beads in which two items face one
MORE = 0.3  # as many again for each further item
SPREAD = 0.15  # standard deviation of the logarithm of the ratio of long lengths (measured: 0.08 … 0.17)
PRIOR = 20.0  # beads the usual shares are worth against those counted
LONG = 60.0  # weight from which a pair tells the ratio of lengths
USUAL = 0.1  # how far the ratios of chapters lie from the usual one
KNOWN = 8  # pairs that knowledge is worth
_SPREADS = (0.1, 0.4)


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """What to expect of a chapter's beads.

    ``scale``: the weight of columns to expect for one of rows; ``spread``: the standard deviation of its
    logarithm. ``lone``: for rows and for columns how often an item of each kind stands alone. ``joined``:
    how often several columns face a row, and several rows a column.
    """

    scale: float
    spread: float
    lone: tuple[Floats, Floats]
    joined: tuple[float, float]

    def like(self, other: Habits) -> bool:
        """Whether pairing by either would hardly differ."""
        shares = np.log((*self.lone[0], *self.lone[1], *self.joined))
        others = np.log((*other.lone[0], *other.lone[1], *other.joined))
        apart = float(np.abs(shares - others).max())
        return max(apart, 10 * abs(log(self.scale / other.scale))) < 1.0

    def alone(self, side: Side, number: int) -> Floats:
        """The score of facing nothing, for each item of the *side* of that *number*."""
        return np.where(np.isnan(side.lone), np.log(self.lone[number])[side.kind], side.lone)

    def together(self, m: int, n: int) -> float:
        """The score of a bead of several items, for being one."""
        return log(self.joined[m > 1] * MORE ** (max(m, n) - 2))


def usual(terrain: Terrain, ratio: float) -> Habits:
    """What to expect before anything is known; *ratio*: the weight of columns for one of rows."""
    lone = np.full(len(terrain.kinds), LONE)
    return Habits(ratio, SPREAD, (lone, lone), (JOINED, JOINED))


def learnt(terrain: Terrain, path: Path, ratio: float) -> Habits:
    """What a first *path* tells of lengths, and of how often beads of each shape come."""
    rows, columns = terrain.rows, terrain.columns
    steps = path.where(_of_text(rows, columns, path))
    return Habits(
        *_lengths(rows, columns, steps, ratio),
        (_lone(rows, steps.i[steps.n == 0]), _lone(columns, steps.j[steps.m == 0])),
        (_joined((steps.m == 1) & (steps.n > 1)), _joined((steps.n == 1) & (steps.m > 1))),
    )


def _of_text(rows: Side, columns: Side, path: Path) -> Flags:
    """Which steps are of text; what faces something is told by its rows."""
    row, column = np.minimum(path.i, len(rows) - 1), np.minimum(path.j, len(columns) - 1)
    return np.where(path.m > 0, rows.text[row], columns.text[column])


def _lone(side: Side, alone: Places) -> Floats:
    """For each kind the share of a *side*'s items that stand *alone*, between the counted and the usual."""
    held, found = (np.bincount(some, minlength=side.kinds) for some in (side.kind[side.text], side.kind[alone]))
    shares: Floats = (found + PRIOR * LONE) / (held + PRIOR)
    return shares


def _joined(several: Flags) -> float:
    """The share of steps in which *several* face one, between the counted and the usual."""
    return float((np.count_nonzero(several) + PRIOR * JOINED) / (len(several) + PRIOR))


def _lengths(rows: Side, columns: Side, steps: Path, ratio: float) -> tuple[float, float]:
    """The ratio of lengths of translations in this chapter, and the spread of its logarithm.

    Measured on pairs long enough to tell, and on a few that keep the usual *ratio*.
    """
    pairs = steps.where((steps.m > 0) & (steps.n > 0))
    left, right = rows.weighed(pairs.i, pairs.m), columns.weighed(pairs.j, pairs.n)
    long = np.minimum(left, right) > LONG
    known = np.repeat((-USUAL, USUAL), KNOWN // 2)
    off = np.concatenate((np.log(right[long] / left[long]) - log(ratio), known))
    middle = _median(off)
    spread = 1.4826 * _median(np.abs(off - middle))
    return ratio * exp(middle), min(max(spread, _SPREADS[0]), _SPREADS[1])


def _median(values: Floats) -> float:
    """numpy's own takes ten times as long for the values of a chapter."""
    ascending = np.sort(values)
    return float(ascending[(len(values) - 1) // 2] + ascending[len(values) // 2]) / 2
