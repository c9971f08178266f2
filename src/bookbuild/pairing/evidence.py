"""How much the words of two items speak for their belonging together: naive Bayes over shared units.

A unit of one side (a Chinese word with its possible translations; a name, a number, a code as it
stands) either shows up on the other side or does not. A hit weighs log(h / b) - log((1 - h) / (1 - b)),
a miss log((1 - h) / (1 - b)): *h* is how often units show up in true counterparts, *b* how often they
do by chance in this chapter. So frequent words say little and rare ones much, without any list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.pairing import lexicon
from bookbuild.pairing.features import SLOTS, Features
from bookbuild.pairing.incidence import Floats, Incidence, Listing, Places, listed

ALL = range(SLOTS)

# How often a unit shows up in the true counterpart; measured on texts with known pairs.
WORD_HITS = {1: 0.38, 2: 0.52, 3: 0.75, 4: 0.75}  # a Chinese word of so many characters, by the dictionary
ENGLISH_HITS = 0.45  # an English word, among the translations of the Chinese words
SIGN_HITS = 0.95  # a name, a number, code, the target of a link, as it stands
COGNATE_HITS = 0.15  # a word of one alphabet in another language of it
MARK_HITS = 0.65  # a punctuation mark, emphasis
TRUST = 0.4  # what is left of each direction's evidence: units are not independent
GAP = 0.8  # of the miss of a unit that no passage answers: the dictionary may lack it
MOST_MISSED = 6.0  # what misses can cost a passage at most
SILENCE = 0.6  # further cost of a word of several characters, when not one of the passage's is found
_SILENT = 6.0
COMMON, RARE = 0.12, 0.015  # share of passages of any text in which a common word, another word stands
WEAK = 0.7  # less than this a hit need not be counted
KNOWN = 6.0  # passages that knowledge is worth
_LEAST = 0.004
_NOTHING = 0.8  # a unit at least this share as frequent by chance as in translations says nothing
_LENGTHS = (0.4, 5.0)


class Weights(NamedTuple):
    """For each key what its hit adds, and what its absence costs."""

    hit: Floats
    miss: Floats

    def without(self, silent: NDArray[np.bool_]) -> Weights:
        """The same, but nothing for those that say nothing."""
        return Weights(np.where(silent, 0.0, self.hit), np.where(silent, 0.0, self.miss))


class Tables(NamedTuple):
    """What hits add, by the part of the row and by the part of the column (parts × rows × width)."""

    by_row: Floats
    by_column: Floats


class Evidence:
    """The evidence between *rows* (the Chinese side, where there is one) and *columns*.

    A unit is what rows say, a token what columns do; signs are both. ``row_base`` and ``column_base``:
    what each costs when none of its units is found. ``row_silence``: and what more, when not one is.
    *modern*: how well the dictionary knows this Chinese, 0 to 1.
    """

    def __init__(self, rows: Sequence[Features], columns: Sequence[Features], modern: float = 1.0) -> None:
        self._columns = columns
        self._plain_hits = SIGN_HITS if any(row.words for row in rows) else COGNATE_HITS
        self._signs = _numbered(row.signs for row in rows)
        self._units = self._signs | _numbered((row.words for row in rows), len(self._signs))
        self._tokens = _numbered(one.signs for one in columns)
        self._names = list(self._units)
        self._said = listed([{**row.signs, **row.words} for row in rows], self._units)
        self._heard = listed([one.signs for one in columns], self._tokens)
        unit, token = self._answers()
        self._meant = self._said.renamed(unit, token)
        self._ahead, self._answered = self._weighed_units(unit, token)
        self._back = self._weighed_tokens()
        self.row_base = _cost(self._said, self._ahead)
        self.column_base = _cost(self._heard, self._back)
        self.row_silence = -modern * self._silence() * (self._plain_hits == SIGN_HITS)
        self._incidences = self._incidence()

    def tables(self, low: Places, width: int, parted: bool = True) -> Tables:
        """What hits add for each row with *width* columns from its *low* on, some of which may lie outside.

        Not *parted*: for the row as a whole.
        """
        ahead, back = (one.tables(low, width, parted) for one in self._incidences)
        return Tables(TRUST * (ahead[0] + back[0]), TRUST * (ahead[1] + back[1]))

    def between(self, row: int, column: int) -> float:
        """All that words say of a row and a column, wherever they stand."""
        return self.hits(row, column) + float(self.row_base[row] + self.column_base[column])

    def hits(self, row: int, column: int, of_row: range = ALL, of_column: range = ALL) -> float:
        """What hits add between some parts of a row and of a column."""
        return TRUST * sum(one.between(row, column, of_row, of_column) for one in self._incidences)

    def shared(self, rows: range, columns: range) -> list[str]:
        """What *rows* and *columns* have in common, the rarest first: ``HashMap``, ``孝 = filial``."""
        inside = (self._said.passage >= rows.start) & (self._said.passage < rows.stop)
        unit = np.unique(self._said.key[inside & (self._ahead.hit > 0)[self._said.key]])
        first, behind = self._answered.within(unit, columns.start, columns.stop)
        found: dict[str, float] = {}
        for one in unit[behind > first].tolist():
            name = self._called(one, columns)
            found[name] = max(float(self._ahead.hit[one]), found.get(name, 0.0))
        return sorted(found, key=lambda name: (-round(found[name], 6), name))

    def _called(self, unit: int, columns: range) -> str:
        name = self._names[unit]
        if unit < len(self._signs):
            return name.removeprefix("$code ").removeprefix("$to ").removeprefix("$")
        held = self._columns[columns.start : columns.stop]
        meanings = lexicon.meanings(name)
        met = sorted({one.spelt(token) for one in held for token in meanings & one.signs.keys()})
        return f"{name} = {' / '.join(met[:2])}"

    def worth(self) -> tuple[dict[str, float], dict[str, float]]:
        """What a hit of each unit adds, and one of each token, where that is worth counting."""
        ahead, back = (
            {name: hit for name, hit in zip(names, weights.hit.tolist(), strict=True) if hit > WEAK}
            for names, weights in ((self._names, self._ahead), (self._tokens, self._back))
        )
        return ahead, back

    def landmarks(self, rows: range, columns: range) -> Counter[tuple[int, int]]:
        """How much two of *rows* and *columns*, counted from their first, share that no other of them has."""
        token = np.arange(len(self._tokens))
        mine, behind = self._meant.within(token, rows.start, rows.stop)
        own = behind - mine == 1
        yours, behind = self._heard.within(token, columns.start, columns.stop)
        own &= behind - yours == 1
        i = self._meant.passage[mine[own]] - rows.start
        j = self._heard.passage[yours[own]] - columns.start
        return Counter(zip(i.tolist(), j.tolist(), strict=True))

    def _answers(self) -> tuple[Places, Places]:
        """All units and the tokens that answer each: a sign answers itself, a word what it may mean."""
        pairs = [(unit, self._tokens[sign]) for sign, unit in self._signs.items() if sign in self._tokens]
        for unit, word in enumerate(self._names[len(self._signs) :], len(self._signs)):
            known = [self._tokens[one] for one in lexicon.meanings(word) if one in self._tokens]
            pairs += [(unit, token) for token in sorted(known)]
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def _weighed_units(self, unit: Places, token: Places) -> tuple[Weights, Listing]:
        """The weights of units, and which columns answer each.

        What is answered by a token that stands nearly everywhere says nothing.
        """
        words = self._names[len(self._signs) :]
        hits = np.array([*map(self._sign_hits, self._signs), *(WORD_HITS[min(len(word), 4)] for word in words)])
        usual = np.array([RARE] * len(self._signs) + [_usual(word) for word in words])
        most = np.zeros(len(hits), dtype=np.int64)
        np.maximum.at(most, unit, self._heard.counts(len(self._tokens))[token])
        silent = most > hits * self._heard.passages
        telling = ~silent[unit]
        answered = self._heard.renamed(token[telling], unit[telling])
        weights = _weights(answered.counts(len(hits)), answered.passages, hits, usual)
        return weights.without(silent), answered

    def _sign_hits(self, sign: str) -> float:
        """How often a sign shows up in counterparts: a Latin word in Chinese does, in French it is a word."""
        if sign.startswith("$"):
            return SIGN_HITS if sign.startswith(("$code", "$to")) else MARK_HITS
        return SIGN_HITS if sign.isdecimal() else self._plain_hits

    def _weighed_tokens(self) -> Weights:
        """The weights of tokens that rows may mean; others say nothing."""
        hits = np.array([self._sign_hits(one) if one in self._signs else ENGLISH_HITS for one in self._tokens])
        usual = np.array([COMMON if one in lexicon.COMMON else RARE for one in self._tokens])
        found = self._meant.counts(len(hits))
        return _weights(found, self._meant.passages, hits, usual).without(found == 0)

    def _silence(self) -> Floats:
        """What it costs a row when nothing of it is found: words of several characters are sure to be heard."""
        loud = np.array([len(name) > 1 and name[0] != "$" for name in self._names], dtype=np.float64)
        heard = np.bincount(self._said.passage, loud[self._said.key], self._said.passages)
        cost: Floats = np.minimum(SILENCE * heard, _SILENT)
        return cost

    def _incidence(self) -> tuple[Incidence, Incidence]:
        """Units of rows answered in columns, and tokens of columns meant by rows."""
        crowd = _crowding(np.array([len(one.words) + len(one.signs) for one in self._columns], dtype=np.int64))
        ahead, back = (np.where(one.hit > WEAK, one.hit, 0.0) for one in (self._ahead, self._back))
        crowd_back = _crowding(np.bincount(self._meant.passage, minlength=self._meant.passages))
        weight = back[self._meant.key]
        weight = np.where(weight > 0, weight - crowd_back[self._meant.passage], 0.0)
        return (
            Incidence(self._said, ahead[self._said.key], self._answered, crowd),
            Incidence(self._meant, weight, self._heard, np.zeros(len(self._columns))),
        )


def _numbered(held: Iterable[Iterable[str]], start: int = 0) -> dict[str, int]:
    """Numbers from *start* for all names, in the order they come in."""
    return {name: number for number, name in enumerate(dict.fromkeys(chain.from_iterable(held)), start)}


def _cost(listing: Listing, weights: Weights) -> Floats:
    """What each passage costs when nothing of it is found.

    It nears a limit: a free translation of a long passage misses many words at once.
    """
    missed = TRUST * np.bincount(listing.passage, weights.miss[listing.key], listing.passages)
    cost: Floats = MOST_MISSED * np.expm1(missed / MOST_MISSED)
    return cost


def _weights(found: Places, among: int, hits: Floats, usual: Floats) -> Weights:
    """The weights of keys *found* in so many passages *among* all; *usual*: the share in any text.

    A hit's chance leaves the passage itself out, so that a word of one passage in a short chapter counts.
    """
    chance = np.maximum((found - 1 + KNOWN * usual) / (among - 1 + KNOWN), _LEAST)
    share = np.minimum((found + KNOWN * usual) / (among + KNOWN), 0.9)
    miss = np.minimum(np.log((1 - hits) / (1 - share)), 0.0)
    weights = Weights(np.log(hits / chance) - miss, miss).without(chance >= _NOTHING * hits)
    missing = found == 0
    return Weights(np.where(missing, 0.0, weights.hit), np.where(missing, GAP * np.log(1 - hits), weights.miss))


@cache
def _usual(word: str) -> float:
    """How often any meaning of a Chinese *word* stands in a passage of any text."""
    meanings = lexicon.meanings(word)
    common = len(meanings & lexicon.COMMON)
    return min(COMMON * common + RARE * (len(meanings) - common), 0.5)


def _crowding(sizes: Places) -> Floats:
    """What a hit is worth less in passages that say more than most."""
    middle = max(sizes.sum() / max(len(sizes), 1), 1.0)
    crowding: Floats = np.log(np.clip(sizes.astype(np.float64) / middle, *_LENGTHS))
    return crowding
