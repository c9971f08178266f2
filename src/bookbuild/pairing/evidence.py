"""How much the words of two items speak for their belonging together: naive Bayes over shared units.

A unit of one side (a Chinese word with its possible translations; a name, a number, a code as it
stands) either shows up on the other side or does not. A hit weighs log(h / b) - log((1 - h) / (1 - b)),
a miss log((1 - h) / (1 - b)): *h* is how often units show up in true counterparts, *b* how often they
do by chance in this chapter. So frequent words say little and rare ones much, without any list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing import lexicon
from bookbuild.pairing.features import PARTS, Features

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Unit = tuple[str, frozenset[str], int]
"""What a row says, what of the columns answers it, and in which part of the row it stands."""

SLOTS = PARTS + 1  # the last for what stands in no one part

# How often a unit shows up in the true counterpart; measured on texts with known pairs.
WORD_HITS = {1: 0.38, 2: 0.52, 3: 0.75, 4: 0.75}  # a Chinese word of so many characters, by the dictionary
ENGLISH_HITS = 0.45  # an English word, among the translations of the Chinese words
SIGN_HITS = 0.95  # a name, a number, code, the target of a link, as it stands
MARK_HITS = 0.65  # a punctuation mark, emphasis
TRUST = 0.4  # what is left of each direction's evidence: units are not independent
GAP = 0.8  # of the miss of a unit that no passage answers: the dictionary may lack it
SILENCE = 0.6  # further cost of a word of several characters, when not one of the passage's is found
_SILENT = 6.0
COMMON, RARE = 0.12, 0.015  # share of passages of any text in which a common word, another word stands
KNOWN = 6.0  # passages that knowledge is worth
_LEAST = 0.004
_NOTHING = 0.8  # a unit at least this share as frequent by chance as in translations says nothing
_LENGTHS = (0.4, 5.0)


class Weights(NamedTuple):
    """What a unit's hit adds, and what its absence costs."""

    hit: float
    miss: float


NONE = Weights(0.0, 0.0)
"""Of a unit that says nothing."""


class Said(NamedTuple):
    """A thing one row says, and where the columns say it.

    ``at``: the columns, ascending. ``parts``: the same with the part of the column, column × SLOTS + part.
    """

    weight: float
    part: int
    at: list[int]
    parts: list[int]


class Tables(NamedTuple):
    """What hits add, by the part of the row and by the part of the column (parts × rows × width)."""

    by_row: Floats
    by_column: Floats


class Evidence:
    """The evidence between *rows* (the Chinese side, where there is one) and *columns*.

    ``row_base`` and ``column_base``: what each costs when none of its units is found. *modern*: how well
    the dictionary knows this Chinese, 0 to 1.
    """

    def __init__(self, rows: Sequence[Features], columns: Sequence[Features], modern: float = 1.0) -> None:
        self._heard: dict[str, list[int]] = {}
        self._heard_in: dict[str, list[int]] = {}
        for index, column in enumerate(columns):
            for token, part in _tokens(column):
                self._heard.setdefault(token, []).append(index)
                self._heard_in.setdefault(token, []).append(index * SLOTS + part)
        self._answers: dict[str, tuple[list[int], list[int], Weights]] = {}
        self._columns = columns
        self._units = units = [list(_units(row)) for row in rows]
        self._words = [self._said(one, len(columns)) for one in units]
        self.row_base = TRUST * np.array([self._missed(one) for one in units])
        self.row_silence = modern * np.array([_silence(row) for row in rows])
        self._tokens = [self._meant(one) for one in units]
        self._behind = _weigh_tokens(self._tokens, frozenset(sign for row in rows for sign in row.signs))
        costs = [sum(self._behind[token].miss for token, _ in _tokens(one) if token in self._behind) for one in columns]
        self.column_base = TRUST * np.array(costs)
        self._crowd = _crowding([len(one.words) + len(one.signs) for one in columns])
        self._crowd_back = _crowding([len(one) for one in self._tokens]).tolist()

    def tables(self, columns: Places) -> Tables:
        """What hits add for each row with its *columns* (rows × width, consecutive; may lie outside)."""
        height, width = columns.shape
        by_row, by_column = np.zeros((SLOTS, height, width)), np.zeros((SLOTS, height, width))
        for index, low in enumerate(columns[:, 0].tolist()):
            hits = [*self._words[index], *self._heard_from(index)]
            by_row[:, index] = self._by_row(hits, index, low, width)
            by_column[:, index] = self._by_column(hits, index, low, width)
        return Tables(TRUST * by_row, TRUST * by_column)

    def _heard_from(self, index: int) -> Iterator[Said]:
        """What the columns say of what row *index* may mean."""
        crowd = self._crowd_back[index]
        for token, part in self._tokens[index].items():
            weights = self._behind[token]
            if weights.hit:
                yield Said(weights.hit - crowd, part + SLOTS, self._heard[token], self._heard_in[token])

    def _by_row(self, hits: Sequence[Said], index: int, low: int, width: int) -> Floats:
        at: list[int] = []
        slots: list[int] = []
        weights: list[float] = []
        for weight, part, places, _ in hits:
            own = places[bisect_left(places, low) : bisect_left(places, low + width)]
            at += own
            slots += [part] * len(own)
            weights += [weight] * len(own)
        if not at:
            return np.zeros((SLOTS, width))
        place, slot = np.array(at), np.array(slots)
        ahead = slot < SLOTS
        gain = np.array(weights) - np.where(ahead, self._crowd[place], 0.0)
        slot = np.where(ahead, slot, slot - SLOTS)
        found: Floats = np.bincount(slot * width + place - low, gain, SLOTS * width).reshape(SLOTS, width)
        return found

    def _by_column(self, hits: Sequence[Said], index: int, low: int, width: int) -> Floats:
        at: list[int] = []
        ahead: list[bool] = []
        weights: list[float] = []
        for weight, part, _, places in hits:
            own = places[bisect_left(places, low * SLOTS) : bisect_left(places, (low + width) * SLOTS)]
            at += own
            ahead += [part < SLOTS] * len(own)
            weights += [weight] * len(own)
        if not at:
            return np.zeros((SLOTS, width))
        place = np.array(at)
        gain = np.array(weights) - np.where(ahead, self._crowd[place // SLOTS], 0.0)
        found: Floats = np.bincount(place - low * SLOTS, gain, SLOTS * width).reshape(width, SLOTS).T
        return found

    def between(self, row: int, column: int) -> float:
        """All that words say of a row and a column, wherever they stand."""
        said = [one for one in self._words[row] if _holds(one.at, column)]
        heard = [one for one in self._heard_from(row) if _holds(one.at, column)]
        crowd = float(self._crowd[column])
        gain = sum(one.weight - crowd for one in said) + sum(one.weight for one in heard)
        return float(TRUST * gain + self.row_base[row] + self.column_base[column])

    def shared(self, rows: range, columns: range) -> list[str]:
        """What *rows* and *columns* have in common, the rarest first: ``HashMap``, ``孝 = filial``."""
        found: dict[str, float] = {}
        for index in rows:
            for unit, meanings, _ in self._units[index]:
                at, _, weights = self._answers[unit]
                if weights.hit and bisect_left(at, columns.start) < bisect_left(at, columns.stop):
                    found[self._called(unit, meanings, columns)] = weights.hit
        return sorted(found, key=lambda name: (-found[name], name))

    def _called(self, unit: str, meanings: frozenset[str], columns: range) -> str:
        if unit in meanings:
            return unit.removeprefix("$code ").removeprefix("$to ").removeprefix("$")
        held = self._columns[columns.start : columns.stop]
        met = sorted({one.spelt.get(token, token) for one in held for token in meanings & one.signs.keys()})
        return f"{unit} = {' / '.join(met[:2])}"

    def landmarks(self, rows: range, columns: range) -> Counter[tuple[int, int]]:
        """How much two of *rows* and *columns*, counted from their first, share that no other of them has."""
        owners: dict[str, int] = {}
        for index in rows:
            for token in self._tokens[index]:
                owners[token] = -1 if token in owners else index
        votes: Counter[tuple[int, int]] = Counter()
        for token, index in owners.items():
            held = self._heard[token]
            at = held[bisect_left(held, columns.start) : bisect_left(held, columns.stop)] if index >= 0 else ()
            if len(at) == 1:
                votes[index - rows.start, at[0] - columns.start] += 1
        return votes

    def _said(self, units: Sequence[Unit], width: int) -> list[Said]:
        """What a row's units add where columns answer them."""
        found: list[Said] = []
        for unit, meanings, part in units:
            if unit not in self._answers:
                at = _united(self._heard, meanings)
                hits = _sign_hits(unit) if unit in meanings else WORD_HITS[min(len(unit), 4)]
                weights = _weights(len(at), width, hits, RARE if unit in meanings else _usual(meanings))
                self._answers[unit] = at, _united(self._heard_in, meanings), weights
            at, parts, weights = self._answers[unit]
            if weights.hit:
                found.append(Said(weights.hit, part, at, parts))
        return found

    def _missed(self, units: Iterable[Unit]) -> float:
        return sum(self._answers[unit][2].miss for unit, _, _ in units)

    def _meant(self, units: Iterable[Unit]) -> dict[str, int]:
        """All tokens of the columns a row may mean, each with the part of the row that means it first."""
        found: dict[str, int] = {}
        for _, meanings, part in units:
            for token in meanings & self._heard.keys():
                found[token] = min(found.get(token, part), part)
        return dict(sorted(found.items()))


def _units(row: Features) -> Iterator[Unit]:
    """The units of a row with the tokens that answer each, and its part; a sign answers itself."""
    for sign, part in row.signs.items():
        yield sign, frozenset((sign,)), part
    for word, part in row.words.items():
        if word not in row.signs:
            yield word, lexicon.meanings(word), part


def _silence(row: Features) -> float:
    """What it costs a row when nothing of it is found: its words of several characters are sure to be heard."""
    long = [word for word in row.words if len(word) > 1]
    return -min(SILENCE * (len(long) + sum(sign[0] != "$" for sign in row.signs)), _SILENT)


def _tokens(column: Features) -> Iterator[tuple[str, int]]:
    yield from column.signs.items()
    yield from column.words.items()


def _holds(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _united(places: Mapping[str, list[int]], tokens: Iterable[str]) -> list[int]:
    held = [places[token] for token in tokens if token in places]
    return held[0] if len(held) == 1 else sorted(set().union(*held))


def _weigh_tokens(rows: Iterable[Mapping[str, int]], signs: frozenset[str]) -> dict[str, Weights]:
    """For each token of the columns what it adds where a row says it."""
    counts: Counter[str] = Counter()
    height = 0
    for row in rows:
        counts.update(row.keys())
        height += 1
    return {
        token: _weights(count, height, _sign_hits(token) if token in signs else ENGLISH_HITS, _usual((token,)))
        for token, count in counts.items()
    }


def _sign_hits(sign: str) -> float:
    return MARK_HITS if sign.startswith("$") and not sign.startswith(("$code", "$to")) else SIGN_HITS


def _weights(found: int, among: int, hits: float, usual: float) -> Weights:
    """The weights of a unit *found* in so many passages *among* all; *usual*: the share in any text.

    A hit's chance leaves the passage itself out, so that a word of one passage in a short chapter counts.
    """
    if not found:
        return Weights(0.0, GAP * log(1 - hits))
    chance = max((found - 1 + KNOWN * usual) / (among - 1 + KNOWN), _LEAST)
    if chance >= _NOTHING * hits:
        return NONE
    miss = min(log((1 - hits) / (1 - min((found + KNOWN * usual) / (among + KNOWN), 0.9))), 0.0)
    return Weights(log(hits / chance) - miss, miss)


def _usual(meanings: Iterable[str]) -> float:
    """How often any of *meanings* stands in a passage of any text."""
    return min(sum(COMMON if one in lexicon.COMMON else RARE for one in meanings), 0.5)


def _crowding(sizes: Sequence[int]) -> Floats:
    """What a hit is worth less in passages that say more than most."""
    middle = max(sum(sizes) / max(len(sizes), 1), 1.0)
    return np.log(np.clip(np.array(sizes, dtype=np.float64) / middle, *_LENGTHS))
