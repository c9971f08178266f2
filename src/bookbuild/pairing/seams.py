"""The seams between neighbours: whether they would fit better, were the text cut at another sentence.

The aligner sees paragraphs. Where a translator cut them elsewhere, sentences stand in the wrong pair; where
he made two of one, one of the two may be left alone. Here words are looked for sentence by sentence, but
only where lengths say that it is worth while.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, product
from math import fsum, hypot, log

from bookbuild.pairing import lexicon
from bookbuild.pairing.align import Step
from bookbuild.pairing.evidence import TRUST
from bookbuild.pairing.features import plain
from bookbuild.pairing.items import Item
from bookbuild.pairing.scores import SMOOTH, Field, Scores, Side

RECUT = 5.5  # how much better two neighbours must fit, cut elsewhere, by both sides together
JOINED = 1.0  # how much better a pair must fit together with what stands alone beside it
TILTED = 0.8  # standard deviations by which one neighbour must be more uneven than the other
SHARED = 4.0  # what words must add between one's row and the other's column
EASED = 0.3  # how much better lengths must fit, for words to be looked for
MOST = 3.0  # what lengths may tell at most
_CLOSING = "”’」』）)\"'*_"
_CUT = re.compile(
    rf"(?<=[。！？；])(?![{_CLOSING}。！？；])|(?<=[。！？；][{_CLOSING}])(?![{_CLOSING}。！？；])"
    rf"|(?<=[.!?;])\s+|(?<=[.!?;][{_CLOSING}])\s+"
)

Words = frozenset[str]


class Passage:
    """One language of a step: its sentences, what they say and what they weigh."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._pieces = [(piece, item) for item in items for piece in _CUT.split(item.features.written) if piece]
        self.weights = [item.weight * len(piece) / len(item.features.written) for piece, item in self._pieces]
        self.weight = sum(self.weights)

    @cached_property
    def words(self) -> Words:
        """All its words and signs, as evidence names them."""
        features = [item.features for item in self._items]
        return frozenset().union(*(one.words for one in features), *(one.signs for one in features))

    @cached_property
    def says(self) -> list[Words]:
        """The words of each sentence."""
        return [
            frozenset((*plain(piece), *(word for word in item.features.words if word in piece)))
            for piece, item in self._pieces
        ]


class Seams:
    """Looks at the *steps* of a chapter where one ends and the next begins.

    *lengths*: the logarithm of how uneven each is, and the standard deviation of that. *heard*: what shared
    words add between a row and a column.
    """

    def __init__(
        self,
        field: Field,
        scores: Scores,
        steps: Sequence[Step],
        lengths: tuple[Sequence[float], Sequence[float]],
        heard: Callable[[int, int], float],
    ) -> None:
        self._sides, self._steps, self._heard = (field.rows, field.columns), steps, heard
        self._off, self._spread = lengths
        self._scale, self._evidence = scores.habits.scale, field.terrain.evidence
        self._ahead, self._back = self._evidence.worth()
        self._texts = [self._is_text(number) for number in range(len(steps))]
        self._read: dict[tuple[int, int], Passage] = {}

    def recut(self) -> Iterator[tuple[int, int]]:
        """Neighbouring pairs that would fit much better, were one side of them cut at another sentence."""
        for one, other in self._neighbours():
            looked_at = self._tilted(one, other) and self._crosses(one, other)
            if looked_at and self._gain(one, other, 0) + self._gain(one, other, 1) > RECUT:
                yield one, other

    def torn(self) -> Iterator[int]:
        """The pairs that would fit better together with what stands alone beside them."""
        for number in filter(self._is_pair, range(len(self._steps))):
            beside = filter(self._is_lone, (number - 1, number + 1))
            if any(self._gain_joined(number, one) > JOINED for one in beside):
                yield number

    # ------------------------------------------------------------ steps

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs of text with nothing but code, images and the like between them."""
        before: int | None = None
        for number in range(len(self._steps)):
            if self._is_pair(number):
                if before is not None:
                    yield before, number
                before = number
            elif any(side.text[at] for side, at in self._held(number)):
                before = None

    def _held(self, number: int) -> Iterator[tuple[Side, int]]:
        """The items of a step, each as its side and its place there."""
        for side, reach in zip(self._sides, _reaches(self._steps[number]), strict=True):
            yield from ((side, at) for at in reach)

    def _is_text(self, number: int) -> bool:
        """Whether all of it is text that may have been cut."""
        items = [side.items[at] for side, at in self._held(number) if side.text[at]]
        whole = len(items) == self._steps[number].m + self._steps[number].n
        return whole and all(one.features.written and one.kind not in ("heading", "table") for one in items)

    def _is_pair(self, number: int) -> bool:
        return self._texts[number] and bool(self._steps[number].m and self._steps[number].n)

    def _is_lone(self, number: int) -> bool:
        inside = 0 <= number < len(self._steps) and self._texts[number]
        return inside and self._steps[number].m + self._steps[number].n == 1

    def _tilted(self, one: int, other: int) -> bool:
        """Whether two pairs are uneven enough, against each other, for a sentence to have changed sides."""
        apart = abs(self._off[one] - self._off[other])
        return apart > TILTED * hypot(self._spread[one], self._spread[other])

    def _crosses(self, one: int, other: int) -> bool:
        """Whether one pair's row and the other's column have words in common."""
        own, following = (_reaches(self._steps[at]) for at in (one, other))
        cells = [*product(own[0], following[1]), *product(following[0], own[1])]
        return any(self._heard(row, column) > SHARED for row, column in cells)

    def _passage(self, number: int, side: int) -> Passage:
        key = number, side
        if key not in self._read:
            reach = _reaches(self._steps[number])[side]
            self._read[key] = Passage(self._sides[side].items[reach.start : reach.stop])
        return self._read[key]

    # ------------------------------------------------------------ two pairs

    def _gain(self, one: int, other: int, side: int) -> float:
        """How much better two pairs would fit, were that *side* of them cut where it is best."""
        own, facing = ([self._passage(at, which) for at in (one, other)] for which in (side, 1 - side))
        here, scale = len(own[0].weights), 1 / self._scale if side else self._scale
        *ends, whole = accumulate([*own[0].weights, *own[1].weights])
        off = {
            at: self._misfit(end * scale, facing[0].weight, one)
            + self._misfit((whole - end) * scale, facing[1].weight, other)
            for at, end in enumerate(ends, 1)
        }
        eased = {at: min(off[here] - off[at], MOST) for at in off if off[here] - off[at] > EASED}
        if not eased:
            return 0.0
        says, words = [*own[0].says, *own[1].says], (facing[0].words, facing[1].words)
        now = self._told(says, words, here, side)
        return max(self._told(says, words, at, side) - now + better for at, better in eased.items())

    def _misfit(self, expected: float, given: float, number: int) -> float:
        return (log((given + SMOOTH) / (expected + SMOOTH)) / self._spread[number]) ** 2 / 2

    def _told(self, says: Sequence[Words], facing: tuple[Words, Words], at: int, side: int) -> float:
        """What words say, cut before sentence *at*."""
        parts = frozenset().union(*says[:at]), frozenset().union(*says[at:])
        return sum(
            self._agree(whole, part) if side else self._agree(part, whole)
            for part, whole in zip(parts, facing, strict=True)
        )

    # ------------------------------------------------------------ a pair and what stands alone

    def _gain_joined(self, pair: int, lone: int) -> float:
        """How much better a pair would fit together with its neighbour."""
        (rows, columns), (row, column) = ([self._passage(at, side) for side in (0, 1)] for at in (pair, lone))
        before = self._misfit(rows.weight * self._scale, columns.weight, pair)
        after = self._misfit((rows.weight + row.weight) * self._scale, columns.weight + column.weight, pair)
        if after > before:
            return 0.0
        step = self._steps[lone]
        cost = float(self._evidence.row_base[step.i] if step.m else self._evidence.column_base[step.j])
        apart, joined = (rows.words, columns.words), (rows.words | row.words, columns.words | column.words)
        return self._agree(*joined) - self._agree(*apart) + cost + min(before - after, MOST)

    # ------------------------------------------------------------ words

    def _agree(self, units: Words, tokens: Words) -> float:
        """What is added by the *units* of rows that *tokens* of columns answer, and by those."""
        told: list[float] = []
        answering: set[str] = set()
        for unit in units:
            heard = {unit} if unit in tokens else lexicon.meanings(unit) & tokens
            if heard:
                told.append(self._ahead.get(unit, 0.0))
                answering |= heard
        return TRUST * fsum([*told, *(self._back.get(token, 0.0) for token in answering)])


def _reaches(step: Step) -> tuple[range, range]:
    return range(step.i, step.i + step.m), range(step.j, step.j + step.n)
