"""Numbers as titles write them: 3, III, three, 三, 廿一, 上."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_PARTS = {"上": 1, "中": 2, "下": 3}
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
CHINESE = "[〇零一二两兩三四五六七八九十百千廿卅]+"
ARABIC = r"[0-9０-９]{1,4}"
LATIN = rf"(?:{ARABIC}|[IVXLC]+|(?i:{'|'.join(_WORDS)}))"


def value(text: str) -> int:
    """The number written, 0 when it is none."""
    if text.isdecimal():
        return int(text)
    if text in _PARTS:
        return _PARTS[text]
    if text.lower() in _WORDS:
        return _WORDS.index(text.lower()) + 1
    return _roman(text) if re.fullmatch("[IVXLC]+", text) else _chinese(text)


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _chinese(text: str) -> int:
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(char in _UNITS for char in text):
        digits = [str(_DIGITS[char]) for char in text if char in _DIGITS]
        return int("".join(digits)) if len(digits) == len(text) and digits else 0
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
