"""What Chinese words may be called in English: the dictionary's glosses, cut down to stems.

Stems and signs are numbers here, given as they come: the same name has the same number on both sides.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from bookbuild.aligner.dictionary import dictionary
from bookbuild.aligner.incidence import Places, runs

PLAIN, COMMON, EXACT, MARK = range(4)
"""Kinds of names: a stem; one that stands in many passages of any text; what is written alike in any language
(a number, code, the target of a link); a punctuation mark, emphasis."""

_TOLD = re.compile(
    r"\([^)]*\)|\bCL:.*?(?:/|$)|\[[^\]]*\]|\b(?:old )?variant of [^/]*|\bsee also [^/]*|\babbr\. for"
    r"|([A-Za-z]+|[0-9]+)"
)  # an aside, or else a word
_STEM = 6  # letters kept: learn(ing), confus(ion)
_SUFFIXES = ("ing", "edly", "ies", "ed", "ly", "es", "s")
_STOP = (
    "a an the of to in on at by for from with without into onto upon and or but if as be is are was "
    "were been being am it its this that these those he she they we you i him her them us me his "
    "their our your my who whom which what not no nor so too very can may must shall will would "
    "should could do does did done have has had having one's sb sth oneself etc esp also used surname "
    "classifier particle bound form variant "
)
_COMMON = (
    "all one two three some any more most other every each when while there here then than up down out "
    "over about after before only just even still now many much little few good way thing time day year "
    "get go come make take see say tell like look use give put find know think want need call first last "
    "new old own same long great small always never often again once back through how where why because "
    "well under such people man place part end hold keep let set turn become against away around another "
    "both between since until large "
)
_STOPPED = frozenset(_STOP.split())


def stem(word: str) -> str:
    """*word* without the endings of English inflection, cut to six letters; '' of one that says nothing."""
    word = word.lower()
    if word in _STOPPED or (len(word) < 2 and not word.isdecimal()):
        return ""
    if word.isdecimal():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)] + ("y" if suffix == "ies" else "")
            break
    return word.rstrip("e")[:_STEM] or word


_COMMON_STEMS = frozenset(map(stem, _COMMON.split()))


class Names(dict[str, int]):
    """Stems and signs: the number of each, from 0 in the order they are met; ``names``: those numbered."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._kinds, self._loud = array("B"), array("B")

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        self._kinds.append(_kind(name))
        self._loud.append(len(name) > 1 and not name.startswith("$"))
        return number

    def kinds(self, numbers: Places) -> NDArray[np.uint8]:
        """The kind of each of the *numbers*."""
        return np.frombuffer(self._kinds, np.uint8)[numbers]

    def loud(self, numbers: Places) -> NDArray[np.uint8]:
        """1 for each of the *numbers* that is a word of several letters, 0 for others."""
        return np.frombuffer(self._loud, np.uint8)[numbers]


class _Stems(dict[str, int]):
    """The number of the stem of each Latin word; -1 for one that says nothing."""

    def __missing__(self, word: str) -> int:
        found = stem(word)
        number = self[word] = NAMES[found] if found else -1
        return number


class Words(dict[str, int]):
    """Chinese words: the number of each, and the numbers of the stems of what each may be called."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._meant, self._ends, self._common = array("q"), array("q", [0]), array("q")
        self._lengths = array("q")

    def numbers(self, words: Sequence[str]) -> Places:
        """The numbers of *words*, which are looked up when they are new."""
        known = np.fromiter(map(self.get, words, repeat(-1)), np.int64, len(words))
        new = np.flatnonzero(known < 0)
        if len(new):
            known[new] = self._learnt([words[place] for place in new.tolist()])
        return known

    def _learnt(self, words: Sequence[str]) -> range:
        first = len(self)
        for word, glosses in zip(words, dictionary().glosses(words), strict=True):
            self[word] = len(self)
            self.names.append(word)
            self._lengths.append(len(word))
            found = _meanings(glosses)
            self._meant.extend(found)
            self._ends.append(len(self._meant))
            self._common.append(sum(NAMES.names[one] in _COMMON_STEMS for one in found))
        return range(first, len(self))

    def lengths(self, numbers: Places) -> Places:
        """How many characters each of the words has."""
        return np.frombuffer(self._lengths, np.int64)[numbers]

    def stems(self, number: int) -> list[int]:
        """The meanings of one of the words."""
        return self._meant[self._ends[number] : self._ends[number + 1]].tolist()

    def common(self, numbers: Places) -> Places:
        """How many meanings of each of the words stand in many passages of any text."""
        return np.frombuffer(self._common, np.int64)[numbers]

    def meanings(self, numbers: Places) -> tuple[Places, Places]:
        """How many meanings each of the words has, and all of them."""
        ends = np.frombuffer(self._ends, np.int64)
        first, behind = ends[numbers], ends[numbers + 1]
        return behind - first, np.frombuffer(self._meant, np.int64)[runs(first, behind)[1]]


NAMES, STEMS, WORDS = Names(), _Stems(), Words()
"""Those met in this process."""


def _kind(name: str) -> int:
    if name.startswith("$"):
        return EXACT if name.startswith(("$code", "$to")) else MARK
    return EXACT if name.isdecimal() else COMMON if name in _COMMON_STEMS else PLAIN


def _meanings(glosses: str) -> dict[int, None]:
    found = dict.fromkeys(map(STEMS.__getitem__, _TOLD.findall(glosses)))
    found.pop(-1, None)
    return found
