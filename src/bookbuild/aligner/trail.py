"""What is known along a path: how far lengths are off, and what words say there and anywhere else."""

from __future__ import annotations

import numpy as np

from bookbuild.aligner.field import Field
from bookbuild.aligner.incidence import Flags, Floats, Places
from bookbuild.aligner.path import Path
from bookbuild.aligner.scores import Scores


class Trail:
    """A *path* through a *field*, and the *scores* it was found by.

    ``off``: for each step the logarithm of how much longer its columns are than expected; ``spread``: the
    standard deviation of that. ``ones``: the steps in which a passage of text faces one.
    """

    def __init__(self, field: Field, scores: Scores, path: Path) -> None:
        self.field, self.scores, self.path = field, scores, path
        self.rows, self.columns, self.evidence = field.rows, field.columns, field.terrain.evidence
        self.off, self.spread = scores.apart(path)
        self.low = field.band.low[1:] - 1
        single = np.flatnonzero((path.m == 1) & (path.n == 1))
        self.ones = single[self.rows.text[path.i[single]] & self.columns.text[path.j[single]]]

    def seen(self, row: Places, column: Places) -> Flags:
        """Whether each row and the column beside it lie in the band."""
        place = column - self.low[row]
        return (place >= 0) & (place < self.field.band.width)

    def heard(self, row: Places, column: Places) -> Floats:
        """What shared words add, in the band or out of it."""
        seen = self.seen(row, column)
        heard = np.empty(len(row))
        heard[seen] = self.field.heard[row[seen], (column - self.low[row])[seen]]
        heard[~seen] = self.evidence.hits(row[~seen], column[~seen])
        return heard

    def between(self, row: Places, column: Places) -> Floats:
        """All that words say of the two."""
        said: Floats = self.heard(row, column) + (
            self.evidence.row_base[row] + self.evidence.column_base[column]
        )
        return said
