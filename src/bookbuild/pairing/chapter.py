"""One chapter aligned: its passages, with the author's marks as fences between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp, log
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.align import Lattice, Step
from bookbuild.pairing.band import NARROW, Band, Stretch, band
from bookbuild.pairing.doubts import Judge, Verdict
from bookbuild.pairing.evidence import Evidence
from bookbuild.pairing.items import Item
from bookbuild.pairing.marks import fences, freed
from bookbuild.pairing.scores import JOINED, LONE, Field, Habits, Scores, Terrain
from bookbuild.pairing.weigh import classical, usual_ratio
from bookbuild.reading import text

Sides = tuple[Sequence[Item], Sequence[Item]]
Found = tuple[Stretch, Step, Verdict]
SAID = "the author's mark"
ROUNDS = 5
PRIOR = 20.0  # beads the usual shares are worth against those counted
_SPREADS = (0.1, 0.4)
LONG = 60.0  # weight from which a pair tells the ratio of lengths
USUAL = 0.1  # how far the ratios of chapters lie from the usual one
KNOWN = 8  # pairs that knowledge is worth


class Bead(NamedTuple):
    """Neighbours of the left side facing neighbours of the right one; one of them may be empty."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    probability: float
    doubt: str = ""
    reasons: tuple[str, ...] = ()
    said: bool = False


def align(passages: Sequence[Sides], explain: bool = False) -> list[list[Bead]]:
    """The beads of each passage. What is measured (words, lengths) is measured on all of them together.

    *explain*: with the reasons for each. Rows are the side with the most Chinese: the dictionary knows it.
    """
    turned = _han(passages, 1) > _han(passages, 0)
    rows: list[Item] = []
    columns: list[Item] = []
    stretches: list[Stretch] = []
    for number, passage in enumerate(passages):
        own, other = passage[turned], passage[not turned]
        cut = list(fences(own, other))
        for ahead, behind, said in cut:
            stretches.append(Stretch(number, _moved(ahead, len(rows)), _moved(behind, len(columns)), said))
        rows += freed(own)
        columns += freed(other)
    beads: list[list[Bead]] = [[] for _ in passages]
    for stretch, step, verdict in _solved(rows, columns, stretches, explain):
        items = tuple(rows[step.i : step.i + step.m]), tuple(columns[step.j : step.j + step.n])
        sides = items[::-1] if turned else items
        beads[stretch.passage].append(
            Bead(sides[0], sides[1], step.probability, verdict.doubt, verdict.reasons, stretch.said)
        )
    return beads


def _han(passages: Sequence[Sides], side: int) -> int:
    return sum(len(item.features.words) for passage in passages for item in passage[side])


def _moved(reach: tuple[int, int], by: int) -> range:
    return range(reach[0] + by, reach[1] + by)


def _solved(
    rows: Sequence[Item], columns: Sequence[Item], stretches: Sequence[Stretch], explain: bool
) -> Iterator[Found]:
    """The steps of every stretch: found roughly, then closely, then with what was learnt of the translator."""
    chinese = "".join(text(block) for item in rows for block in item.blocks)
    modern = 1 - classical(chinese)
    evidence = Evidence([one.features for one in rows], [one.features for one in columns], modern)
    parts = (
        [number for number, one in enumerate(stretches) for _ in one.rows],
        [number for number, one in enumerate(stretches) for _ in one.columns],
    )
    terrain = Terrain(rows, columns, parts, evidence)
    wide = band(rows, columns, stretches, evidence)
    ratio = usual_ratio(chinese, sum(one.weight for one in rows), sum(one.weight for one in columns))
    habits = Habits(ratio)
    if not rows or not columns:
        alone = [Step(i, 0, 1, 0) for i in range(len(rows))] + [Step(0, j, 0, 1) for j in range(len(columns))]
        return _cut([(step, Verdict()) for step in alone], stretches)
    field = Field(terrain, _narrowed(terrain, wide, habits))
    lattice, scores = Lattice(field.band, field.shapes), Scores(field, habits)
    for _ in range(ROUNDS):
        before, habits = habits, _habits(rows, columns, lattice.path(scores), ratio)
        scores = Scores(field, habits)
        if habits.like(before):
            break
    steps = lattice.steps(scores)
    return _cut(list(zip(steps, Judge(field, scores, steps).verdicts(explain), strict=True)), stretches)


def _narrowed(terrain: Terrain, wide: Band, habits: Habits) -> Band:
    """The part of a *wide* band around the best path of single items."""
    if wide.width <= 2 * NARROW + 1:
        return wide
    field = Field(terrain, wide, joints=False)
    draft = Lattice(wide, field.shapes).path(Scores(field, habits))
    return wide.around([(0, 0), *((step.i + step.m, step.j + step.n) for step in draft)])


def _cut(steps: Sequence[tuple[Step, Verdict]], stretches: Sequence[Stretch]) -> Iterator[Found]:
    """*steps* by their stretch; of one that the author made a pair all at once."""
    of_row = [number for number, one in enumerate(stretches) for _ in one.rows]
    of_column = [number for number, one in enumerate(stretches) for _ in one.columns]
    inside: list[list[tuple[Step, Verdict]]] = [[] for _ in stretches]
    for step, verdict in steps:
        inside[of_row[step.i] if step.m else of_column[step.j]].append((step, verdict))
    for stretch, found in zip(stretches, inside, strict=True):
        if stretch.said:
            whole = Step(stretch.rows.start, stretch.columns.start, len(stretch.rows), len(stretch.columns))
            yield stretch, whole, Verdict(reasons=(SAID,))
        else:
            yield from ((stretch, *one) for one in found)


def _habits(rows: Sequence[Item], columns: Sequence[Item], draft: Sequence[Step], ratio: float) -> Habits:
    """What a first pairing tells of the translator: lengths, and how often beads of each shape come."""
    steps = [step for step in draft if _is_text(step, rows, columns)]
    return Habits(
        *_lengths(rows, columns, steps, ratio),
        (_lone(steps, rows, columns, 0), _lone(steps, rows, columns, 1)),
        (_joined(steps, 0), _joined(steps, 1)),
    )


def _is_text(step: Step, rows: Sequence[Item], columns: Sequence[Item]) -> bool:
    item = rows[step.i] if step.m else columns[step.j]
    return not item.anchor and not item.alone


def _lone(steps: Sequence[Step], rows: Sequence[Item], columns: Sequence[Item], side: int) -> dict[str, float]:
    """For each kind the share of one side's items that stand alone, between the counted and the usual."""
    alone: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for step in steps:
        items = columns[step.j : step.j + step.n] if side else rows[step.i : step.i + step.m]
        kinds = [item.kind for item in items]
        all_.update(kinds)
        if not (step.m and step.n):
            alone.update(kinds)
    return {kind: (alone[kind] + PRIOR * LONE) / (count + PRIOR) for kind, count in all_.items()}


def _joined(steps: Sequence[Step], many: int) -> float:
    """The share of beads in which several columns (*many* 0) or rows (1) face one item."""
    found = sum(min(step.m, step.n) == 1 and (step.m, step.n)[not many] > 1 for step in steps)
    return (found + PRIOR * JOINED) / (len(steps) + PRIOR)


def _lengths(
    rows: Sequence[Item], columns: Sequence[Item], steps: Sequence[Step], usual: float
) -> tuple[float, float]:
    """The ratio of lengths of translations in this chapter, and the spread of its logarithm.

    Measured on pairs long enough to tell, and on a few that keep the *usual* ratio.
    """
    pairs = [step for step in steps if step.m and step.n]
    left = _sums(rows, [(step.i, step.i + step.m) for step in pairs])
    right = _sums(columns, [(step.j, step.j + step.n) for step in pairs])
    long = np.minimum(left, right) > LONG
    off = (np.log(right[long] / left[long]) - log(usual)).tolist()
    spread_out = [USUAL * sign for sign in (-1, 1) for _ in range(KNOWN // 2)]
    middle = median([*off, *spread_out])
    spread = 1.4826 * median(abs(one - middle) for one in (*off, *spread_out))
    return usual * exp(middle), min(max(spread, _SPREADS[0]), _SPREADS[1])


def _sums(items: Sequence[Item], reaches: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """The weights of the items from each start to before its end."""
    ends = np.concatenate(([0.0], np.cumsum([item.weight for item in items])))
    reach = np.array(reaches, dtype=np.int64).reshape(-1, 2)
    sums: NDArray[np.float64] = ends[reach[:, 1]] - ends[reach[:, 0]]
    return sums
