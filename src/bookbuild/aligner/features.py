"""What a side's items say that their translations should say too: words, names, numbers, signs; their length.

All items of a side are read at once, as one array of code points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bookbuild.aligner.dictionary import dictionary
from bookbuild.aligner.incidence import NOWHERE, Entries, Floats, Places, distinct, runs, spread
from bookbuild.aligner.items import Item
from bookbuild.aligner.lexicon import NAMES, STEMS, WORDS
from bookbuild.aligner.text import DIGIT, GROUPS, HAN, LATIN, Text, text

_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+")
_HAS, _ENDS = (np.array([-1, *(NAMES[f"${word}{name}"] for name, _ in GROUPS)]) for word in ("has", "end"))
_SEEN: dict[int, int] = {}
"""The number of the stem of each Latin word met in this process, by the word's key."""


class Spoken(NamedTuple):
    """The numbers in the lexicon of what is said, in the order it comes first, and by which items.

    An entry's key is the place of its number among these.
    """

    numbers: Places
    said: Entries


@dataclass(frozen=True, slots=True)
class Speech:
    """What the items of one side say.

    ``weight``: the length of each in letters of an alphabet; 0 for an anchor, which is not found by it.
    ``words``: Chinese ones. ``signs``: stems of Latin words, numbers, and what stands in no one place, as
    emphasis does.
    """

    weight: Floats
    words: Spoken
    signs: Spoken
    texts: Sequence[str]

    def written(self, item: int) -> dict[int, str]:
        """How each of the stems an item says is written where it stands first."""
        return {STEMS[word]: word for word in reversed(_PLAIN.findall(self.texts[item]))}


def speech(items: Sequence[Item]) -> Speech:
    """What is measured of a side's *items*."""
    texts = [item.text for item in items]
    read = text(texts)
    anchored = np.array([bool(item.anchor) for item in items], dtype=bool)
    return Speech(np.where(anchored, 0.0, read.weights()), _words(read), _signs(items, read), texts)


def plain(written: str) -> list[int]:
    """The numbers in the lexicon of the stems of Latin words, and of the numbers, in order."""
    return [number for number in map(STEMS.__getitem__, _PLAIN.findall(written)) if number >= 0]


def _words(read: Text) -> Spoken:
    """The dictionary's words in runs of Chinese characters."""
    run, place = runs(*read.runs(HAN))
    if not len(place):
        return Spoken(place, Entries(place, place, place))
    at = np.arange(len(place)) + run + 1  # a 0 before each run
    codes, owner = np.zeros(at[-1] + 1, dtype=np.uint32), np.zeros(at[-1] + 1, dtype=np.int64)
    codes[at], owner[at] = read.codes[place], read.item[place]
    start, size, key = dictionary().words(codes)
    first, number = distinct(key)
    written, item = codes.tobytes().decode("utf-32-le"), owner[start]
    reaches = zip(start[first].tolist(), (start + size)[first].tolist(), strict=True)
    numbers = WORDS.numbers([written[slice(*reach)] for reach in reaches])
    return Spoken(numbers, Entries(number, item, spread(item)))


def _signs(items: Sequence[Item], read: Text) -> Spoken:
    """Stems, marks, and what is given as signs."""
    given = [(number, NAMES[sign]) for number, item in enumerate(items) for sign in item.signs]
    item, key = np.array(given, dtype=np.int64).reshape(-1, 2).T
    signs = Entries(key, item, np.full(len(key), NOWHERE))
    told = Entries(*map(np.concatenate, zip(_stems(read), _marks(read), signs, strict=True)))
    told = Entries(*(one[told.key >= 0] for one in told))
    first, place = distinct(told.key)
    return Spoken(told.key[first], told._replace(key=place))


def _stems(read: Text) -> Entries:
    """Latin words and numbers, by their numbers in the lexicon."""
    start, end = read.runs(LATIN | DIGIT)
    first, place = distinct(key := read.keys(start, end))
    numbers = list(map(_SEEN.get, met := key[first].tolist()))
    for new in [index for index, number in enumerate(numbers) if number is None]:
        word = read.written[start[first[new]] : end[first[new]]]
        numbers[new] = _SEEN[met[new]] = STEMS[word]
    item = read.item[start]
    return Entries(np.array(numbers, dtype=np.int64)[place], item, spread(item))


def _marks(read: Text) -> Entries:
    """Which marks items hold, and with which they end, by their numbers in the lexicon."""
    held, (ended, last) = read.marks(), read.ends()
    key = np.concatenate((_HAS[read.groups(held)], _ENDS[read.groups(last)]))
    return Entries(key, np.concatenate((read.item[held], ended)), np.full(len(key), NOWHERE))
