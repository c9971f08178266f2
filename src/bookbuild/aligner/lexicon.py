"""What Chinese words may be called in English: the dictionary's glosses, cut down to stems.

Stems and signs are numbers here, given as they come: the same name has the same number on both sides.
"""

from __future__ import annotations

import re
from functools import cache

from bookbuild.aligner.dictionary import dictionary

_ASIDE = re.compile(
    r"\([^)]*\)|\bCL:.*?(?:/|$)|\[[^\]]*\]|\b(?:old )?variant of [^/]*|\bsee also [^/]*|\babbr\. for"
)
_WORD = re.compile(r"[a-z]+|[0-9]+")
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


STOP = frozenset(_STOP.split())


class Numbers(dict[str, int]):
    """The number of each name met in this process, from 0; ``names``: the name of each number."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        return number


class _Stems(dict[str, int]):
    """The number of the stem of each word met in this process; -1 for a word that says nothing."""

    def __missing__(self, word: str) -> int:
        found = stem(word)
        number = self[word] = NUMBERS[found] if found else -1
        return number


NUMBERS = Numbers()
STEMS = _Stems()


@cache
def meanings(word: str) -> tuple[int, ...]:
    """The numbers of the stems of what a Chinese *word* may be called; without those that say nothing."""
    glosses = _ASIDE.sub(" ", "/".join(dictionary().glosses(word))).lower()
    return tuple({STEMS[gloss]: None for gloss in _WORD.findall(glosses) if STEMS[gloss] >= 0})


@cache
def stem(word: str) -> str:
    """*word* without the endings of English inflection, cut to six letters; '' of one that says nothing."""
    word = word.lower()
    if word in STOP or (len(word) < 2 and not word.isdecimal()):
        return ""
    if word.isdecimal():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)] + ("y" if suffix == "ies" else "")
            break
    return word.rstrip("e")[:_STEM] or word


COMMON = frozenset(map(stem, _COMMON.split()))
"""Stems of words that stand in many passages of any text."""
