"""What the pages of a finished PDF look like: how full they are, whether two columns stand on one base line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bookbuild.checks.press.value import Line, PressFile

DEPTH = 25 * 18.5  # points: the text of a page of 148 × 210 mm
LEADING, NOTE_LEADING, ABOVE_NOTES = 17.0, 12.0, 12.0
_NEAR = 6.0  # points: lines of two columns that are nearer stand beside each other
_HEADING = re.compile(r"\bH\d\b")

Held = tuple[str, Line]
"""A line and the zone it stands in."""


def fills(file: PressFile) -> Iterator[tuple[float, float]]:
    """How full both pages of every spread are, the last of each chapter apart: a title follows it."""
    held: dict[int, list[Held]] = {}
    for (zone, _), lines in file.flows.items():
        for line in lines:
            held.setdefault(line.page, []).append((zone, line))
    top = max(line.y for lines in held.values() for zone, line in lines if zone == "text")
    for verso in range(1, len(file.pages) - 3, 2):
        following = [line for page in (verso + 2, verso + 3) for _, line in held.get(page, [])]
        if following and not any("H1" in line.path for line in following):
            yield _full(held.get(verso, []), top), _full(held.get(verso + 1, []), top)


def _full(lines: list[Held], top: float) -> float:
    text = [line.y for zone, line in lines if zone == "text"]
    notes = [line.y for zone, line in lines if zone == "notes"]
    height = top - min(text) + LEADING if text else 0.0
    foot = max(notes) - min(notes) + NOTE_LEADING + ABOVE_NOTES if notes else 0.0
    return (height + foot) / DEPTH


def beside(file: PressFile) -> Iterator[float]:
    """How far apart the base lines of lines beside each other in two columns are, headings apart."""
    first, second = (_base_lines(file, lang) for lang in _languages(file))
    for page, lines in first.items():
        others = second.get(page, [])
        for y in lines:
            place = bisect_left(others, y)
            apart = min((abs(other - y) for other in others[max(0, place - 1) : place + 1]), default=_NEAR)
            if apart < _NEAR:
                yield apart


def _languages(file: PressFile) -> list[str]:
    """The two languages with the most lines of text."""
    counts = {lang: len(lines) for (zone, lang), lines in file.flows.items() if zone == "text" and lang}
    return sorted(counts, key=lambda lang: counts[lang], reverse=True)[:2]


def _base_lines(file: PressFile, lang: str) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for line in file.flows["text", lang]:
        if not _HEADING.search(line.path):
            found.setdefault(line.page, []).append(line.y)
    return {page: sorted(lines) for page, lines in found.items()}
