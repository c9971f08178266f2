"""Quotation marks and apostrophes in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.editorial.marks import EDGES, paragraphs
from bookbuild.editorial.value import Edit, Finding, House
from bookbuild.model import OBJECT

_BEFORE_OPENING = EDGES + " \u00a0([{—–-/“‘'\"" + OBJECT
_ELISION = re.compile(
    r"'(?:\d\ds?\b|(?:tis|twas|twere|twill|em|til|till|cause|bout|round|nother|n)\b)", re.IGNORECASE
)
_ROCK_N_ROLL = re.compile(r"(?<=\s)['‘]n['’](?=\s)")
_CLOSING = re.compile(r"['’](?<=[\w.,!?…].)(?!\w)")


def _curl(at: int, mark: str, message: str) -> Finding:
    return Finding(at, at + 1, message, f"write {mark}", (Edit(at, at + 1, mark),))


def _char(text: str, at: int) -> str:
    """The character at *at*, the edge of a line beyond the text."""
    return text[at] if 0 <= at < len(text) else EDGES[0]


def straight_quotes(text: str, house: House) -> Iterator[Finding]:
    """T020: quotation marks are curly: “ opens, ” closes (Chicago, 17th ed., 6.115).

    A mark after a digit that closes nothing is one of inches or seconds. Where a mark could be either,
    nothing is changed.
    """
    for first, last in paragraphs(text, '"'):
        is_open = False
        for at in range(first, last):
            if text[at] in "“”":
                is_open = text[at] == "“"
            elif text[at] == '"' and (mark := _direction(text, at, is_open)) != '"':
                is_open = mark == "“"
                yield _curl(at, mark, "straight quotation mark") if mark else _unsure(at)


def _unsure(at: int) -> Finding:
    return Finding(at, at + 1, "straight quotation mark", "write “ or ”")


def _direction(text: str, at: int, is_open: bool) -> str:
    """The curly mark, '' when it could be either, the straight one when it is no quotation mark."""
    left, right = _char(text, at - 1), _char(text, at + 1)
    starts, ends = left in _BEFORE_OPENING, right in EDGES + " "
    if not is_open and left.isdigit():
        return '"'
    if is_open:
        return "”" if not left.isspace() or ends else ""
    return "“" if starts and not ends else ""


def apostrophes(text: str, house: House) -> Iterator[Finding]:
    """T021: apostrophes and single quotation marks are curly (Chicago, 17th ed., 6.115 and 6.117).

    An apostrophe is ’ also where it opens a word (’90s, ’tis, rock ’n’ roll). Marks of feet and minutes, and a
    mark that could be either, stay.
    """
    for first, last in paragraphs(text, "'"):
        for at in (match.start() for match in _STRAIGHT.finditer(text, first, last)):
            if mark := _single(text, at, last):
                yield _curl(at, mark, "straight apostrophe" if mark == "’" else "straight quotation mark")
    for match in _WRONG_WAY.finditer(text) if "‘" in text else ():
        yield _curl(match.start(), "’", "quotation mark for an apostrophe")


_STRAIGHT = re.compile("'")
_WRONG_WAY = re.compile(r"‘(?=\d\ds\b)|(?<=\s)‘(?=n’\s)")


def _single(text: str, at: int, last: int) -> str:
    left, right = _char(text, at - 1), _char(text, at + 1)
    if left.isalpha() or left in ".,!?…”)" or (left.isdigit() and right.isalpha()):
        return "’"
    if left.isdigit():
        return ""
    if _ELISION.match(text, at) or _ROCK_N_ROLL.match(text, at):
        return "’"
    opens = (
        left in _BEFORE_OPENING and not right.isspace() and _CLOSING.search(text, at + 2, min(last, at + 600))
    )
    return "‘" if opens else ""


_FACING = re.compile(r"”(?:(?<=[\s(—]”)|(?<=\A”))(?=\w)|“(?<=[\w.,!?]“)(?=[\s\u2029)]|\Z)")


def facing_quotes(text: str, house: House) -> Iterator[Finding]:
    """T006: “ opens and ” closes (Chicago, 17th ed., 6.115)."""
    for match in _FACING.finditer(text):
        yield _curl(match.start(), "“" if match[0] == "”" else "”", "quotation mark that faces the wrong way")
