"""Dates as authors write them → ISO 8601, as exact as they say."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = tuple(
    re.findall(r"\w+", "january february march april may june july august september october november december")
)
_NAMES = "|".join([r"sept\.?", *(f"{name}|{name[:3]}\\.?" for name in _MONTHS)])
_PATTERNS = (
    re.compile(r"(?P<y>\d{4})\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"),
    re.compile(rf"(?P<name>{_NAMES})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<name>{_NAMES}),?\s+(?P<y>\d{{4}})", re.IGNORECASE),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月"),
    re.compile(rf"(?P<name>{_NAMES}),?\s+(?P<y>\d{{4}})", re.IGNORECASE),
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+"
    r"|\s*[（(]?(?:星期|周|週)[一二三四五六日天][)）]?)?"
)
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)?"
_BEFORE = (
    r"(?:(?:written|posted|published|updated|first published|dated?)(?:\s+(?:on|in|at))?"
    r"|发表于|發表於|发布于|写于|寫於|作于|日期|时间|時間)?\s*[:：]?\s*"
)
_LINE = tuple(
    re.compile(rf"[(（]?{_BEFORE}{_WEEKDAY}{pattern.pattern}{_WEEKDAY}{_TIME}\s*[)）]?[.。]?", re.IGNORECASE)
    for pattern in _PATTERNS
)
_WRITTEN = re.compile(
    r"[(（]?(?:(?:written|posted|published|finished)\b.{0,60}?|(?:写于|寫於|作于|成稿于|记于|記於).{0,30}?)"
    r"(?P<y>(?:19|20)\d{2})(?:年)?.{0,12}[)）]?",
    re.IGNORECASE,
)


def whole_line(text: str) -> str:
    """The date when the line says a date and nothing else, else ''."""
    matches = (pattern.fullmatch(text.strip()) for pattern in _LINE)
    return next((found for match in matches if match and (found := _iso(match))), "")


def closing_line(text: str) -> str:
    """The year of a line that says when a text was written, and more: ``Written one wet May, 2007``."""
    match = _WRITTEN.fullmatch(text.strip())
    return match["y"] if match else ""


def _iso(match: re.Match[str]) -> str:
    said = match.groupdict()
    name = said.get("name")
    month = _month(name) if name else int(said.get("m") or 0)
    day = int(said.get("d") or 0)
    try:
        known = date(int(said["y"]), month, day or 1)
    except ValueError:
        return ""
    return known.isoformat() if day else known.strftime("%Y-%m")


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month[:3] == name[:3].lower())
