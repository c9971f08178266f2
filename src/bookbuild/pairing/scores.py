"""How much likelier groups of items are as translations of each other than as strangers.

Every score is the logarithm of such a ratio, or of the share of beads of that shape, so that they add up.
All rows are scored at once, each with the columns of its window: tables of rows × width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing.band import Band
from bookbuild.pairing.evidence import Evidence, Tables
from bookbuild.pairing.features import PARTS
from bookbuild.pairing.items import Item

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

FACING = log(0.9)
LONE = 0.07  # share of items without counterpart
JOINED = 0.004  # share of beads in which two items face one
MORE = 0.3  # as many again for each further item
MOST = 6  # items that may face one
AHEAD = 0.3  # of the score of what follows two headings speaks for them
HEARD = 3.0  # what hits add from which a passage is not silent
ALIKE = 5.0  # the same code, figure, comment on both sides
UNMISTAKABLE = 25.0  # when there is more of it than a word or two
LONG_ANCHOR = 24
LONE_ANCHOR = log(0.15)  # code or a figure that one language shows
LONE_SILENT = log(0.4)  # a comment, HTML that prints nothing
SPREAD = 0.15  # standard deviation of the logarithm of the ratio of long lengths (measured: 0.08 … 0.17)
GRAIN = 0.5  # variance that short texts have beyond it, over their length
FREE = 3.0  # times the spread, where a translator is free
WIDE_SPREAD = 1.0  # the same of strangers
STRAY = 0.04  # translations freer than the spread allows
SMOOTH = 5.0  # weight added to both sides
ACROSS = -1.5  # neighbouring runs, but of two turns: 'zh en | zh en' has its turns at the bar
BLUR = 0.06  # how far, of the whole, corresponding parts may be out of step
NEVER = -1e9

_SAME = {"heading": 3.5, "paragraph": 0.3, "item": 0.7, "quote": 1.0, "verse": 1.0, "table": 4.0}
_OTHER = {
    frozenset(("paragraph", "item")): -2.0,
    frozenset(("paragraph", "quote")): -1.5,
    frozenset(("paragraph", "verse")): -2.0,
    frozenset(("paragraph", "definition")): -2.0,
    frozenset(("item", "definition")): -1.0,
    frozenset(("item", "term")): -1.0,
    frozenset(("quote", "verse")): -1.5,
    frozenset(("item", "quote")): -3.0,
    frozenset(("heading", "item")): -5.0,
    frozenset(("heading", "paragraph")): -6.0,
}
SAME_PLACE = 8.0  # for headings: the structures of the two sides agree
_UNLIKE = -6.0
_LEVEL = -0.4


@dataclass(frozen=True, slots=True)
class Habits:
    """How this chapter's translator works.

    ``scale``: the weight of columns to expect for one of rows; ``spread``: the standard deviation of its
    logarithm. ``lone``: for rows and for columns how often an item of each kind stands alone. ``joined``:
    how often several columns face a row, and several rows a column.
    """

    scale: float
    spread: float = SPREAD
    lone: tuple[Mapping[str, float], Mapping[str, float]] = ({}, {})
    joined: tuple[float, float] = (JOINED, JOINED)

    def like(self, other: Habits) -> bool:
        """Whether pairing by either would hardly differ."""
        joined = max(abs(log(one / two)) for one, two in zip(self.joined, other.joined, strict=True))
        kinds = [
            (self.lone[side][kind], other.lone[side].get(kind, LONE))
            for side in (0, 1)
            for kind in self.lone[side]
        ]
        lone = max((abs(log(one / two)) for one, two in kinds), default=0.0)
        return max(joined, lone, 10 * abs(log(self.scale / other.scale))) < 1.0

    def alone(self, side: Side, number: int) -> Floats:
        """The score of facing nothing, for each item of the *side* of that *number*."""
        kinds = np.array([log(self.lone[number].get(kind, LONE)) for kind in side.kinds])
        return np.where(np.isnan(side.lone), kinds[side.kind], side.lone)

    def together(self, m: int, n: int) -> float:
        """The score of a bead of several items, for being one."""
        return log(self.joined[m > 1] * MORE ** (max(m, n) - 2))


class Side:
    """The items of one side as arrays."""

    def __init__(self, items: Sequence[Item], parts: Sequence[int], kinds: Sequence[str]) -> None:
        self.items, self.kinds = items, kinds
        self.part = np.array(parts, dtype=np.int64)
        self.kind = np.array([kinds.index(item.kind) for item in items], dtype=np.int64)
        self.level = np.array([item.level for item in items], dtype=np.int64)
        self.weight = np.array([item.weight for item in items])
        self.run = np.array([item.run for item in items], dtype=np.int64)
        self.text = np.array([not item.alone and not item.anchor for item in items], dtype=bool)
        self.lone = np.array([_lone(item) for item in items], dtype=np.float64)
        self.streak = _streaks(items, parts)

    def headings(self) -> list[tuple[int, int]]:
        """Where headings stand, and their levels."""
        return [(index, item.level) for index, item in enumerate(self.items) if item.kind == "heading"]


class Terrain:
    """What does not change from one pass to the next: two sides and what their words say.

    *parts*: for rows and for columns the number of the stretch each stands in; none faces another's.
    """

    def __init__(
        self,
        rows: Sequence[Item],
        columns: Sequence[Item],
        parts: tuple[Sequence[int], Sequence[int]],
        evidence: Evidence,
    ) -> None:
        kinds = sorted({item.kind for item in (*rows, *columns)})
        self.rows, self.columns = Side(rows, parts[0], kinds), Side(columns, parts[1], kinds)
        self.evidence = evidence
        self.agree = np.array([[_kinds_agree(one, other) for other in kinds] for one in kinds]).reshape(
            len(kinds), len(kinds)
        )
        self.levelled = np.array([kind in ("heading", "item") for kind in kinds], dtype=bool)
        self.by_anchor = Counter(item.anchor for item in columns)


class Field:
    """What is known of all beads in a *band* before anything is known of the translator."""

    def __init__(self, terrain: Terrain, band: Band, joints: bool = True) -> None:
        self.terrain, self.band = terrain, band
        self.rows, self.columns = terrain.rows, terrain.columns
        reach = band.columns()
        self.at = np.clip(reach, 0, len(self.columns.items) - 1)
        self.inside = (reach >= 0) & (reach < len(self.columns.items)) & (reach < band.high[1:, None])
        self.inside &= self.rows.part[:, None] == self.columns.part[self.at]
        self.both = self.inside & self.rows.text[:, None] & self.columns.text[self.at]
        self.kin = self._kinship()
        evidence = terrain.evidence
        base = evidence.row_base[:, None] + evidence.column_base[self.at]
        found = evidence.tables(reach[:, 0], band.width, parted=joints)
        self.heard = words = found.by_row.sum(axis=0)
        silence = np.clip(1 - words / HEARD, 0.0, 1.0) * evidence.row_silence[:, None]
        self.words = words + base + silence + self.kin
        self.anchored = self._anchored()
        self.joints = self._joints(found) if joints else {}
        self.shapes = [(1, 1), *self.joints]

    def _kinship(self) -> Floats:
        """Kinds, levels and places."""
        rows, columns, at = self.rows, self.columns, self.at
        score = self.terrain.agree[rows.kind[:, None], columns.kind[at]]
        apart = np.minimum(np.abs(columns.level[at] - rows.level[:, None]), 3)
        score = score + _LEVEL * apart * self.terrain.levelled[rows.kind][:, None]
        run, other = rows.run[:, None], columns.run[at]
        score = score + SAME_PLACE * self._counterparts()
        place = np.where(np.abs(other - run) != 1, NEVER, np.where(other // 2 == run // 2, 0.0, ACROSS))
        total: Floats = score + place
        return total

    def _counterparts(self) -> Floats:
        """1 for the headings that face each other when both sides have the same levels in the same order."""
        found = np.zeros(self.at.shape)
        left, right = self.rows.headings(), self.columns.headings()
        if [level for _, level in left] == [level for _, level in right]:
            for (row, _), (column, _) in zip(left, right, strict=True):
                found[row] = self.at[row] == column
        return found

    def _joints(self, found: Tables) -> dict[tuple[int, int], Joint]:
        """Beads of one item facing several, by their shapes.

        Each of the several meets what the one says in the part that corresponds to it.
        """
        base, sizes = self.terrain.evidence, range(2, MOST + 1)
        columns = [self._column_before(k, found.by_row[:PARTS]) for k in range(MOST)]
        rows = [self._row_before(k, found.by_column[:PARTS]) for k in range(MOST)]
        row, column = base.row_base[:, None] + self.kin, base.column_base[self.at] + self.kin
        long, high = self.columns.streak[self.at], self.rows.streak[:, None]
        joints: dict[tuple[int, int], Joint] = {}
        for n in sizes:
            said, whole = _in_parts(columns[n - 1 :: -1])
            joints[1, n] = Joint(row + said, self.rows.weight[:, None], whole, self.both & (long >= n))
        for m in sizes:
            said, whole = _in_parts(rows[m - 1 :: -1])
            joints[m, 1] = Joint(column + said, whole, self.columns.weight[self.at], self.both & (high >= m))
        return joints

    def _column_before(self, k: int, words: Floats) -> Piece:
        """The column *k* before that of each cell, with the *words* that the row says of it."""
        at = np.maximum(self.at - k, 0)
        shifted = np.full_like(words, NEVER)
        shifted[:, :, k:] = words[:, :, : max(words.shape[2] - k, 0)]
        return Piece(self.columns.weight[at], self.terrain.evidence.column_base[at], shifted)

    def _row_before(self, k: int, words: Floats) -> Piece:
        """The row *k* before that of each cell, with the *words* that the column says of it."""
        at = np.maximum(np.arange(len(self.rows.items)) - k, 0)
        low, width = self.band.low[1:], self.band.width
        index = np.arange(width) + (low - low[at])[:, None]
        held = words[:, at[:, None], np.minimum(index, width - 1)]
        shifted = np.where(index < width, held, NEVER)
        return Piece(self.rows.weight[at][:, None], self.terrain.evidence.row_base[at][:, None], shifted)

    def _anchored(self) -> Floats:
        """Code, figures, tables of no language, comments: by what they hold; NEVER for all others."""
        found = np.full(self.words.shape, NEVER)
        for index, item in enumerate(self.rows.items):
            if not item.anchor or item.alone:
                continue
            rarity = log(len(self.columns.items) / max(self.terrain.by_anchor[item.anchor], 1))
            for place in np.flatnonzero(self.inside[index]).tolist():
                other = self.columns.items[self.at[index, place]]
                if other.kind == item.kind and other.anchor and not other.alone:
                    found[index, place] = likeness(item.anchor, other.anchor, rarity) + near(item, other)
        return found


class Piece(NamedTuple):
    """Of several items that face one, that at one place: weight, cost, and words by the part of the one."""

    weight: Floats
    base: Floats
    words: Floats


class Joint(NamedTuple):
    """Beads of one shape: what words, kinds and places say, the weights of their sides, which there are."""

    said: Floats
    rows: Floats
    columns: Floats
    open: NDArray[np.bool_]


class Scores:
    """The scores of every bead of a *field*, by its shape: ``tables[m, n]`` at its last row and column."""

    def __init__(self, field: Field, habits: Habits) -> None:
        self.band, self.habits = field.band, habits
        rows, columns = field.rows, field.columns
        self.lone_row, self.lone_column = habits.alone(rows, 0), habits.alone(columns, 1)
        facing = field.words + self.fits(rows.weight[:, None], columns.weight[field.at])
        self.tables = {(1, 1): FACING + np.where(field.both, facing, field.anchored)}
        self._look_ahead(field, self.tables[1, 1])
        for (m, n), joint in field.joints.items():
            score = habits.together(m, n) + joint.said + self.fits(joint.rows, joint.columns)
            self.tables[m, n] = np.where(joint.open, score, NEVER)

    def _look_ahead(self, field: Field, facing: Floats) -> None:
        """Headings go by what follows them too: a heading without its section is seldom left."""
        low: list[int] = field.band.low.tolist()
        for row, _ in field.rows.headings():
            if row + 2 > len(facing) - 1:
                continue
            places = np.arange(field.band.width) + low[row + 1] + 1 - low[row + 2]
            seen = (places >= 0) & (places < field.band.width)
            following = facing[row + 1][np.clip(places, 0, field.band.width - 1)]
            facing[row] += np.where(seen, AHEAD * np.clip(following, -5.0, 5.0), 0.0)

    def fits(self, one: Floats, other: Floats) -> Floats:
        """Lengths: translations keep the ratio of their chapter, strangers have any."""
        expected, other = one * self.habits.scale + SMOOTH, other + SMOOTH
        off = np.log(expected / other) ** 2 / 2
        variance = self.habits.spread**2 + GRAIN / np.minimum(expected, other)
        near = np.exp(-off / variance)
        free = np.exp(-off / variance / FREE**2)
        scaled = ((1 - STRAY) * near + STRAY / FREE * free) / np.sqrt(variance)
        ratio: Floats = np.log((scaled + 1e-9) / (np.exp(-off / WIDE_SPREAD**2) / WIDE_SPREAD + 1e-9))
        return ratio


def _lone(item: Item) -> float:
    """The score of facing nothing; not a number where that goes by the item's kind."""
    if item.alone:
        return 0.0
    if not item.blocks:
        return LONE_SILENT
    return LONE_ANCHOR if item.anchor else nan


def near(item: Item, other: Item) -> float:
    """The score of the places of two anchors."""
    if abs(item.run - other.run) != 1:
        return NEVER
    return 0.0 if item.run // 2 == other.run // 2 else ACROSS


def likeness(one: str, other: str, rarity: float) -> float:
    """The score of two anchors: what few things hold, and both do, speaks loudest."""
    if one == other:
        return (UNMISTAKABLE if len(one) > LONG_ANCHOR else ALIKE) + rarity
    ours, theirs = set(one.split()), set(other.split())
    shared = len(ours & theirs) / max(len(ours | theirs), 1)
    return 10.0 * (shared - 0.45)


def _in_parts(pieces: Sequence[Piece]) -> tuple[Floats, Floats]:
    """What words say of all *pieces*, each facing its part of the other side, and their weight."""
    whole: Floats = sum((piece.weight for piece in pieces), np.zeros(1))
    said: Floats = sum((piece.base for piece in pieces), np.zeros(1))
    end = np.zeros_like(whole)
    for piece in pieces:
        start, end = end, end + piece.weight / np.maximum(whole, 1.0)
        for part, words in enumerate(piece.words):
            said = said + _overlap(part, start, end) * words
    return said, whole


def _overlap(part: int, start: Floats, end: Floats) -> Floats:
    """How much of one of PARTS equal parts lies between *start* and *end* (of 1), give or take a little."""
    low = np.maximum(start - BLUR, part / PARTS)
    high = np.minimum(end + BLUR, (part + 1) / PARTS)
    share: Floats = np.maximum(high - low, 0.0) * PARTS
    return share


def _kinds_agree(one: str, other: str) -> float:
    if one == other:
        return _SAME.get(one, 0.5)
    return _OTHER.get(frozenset((one, other)), _UNLIKE)


def _streaks(items: Sequence[Item], parts: Sequence[int]) -> Places:
    """For each item how many neighbours up to it, of its stretch, may face one item together."""
    found: list[int] = []
    for index, item in enumerate(items):
        before = items[index - 1] if index and parts[index] == parts[index - 1] else None
        joins = before is not None and _joinable(before) and _joinable(item)
        joins = joins and before is not None and before.run == item.run and _go_together(before.kind, item.kind)
        found.append(found[-1] + 1 if joins else 1)
    return np.array(found, dtype=np.int64)


def _go_together(one: str, other: str) -> bool:
    """Whether neighbours may be pieces of one passage: of one kind, or a list and what leads up to it."""
    return one == other or (one, other) == ("paragraph", "item")


def _joinable(item: Item) -> bool:
    return not item.alone and not item.anchor and item.kind not in ("heading", "table")
