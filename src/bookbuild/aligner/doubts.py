"""What speaks against a bead: one question, one function. All steps are asked at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from bookbuild.aligner.crossings import crossings, recut
from bookbuild.aligner.incidence import Flags, Floats
from bookbuild.aligner.items import Item
from bookbuild.aligner.path import cells
from bookbuild.aligner.seams import Seams
from bookbuild.aligner.terrain import NEVER
from bookbuild.aligner.trail import Trail

SURE = 0.96  # probability from which a pair is not in doubt
SHORT = 0.5  # logarithm of how much shorter than expected a side may be
FAR = 2.5  # and in standard deviations
STRANGE = -4.0  # what words may say of strangers
FAINT = 0.3  # of the way from there to what they usually say of a pair
LOUD = 4.0  # where that is at least this much
LONG = 60.0  # weight from which a pair tells what is usual
FEW = 4  # as many such pairs tell it
EXPECTED = 1.5  # the cost of silence of a passage whose words should meet
ENOUGH = 2.4  # what meeting words add at least, in pairs of such

Told = Iterator[tuple[int, str]]
"""The numbers of steps, and why each is in doubt."""


class Judged:
    """What speaks against the steps of a *trail* with the *probability* of each; sentences are read later."""

    def __init__(self, trail: Trail, probability: Floats) -> None:
        self._seams = Seams(trail)
        self._steps = len(probability)
        self._told = Judge(trail, probability).told(self._seams)
        self._crossed = crossings(trail)

    def doubts(self) -> list[str]:
        """For each step why it is in doubt, '' when nothing speaks against it."""
        crossed = recut(self._seams) | self._crossed
        found = self._told | {number: f"crossed: {why}" for number, why in crossed.items()}
        return [found.get(number, "") for number in range(self._steps)]


class Judge:
    """Looks at a *trail* and the *probability* of each of its steps."""

    def __init__(self, trail: Trail, probability: Floats) -> None:
        self._trail, self._probability = trail, probability
        self._i, self._j, self._m, self._n = trail.path
        self._both = (self._m > 0) & (self._n > 0)

    def told(self, seams: Seams) -> dict[int, str]:
        """The steps that are in doubt by themselves, and why; of several reasons the last asked for."""
        unheard = self._unheard()
        told = (
            self._strange_below(unheard),
            dict.fromkeys(np.flatnonzero(unheard).tolist(), "too few words of one side are found in the other"),
            self._incomplete(),
            dict.fromkeys(seams.torn(), "what stands alone beside it seems to belong to it"),
            self._unsure(),
        )
        return {number: why for one in told for number, why in dict(one).items()}

    def _unsure(self) -> Told:
        for number in np.flatnonzero((self._probability < SURE) & self._both).tolist():
            share = int(100 * self._probability[number])
            yield number, f"another pairing is nearly as likely ({share} % for this one)"

    def _incomplete(self) -> Told:
        """Where a neighbour that stands alone would make up for what a side lacks."""
        uneven = np.abs(self._trail.off) >= np.maximum(SHORT, FAR * self._trail.spread)
        for number in np.flatnonzero(uneven & self._both).tolist():
            if not self._trail.rows.items[self._i[number]].anchor and self._would_help(number):
                yield number, "one side is much shorter than expected, and its neighbour has no counterpart"

    def _would_help(self, number: int) -> bool:
        trail, shorter = self._trail, int(self._trail.off[number] < 0)
        side, at, many = ((trail.rows, self._i, self._m), (trail.columns, self._j, self._n))[shorter]
        for neighbour in (number - 1, number + 1):
            if 0 <= neighbour < len(at) and many[neighbour] == self._m[neighbour] + self._n[neighbour] == 1:
                place = at[neighbour]
                if side.text[place] and side.items[place].kind != "heading":
                    return True
        return False

    # ------------------------------------------------------------ words

    def _unheard(self) -> Flags:
        """Where words say far less of a pair than of others as long in this chapter.

        Where little is to be expected, and in verse, which is translated freely: where nothing is found of a
        passage that surely should be.
        """
        trail, ones = self._trail, self._trail.ones
        unheard, row = self._silent(), self._i[ones]
        between, weight = trail.between(row, self._j[ones]), trail.rows.weight[row]
        expected = _usual(between, weight) * weight
        asked = (expected > LOUD) & ~_of_kind(trail.rows.items, "verse")[row]
        unheard[ones[asked]] = (between - STRANGE < FAINT * (expected - STRANGE))[asked]
        named = _of_kind(trail.rows.items, "heading") | [bool(item.anchor) for item in trail.rows.items]
        unheard[self._both] &= ~named[self._i[self._both]]
        return unheard

    def _silent(self) -> Flags:
        """Where nothing of a passage is found that surely should be."""
        trail = self._trail
        number, row, column = cells(self._i, self._m, self._j, self._n)
        silence, heard = np.zeros(len(self._i)), np.full(len(self._i), NEVER)
        np.minimum.at(silence, number, trail.evidence.row_silence[row])
        np.maximum.at(heard, number, trail.heard(row, column))
        silent: Flags = self._both & (silence < -EXPECTED) & (heard < ENOUGH)
        return silent

    def _strange_below(self, unheard: Flags) -> Told:
        """Headings that have hardly a word in common, and nothing below them has found a counterpart.

        Not a word, where one language has no text there: it may not be translated yet.
        """
        why = "the two have hardly a word in common, and nothing below them has a counterpart"
        for number, end in pairwise([*np.flatnonzero(self._headed()).tolist(), len(self._i)]):
            below = slice(number + 1, end)
            lonely = end > number + 1 and not (self._both & ~unheard)[below].any()
            if lonely and self._both[number]:
                some = self._m[below].any() and self._n[below].any()
                if self._heard_first(number) <= (ENOUGH if some else 0.0):
                    yield number, why

    def _headed(self) -> Flags:
        """Which steps begin with a heading."""
        rows, columns = (
            np.append(_of_kind(side.items, "heading"), False)
            for side in (self._trail.rows, self._trail.columns)
        )
        return np.where(self._m > 0, rows[self._i], columns[self._j])

    def _heard_first(self, number: int) -> float:
        """What shared words add between the first two items of a step."""
        return float(self._trail.heard(self._i[[number]], self._j[[number]])[0])


def _of_kind(items: Sequence[Item], kind: str) -> Flags:
    return np.array([item.kind == kind for item in items], dtype=bool)


def _usual(between: Floats, weight: Floats) -> float:
    """What words usually say *between* two, for each letter of *weight*; 0 when there are too few to tell."""
    long = weight > LONG
    return float(np.median(between[long] / weight[long])) if np.count_nonzero(long) >= FEW else 0.0
