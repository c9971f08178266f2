"""The order of an index: Chinese by its readings in pinyin, all else by its letters.

Chinese goes syllable by syllable as in 现代汉语词典: by letters, ü after u, then by tone. Letters count alike
whatever their case and accents; spaces and marks do not count (letter by letter, The Chicago Manual of Style).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from bookbuild.typography.readings import Reader
from bookbuild.typography.scripts import HAN, script

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_UMLAUT = "\u0308"
_NEUTRAL = 5

Syllable = tuple[str, bool, int]
"""Letters without marks, whether one of them is ü, the tone from 1 to 5."""
Key = tuple[tuple[Syllable, ...], str]
"""What entries are compared by; at last the words themselves."""


class Collation:
    """The order of entries in *lang*; ``glossary``: the author's own readings."""

    def __init__(self, lang: str, glossary: Iterable[tuple[str, str]] = ()) -> None:
        self._reader = Reader(glossary) if script(lang) == HAN else None

    def key(self, words: str) -> Key:
        """What *words* are sorted by."""
        return tuple(self._syllables(words)), words

    def initial(self, words: str) -> str:
        """The letter *words* stand under: A to Z, '' for what begins with none."""
        first = next(iter(self._syllables(words)), ("", False, 0))[0]
        return first[:1].upper() if first[:1].isascii() and first[:1].isalpha() else ""

    def _syllables(self, words: str) -> Iterator[Syllable]:
        readings = {one.start: one for one in self._reader.read(words)} if self._reader else {}
        at = 0
        while at < len(words):
            if one := readings.get(at):
                yield from map(_syllable, one.text.split())
                at = one.end
            else:
                yield from _letters(words[at])
                at += 1


def _syllable(reading: str) -> Syllable:
    """``lǜ`` → ``("lu", True, 4)``."""
    marks = unicodedata.normalize("NFD", reading.lower())
    letters = "".join(char for char in marks if not unicodedata.combining(char))
    return letters, _UMLAUT in marks, next((_TONES[char] for char in marks if char in _TONES), _NEUTRAL)


def _letters(char: str) -> Iterator[Syllable]:
    for part in unicodedata.normalize("NFKD", char).casefold():
        if part.isalnum():
            yield part, False, 0
