"""Two files' elements side by side: what belongs together by its pairs, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bookbuild.diagnostics import Span
from bookbuild.model import Block, Place
from bookbuild.pairing import Study
from bookbuild.rewrite.element import Element

APPARATUS = frozenset({"note", "reference"})


class Unit(NamedTuple):
    """An element with the comments above it, and the notes and link definitions below."""

    lead: tuple[Element, ...]
    main: Element
    tail: tuple[Element, ...]


class Row(NamedTuple):
    """Units of one file and the units of the other that belong to them."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]


Facing = tuple[frozenset[int], frozenset[int]]
"""Lines of both files (from 0) that one pair is on."""


def facings(study: Study) -> list[Facing]:
    """The lines of every pair, in the order of the book."""
    paths = [document.path for document in study.documents]
    found = []
    for match in study.matches:
        if match.pair:
            lines: tuple[set[int], set[int]] = (set(), set())
            for span in _spans(match.pair.blocks(), [place for _, places in match.places for place in places]):
                lines[paths.index(span.path)].add(span.line - 1)
            found.append((frozenset(lines[0]), frozenset(lines[1])))
    return found


def note_twins(study: Study) -> dict[int, int]:
    """For the line of each note of the first file that of its counterpart, if it has one."""
    notes = [match for match in study.matches if match.kind == "note"]
    sides = [tuple(match.side(tag) for tag in study.languages[:2]) for match in notes]
    return {left[0].span.line - 1: right[0].span.line - 1 for left, right in sides if left and right}


def _spans(*found: Iterable[Block] | Iterable[Place]) -> Iterator[Span]:
    for things in found:
        for thing in things:
            yield thing.span


def units(elements: Sequence[Element], heard: Iterable[int]) -> tuple[list[Unit], list[Element]]:
    """*elements* around those that are printed, which stand on *heard* lines; and what is left at the end."""
    lines = set(heard)
    found: list[Unit] = []
    waiting: list[Element] = []
    for element in elements:
        printed = element.kind not in APPARATUS and lines.intersection(range(element.first, element.end))
        if printed:
            found.append(Unit(tuple(waiting), element, ()))
            waiting = []
        elif element.kind in APPARATUS and found and not waiting:
            found[-1] = found[-1]._replace(tail=(*found[-1].tail, element))
        else:
            waiting.append(element)
    ending = [*(found[-1].tail if found else ()), *waiting]
    if found:
        found[-1] = found[-1]._replace(tail=())
    return found, ending


def rows(left: Sequence[Unit], right: Sequence[Unit], pairs: Sequence[Facing]) -> list[Row]:
    """The units joined by *pairs*; each file keeps its order."""
    found: list[tuple[list[int], list[int]]] = []
    for lines in pairs:
        one, other = _met(left, lines[0]), _met(right, lines[1])
        if one or other:
            found.append((one, other))
    return [
        Row(tuple(left[at] for at in one), tuple(right[at] for at in other)) for one, other in _joined(found)
    ]


def _met(units: Sequence[Unit], lines: frozenset[int]) -> list[int]:
    return [
        index
        for index, unit in enumerate(units)
        if any(unit.main.first <= line < unit.main.end for line in lines)
    ]


def _joined(found: Sequence[tuple[list[int], list[int]]]) -> Iterator[tuple[list[int], list[int]]]:
    """Neighbours that share a unit, or stand in another order than in their files, as one."""
    joined: list[tuple[list[int], list[int]]] = []
    for one, other in found:
        while joined and (_touch(joined[-1][0], one) or _touch(joined[-1][1], other)):
            before = joined.pop()
            one, other = sorted({*before[0], *one}), sorted({*before[1], *other})
        joined.append((one, other))
    yield from joined


def _touch(before: Sequence[int], behind: Sequence[int]) -> bool:
    return bool(before and behind) and before[-1] >= behind[0]
