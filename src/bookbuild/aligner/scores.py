"""The score of every bead: how much likelier its sides are as translations of each other than as strangers.

Every score is the logarithm of such a ratio, or of the share of beads of that shape, so that they add up.
"""

from __future__ import annotations

from math import log

import numpy as np

from bookbuild.aligner.field import Field
from bookbuild.aligner.habits import Habits
from bookbuild.aligner.incidence import Floats
from bookbuild.aligner.lengths import SMOOTH
from bookbuild.aligner.path import Path
from bookbuild.aligner.terrain import NEVER

FACING = log(0.9)
AHEAD = 0.3  # of the score of what follows two headings speaks for them
GRAIN = 0.5  # variance that short texts have beyond the spread, over their length
FREE = 3.0  # times the spread, where a translator is free
WIDE_SPREAD = 1.0  # the same of strangers
STRAY = 0.04  # translations freer than the spread allows


class Scores:
    """The scores of every bead of a *field*: ``table`` (rows × shapes × width) at its last row and column.

    The first row is that of no bead at all, the first shape that of a row that faces nothing.
    """

    def __init__(self, field: Field, habits: Habits) -> None:
        rows, columns = field.rows, field.columns
        self._field, self.habits = field, habits
        self.lone_column = habits.alone(columns, 1)
        self.table = np.full((len(rows) + 1, 1 + len(field.shapes), field.band.width), NEVER)
        self.table[1:, 0] = habits.alone(rows, 0)[:, None]
        facing = FACING + field.words + self._lengths(rows.weight, columns.weight)
        self.facing = self.table[1:, 1]
        np.copyto(self.facing, np.where(field.both, facing, FACING + field.anchored))
        self._look_ahead()
        for k, ((m, n), joint) in enumerate(field.joints.items(), 2):
            score = habits.together(m, n) + joint.said + self._lengths(joint.rows, joint.columns)
            np.copyto(self.table[1:, k], score, where=joint.open)

    def _look_ahead(self) -> None:
        """Headings go by what follows them too: a heading without its section is seldom left."""
        facing, band = self.facing, self._field.band
        low: list[int] = band.low.tolist()
        for row, _ in self._field.rows.headings():
            if row + 2 >= len(facing):
                continue
            places = np.arange(band.width) + low[row + 1] + 1 - low[row + 2]
            seen = (places >= 0) & (places < band.width)
            following = facing[row + 1][np.minimum(np.maximum(places, 0), band.width - 1)]
            facing[row] += np.where(seen, AHEAD * np.minimum(np.maximum(following, -5.0), 5.0), 0.0)

    def _lengths(self, rows: Floats, columns: Floats) -> Floats:
        """What lengths say of each cell, from the weights that end at each row and at each column."""
        expected, given = rows * self.habits.scale + SMOOTH, columns + SMOOTH
        at = self._field.at
        grain = np.maximum((GRAIN / expected)[:, None], (GRAIN / given)[at])
        return self._fitting(np.log(expected)[:, None] - np.log(given)[at], grain)

    def fits(self, row: Floats, column: Floats) -> Floats:
        """What lengths say of weights of rows and the weights of columns beside them."""
        expected, given = row * self.habits.scale + SMOOTH, column + SMOOTH
        return self._fitting(np.log(expected / given), GRAIN / np.minimum(expected, given))

    def apart(self, path: Path) -> tuple[Floats, Floats]:
        """For each step the logarithm of how much longer its columns are than expected, and its deviation."""
        expected = self._field.rows.weighed(path.i, path.m) * self.habits.scale + SMOOTH
        given = self._field.columns.weighed(path.j, path.n) + SMOOTH
        return np.log(given / expected), np.sqrt(self.habits.spread**2 + GRAIN / np.minimum(expected, given))

    def _fitting(self, apart: Floats, grain: Floats) -> Floats:
        """Translations keep the ratio of their chapter, strangers have any.

        *apart*: the logarithm of how far each is from that; *grain*: the variance that its length adds.
        """
        off = apart * apart / 2
        variance = self.habits.spread**2 + grain
        near = np.exp(-off / variance)
        free = np.exp(-off / (variance * FREE**2))
        scaled = ((1 - STRAY) * near + STRAY / FREE * free) / np.sqrt(variance)
        ratio: Floats = np.log((scaled + 1e-9) / (np.exp(-off / WIDE_SPREAD**2) / WIDE_SPREAD + 1e-9))
        return ratio
