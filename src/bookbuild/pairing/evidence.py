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
from bookbuild.pairing.incidence import Entries, Incidence

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
WEAK = 0.7  # less than this a hit need not be counted
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


class Answer(NamedTuple):
    """How the columns answer a unit: where, by which tokens, and what that is worth."""

    at: list[int]
    tokens: tuple[str, ...]
    weights: Weights


class Tables(NamedTuple):
    """What hits add, by the part of the row and by the part of the column (parts × rows × width)."""

    by_row: Floats
    by_column: Floats  # of no width where it was not asked for


class Evidence:
    """The evidence between *rows* (the Chinese side, where there is one) and *columns*.

    ``row_base`` and ``column_base``: what each costs when none of its units is found. *modern*: how well
    the dictionary knows this Chinese, 0 to 1.
    """

    def __init__(self, rows: Sequence[Features], columns: Sequence[Features], modern: float = 1.0) -> None:
        self._columns = columns
        self._heard: dict[str, list[int]] = {}
        for index, column in enumerate(columns):
            for token, _ in _tokens(column):
                self._heard.setdefault(token, []).append(index)
        self._units = [list(_units(row)) for row in rows]
        self._answers = self._answered()
        self.row_base = TRUST * np.array([self._missed(one) for one in self._units])
        self.row_silence = modern * np.array([_silence(row) for row in rows])
        self._meant = [self._all_meant(one) for one in self._units]
        self._behind = _weigh_tokens(self._meant, frozenset(sign for row in rows for sign in row.signs))
        missed = {token: one.miss for token, one in self._behind.items()}
        costs = [sum(missed.get(token, 0.0) for token, _ in _tokens(one)) for one in columns]
        self.column_base = TRUST * np.array(costs)
        self._crowd = _crowding([len(one.words) + len(one.signs) for one in columns])
        self._crowd_back = _crowding([len(one) for one in self._meant])
        self._ahead, self._back = self._incidence_ahead(), self._incidence_back()

    def tables(self, columns: Places, by_column: bool = True) -> Tables:
        """What hits add for each row with its *columns* (rows × width, consecutive; may lie outside)."""
        ahead, back = self._ahead.tables(columns, by_column), self._back.tables(columns, by_column)
        return Tables(TRUST * (ahead[0] + back[0]), TRUST * (ahead[1] + back[1]))

    def _incidence_ahead(self) -> Incidence:
        """Units of the rows, answered in columns."""
        keys = {
            unit: key
            for key, unit in enumerate(unit for unit, one in self._answers.items() if one.weights.hit > WEAK)
        }
        said = Entries()
        for own in self._units:
            for unit, _, part in own:
                if unit in keys:
                    said.add(keys[unit], part, self._answers[unit].weights.hit)
            said.end()
        by_token: dict[str, list[int]] = {}
        for unit, key in keys.items():
            for token in self._answers[unit].tokens:
                by_token.setdefault(token, []).append(key)
        held = Entries()
        for one in self._columns:
            found = {key: part for token, part in _tokens(one) for key in by_token.get(token, ())}
            for key, part in found.items():
                held.add(key, part)
            held.end()
        return Incidence(said, held, self._crowd, SLOTS)

    def _incidence_back(self) -> Incidence:
        """Tokens of the columns, meant by rows."""
        keys = {
            token: key
            for key, token in enumerate(token for token, one in self._behind.items() if one.hit > WEAK)
        }
        said, held = Entries(), Entries()
        for own, crowd in zip(self._meant, self._crowd_back.tolist(), strict=True):
            for token, part in own.items():
                if token in keys:
                    said.add(keys[token], part, self._behind[token].hit - crowd)
            said.end()
        for one in self._columns:
            for token, part in _tokens(one):
                if token in keys:
                    held.add(keys[token], part)
            held.end()
        return Incidence(said, held, np.zeros(len(self._columns)), SLOTS)

    def between(self, row: int, column: int) -> float:
        """All that words say of a row and a column, wherever they stand."""
        answers = [self._answers[unit] for unit, _, _ in self._units[row]]
        crowd = float(self._crowd[column])
        ahead = sum(one.weights.hit - crowd for one in answers if one.weights.hit and _holds(one.at, column))
        heard = {token for token, _ in _tokens(self._columns[column])}
        weights = [self._behind[token].hit for token in self._meant[row] if token in heard]
        back = sum(weight - float(self._crowd_back[row]) for weight in weights if weight)
        return float(TRUST * (ahead + back) + self.row_base[row] + self.column_base[column])

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
            for token in self._meant[index]:
                owners[token] = -1 if token in owners else index
        votes: Counter[tuple[int, int]] = Counter()
        for token, index in owners.items():
            held = self._heard[token] if index >= 0 else []
            at = held[bisect_left(held, columns.start) : bisect_left(held, columns.stop)]
            if len(at) == 1:
                votes[index - rows.start, at[0] - columns.start] += 1
        return votes

    def _answered(self) -> dict[str, Answer]:
        """For each unit of the rows how the columns answer it."""
        found: dict[str, Answer] = {}
        for units in self._units:
            for unit, meanings, _ in units:
                if unit not in found:
                    found[unit] = self._answer(unit, meanings)
        return found

    def _answer(self, unit: str, meanings: frozenset[str]) -> Answer:
        tokens = tuple(sorted(meanings & self._heard.keys()))
        hits = _sign_hits(unit) if unit in meanings else WORD_HITS[min(len(unit), 4)]
        if tokens and max(len(self._heard[token]) for token in tokens) > hits * len(self._columns):
            return Answer([], tokens, NONE)
        held = [self._heard[token] for token in tokens]
        at = held[0] if len(held) == 1 else sorted(set().union(*held))
        usual = RARE if unit in meanings else _usual(meanings)
        return Answer(at, tokens, _weights(len(at), len(self._columns), hits, usual))

    def _missed(self, units: Iterable[Unit]) -> float:
        return sum(self._answers[unit].weights.miss for unit, _, _ in units)

    def _all_meant(self, units: Iterable[Unit]) -> dict[str, int]:
        """All tokens of the columns a row may mean, each with the part of the row that means it first."""
        found: dict[str, int] = {}
        for unit, _, part in units:
            for token in self._answers[unit].tokens:
                if part < found.get(token, SLOTS):
                    found[token] = part
        return found


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
