"""Dates as each language writes them: 2023年12月6日, December 6, 2023."""

from __future__ import annotations

import re

from bookbuild.render.labels import spoken

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def written(date: str, lang: str) -> str:
    """An ISO 8601 year, month or day in words of *lang*; anything else as the author wrote it."""
    match = _ISO.fullmatch(date)
    year, month, day = (int(part) if part else 0 for part in match.groups()) if match else (0, 0, 0)
    if not match or month > 12 or (match[2] and not month):
        return date
    if spoken(lang) == "en":
        name = f"{_MONTHS[month - 1]} " if month else ""
        return f"{name}{day}, {year}" if day else f"{name}{year}"
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
