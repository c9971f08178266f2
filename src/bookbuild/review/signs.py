"""Reasons as a reader reads them: pairing names the signs two passages share by short names of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(r"(end|has)([?!:;q])")
_COUNT = re.compile(r"(em|strong|code|link) (\d)")
_COUNTED = {"em": "emphasis", "strong": "bold", "code": "code", "link": "link"}
_MOST = 4  # pairing counts no further
_USUAL = {"has:", "has;"}  # too many passages have them


def told(reasons: Iterable[str]) -> tuple[str, ...]:
    """*reasons* in words, each once, without those that say little."""
    return tuple(dict.fromkeys(filter(None, map(_words, reasons))))


def _words(reason: str) -> str:
    """*reason* in words; '' for one that says little."""
    if reason in _USUAL:
        return ""
    if reason == "bold first":
        return "both begin in bold"
    if mark := _MARK.fullmatch(reason):
        return _marked(*mark.groups())
    if count := _COUNT.fullmatch(reason):
        return _counted(count[1], int(count[2]))
    return reason


def _marked(where: str, mark: str) -> str:
    if mark == "q":
        return "both end in a quotation" if where == "end" else "both quote"
    return f"both end in {mark}" if where == "end" else f"both have {mark}"


def _counted(name: str, count: int) -> str:
    more = " or more" if count == _MOST else ""
    return f"{_COUNTED[name]} in both: {count}{more}"
