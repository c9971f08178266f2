"""What Chinese characters are read as, in Hanyu Pinyin with tone marks.

The author's glossary goes first, its longest words before shorter ones; then words with characters of more
than one reading (pypinyin's phrases); then the commonest reading of each character. Tones are those of the
dictionary: 一 and 不 are not changed by what follows (GB/T 16159 writes them so), nor are two third tones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bookbuild.model import Ruby
from bookbuild.typography import pronouncing
from bookbuild.typography.conversion import Converter
from bookbuild.typography.neutral import IRREGULAR, WORDS
from bookbuild.typography.varieties import HANS, HANT

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = re.compile(f"[{HAN}]")
_RUN = re.compile(f"[{HAN}]+")
_COMMONEST = {"得": "de", "谁": "shéi", "誰": "shéi", "教": "jiāo", "弹": "tán", "彈": "tán"}
_CITED = {"一": ("yī", {"yí", "yì"}), "不": ("bù", {"bú"})}
_NEUTRAL = re.compile("|".join(sorted(map(re.escape, WORDS | IRREGULAR.keys()), key=len, reverse=True)))
# Before and after a 儿 that is a syllable of its own: a child, not a way of speaking.
_CHILD = frozenset("女婴幼孤健胎男少宠弃血生产患侄妻育托乞娇小")
_CHILDS = frozenset("子童女歌孙媳科时戏化郎")
_EARTHS = frozenset("理质貌形势带区点方铁图板面位下震道球")  # after a 地 that is a noun
_COUNTED = frozenset("一二三四五六七八九十百千两几这那每半")
_TONES = "\u0304\u0301\u030c\u0300"


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class Reader:
    """Reads text aloud, with the author's *glossary*: word → a reading for each character, or one for all."""

    def __init__(self, glossary: Iterable[tuple[str, str]]) -> None:
        self._glossary = {simplified(word): reading for word, reading in glossary}
        longest_first = sorted(map(re.escape, self._glossary), key=len, reverse=True)
        self._words = re.compile("|".join(longest_first) or "(?!)")

    def read(self, text: str) -> tuple[Reading, ...]:
        """The readings of *text* in order; characters that have none are left out."""
        plain, end = simplified(text), 0
        found: list[Reading] = []
        for word in (*self._words.finditer(plain), None):
            start = word.start() if word else len(plain)
            for run in _RUN.finditer(plain, end, start):
                found += _of_run(plain, text, run)
            if word:
                found += _of_word(word, self._glossary)
                end = word.end()
        return tuple(found)


@cache
def _to_simplified() -> Converter:
    return Converter(HANT, HANS, {})


def simplified(text: str) -> str:
    """*text* in simplified characters, of the same length: phrases are listed in these."""
    found = _to_simplified()(text)
    return found if len(found) == len(text) else text


def _of_word(word: re.Match[str], glossary: Mapping[str, str]) -> Iterator[Reading]:
    at = word.start()
    for base, reading in Ruby.over(word[0], glossary[word[0]]).parts:
        if reading:
            yield Reading(at, at + len(base), reading)
        at += len(base)


# ---------------------------------------------------------------- a run of characters


def _of_run(plain: str, written: str, run: re.Match[str]) -> Iterator[Reading]:
    words = tuple(pronouncing.words(run[0]))
    syllables = _syllables(words, written[run.start() : run.end()])
    for rule in RULES:
        rule(run[0], words, syllables)
    for at, syllable in enumerate(syllables, run.start()):
        if syllable:
            yield Reading(at, at + 1, syllable)


def _syllables(words: tuple[str, ...], written: str) -> list[str]:
    """The dictionary's reading of each character; a character by itself is read as it is written."""
    found: list[str] = []
    for word in words:
        found += (
            pronouncing.syllables(word) if len(word) > 1 else [_single(written[len(found)]) or _single(word)]
        )
    return found


def _single(char: str) -> str:
    return _COMMONEST.get(char) or "".join(pronouncing.syllables(char))


# ---------------------------------------------------------------- what the dictionary does not say


def _citation_tones(run: str, words: tuple[str, ...], syllables: list[str]) -> None:
    """一 and 不 in phrases, where the dictionary writes them as they are spoken."""
    for at, char in enumerate(run):
        if char in _CITED and syllables[at] in _CITED[char][1]:
            syllables[at] = _CITED[char][0]


def _no_tone(run: str, words: tuple[str, ...], syllables: list[str]) -> None:
    """Last syllables without tone, where the word does not go over the borders of others."""
    edges = _edges(words)
    for word in _NEUTRAL.finditer(run):
        inside = not any(word.start() < edge < word.end() for edge in edges)
        if inside or {word.start(), word.end()} <= edges:
            readings = IRREGULAR.get(word[0], "").split() or syllables[word.start() : word.end()]
            syllables[word.start() : word.end()] = [*readings[:-1], _toneless(readings[-1])]


def _particle(run: str, words: tuple[str, ...], syllables: list[str]) -> None:
    """地 after 慢慢 or 忽然 makes an adverb of it."""
    for at in _alone("地", run, words):
        if run[at + 1 : at + 2] in _EARTHS:
            continue
        if run[at - 1 : at] == "然" or (at > 1 and run[at - 1] == run[at - 2]):
            syllables[at] = "de"


def _counted(run: str, words: tuple[str, ...], syllables: list[str]) -> None:
    """只 after a number counts animals and hands."""
    for at in _alone("只", run, words):
        if run[at - 1 : at] in _COUNTED and at:
            syllables[at] = "zhī"


def _retroflex(run: str, words: tuple[str, ...], syllables: list[str]) -> None:
    """儿 at the end of a word is no syllable but its last sound, r (儿化)."""
    edges = _edges(words)
    for at, char in enumerate(run):
        child = run[at - 1 : at] in _CHILD or run[at + 1 : at + 2] in _CHILDS
        if char == "儿" and at and at + 1 in edges and not child:
            syllables[at] = "r"


RULES = (_citation_tones, _no_tone, _particle, _counted, _retroflex)


def _edges(words: tuple[str, ...]) -> frozenset[int]:
    edges = [0]
    for word in words:
        edges.append(edges[-1] + len(word))
    return frozenset(edges)


def _alone(char: str, run: str, words: tuple[str, ...]) -> Iterator[int]:
    """Where *char* is a word of its own."""
    edges = _edges(words)
    return (at for at, one in enumerate(run) if one == char and {at, at + 1} <= edges)


def _toneless(syllable: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", syllable) if char not in _TONES)
    return unicodedata.normalize("NFC", bare)
