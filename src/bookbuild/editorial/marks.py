"""Characters and what they are: the classes rules are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bookbuild.model import OBJECT, PARAGRAPH

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U000323af"
LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
OPENING = "（《〈「『【〔〖"
CLOSING = "）》〉」』】〕〗"
POINTS = "，。、；：！？"
FULL = POINTS + OPENING + CLOSING
"""Marks that fill a square: nobody needs a space beside them."""

EDGES = PARAGRAPH + "\n"
_IS_HAN = re.compile(f"[{HAN}]")
_UNITS = re.compile(f"(?P<han>[{HAN}])|[{LATIN}]+(?:['’-][{LATIN}]+)*")
_WINDOW = 40


def is_han(char: str) -> bool:
    """Whether *char* is a Han character ('' is none)."""
    return bool(_IS_HAN.match(char))


def is_letter(char: str) -> bool:
    """Whether *char* is a letter of an alphabet."""
    return char.isalpha() and not is_han(char)


def before(text: str, at: int) -> str:
    """The character left of *at*, a space passed over; PARAGRAPH at the edge of a line."""
    at -= text[at - 1 : at] == " "
    char = text[at - 1] if at > 0 else PARAGRAPH
    return PARAGRAPH if char in EDGES else char


def after(text: str, at: int) -> str:
    """The character at *at*, a space passed over; PARAGRAPH at the edge of a line."""
    at += text[at : at + 1] == " "
    char = text[at] if at < len(text) else PARAGRAPH
    return PARAGRAPH if char in EDGES else char


def paragraph(text: str, at: int) -> tuple[int, int]:
    """Where the paragraph around *at* begins and ends."""
    end = text.find(PARAGRAPH, at)
    return text.rfind(PARAGRAPH, 0, at) + 1, len(text) if end < 0 else end


def paragraphs(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs that hold any of *marks* begin and end."""
    at = 0
    wanted = re.compile(f"[{re.escape(marks)}]")
    while match := wanted.search(text, at):
        first, at = paragraph(text, match.start())
        yield first, at


def in_chinese(text: str, at: int) -> bool:
    """Whether the words around *at* are Chinese rather than an embedded piece of English."""
    start, end = max(0, at - _WINDOW), at + _WINDOW
    start = max(start, text.rfind(PARAGRAPH, start, at) + 1)
    stop = text.find(PARAGRAPH, at, end)
    units = _UNITS.finditer(text, start, end if stop < 0 else stop)
    found = [match["han"] is not None for match in units]
    return 2 * sum(found) > len(found)


@cache
def _mask() -> re.Pattern[str]:
    address = r"(?:https?://|www\.|mailto:)[^\s<>\"'\u2029" + FULL + "“”‘’…" + HAN + "]+"
    mail = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    template = r"\{\{.{0,200}?\}\}"
    formula = r"\$(?=\S)[^$\n\u2029]{1,80}(?<=\S)\$(?!\d)"
    emoji = r":[a-z0-9_+-]+:"
    return re.compile(f"{address}|{mail}|{template}|{formula}|{emoji}", re.ASCII)


_MAY_HOLD_ONE = re.compile(r"[@$]|://|www\.|mailto:|\{\{|:[a-z0-9_+-]+:", re.ASCII)


def masked(text: str) -> str:
    """*text* with OBJECT for every character of web addresses, mail addresses, formulas and the like."""
    if not _MAY_HOLD_ONE.search(text):
        return text
    return _mask().sub(lambda match: OBJECT * len(match[0]), text)
