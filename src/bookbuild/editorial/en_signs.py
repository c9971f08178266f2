"""Dashes, ranges and ellipses in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.editorial.marks import LATIN
from bookbuild.editorial.value import Finding, House, instead
from bookbuild.model import OBJECT

_WORD_END = rf"[{LATIN}0-9”’)\]!?,.…{OBJECT}]"
_NEXT_WORD = rf"[{LATIN}0-9“‘\"'(\[{OBJECT}]"
_DASH = re.compile(rf"(?<={_WORD_END}) ?-{{2,3}}(?: ?(?={_NEXT_WORD})|(?=[\u2029\n”’ ]|\Z))")
_HYPHEN = re.compile(rf"(?<=[{LATIN}”’)!?{OBJECT}]) - (?=[{LATIN}“‘({OBJECT}])")
_NO_DASH = re.compile(
    r"(?:\b[A-Z]|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\Z"
)  # a label or a day


def dashes(text: str, house: House) -> Iterator[Finding]:
    """T022: a dash is — without spaces, or as the book writes it elsewhere (Chicago, 17th ed., 6.85)."""
    for match in _DASH.finditer(text) if "--" in text else ():
        option = match[0][0] == " " != match[0][-1] and text[match.end() : match.end() + 1].isalnum()
        if not option:
            yield instead(*match.span(), house.dash, f"{match[0].strip()} as a dash")
    for match in _HYPHEN.finditer(text) if " - " in text else ():
        if not _NO_DASH.search(text, max(0, match.start() - 10), match.start()):
            yield instead(*match.span(), house.dash, "hyphen as a dash")


_RANGE = re.compile(r"(?<![\w.,/:–—-])(\d{1,4})-(\d{1,4})(?![\w/–—-]|[.,:]\d)")
_INTRODUCED = re.compile(
    r"(?:\bpp?\.|\b(?:pages?|chapters?|verses?|lines?|ages?|aged|years|from|between|nos?\.|vols?\.)) ?\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r" (?:percent|%|seconds?|minutes?|hours?|days?|weeks?|months?|years?|people|times|pages|miles|km|dollars)\b"
)


def ranges(text: str, house: House) -> Iterator[Finding]:
    """T023: – joins the ends of a range of numbers: 1914–1918, pp. 12–15 (Chicago, 17th ed., 6.78).

    Years in order, or numbers in order that a word shows to be a range; others may be a score, a telephone
    number, a size.
    """
    for match in _RANGE.finditer(text):
        if _ascends(match[1], match[2]) and _is_range(text, match):
            at = match.end(1)
            yield instead(at, at + 1, "–", f"hyphen in the range {match[0]}")


def _ascends(first: str, last: str) -> bool:
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(first) < int(whole)


def _is_range(text: str, match: re.Match[str]) -> bool:
    years = len(match[1]) == 4 and 1000 <= int(match[1]) <= 2100 and len(match[2]) in {2, 4}
    introduced = _INTRODUCED.search(text, max(0, match.start() - 12), match.start())
    return bool((years and len(match[2]) in {2, 4}) or introduced or _COUNTED.match(text, match.end()))


_DOTS = re.compile(r"(?<![.\w]\.)(?<!\.)\.{3,4}(?![./=\\])")


def ellipses(text: str, house: House) -> Iterator[Finding]:
    """T024: three points are one character, …; after a full stop .… (Chicago, 17th ed., 13.50–13.53)."""
    for match in _DOTS.finditer(text) if "..." in text else ():
        left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if (left == "(" and right != ")") or (left in {"", " "} and right.isalnum()):
            continue  # (...args), ...rest
        if left == "(" and text[match.start() - 2 : match.start() - 1].isalnum():
            continue  # f(...)
        yield instead(*match.span(), "…" if len(match[0]) == 3 else ".…", f"{match[0]} as an ellipsis")
