"""How much the words of two items speak for their belonging together: naive Bayes over shared units.

A unit of one side (a Chinese word with its possible translations; a name, a number, a code as it
stands) either shows up on the other side or does not. A hit weighs log(h / b) - log((1 - h) / (1 - b)),
a miss log((1 - h) / (1 - b)): *h* is how often units show up in true counterparts, *b* how often they
do by chance in this chapter. So frequent words say little and rare ones much, without any list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from bookbuild.aligner import lexicon
from bookbuild.aligner.features import Speech
from bookbuild.aligner.incidence import SLOTS, Entries, Flags, Floats, Incidence, Listing, Places
from bookbuild.aligner.lexicon import NAMES, WORDS

ALL = range(SLOTS)

Said = frozenset[int]
"""What is said: signs by their numbers in the lexicon, Chinese words by ``~`` theirs."""

# How often a unit shows up in the true counterpart; measured on texts with known pairs.
WORD_HITS = np.array((0.0, 0.38, 0.52, 0.75, 0.75))  # a Chinese word of so many characters, by the dictionary
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

    def without(self, silent: Flags) -> Weights:
        """The same, but nothing for those that say nothing."""
        return Weights(np.where(silent, 0.0, self.hit), np.where(silent, 0.0, self.miss))


class Tables(NamedTuple):
    """What hits add, by the part of the row and by the part of the column (parts × rows × width)."""

    by_row: Floats
    by_column: Floats


class Sayings:
    """What items say and what that is worth; kept where all other evidence, several times as large, is let go.

    *told*: for rows and for columns which items say what, and what the keys of that stand for. *hits*: names of
    units and of tokens, and what a hit of each adds.
    """

    def __init__(
        self,
        told: tuple[tuple[Listing, Places], tuple[Listing, Places]],
        hits: tuple[tuple[Places, Floats], tuple[Places, Floats]],
    ) -> None:
        self._told, self._hits = told, hits

    def said(self, side: int, items: range) -> Said:
        """All that some items of a side (0: of rows) say."""
        listing, names = self._told[side]
        return frozenset(names[listing.held(items)].tolist())

    @cached_property
    def worth(self) -> tuple[Mapping[int, float], Mapping[int, float]]:
        """What a hit of each unit adds, and one of each token, where that is worth counting."""
        ahead, back = (
            {name: hit for name, hit in zip(names.tolist(), hits.tolist(), strict=True) if hit > WEAK}
            for names, hits in self._hits
        )
        return ahead, back


class Evidence:
    """The evidence between *rows* (the Chinese side, where there is one) and *columns*.

    A unit is what rows say, a token what columns do; signs are both. ``row_base`` and ``column_base``:
    what each costs when none of its units is found. ``row_silence``: and what more, when not one is.
    *modern*: how well the dictionary knows this Chinese, 0 to 1.
    """

    def __init__(self, rows: Speech, columns: Speech, modern: float = 1.0) -> None:
        self._sides, self._columns = (rows, columns), columns
        self._signs, self._words, self._tokens = rows.signs.numbers, rows.words.numbers, columns.signs.numbers
        self._plain_hits = SIGN_HITS if len(self._words) else COGNATE_HITS
        self._said, self._heard = _listed(rows), Listing(columns.signs.said, len(columns.texts))
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

    def hits(self, row: Places, column: Places, of_row: range = ALL, of_column: range = ALL) -> Floats:
        """What hits add between some parts of each *row* and of the *column* beside it."""
        if not len(row):
            return np.zeros(0)
        ahead, back = (one.between(row, column, of_row, of_column) for one in self._incidences)
        return TRUST * (ahead + back)

    def shared(self, rows: range, columns: range) -> list[str]:
        """What *rows* and *columns* have in common, the rarest first: ``HashMap``, ``孝 = filial``."""
        unit = self._said.held(rows)
        unit = unit[self._ahead.hit[unit] > 0]
        first, behind = self._answered.within(unit, columns.start, columns.stop)
        written = [self._columns.written(column) for column in columns]
        found: dict[str, float] = {}
        for one in unit[behind > first].tolist():
            name = self._called(one, written)
            found[name] = max(float(self._ahead.hit[one]), found.get(name, 0.0))
        return sorted(found, key=lambda name: (-round(found[name], 6), name))

    def _called(self, unit: int, written: Sequence[Mapping[int, str]]) -> str:
        """A sign by itself, a word with its meanings as they are *written* on the other side."""
        place = unit - len(self._signs)
        if place < 0:
            name: str = NAMES.names[self._signs[unit]]
            return name.removeprefix("$code ").removeprefix("$to ").removeprefix("$")
        word = int(self._words[place])
        met = sorted({one[stem] for stem in WORDS.stems(word) for one in written if stem in one})
        return f"{WORDS.names[word]} = {' / '.join(met[:2])}"

    def sayings(self) -> Sayings:
        """What is said by items of both sides."""
        rows, columns = self._sides
        told = (self._said, _names(rows)), (_listed(columns), _names(columns))
        return Sayings(told, ((told[0][1], self._ahead.hit), (self._tokens, self._back.hit)))

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
        counts, meant = WORDS.meanings(self._words)
        answer, ones = np.concatenate((self._signs, meant)), np.ones_like(self._signs)
        unit = np.repeat(np.arange(len(ones) + len(counts)), np.concatenate((ones, counts)))
        token = np.full(len(NAMES), -1)
        token[self._tokens] = np.arange(len(self._tokens))
        known = token[answer] >= 0
        return unit[known], token[answer[known]]

    def _weighed_units(self, unit: Places, token: Places) -> tuple[Weights, Listing]:
        """The weights of units, and which columns answer each.

        What is answered by a token that stands nearly everywhere says nothing.
        """
        counts, common = WORDS.meanings(self._words)[0], WORDS.common(self._words)
        lengths = np.minimum(WORDS.lengths(self._words), len(WORD_HITS) - 1)
        hits = np.concatenate((self._sign_hits(self._signs), WORD_HITS[lengths]))
        words = np.minimum(COMMON * common + RARE * (counts - common), 0.5)
        usual = np.concatenate((np.full(len(self._signs), RARE), words))
        most = np.zeros(len(hits), dtype=np.int64)
        np.maximum.at(most, unit, self._heard.counts(len(self._tokens))[token])
        silent = most > hits * self._heard.passages
        telling = ~silent[unit]
        answered = self._heard.renamed(token[telling], unit[telling])
        weights = _weights(answered.counts(len(hits)), answered.passages, hits, usual)
        return weights.without(silent), answered

    def _sign_hits(self, numbers: Places) -> Floats:
        """How often signs show up in counterparts: a Latin word in Chinese does, in French it is a word."""
        plain = self._plain_hits
        by_kind = {
            lexicon.PLAIN: plain,
            lexicon.COMMON: plain,
            lexicon.EXACT: SIGN_HITS,
            lexicon.MARK: MARK_HITS,
        }
        return np.array([by_kind[kind] for kind in range(len(by_kind))])[NAMES.kinds(numbers)]

    def _weighed_tokens(self) -> Weights:
        """The weights of tokens that rows may mean; others say nothing."""
        tokens = self._tokens
        said = np.zeros(len(NAMES), dtype=bool)
        said[self._signs] = True
        hits = np.where(said[tokens], self._sign_hits(tokens), ENGLISH_HITS)
        usual = np.where(NAMES.kinds(tokens) == lexicon.COMMON, COMMON, RARE)
        found = self._meant.counts(len(hits))
        return _weights(found, self._meant.passages, hits, usual).without(found == 0)

    def _silence(self) -> Floats:
        """What it costs a row when nothing of it is found: words of several characters are sure to be heard."""
        loud = np.concatenate((NAMES.loud(self._signs), WORDS.lengths(self._words) > 1)).astype(np.float64)
        heard = np.bincount(self._said.passage, loud[self._said.key], self._said.passages)
        cost: Floats = np.minimum(SILENCE * heard, _SILENT)
        return cost

    def _incidence(self) -> tuple[Incidence, Incidence]:
        """Units of rows answered in columns, and tokens of columns meant by rows."""
        words = Listing(self._columns.words.said, self._heard.passages)
        crowd = _crowding(words.sizes() + self._heard.sizes())
        ahead, back = (np.where(one.hit > WEAK, one.hit, 0.0) for one in (self._ahead, self._back))
        crowd_back = _crowding(self._meant.sizes())
        weight = back[self._meant.key]
        weight = np.where(weight > 0, weight - crowd_back[self._meant.passage], 0.0)
        return (
            Incidence(self._said, ahead[self._said.key], self._answered, crowd),
            Incidence(self._meant, weight, self._heard, np.zeros(self._heard.passages)),
        )


def chinese(said: Said) -> dict[str, int]:
    """The Chinese words of what is *said*, as they are written, with their names there."""
    return {WORDS.names[~name]: name for name in said if name < 0}


@cache
def meanings(name: int) -> Said:
    """What may answer what is said by that *name*, besides itself."""
    return frozenset(WORDS.stems(~name)) if name < 0 else frozenset()


def _listed(side: Speech) -> Listing:
    """Which items say what: signs, and behind them words."""
    words = side.words.said._replace(key=side.words.said.key + len(side.signs.numbers))
    return Listing(Entries(*map(np.concatenate, zip(side.signs.said, words, strict=True))), len(side.texts))


def _names(side: Speech) -> Places:
    """What each key of such a listing is called."""
    return np.concatenate((side.signs.numbers, ~side.words.numbers))


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


def _crowding(sizes: Places) -> Floats:
    """What a hit is worth less in passages that say more than most."""
    middle = max(sizes.sum() / max(len(sizes), 1), 1.0)
    crowding: Floats = np.log(np.clip(sizes.astype(np.float64) / middle, *_LENGTHS))
    return crowding
