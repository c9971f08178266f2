"""Spaces, words and foreign marks in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import eq

from bookbuild.editorial.marks import FULL, in_chinese, is_han
from bookbuild.editorial.value import Edit, Finding, House, instead

_DOUBLE = re.compile(r"(?<=[^\s\u2029]) {2,}(?=[^\s\u2029])")


def double_spaces(text: str, house: House) -> Iterator[Finding]:
    """T025: one space between words and between sentences (Chicago, 17th ed., 6.7)."""
    for match in _DOUBLE.finditer(text) if "  " in text else ():
        edit = Edit(*match.span(), " ")
        yield Finding(*match.span(), f"{len(match[0])} spaces", "write one", (edit,))


_SPACE_BEFORE = re.compile(
    r" (?<=[A-Za-z0-9”’)] ) *(?=(?:,|[;:](?![()])|[.!?]+)(?:[\s\u2029”’\"')]|\Z)(?! ?[.(]))"
)


def space_before_points(text: str, house: House) -> Iterator[Finding]:
    """T026: no space stands before , . ; : ! and ? (Chicago, 17th ed., 6.7)."""
    for match in _SPACE_BEFORE.finditer(text):
        edit = Edit(*match.span(), "")
        yield Finding(*match.span(), f"space before “{text[match.end()]}”", "write no space", (edit,))


_SURE = (
    "The|A|An|In|It|This|That|These|Those|There|We|He|She|They|You|I|If|But|And|So|When|While|As|For|At|On|"
    "What|Why|How|Now|Then|To|Not|No|His|Her|My|Our|Your|Their|One|By|From|With"
)
_NO_SPACE = re.compile(
    rf"[.!?](?<=[a-z]{{2}}.)(?=(?:{_SURE})\b)|[,;](?<=[a-z]{{2}}.)(?=[a-z]{{2}})|,(?<=[a-z]{{3}}.)(?=[A-Z][a-z])"
)


def space_after_points(text: str, house: House) -> Iterator[Finding]:
    """T027: a space stands after a point between two words (Chicago, 17th ed., 6.7)."""
    for match in _NO_SPACE.finditer(text):
        yield Finding(
            *match.span(), f"no space after “{match[0]}”", "write one", (Edit(match.end(), match.end(), " "),)
        )


_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the a an of to and for with at by be are were from or if this they we he she their its but when than",
    )
)
_WORD = re.compile(r"(?<![\w’'-])[A-Za-z]+(?![\w’'-])")


def doubled_words(text: str, house: House) -> Iterator[Finding]:
    """T028: a small word twice in a row is a slip (Chicago, 17th ed., chapter 2: proof-reading)."""
    words = text.lower().split()
    if not any(map(eq, words, words[1:])):
        return  # quick to know, and true of most texts
    for first, second in pairwise(_WORD.finditer(text)):
        same = first[0] in {second[0], second[0].capitalize()} and second[0] in _SMALL
        if same and not text[first.end() : second.start()].strip(" \n"):
            start, end = first.start(), second.end()
            yield Finding(
                start, end, f"{text[start:end]!r}: twice the same word", "delete one, if it is a slip"
            )


_ASCII = {"，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")", "、": ","}
_WIDE = re.compile(f"[{FULL}]")


def full_width_marks(text: str, house: House) -> Iterator[Finding]:
    """T029: English has points and brackets of its own (Chicago, 17th ed., 6.1–6.7).

    Those of a Chinese word or sentence that is quoted belong to it.
    """
    for match in _WIDE.finditer(text):
        at = match.start()
        beside = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        if match[0] not in _ASCII or any(is_han(char) or _WIDE.fullmatch(char) for char in beside):
            continue
        if in_chinese(text, at):
            continue
        opens, closes = match[0] == "（", beside[1] in {"", " ", "\n", "\u2029", ")", "”", "’", ".", ","}
        mark = _ASCII[match[0]]
        left = " " if opens and beside[0].isalnum() else ""
        yield instead(
            at, at + 1, left + mark + ("" if opens or closes else " "), f"full-width {match[0]} in English text"
        )
