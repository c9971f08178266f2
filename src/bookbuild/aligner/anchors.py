"""Code, figures, tables of no language, comments: how well two fit by what they hold."""

from __future__ import annotations

from collections import Counter
from math import log

import numpy as np

from bookbuild.aligner.incidence import Floats, Places, distinct
from bookbuild.aligner.terrain import Terrain

ALIKE = 5.0  # the same code, figure, comment on both sides
UNMISTAKABLE = 25.0  # when there is more of it than a word or two
LONG_ANCHOR = 24


def likeness(terrain: Terrain, row: Places, column: Places) -> Floats:
    """The score of each anchor at a *row* and that at the *column* beside it.

    What few things hold, and both do, speaks loudest.
    """
    rows, columns = ([item.anchor for item in side.items] for side in (terrain.rows, terrain.columns))
    words = {anchor: frozenset(anchor.split()) for anchor in (*rows, *columns)}
    names, common = list(words), Counter(columns)
    numbers = {anchor: number for number, anchor in enumerate(names)}
    own, other = (np.array([numbers[anchor] for anchor in side], dtype=np.int64) for side in (rows, columns))
    both = own[row] * len(names) + other[column]
    first, place = distinct(both)

    def score(one: str, other: str) -> float:
        if one == other:
            rarity = log(len(columns) / common[one])
            return (UNMISTAKABLE if len(one) > LONG_ANCHOR else ALIKE) + rarity
        shared = len(words[one] & words[other])
        return 10.0 * (shared / max(len(words[one]) + len(words[other]) - shared, 1) - 0.45)

    scores = [score(names[pair // len(names)], names[pair % len(names)]) for pair in both[first].tolist()]
    return np.array(scores, dtype=np.float64)[place]
