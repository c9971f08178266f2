"""The seams between neighbours: whether they would fit better, were the text cut at another sentence.

The aligner sees paragraphs. Where a translator cut them elsewhere, sentences stand in the wrong pair; where
he made two of one, one of the two may be left alone. Here words are looked for sentence by sentence, but
only where lengths say that it is worth while.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from math import fsum, log

import numpy as np

from bookbuild.aligner.evidence import TRUST, Said, Sayings, chinese, meanings
from bookbuild.aligner.features import plain
from bookbuild.aligner.incidence import Flags, Places
from bookbuild.aligner.items import Item
from bookbuild.aligner.lengths import SMOOTH
from bookbuild.aligner.path import cells
from bookbuild.aligner.terrain import Side
from bookbuild.aligner.trail import Trail

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


class Passage:
    """Some items of one side (0: of rows): their sentences, what they say and what they weigh."""

    def __init__(self, sayings: Sayings, number: int, side: Side, items: range) -> None:
        self._sayings, self._number, self._items = sayings, number, items
        texts = {item: side.items[item].text for item in items}
        self._pieces = [(piece, item) for item, text in texts.items() for piece in _CUT.split(text) if piece]
        self.weights = [
            float(side.weight[item]) * len(piece) / len(texts[item]) for piece, item in self._pieces
        ]
        self.weight = sum(self.weights)

    @cached_property
    def words(self) -> Said:
        """All its words and signs."""
        return self._sayings.said(self._number, self._items)

    @cached_property
    def says(self) -> list[Said]:
        """The words of each sentence."""
        words = {item: chinese(self._sayings.said(self._number, range(item, item + 1))) for item in self._items}
        return [
            frozenset((*plain(piece), *(name for word, name in words[item].items() if word in piece)))
            for piece, item in self._pieces
        ]


class Seams:
    """Looks at the steps of a *trail* where one ends and the next begins.

    The trail itself, which is large, is let go: the sentences are looked at when there is time.
    """

    def __init__(self, trail: Trail) -> None:
        self._path, self._spread, self._sayings = trail.path, trail.spread, trail.evidence.sayings()
        self._alone = trail.evidence.row_base, trail.evidence.column_base
        self._sides, self._scale = (trail.rows, trail.columns), trail.scores.habits.scale
        texts = self._of_text()
        self._pair = texts & (self._path.m > 0) & (self._path.n > 0)
        self._lone = texts & (self._path.m + self._path.n == 1)
        self._read: dict[tuple[int, int], Passage] = {}
        one, other = self._neighbours()
        asked = _tilted(trail, one, other)
        asked[asked] = _cross(trail, one[asked], other[asked])
        self._asked = list(zip(one[asked].tolist(), other[asked].tolist(), strict=True))

    def recut(self) -> Iterator[tuple[int, int]]:
        """Neighbouring pairs that would fit much better, were one side of them cut at another sentence."""
        return (pair for pair in self._asked if self._gain(*pair, 0) + self._gain(*pair, 1) > RECUT)

    def torn(self) -> Iterator[int]:
        """The pairs that would fit better together with what stands alone beside them."""
        for lone in np.flatnonzero(self._lone).tolist():
            for pair in (lone - 1, lone + 1):
                if 0 <= pair < len(self._pair) and self._pair[pair] and self._gain_joined(pair, lone) > JOINED:
                    yield pair

    # ------------------------------------------------------------ steps

    def _of_text(self) -> Flags:
        """Which steps are all of text that may have been cut."""
        i, j, m, n = self._path
        rows, columns = (
            np.append(0, np.cumsum([_may_be_cut(item) for item in side.items] & side.text))
            for side in self._sides
        )
        of_text: Flags = (rows[i + m] - rows[i] == m) & (columns[j + n] - columns[j] == n)
        return of_text

    def _neighbours(self) -> tuple[Places, Places]:
        """Pairs of text with nothing but code, images and the like between them."""
        i, j, m, n = self._path
        rows, columns = (np.append(0, np.cumsum(side.text)) for side in self._sides)
        some = (rows[i + m] > rows[i]) | (columns[j + n] > columns[j])
        met = np.flatnonzero(some)
        both = self._pair[met[:-1]] & self._pair[met[1:]]
        return met[:-1][both], met[1:][both]

    def _passage(self, number: int, side: int) -> Passage:
        key = number, side
        if key not in self._read:
            reach = self._path.reach(number)[side]
            self._read[key] = Passage(self._sayings, side, self._sides[side], reach)
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
        return float((log((given + SMOOTH) / (expected + SMOOTH)) / self._spread[number]) ** 2 / 2)

    def _told(self, says: Sequence[Said], facing: tuple[Said, Said], at: int, side: int) -> float:
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
        of_row, of_column = self._path.reach(lone)
        cost = self._alone[0][of_row].sum() + self._alone[1][of_column].sum()
        apart, joined = (rows.words, columns.words), (rows.words | row.words, columns.words | column.words)
        return float(self._agree(*joined) - self._agree(*apart) + cost + min(before - after, MOST))

    # ------------------------------------------------------------ words

    def _agree(self, units: Said, tokens: Said) -> float:
        """What is added by the *units* of rows that *tokens* of columns answer, and by those."""
        ahead, back = self._sayings.worth
        told: list[float] = []
        answering: set[int] = set()
        for unit in units:
            if unit in tokens:
                told.append(ahead.get(unit, 0.0))
                answering.add(unit)
            elif not (meant := meanings(unit)).isdisjoint(tokens):
                told.append(ahead.get(unit, 0.0))
                answering |= meant & tokens
        return TRUST * fsum([*told, *(back.get(token, 0.0) for token in answering)])


def _tilted(trail: Trail, one: Places, other: Places) -> Flags:
    """Whether two pairs are uneven enough, against each other, for a sentence to have changed sides."""
    apart = np.abs(trail.off[one] - trail.off[other])
    tilted: Flags = apart > TILTED * np.hypot(trail.spread[one], trail.spread[other])
    return tilted


def _cross(trail: Trail, one: Places, other: Places) -> Flags:
    """Whether one pair's row and the other's column have words in common."""
    i, j, m, n = trail.path
    crossing = np.zeros(len(one), dtype=bool)
    for rows, columns in ((one, other), (other, one)):
        pair, row, column = cells(i[rows], m[rows], j[columns], n[columns])
        crossing[pair[trail.heard(row, column) > SHARED]] = True
    return crossing


def _may_be_cut(item: Item) -> bool:
    return bool(item.text) and item.kind not in ("heading", "table")
