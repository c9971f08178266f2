"""Why a bead is believed, and what speaks against it: one question, one function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.align import Step
from bookbuild.pairing.scores import Field, Scores

SURE = 0.9  # probability from which a pair is not in doubt
SHOWN = 3  # shared words told among the reasons
STRONGER = 5.0  # how much likelier another partner must be to be told
HEAVY = 4.0  # misses that must weigh on a pair whose words do not meet
MOVED = 2.5  # how much better a neighbour must explain the end or beginning of a passage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one step: ``doubt`` '' when nothing speaks against it."""

    doubt: str = ""
    reasons: tuple[str, ...] = ()


class Judge:
    """Looks at the steps of a chapter; *field* is the whole of it, *scores* what was made of that."""

    def __init__(self, field: Field, scores: Scores, steps: Sequence[Step]) -> None:
        self._field, self._scores, self._steps = field, scores, steps
        self._low = (field.band.low[1:] - 1).tolist()
        self._partner = {step.i: step.j for step in steps if step.m == step.n == 1}
        self._crossed = self._moved() | self._elsewhere()

    def verdicts(self) -> Iterator[Verdict]:
        """A verdict for each step."""
        for number, step in enumerate(self._steps):
            yield Verdict(self._doubt(number, step), tuple(self._reasons(step)))

    # ------------------------------------------------------------ against

    def _doubt(self, number: int, step: Step) -> str:
        if not step.m or not step.n:
            return ""
        if number in self._crossed:
            return f"crossed: {self._crossed[number]}"
        if step.probability < SURE:
            return f"another pairing is nearly as likely ({step.probability:.0%} for this one)"
        if self._nothing_shared(step):
            return "hardly a word of one side is found in the other"
        return ""

    def _nothing_shared(self, step: Step) -> bool:
        if step.m != 1 or step.n != 1 or self._field.rows.items[step.i].anchor:
            return False
        evidence = self._field.terrain.evidence
        base = float(evidence.row_base[step.i] + evidence.column_base[step.j])
        return base < -HEAVY and self._words(step.i, step.j) < -0.2 * base

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
        first, second = self._off(one), self._off(other)
        to_next = row_late > MOVED / 2 and row_late + row_early > MOVED and first < 0 < second
        to_this = column_late > MOVED / 2 and column_late + column_early > MOVED and second < 0 < first
        return to_next or to_this

    def _off(self, step: Step) -> float:
        """The logarithm of how much longer the column is than expected."""
        row, column = self._field.rows.weight[step.i], self._field.columns.weight[step.j]
        return float(np.log((column + 5) / (row * self._scores.habits.scale + 5)))

    def _elsewhere(self) -> dict[int, str]:
        """Pairs one of whose sides has a much likelier partner that stands out of order."""
        table = self._scores.tables[1, 1]
        best_column = self._field.at[np.arange(len(table)), table.argmax(axis=1)]
        best_row = self._best_rows(table)
        found: dict[int, str] = {}
        for number, step in enumerate(self._steps):
            if step.m == step.n == 1:
                own = float(table[step.i, step.j - self._low[step.i]])
                other, row = int(best_column[step.i]), best_row.get(step.j, step.i)
                if other != step.j and best_row.get(other) == step.i:
                    likelier = float(table[step.i].max()) - own
                elif row != step.i and int(best_column[row]) == step.j:
                    likelier = float(table[row].max()) - own
                else:
                    continue
                if likelier > STRONGER:
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
        row = self._field.rows.weight[step.i : step.i + step.m].sum() * self._scores.habits.scale
        column = self._field.columns.weight[step.j : step.j + step.n].sum()
        return float(np.log((column + 5) / (row + 5)))

    # ------------------------------------------------------------ tables

    def _seen(self, row: int, column: int) -> bool:
        return 0 <= column - self._low[row] < self._field.band.width

    def _of(self, table: NDArray[np.float64], row: int, column: int) -> float:
        return float(table[row, column - self._low[row]])

    def _words(self, row: int, column: int) -> float:
        """What shared words add."""
        return sum(self._of(part, row, column) for part in self._field.hits)

