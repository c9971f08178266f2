"""What speaks against a bead: one question, one function. All steps are asked at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bookbuild.aligner.field import Field
from bookbuild.aligner.incidence import PARTS, Flags, Floats, Places, runs
from bookbuild.aligner.path import Path
from bookbuild.aligner.scores import Scores
from bookbuild.aligner.terrain import NEVER

SURE = 0.96  # probability from which a pair is not in doubt
NEAR = 20  # beads within which a passage may have been moved
PARTNER = 2.0  # the evidence from which two that stand alone are taken for a pair out of order
OVERHEARD = 4.0  # how much words must say that a passage is said in a pair it does not belong to
LONGER = 0.45  # logarithm of how much longer than expected a side is that says something more
EXCHANGED = 4.0  # how much better two pairs must fit with their sides exchanged
STRONGER = 5.0  # how much likelier another partner must be to be told
SHORT = 0.5  # logarithm of how much shorter than expected a side may be
FAR = 2.5  # and in standard deviations
EXPECTED = 1.5  # the cost of silence of a passage whose words should meet
ENOUGH = 2.4  # what meeting words add at least, in pairs of such
MOVED = 1.5  # how much better a neighbour must explain the end or beginning of a passage
UNEVEN = 0.15  # logarithm of how uneven the two must be
EARLY, LATE = range(PARTS // 2), range(PARTS // 2, PARTS)

Doubts = dict[int, str]
"""Why a step is in doubt, by its number."""


class Judge:
    """Looks at the *path* through a *field*, its probabilities, and the *scores* it was found by."""

    def __init__(self, field: Field, scores: Scores, path: Path, probability: Floats) -> None:
        self._field, self._scores, self._probability = field, scores, probability
        self._evidence, self._rows, self._columns = field.terrain.evidence, field.rows, field.columns
        self._i, self._j, self._m, self._n = self._path = path
        self._low = field.band.low[1:] - 1
        self._off, self._spread = scores.apart(path)
        self._ones = self._one_and_one()

    def doubts(self) -> list[str]:
        """For each step why it is in doubt, '' when nothing speaks against it."""
        found = {
            **dict(self._nothing_shared()),
            **dict(self._incomplete()),
            **dict(self._unsure()),
            **{number: f"crossed: {why}" for number, why in self._crossed().items()},
        }
        return [found.get(number, "") for number in range(len(self._i))]

    def _one_and_one(self) -> Places:
        """The steps in which a passage of text faces one."""
        single = np.flatnonzero((self._m == 1) & (self._n == 1))
        text: Flags = self._rows.text[self._i[single]] & self._columns.text[self._j[single]]
        return single[text]

    # ------------------------------------------------------------ by itself

    def _unsure(self) -> Iterator[tuple[int, str]]:
        unsure = (self._probability < SURE) & (self._m > 0) & (self._n > 0)
        for number in np.flatnonzero(unsure).tolist():
            share = int(100 * self._probability[number])
            yield number, f"another pairing is nearly as likely ({share} % for this one)"

    def _incomplete(self) -> Iterator[tuple[int, str]]:
        """Where a neighbour that stands alone would make up for what a side lacks."""
        uneven = np.abs(self._off) >= np.maximum(SHORT, FAR * self._spread)
        for number in np.flatnonzero(uneven & (self._m > 0) & (self._n > 0)).tolist():
            if not self._rows.items[self._i[number]].anchor and self._would_help(number):
                yield number, "one side is much shorter than expected, and its neighbour has no counterpart"

    def _would_help(self, number: int) -> bool:
        shorter = int(self._off[number] < 0)
        side, at, many = ((self._rows, self._i, self._m), (self._columns, self._j, self._n))[shorter]
        for neighbour in (number - 1, number + 1):
            if 0 <= neighbour < len(at) and many[neighbour] == self._m[neighbour] + self._n[neighbour] == 1:
                place = at[neighbour]
                if side.text[place] and side.items[place].kind != "heading":
                    return True
        return False

    def _nothing_shared(self) -> Iterator[tuple[int, str]]:
        """Where nothing of a passage is found that surely should be."""
        sized = self._m * self._n
        number, cell = runs(np.zeros_like(sized), sized)
        row, column = self._i[number] + cell // self._n[number], self._j[number] + cell % self._n[number]
        silence, heard = np.zeros(len(sized)), np.full(len(sized), NEVER)
        np.minimum.at(silence, number, self._evidence.row_silence[row])
        np.maximum.at(heard, number, self._field.heard[row, column - self._low[row]])
        for step in np.flatnonzero((sized > 0) & (silence < -EXPECTED) & (heard < ENOUGH)).tolist():
            item = self._rows.items[self._i[step]]
            if not item.anchor and item.kind != "heading":
                yield step, "hardly a word of one side is found in the other"

    # ------------------------------------------------------------ beside others

    def _crossed(self) -> Doubts:
        return self._moved() | self._likelier() | self._exchanged() | self._out_of_order()

    def _moved(self) -> Doubts:
        """Neighbouring pairs where the end of one is rather said in the next of the other language."""
        heading = [item.kind == "heading" for item in self._rows.items]
        kept = ~np.array(heading, dtype=bool)[self._i[self._ones]]
        one, other = self._ones[:-1], self._ones[1:]
        short, long = self._off < -UNEVEN, self._off > UNEVEN
        both = kept[:-1] & kept[1:]
        moved = self._ends_in_next(one, other, both & short[one] & long[other])
        moved |= self._begins_before(one, other, both & long[one] & short[other])
        found: Doubts = {}
        for number, following in zip(one[moved].tolist(), other[moved].tolist(), strict=True):
            found[number] = "its end seems to be said in the next pair"
            found[following] = "its beginning seems to be said in the pair before"
        return found

    def _ends_in_next(self, one: Places, other: Places, asked: Flags) -> Flags:
        """Whether the first pair's row ends with what the second's column begins with, where *asked*."""
        hits, row = self._evidence.hits, self._i[one[asked]]
        own, next_ = self._j[one[asked]], self._j[other[asked]]
        answer = asked.copy()
        answer[asked] = hits(row, next_, LATE, EARLY) - hits(row, own, LATE) > MOVED
        return answer

    def _begins_before(self, one: Places, other: Places, asked: Flags) -> Flags:
        """Whether the second pair's row begins with what the first's column ends with, where *asked*."""
        hits, row = self._evidence.hits, self._i[other[asked]]
        own, before = self._j[other[asked]], self._j[one[asked]]
        answer = asked.copy()
        answer[asked] = hits(row, before, EARLY, LATE) - hits(row, own, EARLY) > MOVED
        return answer

    def _likelier(self) -> Doubts:
        """Pairs one of whose sides has a much likelier partner that stands out of order."""
        table, every = self._scores.facing, np.arange(len(self._rows))
        most = table.max(axis=1)
        best_column = self._field.at[every, table.argmax(axis=1)]
        best_row = self._best_rows(best_column, most)
        single = np.flatnonzero((self._m == 1) & (self._n == 1))
        i, j = self._i[single], self._j[single]
        other, row = best_column[i], np.where(best_row[j] < 0, i, best_row[j])
        better = np.where((other != j) & (best_row[other] == i), most[i], NEVER)
        better = np.maximum(better, np.where((row != i) & (best_column[row] == j), most[row], NEVER))
        crossed = better - table[i, j - self._low[i]] > STRONGER
        return dict.fromkeys(
            single[crossed].tolist(), "one side has a likelier counterpart that stands out of order"
        )

    def _best_rows(self, best_column: Places, most: Floats) -> Places:
        """For each column the row it fits best of those it is best for, the first of several; -1: none."""
        best = np.full(len(self._columns), -1)
        order = np.argsort(-most, kind="stable")[::-1]
        best[best_column[order]] = order
        return best

    def _exchanged(self) -> Doubts:
        """Pairs out of each other's sight whose sides would fit better the other way round, by words alone."""
        own = np.zeros(len(self._i))
        own[self._ones] = self._between(self._i[self._ones], self._j[self._ones])
        weak = self._ones[own[self._ones] < np.median(own[self._ones]) / 3] if len(self._ones) else self._ones
        one, other = _near(weak, weak)
        apart = (other > one) & ~self._seen(self._i[one], self._j[other])
        one, other = one[apart], other[apart]
        ahead = self._between(self._i[one], self._j[other])
        better = ahead > own[one]
        one, other, ahead = one[better], other[better], ahead[better]
        crossed = ahead + self._between(self._i[other], self._j[one]) - own[one] - own[other] > EXCHANGED
        numbers = np.concatenate((one[crossed], other[crossed]))
        return dict.fromkeys(numbers.tolist(), "its sides would fit another pair's better")

    def _out_of_order(self) -> Doubts:
        """What stands alone though its counterpart, or a passage that says it too, stands in another place."""
        of_rows = np.flatnonzero((self._m > 0) & (self._n == 0))
        of_columns = np.flatnonzero((self._m == 0) & (self._n > 0))
        of_rows = of_rows[self._rows.text[self._i[of_rows]]]
        of_columns = of_columns[self._columns.text[self._j[of_columns]]]
        row, column = _near(of_rows, of_columns)
        partners = self._partners(self._i[row], self._j[column])
        alone = np.concatenate((row[partners], column[partners]))
        found = dict.fromkeys(alone.tolist(), "its counterpart seems to stand in another place")
        off = self._off[self._ones]
        row, pair = _near(of_rows, self._ones[off > LONGER])
        self._overheard(found, row, pair, self._i[row], self._j[pair])
        column, pair = _near(of_columns, self._ones[off < -LONGER])
        self._overheard(found, column, pair, self._i[pair], self._j[column])
        return found

    def _overheard(self, found: Doubts, alone: Places, pair: Places, row: Places, column: Places) -> None:
        """Add to *found* what stands *alone* and is said in the *pair* beside it."""
        said = self._between(row, column) > OVERHEARD
        for number, other in zip(alone[said].tolist(), pair[said].tolist(), strict=True):
            found.setdefault(number, "what it says seems to stand in another pair")
            found.setdefault(other, "it seems to say what stands alone in another place")

    def _partners(self, row: Places, column: Places) -> Flags:
        """Whether the two would be a pair, were they in order."""
        words = self._between(row, column)
        lengths = self._scores.fits(self._rows.weight[row], self._columns.weight[column])
        return (words > 0) & (words + lengths > PARTNER)

    # ------------------------------------------------------------ tables

    def _seen(self, row: Places, column: Places) -> Flags:
        """Whether the two lie in the band."""
        place = column - self._low[row]
        return (place >= 0) & (place < self._field.band.width)

    def _between(self, row: Places, column: Places) -> Floats:
        """All that words say of the two, in the band or out of it."""
        seen = self._seen(row, column)
        heard = np.empty(len(row))
        heard[seen] = self._field.heard[row[seen], (column - self._low[row])[seen]]
        heard[~seen] = self._evidence.hits(row[~seen], column[~seen])
        return heard + self._evidence.row_base[row] + self._evidence.column_base[column]


def _near(steps: Places, others: Places) -> tuple[Places, Places]:
    """Each of the *steps* with each of the *others* within which what stands there may have been moved."""
    low, high = np.searchsorted(others, steps - NEAR), np.searchsorted(others, steps + NEAR)
    one, other = runs(low, high)
    return steps[one], others[other]
