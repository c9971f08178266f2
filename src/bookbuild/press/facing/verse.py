"""Where a stanza may be parted: before the same line of both sides, line for line or clause for clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookbuild.press.facing.value import AVOID, STANZA, WIDOW, Side, Verse

_PAUSES = re.compile("[，。；？！]")


def numbered(stanza: int, lines: Sequence[str]) -> Iterator[Verse]:
    """The place of each line of a stanza, given their texts."""
    counts = [_clauses(line) for line in lines]
    for place in range(len(lines)):
        yield Verse(stanza, place + 1, len(lines), sum(counts[:place]), sum(counts))


def _clauses(line: str) -> int:
    """How many clauses a line holds: Chinese verse has two or four on one, with a pause after each."""
    return max(1, sum(any(map(str.isalpha, part)) for part in _PAUSES.split(line)))


def in_step(first: Side, second: Side) -> set[tuple[int, int]]:
    """The atoms of both sides that begin the same line of a stanza, of as many lines or as many clauses."""
    places, facing = _places(first), _places(second)
    return {(places[key], facing[key]) for key in places.keys() & facing.keys()}


def _places(side: Side) -> dict[tuple[str, int, int, int], int]:
    found: dict[tuple[str, int, int, int], int] = {}
    for index, atom in enumerate(side):
        stanza, line, lines, before, clauses = atom.verse
        if line > 1:
            found.setdefault(("lines", stanza, line, lines), index)
            found.setdefault(("clauses", stanza, before, clauses), index)
    return found


def price(places: Sequence[Verse], agree: bool) -> float:
    """What it costs to part verse before these lines, one of each side that goes on: little where they *agree*;
    of the longer stanza two lines at least stay together."""
    if all(place.line <= 1 for place in places):
        return 0.0
    if not agree:
        return AVOID
    longer = max(places, key=lambda place: place.lines)
    return STANZA + (WIDOW if min(longer.line - 1, longer.lines - longer.line + 1) < 2 else 0.0)
