"""Why a bead is believed, and what speaks against it: one question, one function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.align import Step
from bookbuild.pairing.scores import GRAIN, NEVER, SMOOTH, Field, Scores

SURE = 0.95  # probability from which a pair is not in doubt
SHOWN = 3  # shared words told among the reasons
NEAR = 40  # beads within which a passage may have been moved
PARTNER = 2.0  # the evidence from which two that stand alone are taken for a pair out of order
OVERHEARD = 4.0  # how much words must say that a passage is said in a pair it does not belong to
LONGER = 0.45  # logarithm of how much longer than expected a side is that says something more
STRONGER = 5.0  # how much likelier another partner must be to be told
SHORT = 0.5  # logarithm of how much shorter than expected a side may be
FAR = 2.5  # and in standard deviations
EXPECTED = 1.5  # the cost of silence of a passage whose words should meet
ENOUGH = 2.4  # what meeting words add at least, in pairs of such
MOVED = 2.5  # how much better a neighbour must explain the end or beginning of a passage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one step: ``doubt`` '' when nothing speaks against it."""

    doubt: str = ""
    reasons: tuple[str, ...] = ()


class Judge:
    """Looks at the steps of a chapter; *field* is the whole of it, *scores* what was made of that."""

    def __init__(self, field: Field, scores: Scores, steps: list[Step]) -> None:
        self._field, self._scores, self._steps = field, scores, steps
        self._low = (field.band.low[1:] - 1).tolist()
        self._crossed = self._moved() | self._likelier() | self._out_of_order()

    def verdicts(self) -> Iterator[Verdict]:
        """A verdict for each step."""
        for number, step in enumerate(self._steps):
            yield Verdict(self._doubt(number, step), tuple(self._reasons(step)))

    # ------------------------------------------------------------ against

    def _doubt(self, number: int, step: Step) -> str:
        if number in self._crossed:
            return f"crossed: {self._crossed[number]}"
        if not step.m or not step.n:
            return ""
        if step.probability < SURE:
            return f"another pairing is nearly as likely ({step.probability:.0%} for this one)"
        if self._incomplete(number, step):
            return "one side is much shorter than expected, and its neighbour has no counterpart"
        if self._nothing_shared(step):
            return "hardly a word of one side is found in the other"
        return ""

    def _incomplete(self, number: int, step: Step) -> bool:
        """Whether a neighbour that stands alone would make up for what a side lacks."""
        off = self._length(step)
        if abs(off) < max(SHORT, FAR * self._spread(step)) or self._field.rows.items[step.i].anchor:
            return False
        for neighbour in self._steps[max(number - 1, 0) : number] + self._steps[number + 1 : number + 2]:
            side, at = (0, neighbour.i) if neighbour.m else (1, neighbour.j)
            if neighbour.m + neighbour.n == 1 and side == (off < 0):
                items = (self._field.rows, self._field.columns)[side]
                if items.text[at] and items.items[at].kind != "heading":
                    return True
        return False

    def _nothing_shared(self, step: Step) -> bool:
        """Whether nothing of a passage is found that surely should be."""
        if self._field.rows.items[step.i].anchor:
            return False
        pairs = [(i, j) for i in range(step.i, step.i + step.m) for j in range(step.j, step.j + step.n)]
        silence = float(self._field.terrain.evidence.row_silence[step.i : step.i + step.m].min())
        return silence < -EXPECTED and max(self._words(i, j) for i, j in pairs) < ENOUGH

    def _moved(self) -> dict[int, str]:
        """Neighbouring pairs where the end of one is rather said in the next of the other language."""
        found: dict[int, str] = {}
        ones = [
            (number, step)
            for number, step in enumerate(self._steps)
            if step.m == step.n == 1 and not self._field.rows.items[step.i].anchor
        ]
        for (number, one), (following, other) in pairwise(ones):
            if self._changes_side(one, other):
                found[number] = "its end seems to be said in the next pair"
                found[following] = "its beginning seems to be said in the pair before"
        return found

    def _changes_side(self, one: Step, other: Step) -> bool:
        """Whether a piece stands in the first pair on one side and in the second on the other."""
        if not (self._seen(one.i, other.j) and self._seen(other.i, one.j)):
            return False
        last = len(self._field.row_parts) - 1
        rows, columns = self._field.row_parts, self._field.column_parts
        row_late = self._of(rows[last], one.i, other.j) - self._of(rows[last], one.i, one.j)
        column_late = self._of(columns[last], other.i, one.j) - self._of(columns[last], one.i, one.j)
        row_early = self._of(columns[0], one.i, other.j) - self._of(columns[0], other.i, other.j)
        column_early = self._of(rows[0], other.i, one.j) - self._of(rows[0], other.i, other.j)
        first, second = self._length(one), self._length(other)
        to_next = row_late > MOVED / 2 and row_late + row_early > MOVED and first < 0 < second
        to_this = column_late > MOVED / 2 and column_late + column_early > MOVED and second < 0 < first
        return to_next or to_this

    def _out_of_order(self) -> dict[int, str]:
        """What stands alone though its counterpart, or a passage that says it too, stands in another place."""
        evidence = self._field.terrain.evidence
        found: dict[int, str] = {}
        lone_rows = [(n, step) for n, step in enumerate(self._steps) if not step.n and self._field.rows.text[step.i]]
        lone_columns = [(n, step) for n, step in enumerate(self._steps) if not step.m and self._field.columns.text[step.j]]
        for number, one in lone_rows:
            for counter, other in lone_columns:
                if abs(number - counter) < NEAR and self._partners(one.i, other.j):
                    found[number] = found[counter] = "its counterpart seems to stand in another place"
        pairs = [(n, step) for n, step in enumerate(self._steps) if step.m == step.n == 1 and self._is_text(step)]
        for number, one in lone_rows + lone_columns:
            for counter, other in pairs:
                row, column, sign = (one.i, other.j, 1) if one.m else (other.i, one.j, -1)
                longer = sign * self._length(other) > LONGER
                if longer and abs(number - counter) < NEAR and evidence.between(row, column) > OVERHEARD:
                    found.setdefault(number, "what it says seems to stand in another pair")
                    found.setdefault(counter, "it seems to say what stands alone in another place")
        return found

    def _partners(self, row: int, column: int) -> bool:
        """Whether the two would be a pair, were they in order."""
        words = self._field.terrain.evidence.between(row, column)
        left, right = self._field.rows.weight[[row]], self._field.columns.weight[[column]]
        return words > 0 and words + float(self._scores.fits(left, right)[0]) > PARTNER

    def _is_text(self, step: Step) -> bool:
        return bool(self._field.rows.text[step.i] and self._field.columns.text[step.j])

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
        for row, (scores, at) in enumerate(zip(table.max(axis=1).tolist(), table.argmax(axis=1).tolist(), strict=True)):
            column = int(self._field.at[row, at])
            if column not in best or best[column][0] < scores:
                best[column] = scores, row
        return {column: row for column, (_, row) in best.items()}

    # ------------------------------------------------------------ for

    def _reasons(self, step: Step) -> Iterator[str]:
        if not step.m or not step.n:
            return
        item, other = self._field.rows.items[step.i], self._field.columns.items[step.j]
        if item.anchor:
            yield f"same {item.kind}" if item.anchor == other.anchor else f"similar {item.kind}"
            return
        shared = self._field.terrain.evidence.shared(range(step.i, step.i + step.m), range(step.j, step.j + step.n))
        yield from shared[:SHOWN]
        if len(shared) > SHOWN:
            yield f"{len(shared) - SHOWN} more in common"
        off = float(np.exp(abs(self._length(step))))
        yield "lengths as expected" if off < 1.35 else f"lengths {off:.1f} times from expected"

    def _length(self, step: Step) -> float:
        """The logarithm of how much longer the columns are than expected."""
        row = self._field.rows.weight[step.i : step.i + step.m].sum() * self._scores.habits.scale
        column = self._field.columns.weight[step.j : step.j + step.n].sum()
        return float(np.log((column + SMOOTH) / (row + SMOOTH)))

    def _spread(self, step: Step) -> float:
        """The standard deviation of that for passages of this length."""
        row = self._field.rows.weight[step.i : step.i + step.m].sum() * self._scores.habits.scale
        column = self._field.columns.weight[step.j : step.j + step.n].sum()
        return float(np.sqrt(self._scores.habits.spread**2 + GRAIN / (min(row, column) + SMOOTH)))

    # ------------------------------------------------------------ tables

    def _seen(self, row: int, column: int) -> bool:
        return 0 <= column - self._low[row] < self._field.band.width

    def _of(self, table: NDArray[np.float64], row: int, column: int) -> float:
        return float(table[row, column - self._low[row]])

    def _words(self, row: int, column: int) -> float:
        """What shared words add."""
        return sum(self._of(part, row, column) for part in self._field.hits)

