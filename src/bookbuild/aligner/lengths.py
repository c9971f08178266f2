"""How long a text is, and how long its translation should be."""

from __future__ import annotations

import re

HAN_BLOCKS = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
HAN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in HAN_BLOCKS)}]+")
HAN_WEIGHT = 3  # letters of English that translate a character of modern Chinese
SMOOTH = 5.0  # weight added to both sides of a comparison, for the shortest texts have any ratio
SPACES = " \n\t\u3000\xa0"
_LEANING = 300.0  # weight of a text too short to tell its own scale
_CLASSICAL, _MODERN = "之也曰者矣其而", "的了是在們们这這"
_TELLING = 6
_SCALES = (0.5, 3.0)  # classical Chinese reaches 2.2, technical prose full of English 0.7


def weight(text: str) -> float:
    """Length in letters of an alphabet, white space left out; a Chinese character counts three."""
    chinese = 0 if text.isascii() else sum(map(len, HAN.findall(text)))
    return len(text) - sum(map(text.count, SPACES)) + (HAN_WEIGHT - 1) * chinese


def scale(left: float, right: float) -> float:
    """The weight to expect right for one left, from the weights of a whole chapter."""
    lowest, highest = _SCALES
    return min(max((right + _LEANING) / (left + _LEANING), lowest), highest)


def classical(chinese: str) -> float:
    """How far *chinese* is classical prose, 0 to 1, told by its particles; 0 when there are too few."""
    old, new = (sum(map(chinese.count, marks)) for marks in (_CLASSICAL, _MODERN))
    return old / (old + new) if old + new >= _TELLING else 0.0


def usual_ratio(chinese: str, left: float, right: float) -> float:
    """The weight to expect of a translation for one of *chinese*; without any Chinese the ratio of all.

    A character of classical prose says twice what one of modern prose does (measured: 1.0 and 2.3).
    """
    return 2.3 ** classical(chinese) if HAN.search(chinese) else scale(left, right)
