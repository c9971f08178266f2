"""What a side's items say that their translations should say too: words, names, numbers, signs; their length.

All items of a side are read at once, as one array of code points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.dictionary import Codes, dictionary
from bookbuild.aligner.incidence import NOWHERE, Entries, Floats, Places, distinct, spread
from bookbuild.aligner.items import Item
from bookbuild.aligner.lengths import HAN_BLOCKS, HAN_WEIGHT, SPACES
from bookbuild.aligner.lexicon import NAMES, STEMS

_PLAIN = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+")
_CLOSING = " \"'”’」』)）*_"
_GROUPS = (("?", "?？"), ("!", "!！"), (":", ":："), (";", ";；"), ("q", '“「『"«'))
_HAS, _ENDS = (np.array([-1, *(NAMES[f"${word}{name}"] for name, _ in _GROUPS)]) for word in ("has", "end"))
_HAN, _SPACE, _CLOSES, _GROUP = (
    1,
    2,
    4,
    3,
)  # bits of a character's class; its group stands in those from _GROUP on


class Spoken(NamedTuple):
    """Names in the order they come first, and which items say them: an entry's key is a name's place."""

    names: Sequence[str]
    said: Entries


@dataclass(frozen=True, slots=True)
class Speech:
    """What the items of one side say.

    ``weight``: the length of each in letters of an alphabet; 0 for an anchor, which is not found by it.
    ``words``: Chinese ones, to be looked up. ``signs``: stems of Latin words, numbers, and what stands in
    no one place, as emphasis does; ``numbers``: those of the signs in the lexicon.
    """

    weight: Floats
    words: Spoken
    signs: Spoken
    numbers: Places
    texts: Sequence[str]

    def spelt(self, item: int, stems: Sequence[int]) -> set[str]:
        """How those of the *stems* that an item says are written where they stand first."""
        written = {STEMS[word]: word for word in reversed(_PLAIN.findall(self.texts[item]))}
        return {written[stem] for stem in stems if stem in written}


class _Text(NamedTuple):
    """All characters of a side: their code points, their classes, the item each belongs to."""

    texts: Sequence[str]
    codes: Codes
    kinds: NDArray[np.uint8]
    item: Places


def speech(items: Sequence[Item]) -> Speech:
    """What is measured of a side's *items*."""
    text = _text([item.text for item in items])
    anchored = np.array([bool(item.anchor) for item in items], dtype=bool)
    told = _signs(items, text)
    first, place = distinct(told.key)
    numbers = told.key[first]
    signs = Spoken([NAMES.names[number] for number in numbers.tolist()], told._replace(key=place))
    return Speech(np.where(anchored, 0.0, _weights(text)), _words(text), signs, numbers, text.texts)


def _text(texts: Sequence[str]) -> _Text:
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _CLASSES[np.minimum(codes, len(_CLASSES) - 1)]
    return _Text(texts, codes, kinds, np.repeat(np.arange(len(texts)), list(map(len, texts))))


def _classes() -> NDArray[np.uint8]:
    """The class of each character; of one beyond all groups and blocks the last."""
    classes = np.zeros(HAN_BLOCKS[-1][1] + 2, dtype=np.uint8)
    for first, last in HAN_BLOCKS:
        classes[first : last + 1] |= _HAN
    for marks, kind in ((SPACES, _SPACE), (_CLOSING, _CLOSES)):
        classes[[ord(mark) for mark in marks]] |= kind
    for group, (_, marks) in enumerate(_GROUPS, 1):
        classes[[ord(mark) for mark in marks]] |= group << _GROUP
    return classes


_CLASSES = _classes()
_LETTERS = np.array([HAN_WEIGHT if kind & _HAN else 0.0 if kind & _SPACE else 1.0 for kind in range(256)])


def _weights(text: _Text) -> Floats:
    """Length without white space; a Chinese character counts three."""
    return np.bincount(text.item, _LETTERS[text.kinds], len(text.texts)).astype(np.float64, copy=False)


def _words(text: _Text) -> Spoken:
    """The dictionary's words in runs of Chinese characters."""
    place = np.flatnonzero(text.kinds & _HAN)
    if not len(place):
        return Spoken((), Entries(place, place, place))
    item = text.item[place]
    begins = np.append(True, (place[1:] > place[:-1] + 1) | (item[1:] > item[:-1]))
    at = np.arange(len(place)) + np.cumsum(begins)  # a 0 before each run
    codes, owner = np.zeros(at[-1] + 1, dtype=np.uint32), np.zeros(at[-1] + 1, dtype=np.int64)
    codes[at], owner[at] = text.codes[place], item
    start, size, key = dictionary().words(codes)
    first, number = distinct(key)
    written = codes.tobytes().decode("utf-32-le")
    reaches = zip(start[first].tolist(), (start + size)[first].tolist(), strict=True)
    return Spoken(
        [written[slice(*reach)] for reach in reaches], Entries(number, owner[start], spread(owner[start]))
    )


def _signs(items: Sequence[Item], text: _Text) -> Entries:
    """Stems, marks, and what is given as signs, by their numbers in the lexicon."""
    stems = _numbered(STEMS, list(map(_PLAIN.findall, text.texts)))
    signs = _numbered(NAMES, [item.signs for item in items])
    stems = stems._replace(part=spread(stems.passage))
    told = Entries(*map(np.concatenate, zip(stems, _marks(text), signs, strict=True)))
    return Entries(*(one[told.key >= 0] for one in told))


def _numbered(numbers: Mapping[str, int], held: Sequence[Sequence[str]]) -> Entries:
    """The names that items hold, by their *numbers*, nowhere in particular."""
    counts = list(map(len, held))
    key = np.fromiter(map(numbers.__getitem__, chain.from_iterable(held)), np.int64, sum(counts))
    return Entries(key, np.repeat(np.arange(len(held)), counts), np.full(len(key), NOWHERE))


def _marks(text: _Text) -> Entries:
    """Which marks items hold, and with which they end."""
    group = text.kinds >> _GROUP
    held = np.flatnonzero(group)
    open_ = np.flatnonzero((text.kinds & _CLOSES) == 0)
    last = np.full(len(text.texts), -1)
    last[text.item[open_]] = open_
    ended = np.flatnonzero(last >= 0)
    key = np.concatenate((_HAS[group[held]], _ENDS[group[last[ended]]]))
    return Entries(key, np.concatenate((text.item[held], ended)), np.full(len(key), NOWHERE))
