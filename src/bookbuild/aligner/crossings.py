"""What speaks against a bead beside others: sides that belong to another one. All steps are asked at once."""

from __future__ import annotations

import numpy as np

from bookbuild.aligner.incidence import Flags, Floats, Places, runs
from bookbuild.aligner.seams import Seams
from bookbuild.aligner.terrain import NEVER
from bookbuild.aligner.trail import Trail

NEAR = 20  # beads within which a passage may have been moved
PARTNER = 2.0  # the evidence from which two that stand alone are taken for a pair out of order
OVERHEARD = 4.0  # how much words must say that a passage is said in a pair it does not belong to
LONGER = 0.45  # logarithm of how much longer than expected a side is that says something more
EXCHANGED = 4.0  # how much better two pairs must fit with their sides exchanged
STRONGER = 5.0  # how much likelier another partner must be to be told

Doubts = dict[int, str]
"""Why a step is in doubt, by its number."""


def crossings(trail: Trail) -> Doubts:
    """The steps that seem to hold what belongs to another; of several reasons the last asked for."""
    return _likelier(trail) | _exchanged(trail) | _out_of_order(trail)


def recut(seams: Seams) -> Doubts:
    """Neighbouring pairs that the two languages seem to cut at different sentences."""
    found: Doubts = {}
    for one, other in seams.recut():
        found.setdefault(one, "its end seems to be said in the next pair")
        found[other] = "its beginning seems to be said in the pair before"
    return found


# ---------------------------------------------------------------- likelier partners


def _likelier(trail: Trail) -> Doubts:
    """Pairs one of whose sides has a much likelier partner that stands out of order."""
    table, path = trail.scores.facing, trail.path
    most = table.max(axis=1)
    best_column = trail.field.at[np.arange(len(table)), table.argmax(axis=1)]
    best_row = _best_rows(best_column, most, len(trail.columns))
    single = np.flatnonzero((path.m == 1) & (path.n == 1))
    i, j = path.i[single], path.j[single]
    other, row = best_column[i], np.where(best_row[j] < 0, i, best_row[j])
    better = np.where((other != j) & (best_row[other] == i), most[i], NEVER)
    better = np.maximum(better, np.where((row != i) & (best_column[row] == j), most[row], NEVER))
    crossed = single[better - table[i, j - trail.low[i]] > STRONGER]
    return dict.fromkeys(crossed.tolist(), "one side has a likelier counterpart that stands out of order")


def _best_rows(best_column: Places, most: Floats, columns: int) -> Places:
    """For each column the row it fits best of those it is best for, the first of several; -1: none."""
    best = np.full(columns, -1)
    order = np.argsort(-most, kind="stable")[::-1]
    best[best_column[order]] = order
    return best


def _exchanged(trail: Trail) -> Doubts:
    """Pairs out of each other's sight whose sides would fit better the other way round, by words alone."""
    (i, j, *_), ones = trail.path, trail.ones
    own = np.zeros(len(i))
    own[ones] = trail.between(i[ones], j[ones])
    weak = ones[own[ones] < np.median(own[ones]) / 3] if len(ones) else ones
    one, other = _near(weak, weak)
    apart = (other > one) & ~trail.seen(i[one], j[other])
    one, other = one[apart], other[apart]
    ahead = trail.between(i[one], j[other])
    better = ahead > own[one]
    one, other, ahead = one[better], other[better], ahead[better]
    crossed = ahead + trail.between(i[other], j[one]) - own[one] - own[other] > EXCHANGED
    numbers = np.concatenate((one[crossed], other[crossed]))
    return dict.fromkeys(numbers.tolist(), "its sides would fit another pair's better")


# ---------------------------------------------------------------- what stands alone


def _out_of_order(trail: Trail) -> Doubts:
    """What stands alone though its counterpart, or a passage that says it too, stands in another place."""
    i, j, m, n = trail.path
    of_rows, of_columns = np.flatnonzero((m > 0) & (n == 0)), np.flatnonzero((m == 0) & (n > 0))
    of_rows = of_rows[trail.rows.text[i[of_rows]]]
    of_columns = of_columns[trail.columns.text[j[of_columns]]]
    row, column = _near(of_rows, of_columns)
    partners = _partners(trail, i[row], j[column])
    alone = np.concatenate((row[partners], column[partners]))
    found = dict.fromkeys(alone.tolist(), "its counterpart seems to stand in another place")
    off = trail.off[trail.ones]
    row, pair = _near(of_rows, trail.ones[off > LONGER])
    _overhear(found, row, pair, trail.between(i[row], j[pair]))
    column, pair = _near(of_columns, trail.ones[off < -LONGER])
    _overhear(found, column, pair, trail.between(i[pair], j[column]))
    return found


def _overhear(found: Doubts, alone: Places, pair: Places, said: Floats) -> None:
    """Add to *found* what stands *alone* and is *said* in the *pair* beside it."""
    told = said > OVERHEARD
    for number, other in zip(alone[told].tolist(), pair[told].tolist(), strict=True):
        found.setdefault(number, "what it says seems to stand in another pair")
        found.setdefault(other, "it seems to say what stands alone in another place")


def _partners(trail: Trail, row: Places, column: Places) -> Flags:
    """Whether the two would be a pair, were they in order."""
    words = trail.between(row, column)
    lengths = trail.scores.fits(trail.rows.weight[row], trail.columns.weight[column])
    return (words > 0) & (words + lengths > PARTNER)


def _near(steps: Places, others: Places) -> tuple[Places, Places]:
    """Each of the *steps* with each of the *others* within which what stands there may have been moved."""
    low, high = np.searchsorted(others, steps - NEAR), np.searchsorted(others, steps + NEAR)
    one, other = runs(low, high)
    return steps[one], others[other]
