"""A PressFile with the author's text found in it: its stretches line by line, and all that differs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bookbuild.checks.press.match import Gap, Held, match
from bookbuild.checks.press.value import Difference, Key, PressFile, SetLine, Stretch
from bookbuild.checks.press.wanted import Flow, Wanted

_BEFORE = 8  # characters shown before a difference


def proved(file: PressFile, flows: Mapping[Key, Flow]) -> PressFile:
    """*file* with what the flows want found in it, flow by flow."""
    stretches: list[Stretch] = []
    differences: list[Difference] = []
    for key in dict.fromkeys((*flows, *file.flows)):
        flow = flows.get(key, Flow())
        held, gaps = match(flow, file.flows.get(key, ()))
        stretches += _stretches(flow, held)
        differences += _differences(flow, gaps)
    compared = sum(len(flow.text) for flow in flows.values())
    return replace(file, stretches=tuple(stretches), differences=tuple(differences), compared=compared)


def _stretches(flow: Flow, held: Iterable[Held]) -> Iterator[Stretch]:
    starts = [wanted.start for wanted in flow.stretches]
    lines: dict[int, list[Held]] = {}
    for line in held:
        if line.end > line.start:
            lines.setdefault(bisect_right(starts, line.start) - 1, []).append(line)
    for index, inside in lines.items():
        yield _stretch(flow, flow.stretches[index], inside)


def _stretch(flow: Flow, wanted: Wanted, held: Sequence[Held]) -> Stretch:
    ends = wanted.breaks | {wanted.end}
    lines = tuple(
        SetLine(line, start - wanted.start, end - wanted.start, end in ends or end > wanted.end)
        for line, start, end in held
    )
    spaces = frozenset(offset - wanted.start for offset in wanted.spaces)
    text = flow.text[wanted.start : wanted.end]
    return Stretch(wanted.kind, wanted.lang, wanted.span, text, spaces, lines, wanted.facing)


def _differences(flow: Flow, gaps: Iterable[Gap]) -> Iterator[Difference]:
    """Each gap by the stretches it goes through: what was found for it is told with the first."""
    starts = [wanted.start for wanted in flow.stretches]
    for gap in gaps:
        first, last = (max(bisect_right(starts, at) - 1, 0) for at in (gap.start, max(gap.end - 1, gap.start)))
        found = gap.found
        for index, wanted in enumerate(flow.stretches[first : last + 1], first):
            start = gap.start if index == first else wanted.start
            end = gap.end if index == last else flow.stretches[index + 1].start
            before = flow.text[max(0, start - _BEFORE) : start]
            yield Difference(gap.page, flow.text[start:end], found, before, wanted.span)
            found = ""
        if not flow.stretches:
            yield Difference(gap.page, "", found, "", None)
