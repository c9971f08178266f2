"""Quotation marks and book titles in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.editorial.marks import in_chinese, is_han, paragraphs
from bookbuild.editorial.value import Edit, Finding, House
from bookbuild.model import PARAGRAPH

_FAR = 2000  # characters of the longest quotation: time stays linear in the text, whatever it is
_CODE = re.compile(r"[=<>{}\\]")
_SINGLE = re.compile(r"(?<![A-Za-z0-9'])'([^'\u2029\n]{1,60})'(?![A-Za-z0-9'])")
_STRAIGHT = "straight quotation marks in Chinese text"
_ODD = "their number in the paragraph is odd: see which one is missing"


def _pair(start: int, end: int, marks: str, message: str) -> Finding:
    """The finding that the first and the last character should be *marks*."""
    edits = (Edit(start, start + 1, marks[0]), Edit(end - 1, end, marks[1]))
    return Finding(start, end, message, f"write {marks[0]} and {marks[1]}", edits)


def _inside(text: str, first: int, at: int) -> bool:
    """Whether a quotation is open at *at* in the paragraph that begins at *first*."""
    first = max(first, at - _FAR)
    return any(text.count(a, first, at) > text.count(b, first, at) for a, b in ("“”", "「」"))


def straight_quotes(text: str, house: House) -> Iterator[Finding]:
    """T004: quotation marks in Chinese are not the straight ones of a typewriter.

    GB/T 15834—2011, 4.8.2; clreq, “Categories and usage of punctuation marks”.
    """
    for first, last in paragraphs(text, '"'):
        pairs, whole = _straight_pairs(text, first, last)
        for start, end in pairs:
            if _is_quotation(text, start, end):
                wanted = house.quotes(_inside(text, first, start))
                found = _pair(start, end + 1, wanted, _STRAIGHT)
                yield found if whole else Finding(start, end + 1, _STRAIGHT, _ODD)
    for match in _SINGLE.finditer(text):
        if any(map(is_han, match[1])):
            yield _pair(*match.span(), house.quotes(inner=True), _STRAIGHT)


def _straight_pairs(text: str, first: int, last: int) -> tuple[list[tuple[int, int]], bool]:
    """The quotations of a paragraph with a straight mark, and whether every mark has its other half.

    Curly marks that are complete are left aside; else a straight one may be the other half of a curly one.
    """
    complete = text.count("“", first, last) == text.count("”", first, last)
    pairs: list[tuple[int, int]] = []
    start = -1
    for at in range(first, last):
        if text[at] == '"' or (text[at] in "“”" and not complete):
            if start >= 0 and text[at] != "“":
                pairs.append((start, at))
                start = -1
            elif start < 0 and text[at] != "”":
                start = at
            else:
                return pairs, False
    return [pair for pair in pairs if '"' in text[pair[0]] + text[pair[1]]], start < 0


def _is_quotation(text: str, start: int, end: int) -> bool:
    content = text[start + 1 : end]
    if not content.strip() or _CODE.search(content) or text[start - 1 : start] == "=":
        return False
    return any(map(is_han, content)) or in_chinese(text, start)


_PAIRS = {
    "Hans": (re.compile("「[^「」\u2029]*」"), re.compile("『[^『』\u2029]*』")),
    "Hant": (re.compile("“[^“”\u2029]*”"), re.compile("(?<![A-Za-z])‘[^‘’\u2029]*’(?![A-Za-z])")),
}


def regional_quotes(text: str, house: House) -> Iterator[Finding]:
    """T005: “ ” and ‘ ’ in simplified text, 「」 and 『』 in traditional text.

    GB/T 15834—2011, 4.8.2 (5.2.3 keeps 「」 for vertical text); for Taiwan the Ministry of Education's
    handbook of punctuation (2008). A quotation that holds no Chinese keeps its own.
    """
    if not house.variety:
        return
    for first, last in paragraphs(text, "“‘" if house.variety == "Hant" else "「『"):
        for match in (match for pair in _PAIRS[house.variety] for match in pair.finditer(text, first, last)):
            if any(map(is_han, match[0])):
                marks = house.quotes(_inside(text, first, match.start()))
                fact = f"{match[0][0]}{match[0][-1]} in {_NAMES[house.variety]} Chinese"
                yield _pair(*match.span(), marks, fact)


_NAMES = {"Hans": "simplified", "Hant": "traditional"}


def facing_quotes(text: str, house: House) -> Iterator[Finding]:
    """T006: “ opens and ” closes a quotation, and each has its other half.

    GB/T 15834—2011, 4.8.3 and 5.1.3; Chicago (17th ed.) 13.30 for a quotation of several paragraphs, which
    opens each of them and closes the last.
    """
    open_before = False
    for first, last in _all_paragraphs(text):
        marks = [at for at in range(first, last) if text[at] in "“”"] if '"' not in text[first:last] else []
        if len(marks) == 2 and text[marks[0]] + text[marks[1]] in {"““", "””", "”“"} and not open_before:
            yield _pair(marks[0], marks[1] + 1, "“”", "quotation marks that face the wrong way")
            continue
        open_at = -1
        for at in marks:
            if text[at] == "“":
                if open_at >= 0:
                    yield Finding(open_at, open_at + 1, "“ is never closed", "close it with ”")
                open_at = at
            elif open_at < 0 and not (open_before and at == marks[0]):
                yield Finding(at, at + 1, "” closes nothing", "open the quotation with “")
            else:
                open_at = -1
        open_before = open_at >= 0
        if open_before and text[last + 1 : last + 2] != "“":
            yield Finding(open_at, open_at + 1, "“ is never closed", "close it with ”")


def _all_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    first = 0
    while first <= len(text):
        last = text.find(PARAGRAPH, first)
        last = len(text) if last < 0 else last
        yield first, last
        first = last + 1


_TITLE = re.compile("(<<|≪|«)([^<>≪≫«»\u2029\n]{1,40})(>>|≫|»)")
_NESTED = re.compile("(?<=《)[^《》\u2029\n]*(《)[^《》\u2029\n]*(》)[^《》\u2029\n]*(?=》)")


def title_marks(text: str, house: House) -> Iterator[Finding]:
    """T010: titles of works stand in 《 》, a title within a title in 〈 〉 (GB/T 15834—2011, 4.15)."""
    for match in _TITLE.finditer(text):
        if any(map(is_han, match[2])):
            edits = (Edit(*match.span(1), "《"), Edit(*match.span(3), "》"))
            yield Finding(*match.span(), f"{match[1]}{match[3]} around a title", "write 《 and 》", edits)
    for match in _NESTED.finditer(text):
        edits = (Edit(*match.span(1), "〈"), Edit(*match.span(2), "〉"))
        yield Finding(match.start(1), match.end(2), "《》 within 《》", "write 〈 and 〉", edits)
