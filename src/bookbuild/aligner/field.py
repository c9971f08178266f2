"""What is known of all beads in a band before anything is known of the translator.

All rows are looked at at once, each with the columns of its window: tables of rows × width. Every score is
the logarithm of how much likelier two are as translations of each other than as strangers.
"""

from __future__ import annotations

import numpy as np

from bookbuild.aligner.anchors import likeness
from bookbuild.aligner.band import Band
from bookbuild.aligner.incidence import Floats
from bookbuild.aligner.joints import Joint, Shape, joints
from bookbuild.aligner.terrain import NEVER, Terrain

HEARD = 3.0  # what hits add from which a passage is not silent
SAME_PLACE = 8.0  # for headings: the structures of the two sides agree
ACROSS = -1.5  # neighbouring runs, but of two turns: 'zh en | zh en' has its turns at the bar
_LEVEL = -0.4


class Field:
    """The beads of a *band*; without *joints* those of single items only.

    ``at``: the column of each cell, ``both``: whether it is one where text may face text. ``words``: what
    words, kinds and places say of it, ``heard``: shared words alone; ``anchored``: what is said of anchors.
    """

    def __init__(self, terrain: Terrain, band: Band, *, several: bool = True) -> None:
        self.terrain, self.band = terrain, band
        self.rows, self.columns = rows, columns = terrain.rows, terrain.columns
        reach = band.columns()
        self.at = np.minimum(np.maximum(reach, 0), len(columns) - 1)
        self._inside = (reach >= 0) & (reach < np.minimum(band.high[1:, None], len(columns)))
        self._inside &= rows.part[:, None] == columns.part[self.at]
        self.both = self._inside & rows.text[:, None] & columns.text[self.at]
        self._place = self._places()
        kin = self._kinship()
        evidence = terrain.evidence
        found = evidence.tables(reach[:, 0], band.width, parted=several)
        self.heard = found.by_row.sum(axis=0)
        silence = np.minimum(np.maximum(1 - self.heard / HEARD, 0.0), 1.0) * evidence.row_silence[:, None]
        base = evidence.row_base[:, None] + evidence.column_base[self.at]
        self.words = self.heard + base + silence + kin
        self.anchored = self._anchored()
        self.joints: dict[Shape, Joint] = {}
        if several:
            self.joints = joints(terrain, band, self.at, self.both, kin, found)
        self.shapes: list[Shape] = [(1, 1), *self.joints]

    def _places(self) -> Floats:
        """What runs say: neighbouring ones face each other."""
        run, other = self.rows.run[:, None], self.columns.run[self.at]
        return np.where(np.abs(other - run) != 1, NEVER, np.where(other // 2 == run // 2, 0.0, ACROSS))

    def _kinship(self) -> Floats:
        """Kinds, levels and places."""
        rows, columns, at = self.rows, self.columns, self.at
        apart = np.minimum(np.abs(columns.level[at] - rows.level[:, None]), 3)
        score: Floats = self.terrain.agree[rows.kind[:, None], columns.kind[at]]
        score = score + _LEVEL * apart * self.terrain.levelled[rows.kind][:, None] + self._place
        for row, column in self._counterparts():
            score[row][at[row] == column] += SAME_PLACE
        return score

    def _counterparts(self) -> list[tuple[int, int]]:
        """The headings that face each other when both sides have the same levels in the same order."""
        left, right = self.rows.headings(), self.columns.headings()
        if [level for _, level in left] != [level for _, level in right]:
            return []
        return [(row, column) for (row, _), (column, _) in zip(left, right, strict=True)]

    def _anchored(self) -> Floats:
        """What is said of anchors of one kind; NEVER for all others."""
        rows, columns, at = self.rows, self.columns, self.at
        alike = rows.anchored[:, None] & columns.anchored[at] & (rows.kind[:, None] == columns.kind[at])
        cells = np.nonzero(self._inside & alike)
        found = np.full(at.shape, NEVER)
        if len(cells[0]):
            found[cells] = likeness(self.terrain, cells[0], at[cells]) + self._place[cells]
        return found
