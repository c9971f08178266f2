"""How libraries and stores sort Chinese: by pinyin, syllable by syllable, without tones (ALA-LC).

A personal name has its family name first and its given name in one word: Li Zhifei, Ouyang Xiu.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bookbuild.model import Bilingual
from bookbuild.typography.readings import HAN_CHARACTER, Reader, simplified
from bookbuild.typography.scripts import HAN, script

PINYIN = "zh-Latn-pinyin"
_WORD = re.compile(r"\w[\w'’.&+-]*")
_TONES = "\u0304\u0301\u030c\u0300"
# Family names of two characters that are still common, and those read otherwise than as words (《百家姓》).
_COMPOUND = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|宇文|长孙|夏侯|轩辕|端木|百里|呼延|南宫|独孤|"
    "澹台|申屠|太史|闻人|钟离|濮阳|淳于|赫连|万俟|西门|公冶|完颜|耶律"
)
_READ = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "区": "ou", "盖": "ge",
    "缪": "miao", "翟": "zhai", "员": "yun", "种": "chong", "尉迟": "yu chi", "万俟": "mo qi",
}  # fmt: skip


class Filing:
    """File-as values of one book; *glossary*: the author's own readings."""

    def __init__(self, glossary: tuple[tuple[str, str], ...]) -> None:
        self._reader = Reader(glossary)
        self._said = frozenset(word for word, _ in glossary)

    def title(self, text: str, tag: str) -> tuple[str, str]:
        """(language, file-as) of a title in *tag*; ('', '') where it sorts as it is written."""
        return (PINYIN, _sentence(self._words(text))) if _is_chinese(text, tag) else ("", "")

    def person(self, text: str, tag: str, sort: Bilingual) -> tuple[str, str]:
        """The same of a person's name in *tag*: as the author has it in *sort*, else by pinyin."""
        for lang, own in sort.in_order((tag,))[:1]:
            return (PINYIN if script(lang) == HAN and not HAN_CHARACTER.search(own) else lang), own
        if not _is_chinese(text, tag):
            return "", ""
        family, given = _parts(simplified(text))
        if not family:
            return self.title(text, tag)
        return PINYIN, f"{_joined(self._family(family))} {_joined(self._words(given))}"

    def _family(self, name: str) -> list[str]:
        known = _READ.get(name, "") if name not in self._said else ""
        return known.split() or self._words(name)

    def _words(self, text: str) -> list[str]:
        """The syllables of *text* and the words between them, without punctuation."""
        words, end = [], 0
        for reading in self._reader.read(text):
            words += _WORD.findall(text[end : reading.start])
            words += _plain(reading.text).split()
            end = reading.end
        return [*words, *_WORD.findall(text[end:])]


def _is_chinese(text: str, tag: str) -> bool:
    return script(tag) == HAN and bool(HAN_CHARACTER.search(text))


def _parts(name: str) -> tuple[str, str]:
    """Family and given name; '' for what is no Chinese person's name: a body, a name from abroad."""
    size = 2 if len(name) > 2 and _COMPOUND.match(name) else 1
    given = name[size:]
    personal = 1 <= len(given) <= 2 and all(HAN_CHARACTER.match(char) for char in name)
    return (name[:size], given) if personal else ("", "")


def _plain(syllable: str) -> str:
    """A syllable without its tone; ü stays."""
    bare = "".join(char for char in unicodedata.normalize("NFD", syllable) if char not in _TONES)
    return unicodedata.normalize("NFC", bare)


def _joined(syllables: Iterable[str]) -> str:
    return "".join(syllables).capitalize()


def _sentence(words: Iterable[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]
