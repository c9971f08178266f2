"""Quotation marks of a script: “ ” ‘ ’ in simplified Chinese, 「 」 『 』 in traditional.

GB/T 15834 and Taiwan's and Hong Kong's rules nest the same way, double or 「」 outside, so each mark has one
counterpart. An apostrophe is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Container

from bookbuild.typography.varieties import HANS

_TO_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_TO_CURLS = {corner: curl for curl, corner in _TO_CORNERS.items()}
MARKS = re.compile("[“”‘’「」『』]")


def turned(text: str, target: str, places: Container[int]) -> str:
    """*text* with the marks of the variety *target* at those *places*; as long as before."""
    if target == HANS:
        return MARKS.sub(
            lambda mark: _TO_CURLS.get(mark[0], mark[0]) if mark.start() in places else mark[0], text
        )
    marks, within = list(text), 0
    for mark in MARKS.finditer(text):
        at, char = mark.start(), mark[0]
        if at in places and char in _TO_CORNERS and not (char == "’" and _apostrophe(text, at, within)):
            marks[at] = _TO_CORNERS[char]
            within += {"‘": 1, "’": -1}.get(char, 0)
    return "".join(marks)


def _apostrophe(text: str, at: int, within: int) -> bool:
    """Whether the mark at *at* ends a Latin word rather than one of the *within* quotations that are open."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    latin = before.isascii() and before.isalnum()
    return latin and (within < 1 or (after.isascii() and after.isalnum()))
