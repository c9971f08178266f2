"""What of the author's text a finished PDF has lost: the proof every build gives of what it wrote.

What a stylesheet adds, or sets in capitals, is no loss; ``check --press`` tells of it (P026).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product, takewhile

from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.value import Difference, Looked, PressFile, SetLine, Stretch
from bookbuild.diagnostics import Diagnostic, Severity, Span

_SHOWN = 30  # characters shown of a passage that is missing
_LEVEL = 0.45  # ems between baselines under which lines stand on each other
_ACROSS = 0.6  # ems they must share


def nothing_is_lost(file: PressFile, tell: Teller) -> Looked:
    """P011: every character of the book can be seen and copied, in the order of its language."""
    for difference in file.differences:
        lost = bool(difference.wanted) and difference.wanted.casefold() != difference.found.casefold()
        near = difference.before + difference.wanted
        told = tell.of("P011", difference.page, difference.span, near, said(difference)) if lost else None
        yield _graded(told, difference.span)


def nothing_overlaps(file: PressFile, tell: Teller) -> Looked:
    """P029: no line of the author's text lies on another."""
    pages: dict[int, list[tuple[SetLine, Stretch]]] = {}
    for stretch in file.stretches:
        for line in stretch.lines:
            pages.setdefault(line.line.page, []).append((line, stretch))
    for held in pages.values():
        held.sort(key=lambda item: -item[0].line.y)
        for index, (line, stretch) in enumerate(held):
            other = _below(line, held, index)
            what = f"lies on “{short(other)}”" if other else ""
            told = tell.of_line("P029", line.line, stretch.span, what) if what else None
            yield _graded(told, stretch.span)


def _below(line: SetLine, held: list[tuple[SetLine, Stretch]], index: int) -> str:
    """The text of the next line that lies on *line*; '' where none does."""
    size = line.line.size
    near = takewhile(
        lambda item: line.line.y - item[0].line.y < _LEVEL * size,
        (held[number] for number in range(index + 1, len(held))),
    )
    return next((other.line.ink for other, _ in near if _meets(line, other)), "")


def _meets(one: SetLine, other: SetLine) -> bool:
    small = min(one.line.size, other.line.size)
    if one.line.y - other.line.y >= _LEVEL * small:
        return False
    (left, right), (low, high) = one.line.extent, other.line.extent
    if min(right, high) - max(left, low) <= _ACROSS * small:
        return False
    pairs = product(one.line.runs, other.line.runs)  # runs of one may stand between those of the other
    return any(min(run.x1, by.x1) - max(run.x0, by.x0) > _ACROSS * small for run, by in pairs)


def _graded(told: Diagnostic | None, span: Span | None) -> Diagnostic | None:
    """An error where the author wrote the text; a warning on pages bookbuild makes, which may be hidden."""
    if told is None or span:
        return told
    return Diagnostic(told.code, told.message, told.span, severity=Severity.WARNING)


def said(difference: Difference) -> str:
    """In words how a page reads otherwise."""
    wanted, found = short(difference.wanted), short(difference.found)
    after = f" after “{difference.before}”" if difference.before else ""
    if not found:
        return f"“{wanted}” is missing{after}"
    if not wanted:
        return f"“{found}”, which is not the author's, stands{after or ' there'}"
    return f"“{found}” stands for “{wanted}”{after}"


def short(text: str) -> str:
    """The beginning of a long text, and how long it is."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"


def losses(file: PressFile, tell: Teller) -> Iterator[Diagnostic]:
    """All of it."""
    for rule in (nothing_is_lost, nothing_overlaps):
        yield from (fault for fault in rule(file, tell) if fault)
