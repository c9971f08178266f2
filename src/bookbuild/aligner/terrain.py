"""What does not change from one pass to the next: two sides as arrays, and what their words say."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, nan

import numpy as np

from bookbuild.aligner.evidence import Evidence
from bookbuild.aligner.incidence import Floats, Places
from bookbuild.aligner.items import Item

NEVER = -1e9
LONE_ANCHOR = log(0.15)  # code or a figure that one language shows
LONE_SILENT = log(0.4)  # a comment, HTML that prints nothing

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
_UNLIKE = -6.0


class Side:
    """The items of one side as arrays; ``kinds``: how many there are.

    ``streak``: how many neighbours up to each, of its stretch, may face one item together. ``lone``: the
    score of facing nothing; not a number where that goes by the item's kind. ``ends``: what all items up
    to each weigh, from 0.
    """

    def __init__(
        self, items: Sequence[Item], weight: Floats, parts: Sequence[int], kinds: Sequence[str]
    ) -> None:
        numbers = {kind: number for number, kind in enumerate(kinds)}
        self.items, self.kinds = items, len(kinds)
        self.part = np.array(parts, dtype=np.int64)
        self.kind = np.array([numbers[item.kind] for item in items], dtype=np.int64)
        self.level = np.array([item.level for item in items], dtype=np.int64)
        self.weight = weight
        self.run = np.array([item.run for item in items], dtype=np.int64)
        self.text = np.array([not item.alone and not item.anchor for item in items], dtype=bool)
        self.anchored = np.array([bool(item.anchor) and not item.alone for item in items], dtype=bool)
        self.lone = np.array([_lone(item) for item in items], dtype=np.float64)
        self.streak = _streaks(items, parts)
        self.ends = np.concatenate(([0.0], np.cumsum(self.weight)))

    def __len__(self) -> int:
        return len(self.items)

    def weighed(self, start: Places, count: Places) -> Floats:
        """The weight of so many items from each *start*."""
        sums: Floats = self.ends[start + count] - self.ends[start]
        return sums

    def headings(self) -> list[tuple[int, int]]:
        """Where headings stand, and their levels."""
        return [(index, item.level) for index, item in enumerate(self.items) if item.kind == "heading"]


class Terrain:
    """Two sides and what their words say.

    *parts*: for rows and for columns the number of the stretch each stands in; none faces another's.
    ``agree``: the score of facing each other for each two of the ``kinds``.
    """

    def __init__(
        self,
        sides: tuple[Sequence[Item], Sequence[Item]],
        weights: tuple[Floats, Floats],
        parts: tuple[Sequence[int], Sequence[int]],
        evidence: Evidence,
    ) -> None:
        self.kinds = sorted({item.kind for side in sides for item in side})
        self.rows, self.columns = (Side(*one, self.kinds) for one in zip(sides, weights, parts, strict=True))
        self.evidence = evidence
        agree = [_agreement(one, other) for one in self.kinds for other in self.kinds]
        self.agree = np.array(agree).reshape(len(self.kinds), len(self.kinds))
        self.levelled = np.array([kind in ("heading", "item") for kind in self.kinds], dtype=bool)


def _lone(item: Item) -> float:
    if item.alone:
        return 0.0
    if item.silent:
        return LONE_SILENT
    return LONE_ANCHOR if item.anchor else nan


def _agreement(one: str, other: str) -> float:
    if one == other:
        return _SAME.get(one, 0.5)
    return _OTHER.get(frozenset((one, other)), _UNLIKE)


def _streaks(items: Sequence[Item], parts: Sequence[int]) -> Places:
    found: list[int] = []
    before, part_before, joinable_before = None, -1, False
    for item, part in zip(items, parts, strict=True):
        joinable = _joinable(item)
        joins = joinable and joinable_before and part == part_before and _go_together(before, item)
        found.append(found[-1] + 1 if joins else 1)
        before, part_before, joinable_before = item, part, joinable
    return np.array(found, dtype=np.int64)


def _go_together(one: Item | None, other: Item) -> bool:
    """Whether neighbours may be pieces of one passage: of one kind, or a list and what leads up to it."""
    if one is None or one.run != other.run:
        return False
    return one.kind == other.kind or (one.kind, other.kind) == ("paragraph", "item")


def _joinable(item: Item) -> bool:
    return not item.alone and not item.anchor and item.kind not in ("heading", "table")
