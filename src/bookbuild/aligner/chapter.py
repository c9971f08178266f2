"""One chapter aligned: its passages, with the author's marks as fences between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from bookbuild.aligner.band import NARROW, Band, Stretch, band
from bookbuild.aligner.doubts import Judged
from bookbuild.aligner.evidence import Evidence
from bookbuild.aligner.features import Speech, speech
from bookbuild.aligner.field import Field
from bookbuild.aligner.habits import Habits, learnt, usual
from bookbuild.aligner.incidence import Floats, Listing
from bookbuild.aligner.items import Bead, Item, Sides
from bookbuild.aligner.lattice import Lattice
from bookbuild.aligner.lengths import classical, usual_ratio
from bookbuild.aligner.marks import fences, freed
from bookbuild.aligner.path import Path
from bookbuild.aligner.reasons import reasons
from bookbuild.aligner.scores import Scores
from bookbuild.aligner.terrain import Terrain
from bookbuild.aligner.trail import Trail

SAID = "the author's mark"
ROUNDS = 5


class Step(NamedTuple):
    """A bead of the whole chapter: rows *i* … *i* + *m* - 1 face columns *j* … *j* + *n* - 1.

    ``number``: its place among those that were found, -1 for one that was said.
    """

    i: int
    j: int
    m: int
    n: int
    probability: float = 1.0
    reasons: tuple[str, ...] = ()
    number: int = -1


class Aligned(NamedTuple):
    """A chapter aligned: the beads of each passage, and what gives the doubts about all, passage by passage.

    A doubt is why a reader should look at a bead, '' when nothing speaks against it. They take a fifth of the
    work, and change no book.
    """

    beads: list[list[Bead]]
    doubts: Callable[[], list[str]]


def align(passages: Sequence[Sides], explain: bool = False) -> Aligned:
    """The chapter of these *passages*. What is measured (words, lengths) is measured on all of them together.

    *explain*: with the reasons for each. Rows are the side with the most Chinese: the dictionary knows it.
    """
    sides = tuple([item for passage in passages for item in passage[side]] for side in (0, 1))
    said = tuple(map(speech, sides))
    own, other = (1, 0) if _chinese(said[1]) > _chinese(said[0]) else (0, 1)
    stretches = list(_stretches(passages, own, other))
    rows, columns = freed(sides[own]), freed(sides[other])
    beads: list[list[Bead]] = [[] for _ in passages]
    numbers: list[list[int]] = [[] for _ in passages]
    starts = [_starts(passages, side) for side in (own, other)]
    steps, judged = _solved((rows, columns), (said[own], said[other]), stretches, explain)
    for stretch, step in _cut(steps, stretches):
        i, j = step.i - starts[0][stretch.passage], step.j - starts[1][stretch.passage]
        reach = ((i, i + step.m), (j, j + step.n))
        beads[stretch.passage].append(
            Bead(reach[own], reach[other], step.probability, step.reasons, stretch.said)
        )
        numbers[stretch.passage].append(step.number)

    def doubts() -> list[str]:
        found = judged.doubts() if judged else []
        return [found[number] if number >= 0 else "" for number in chain.from_iterable(numbers)]

    return Aligned(beads, doubts)


def _chinese(side: Speech) -> int:
    """How many Chinese words are said, of each item each word once."""
    return int(Listing(side.words.said, len(side.texts)).sizes().sum())


def _starts(passages: Sequence[Sides], side: int) -> list[int]:
    """The number of each passage's first item in the whole chapter, and of all items."""
    return list(accumulate((len(passage[side]) for passage in passages), initial=0))


def _stretches(passages: Sequence[Sides], own: int, other: int) -> Iterator[Stretch]:
    """What faces each other: the passages, cut at the author's marks."""
    i = j = 0
    for number, passage in enumerate(passages):
        rows, columns = passage[own], passage[other]
        for (start, end), (from_, to), said in fences(rows, columns):
            yield Stretch(number, range(start + i, end + i), range(from_ + j, to + j), said)
        i, j = i + len(rows), j + len(columns)


def _solved(
    sides: tuple[Sequence[Item], Sequence[Item]],
    said: tuple[Speech, Speech],
    stretches: Sequence[Stretch],
    explain: bool,
) -> tuple[list[Step], Judged | None]:
    """The steps of the chapter: found roughly, then closely, then with what was learnt of the translator.

    And what speaks against them; nothing where one side is empty.
    """
    rows, columns = sides
    if not rows or not columns:
        alone = [Step(i, 0, 1, 0) for i in range(len(rows))]
        return alone + [Step(0, j, 0, 1) for j in range(len(columns))], None
    chinese = "".join(item.text for item in rows)
    evidence = Evidence(*said, 1 - classical(chinese))
    parts = (
        [number for number, one in enumerate(stretches) for _ in one.rows],
        [number for number, one in enumerate(stretches) for _ in one.columns],
    )
    terrain = Terrain(sides, (said[0].weight, said[1].weight), parts, evidence)
    ratio = usual_ratio(chinese, *(side.ends[-1] for side in (terrain.rows, terrain.columns)))
    wide = band(rows, columns, stretches, evidence)
    field = Field(terrain, _narrowed(terrain, wide, usual(terrain, ratio)))
    path, probability, scores = _settled(field, ratio)
    count = len(probability)
    told = reasons(terrain, scores, path) if explain else [()] * count
    steps = map(Step, *(one.tolist() for one in (*path, probability)), told, range(count))
    return list(steps), Judged(Trail(field, scores, path), probability)


def _settled(field: Field, ratio: float) -> tuple[Path, Floats, Scores]:
    """The best path and the probabilities of its steps, by scores that learning would hardly change."""
    lattice, habits = Lattice(field.band, field.shapes), usual(field.terrain, ratio)
    scores = Scores(field, habits)
    for _ in range(ROUNDS):
        before, habits = habits, learnt(field.terrain, lattice.path(scores), ratio)
        scores = Scores(field, habits)
        if habits.like(before):
            break
    return *lattice.probable(scores), scores


def _narrowed(terrain: Terrain, wide: Band, habits: Habits) -> Band:
    """The part of a *wide* band around the best path of single items."""
    if wide.width <= 2 * NARROW + 1:
        return wide
    field = Field(terrain, wide, several=False)
    draft = Lattice(wide, field.shapes).path(Scores(field, habits))
    return wide.around(draft)


def _cut(steps: Iterable[Step], stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, Step]]:
    """*steps* by their stretch; of one that the author made a pair all at once."""
    of_row = [number for number, one in enumerate(stretches) for _ in one.rows]
    of_column = [number for number, one in enumerate(stretches) for _ in one.columns]
    inside: list[list[Step]] = [[] for _ in stretches]
    for step in steps:
        inside[of_row[step.i] if step.m else of_column[step.j]].append(step)
    for stretch, found in zip(stretches, inside, strict=True):
        rows, columns = stretch.rows, stretch.columns
        if stretch.said:
            yield stretch, Step(rows.start, columns.start, len(rows), len(columns), reasons=(SAID,))
        else:
            yield from ((stretch, step) for step in found)
