"""The lines of a flow laid against its text: which words of the author's a line holds, and what differs.

Line by line from the start. Where a line is not what comes next, the nearest line that is found again
further on ends the gap, and the gap is compared character by character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from bookbuild.checks.press.marks import HYPHENS
from bookbuild.checks.press.value import Line
from bookbuild.checks.press.wanted import Flow

_SURE = 6  # characters that must be found again for a line to end a gap
_NEAR = 2_000  # characters ahead that are looked at first
_SKIP = 2_000  # lines a gap may hold before the search is given up
_FINE = 1_500  # characters of a gap up to which it is compared character by character
_ADDITIONS = 40  # additions at one offset that are tried


class Held(NamedTuple):
    """A line and the text it holds, from ``start`` to ``end``."""

    line: Line
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Text from ``start`` to ``end`` for which ``found`` stands on ``page``."""

    start: int
    end: int
    found: str
    page: int


def match(flow: Flow, lines: Sequence[Line]) -> tuple[list[Held], list[Gap]]:
    """Every line with its place in the flow, and all gaps, in order."""
    matcher = _Matcher(flow, lines)
    matcher.run()
    return matcher.held, matcher.gaps


class _Matcher:
    def __init__(self, flow: Flow, lines: Sequence[Line]) -> None:
        self._text, self._additions, self._lines = flow.text, flow.additions, lines
        self._inks = [line.ink for line in lines]
        self._spent: dict[int, int] = {}
        self.held: list[Held] = []
        self.gaps: list[Gap] = []

    def run(self) -> None:
        at = index = 0
        while index < len(self._lines):
            end = self._consumed(self._inks[index], at)
            if end is None:
                at, index = self._gap(at, index)
            else:
                self.held.append(Held(self._lines[index], at, end))
                at, index = end, index + 1
        if at < len(self._text):
            page = self._lines[-1].page if self._lines else 0
            self.gaps.append(Gap(at, len(self._text), "", page))

    # ------------------------------------------------------------ a line that is what comes next

    def _consumed(self, text: str, at: int) -> int | None:
        """Where the line ends that begins *at*; None when it is not what stands there."""
        same = self._same(text, at)
        if same == len(text) or (same == len(text) - 1 and text[-1] in HYPHENS):
            return at + same
        for before in range(same, -1, -1):  # what is the author’s goes before what may be added
            if at + before in self._additions:
                end = self._after_addition(text[before:], at + before)
                if end is not None:
                    return end
        return None

    def _after_addition(self, text: str, at: int) -> int | None:
        """Where the line ends when it goes on *at* with something the stylesheet added."""
        spent = self._spent.get(at, 0)
        for number, addition in enumerate(self._additions[at][spent : spent + _ADDITIONS], spent):
            taken, last = addition(text)
            self._spent[at] = number + last  # known before the rest is looked at: no addition comes twice
            end = self._consumed(text[taken:], at) if taken else None
            if end is not None:
                return end
        self._spent[at] = spent
        return None

    def _same(self, text: str, at: int) -> int:
        """How many characters of *text* stand *at*."""
        if self._text.startswith(text, at):
            return len(text)
        pairs = zip(text, self._text[at : at + len(text)], strict=False)
        return next((n for n, (one, other) in enumerate(pairs) if one != other), len(self._text) - at)

    # ------------------------------------------------------------ one that is not

    def _gap(self, at: int, index: int) -> tuple[int, int]:
        """Past a gap: the offset and the line with which the text goes on."""
        to, following = self._found_again(at, index)
        self._compare(at, to, self._lines[index:following])
        return to, following

    def _found_again(self, at: int, index: int) -> tuple[int, int]:
        last = min(index + _SKIP, len(self._lines))
        for reach, sure in ((at + _NEAR, _SURE), (len(self._text), 2 * _SURE)):
            for line in range(index, last):
                text = self._inks[line].rstrip("".join(HYPHENS))
                to = self._text.find(text, at, reach) if len(text) >= sure else -1
                if to >= 0 and self._goes_on(line + 1, to + len(text)):
                    return to, line
        return len(self._text), len(self._lines)

    def _goes_on(self, line: int, at: int) -> bool:
        if line == len(self._lines):
            return True
        spent = dict(self._spent)
        goes_on = self._consumed(self._inks[line], at) is not None
        self._spent = spent
        return goes_on

    def _compare(self, at: int, to: int, lines: Sequence[Line]) -> None:
        """Note what differs between the text from *at* to *to* and *lines*, and what the lines hold of it."""
        inks = [_unhyphenated(line.ink) for line in lines]
        found = "".join(inks)
        page = lines[0].page if lines else self.held[-1].line.page if self.held else 0
        starts = [0, *accumulate(map(len, inks))]
        steps = list(_steps(self._text[at:to], found))
        for kind, low, high, first, last in steps:
            if kind != "equal":
                number = min(bisect_right(starts, first), len(lines)) - 1
                here = lines[number].page if lines else page
                self.gaps.append(Gap(at + low, at + high, found[first:last], here))
        for line, begin, end in zip(lines, starts, starts[1:], strict=False):
            self.held.append(Held(line, at + _carried(steps, begin), at + _carried(steps, end)))


Step = tuple[str, int, int, int, int]


def _steps(wanted: str, found: str) -> Iterator[Step]:
    """How *found* comes of *wanted*, as ``SequenceMatcher.get_opcodes`` tells it."""
    head = _common(wanted, found)
    tail = min(_common(wanted[::-1], found[::-1]), min(len(wanted), len(found)) - head)
    one, other = wanted[head : len(wanted) - tail], found[head : len(found) - tail]
    yield "equal", 0, head, 0, head
    if max(len(one), len(other)) <= _FINE:
        for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            yield kind, head + a, head + b, head + c, head + d
    else:
        yield "replace", head, head + len(one), head, head + len(other)
    yield "equal", len(wanted) - tail, len(wanted), len(found) - tail, len(found)


def _common(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _carried(steps: Sequence[Step], at: int) -> int:
    """The offset in the text that belongs to the offset *at* of what was found."""
    for _, low, high, first, last in steps:
        if first <= at < last:
            return min(low + at - first, high)
    return steps[-1][2]


def _unhyphenated(ink: str) -> str:
    return ink[:-1] if ink.endswith("\u2010") else ink
