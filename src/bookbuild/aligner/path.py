"""A way through a chapter, as numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bookbuild.aligner.incidence import Flags, Places, runs


class Path(NamedTuple):
    """The steps of a pairing, in order: rows *i* … *i* + *m* - 1 face columns *j* … *j* + *n* - 1."""

    i: Places
    j: Places
    m: Places
    n: Places

    def reach(self, step: int) -> tuple[range, range]:
        """The rows and the columns of a step."""
        i, j, m, n = (int(numbers[step]) for numbers in self)
        return range(i, i + m), range(j, j + n)

    def where(self, chosen: Flags) -> Path:
        """The *chosen* steps."""
        return Path(*(numbers[chosen] for numbers in self))


def cells(i: Places, m: Places, j: Places, n: Places) -> tuple[Places, Places, Places]:
    """All rows of each reach (*m* from *i* on) with all columns beside it: its number, row, column."""
    number, cell = runs(np.zeros_like(m), m * n)
    return number, i[number] + cell // n[number], j[number] + cell % n[number]
