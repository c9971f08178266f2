"""Why a bead is believed, and what speaks against it: one question, one function."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import exp
from statistics import median

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.align import Step
from bookbuild.pairing.scores import GRAIN, NEVER, SMOOTH, Field, Scores
from bookbuild.pairing.seams import Seams

SURE = 0.96  # probability from which a pair is not in doubt
SHOWN = 3  # shared words told among the reasons
NEAR = 20  # beads within which a passage may have been moved
PARTNER = 2.0  # the evidence from which two that stand alone are taken for a pair out of order
OVERHEARD = 4.0  # how much words must say that a passage is said in a pair it does not belong to
LONGER = 0.45  # logarithm of how much longer than expected a side is that says something more
EXCHANGED = 4.0  # how much better two pairs must fit with their sides exchanged
STRONGER = 5.0  # how much likelier another partner must be to be told
SHORT = 0.5  # logarithm of how much shorter than expected a side may be
FAR = 2.5  # and in standard deviations
STRANGE = -4.0  # what words may say of strangers
FAINT = 0.3  # of the way from there to what they usually say of a pair
LOUD = 4.0  # where that is at least this much
LONG = 60.0  # weight from which a pair tells what is usual
FEW = 4  # as many such pairs tell it
EXPECTED = 1.5  # the cost of silence of a passage whose words should meet
ENOUGH = 2.4  # what meeting words add at least, in pairs of such


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one step: ``doubt`` '' when nothing speaks against it."""

    doubt: str = ""
    reasons: tuple[str, ...] = ()


class Judge:
    """Looks at the steps of a chapter; *field* is the whole of it, *scores* what was made of that."""

    def __init__(self, field: Field, scores: Scores, steps: list[Step]) -> None:
        self._field, self._scores, self._steps = field, scores, steps
        self._evidence = field.terrain.evidence
        self._low = (field.band.low[1:] - 1).tolist()
        self._off, self._spread = self._lengths()
        self._loudness = self._loud()
        self._seams = Seams(field, scores, steps, (self._off, self._spread), self._heard)
        self._torn = frozenset(self._seams.torn())
        self._crossed = self._recut() | self._likelier() | self._exchanged() | self._out_of_order()

    def verdicts(self, explain: bool) -> Iterator[Verdict]:
        """A verdict for each step; its reasons only where wanted, for they take as long as the rest."""
        for number, step in enumerate(self._steps):
            yield Verdict(self._doubt(number, step), tuple(self._reasons(number, step)) if explain else ())

    # ------------------------------------------------------------ against

    def _doubt(self, number: int, step: Step) -> str:
        if number in self._crossed:
            return f"crossed: {self._crossed[number]}"
        if not step.m or not step.n:
            return ""
        if step.probability < SURE:
            return f"another pairing is nearly as likely ({int(100 * step.probability)} % for this one)"
        if number in self._torn:
            return "what stands alone beside it seems to belong to it"
        if self._incomplete(number, step):
            return "one side is much shorter than expected, and its neighbour has no counterpart"
        if self._unheard(step):
            return "too few words of one side are found in the other"
        if self._strange_below(number, step):
            return "the two have hardly a word in common, and nothing below them has a counterpart"
        return ""

    def _incomplete(self, number: int, step: Step) -> bool:
        """Whether a neighbour that stands alone would make up for what a side lacks."""
        off = self._off[number]
        if abs(off) < max(SHORT, FAR * self._spread[number]) or self._field.rows.items[step.i].anchor:
            return False
        for neighbour in self._steps[max(number - 1, 0) : number] + self._steps[number + 1 : number + 2]:
            side, at = (0, neighbour.i) if neighbour.m else (1, neighbour.j)
            if neighbour.m + neighbour.n == 1 and side == (off < 0):
                items = (self._field.rows, self._field.columns)[side]
                if items.text[at] and items.items[at].kind != "heading":
                    return True
        return False

    def _unheard(self, step: Step) -> bool:
        """Whether words say far less of a pair than of others as long in this chapter.

        Where little is to be expected, and in verse, which is translated freely: whether nothing is found of a
        passage that surely should be.
        """
        item = self._field.rows.items[step.i]
        if item.anchor or item.kind == "heading":
            return False
        expected = self._loudness * item.weight
        if self._one_and_one(step) and item.kind != "verse" and expected > LOUD:
            return self._between(step.i, step.j) - STRANGE < FAINT * (expected - STRANGE)
        pairs = [(i, j) for i in range(step.i, step.i + step.m) for j in range(step.j, step.j + step.n)]
        silence = float(self._evidence.row_silence[step.i : step.i + step.m].min())
        return silence < -EXPECTED and max(self._words(i, j) for i, j in pairs) < ENOUGH

    def _strange_below(self, number: int, step: Step) -> bool:
        """Whether headings have hardly a word in common, and nothing below them has found a counterpart.

        Not a word, where one language has no text there: it may not be translated yet.
        """
        if self._field.rows.items[step.i].kind != "heading" or self._heard(step.i, step.j) > ENOUGH:
            return False
        following = (self._steps[at] for at in range(number + 1, len(self._steps)))
        below = list(takewhile(self._is_body, following))
        if not below or any(one.m and one.n and not self._unheard(one) for one in below):
            return False
        both = any(one.m for one in below) and any(one.n for one in below)
        return both or self._heard(step.i, step.j) <= 0

    def _loud(self) -> float:
        """What words usually say of a pair, for each letter of its row; 0 when there are too few to tell."""
        items = self._field.rows.items
        said = [
            self._between(step.i, step.j) / items[step.i].weight
            for step in self._steps
            if self._one_and_one(step) and items[step.i].weight > LONG
        ]
        return median(said) if len(said) >= FEW else 0.0

    def _recut(self) -> dict[int, str]:
        """Neighbouring pairs that the two languages seem to cut at different sentences."""
        found: dict[int, str] = {}
        for one, other in self._seams.recut():
            found.setdefault(one, "its end seems to be said in the next pair")
            found[other] = "its beginning seems to be said in the pair before"
        return found

    def _out_of_order(self) -> dict[int, str]:
        """What stands alone though its counterpart, or a passage that says it too, stands in another place."""
        rows, columns = self._field.rows.text, self._field.columns.text
        lone = [(n, step) for n, step in enumerate(self._steps) if not (step.m and step.n)]
        of_rows = [(n, step) for n, step in lone if step.m and rows[step.i]]
        of_columns = [(n, step) for n, step in lone if step.n and columns[step.j]]
        found: dict[int, str] = {}
        for number, one in of_rows:
            for counter, other in _near(of_columns, number):
                if self._partners(one.i, other.j):
                    found[number] = found[counter] = "its counterpart seems to stand in another place"
        longer = [
            (n, step) for n, step in enumerate(self._steps) if self._one_and_one(step) and self._off[n] > LONGER
        ]
        shorter = [
            (n, step)
            for n, step in enumerate(self._steps)
            if self._one_and_one(step) and self._off[n] < -LONGER
        ]
        for number, one, pairs in [(*one, longer) for one in of_rows] + [(*one, shorter) for one in of_columns]:
            for counter, other in _near(pairs, number):
                row, column = (one.i, other.j) if one.m else (other.i, one.j)
                if self._between(row, column) > OVERHEARD:
                    found.setdefault(number, "what it says seems to stand in another pair")
                    found.setdefault(counter, "it seems to say what stands alone in another place")
        return found

    def _is_body(self, step: Step) -> bool:
        """Whether it begins with no heading."""
        item = self._field.rows.items[step.i] if step.m else self._field.columns.items[step.j]
        return item.kind != "heading"

    def _one_and_one(self, step: Step) -> bool:
        """Whether a passage of text faces one."""
        both = step.m == step.n == 1
        return both and bool(self._field.rows.text[step.i] and self._field.columns.text[step.j])

    def _exchanged(self) -> dict[int, str]:
        """Pairs out of each other's sight whose sides would fit better the other way round, by words alone."""
        found: dict[int, str] = {}
        ones = [(number, step) for number, step in enumerate(self._steps) if self._one_and_one(step)]
        own = {number: self._between(step.i, step.j) for number, step in ones}
        usual = median(own.values()) if own else 0.0
        weak = [(number, step) for number, step in ones if own[number] < usual / 3]
        for number, one in weak:
            for other_number, other in _near(weak, number):
                if other_number <= number or self._seen(one.i, other.j):
                    continue
                ahead = self._between(one.i, other.j)
                if ahead <= own[number]:
                    continue
                crossed = ahead + self._between(other.i, one.j)
                if crossed - own[number] - own[other_number] > EXCHANGED:
                    found[number] = found[other_number] = "its sides would fit another pair's better"
        return found

    def _partners(self, row: int, column: int) -> bool:
        """Whether the two would be a pair, were they in order."""
        words = self._between(row, column)
        left, right = self._field.rows.weight[[row]], self._field.columns.weight[[column]]
        return words > 0 and words + float(self._scores.fits(left, right)[0]) > PARTNER

    def _likelier(self) -> dict[int, str]:
        """Pairs one of whose sides has a much likelier partner that stands out of order."""
        table = self._scores.tables[1, 1]
        best_column = self._field.at[np.arange(len(table)), table.argmax(axis=1)]
        best_row = self._best_rows(table)
        found: dict[int, str] = {}
        for number, step in enumerate(self._steps):
            if step.m == step.n == 1:
                own = self._of(table, step.i, step.j)
                other, row = int(best_column[step.i]), best_row.get(step.j, step.i)
                better = max(
                    float(table[step.i].max()) if other != step.j and best_row.get(other) == step.i else NEVER,
                    float(table[row].max()) if row != step.i and int(best_column[row]) == step.j else NEVER,
                )
                if better - own > STRONGER:
                    found[number] = "one side has a likelier counterpart that stands out of order"
        return found

    def _best_rows(self, table: NDArray[np.float64]) -> dict[int, int]:
        """For each column the row it fits best."""
        best: dict[int, tuple[float, int]] = {}
        for row, (scores, at) in enumerate(
            zip(table.max(axis=1).tolist(), table.argmax(axis=1).tolist(), strict=True)
        ):
            column = int(self._field.at[row, at])
            if column not in best or best[column][0] < scores:
                best[column] = scores, row
        return {column: row for column, (_, row) in best.items()}

    # ------------------------------------------------------------ for

    def _reasons(self, number: int, step: Step) -> Iterator[str]:
        if not step.m or not step.n:
            return
        item, other = self._field.rows.items[step.i], self._field.columns.items[step.j]
        if item.anchor:
            yield f"same {item.kind}" if item.anchor == other.anchor else f"similar {item.kind}"
            return
        shared = self._evidence.shared(range(step.i, step.i + step.m), range(step.j, step.j + step.n))
        yield from shared[:SHOWN]
        if len(shared) > SHOWN:
            yield f"{len(shared) - SHOWN} more in common"
        off = exp(abs(self._off[number]))
        yield "lengths as expected" if off < 1.35 else f"lengths {off:.1f} times from expected"

    def _lengths(self) -> tuple[list[float], list[float]]:
        """For each step the logarithm of how much longer its columns are than expected, and its deviation."""
        rows, columns = (
            np.concatenate(([0.0], np.cumsum(side.weight))) for side in (self._field.rows, self._field.columns)
        )
        i, j = np.array([step.i for step in self._steps]), np.array([step.j for step in self._steps])
        m, n = np.array([step.m for step in self._steps]), np.array([step.n for step in self._steps])
        expected = (rows[i + m] - rows[i]) * self._scores.habits.scale + SMOOTH
        given = columns[j + n] - columns[j] + SMOOTH
        deviation = np.sqrt(self._scores.habits.spread**2 + GRAIN / np.minimum(expected, given))
        return np.log(given / expected).tolist(), deviation.tolist()

    # ------------------------------------------------------------ tables

    def _seen(self, row: int, column: int) -> bool:
        return bool(0 <= column - self._low[row] < self._field.band.width)

    def _of(self, table: NDArray[np.float64], row: int, column: int) -> float:
        return float(table[row, column - self._low[row]])

    def _between(self, row: int, column: int) -> float:
        """All that words say of the two, in the band or out of it."""
        if not self._seen(row, column):
            return self._evidence.between(row, column)
        return self._words(row, column) + float(
            self._evidence.row_base[row] + self._evidence.column_base[column]
        )

    def _heard(self, row: int, column: int) -> float:
        """What shared words add, in the band or out of it."""
        return self._words(row, column) if self._seen(row, column) else self._evidence.hits(row, column)

    def _words(self, row: int, column: int) -> float:
        """What shared words add."""
        return float(self._field.heard[row, column - self._low[row]])


def _near(steps: Sequence[tuple[int, Step]], number: int) -> Sequence[tuple[int, Step]]:
    """The *steps* within which what stands at *number* may have been moved."""
    low = bisect_left(steps, number - NEAR, key=lambda one: one[0])
    return steps[low : bisect_left(steps, number + NEAR, key=lambda one: one[0])]
