"""Titles that say which part of which series they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake import numbers, shapes

_CN, _AR, _LA = numbers.CHINESE, numbers.ARABIC, numbers.LATIN
_N = rf"(?P<n>{_AR}|{_CN})"
_PART = r"(?i:part|no\.?|episode|vol\.?|volume|#)"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A title read: its series ('' when it counts without a name), its number, what is left of it.

    ``mark`` is what said so, as the title has it; ``total`` 0 when it is not said. ``sure``: no other
    reading is likely even when no second title of the series is at hand.
    """

    series: str
    number: int
    title: str
    mark: str
    total: int = 0
    sure: bool = True


# Each: pattern, whether it is sure. Groups: s(eries), n(umber), m (total), t(itle).
_PATTERNS: tuple[tuple[re.Pattern[str], bool], ...] = (
    # Title (Series 2/8) · Title（Series 2 of 8）
    (
        re.compile(
            rf"(?P<t>.+?)\s*[(（\[【](?P<s>[^()（）\[\]]*?)\s*{_N}\s*(?:[/／]|of|之)\s*(?P<m>{_AR})[)）\]】]"
        ),
        True,
    ),
    # Title (Series, Part 2) · Title（系列之二）
    (re.compile(rf"(?P<t>.+?)\s*[(（](?P<s>[^()（）]*?),?\s*{_PART}\s*(?P<n>{_LA})[)）]"), True),
    (re.compile(rf"(?P<t>.+?)\s*[(（](?P<s>[^()（）]+?)之(?P<n>{_CN})[)）]"), True),
    # Series, Part 2: Title · Series Part 2
    (re.compile(rf"(?P<s>.+?),?\s+{_PART}\s*(?P<n>{_LA})(?:\s*[:：—–-]+\s*(?P<t>.+))?"), True),
    # 系列之二：题 · 系列（二）：题 · 系列（上）
    (re.compile(rf"(?P<s>.+?)之(?P<n>{_CN})(?:\s*[:：—–-]+\s*|\s+)(?P<t>.+)"), True),
    (re.compile(rf"(?P<s>.+?)之(?P<n>{_CN})"), False),
    (
        re.compile(
            rf"(?P<s>[^()（）]+?)\s*[(（](?P<n>{_CN}|[上中下](?=[篇集部]?[)）])|{_AR})[篇集部]?[)）](?:\s*[:：—–-]*\s*(?P<t>.+))?"
        ),
        False,
    ),
    # 系列·上 · 系列 上篇：题
    (re.compile(r"(?P<s>.+?)(?:\s*[·•—–-]\s*|\s+)(?P<n>[上中下])[篇集部]?(?:\s*[:：]\s*(?P<t>.+))?"), False),
    # Series 2: Title
    (re.compile(rf"(?P<s>.+?[^\d\s.,])\s*#?(?P<n>{_AR})\s*[:：—–]\s*(?P<t>.+)"), False),
)
_COUNTED = (
    re.compile(rf"第\s*(?P<n>{_CN}|{_AR})\s*[章回节節篇讲講课課](?:[\s　:：、.—]*(?P<t>.+))?"),
    re.compile(rf"(?i:chapter|lesson|letter|essay)\s+(?P<n>{_LA})\b\.?(?:\s*[:：—–.-]*\s*(?P<t>.+))?"),
)


def read(title: str) -> Numbered | None:
    """What *title* says of its place in a series, None when it says nothing or is too long for a title."""
    return next(_readings(title), None) if len(title) <= shapes.MAX_TITLE else None


def _readings(title: str) -> Iterator[Numbered]:
    for pattern in _COUNTED:
        if (match := pattern.fullmatch(title)) and (number := numbers.value(match["n"])):
            yield Numbered("", number, title, "")
    for pattern, sure in _PATTERNS:
        match = pattern.fullmatch(title)
        number = numbers.value(match["n"]) if match else 0
        if match and number:
            yield _numbered(title, match, number, sure)


def _numbered(title: str, match: re.Match[str], number: int, sure: bool) -> Numbered:
    series = match["s"].strip(" ,，:：·-—")
    said = match.groupdict()
    rest = (said.get("t") or "").strip()
    total = int(said.get("m") or 0)
    if not series:  # “Title (2/8)”: the title is the series'
        return Numbered(rest, number, title, "", total, sure)
    if not rest:
        return Numbered(series, number, title, "", total, sure)
    start, end = match.span("t")
    mark = title[:start] if start else title[end:]
    return Numbered(series, number, rest, " ".join(mark.split()).strip(" \t:：,，()（）[]【】—–-"), total, sure)
