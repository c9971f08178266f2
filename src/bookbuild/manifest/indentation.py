"""Lines of YAML that are indented like none above them: what most often is wrong when a parser complains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LINE = re.compile(r"(?P<margin> *)(?P<dash>(?:- +)*-(?= |$) *)?(?P<rest>.*)")
_KEY = re.compile(r"""(?P<key>[^\s#'"{\[&*!|>%@`,][^:#]*?|'[^']*'|"[^"]*")\s*:(?P<value>\s.*|)$""")


class Step(NamedTuple):
    """A column (from 0) where an item's dash or a key stands; ``opens``: nothing is written behind it."""

    column: int
    line: int
    dash: bool
    name: str
    opens: bool


class Misfit(NamedTuple):
    """A line (from 1) that fits none above, its first column (from 0), what is said of it."""

    line: int
    column: int
    message: str
    help: str


def misfit(lines: Sequence[str], last: int) -> Misfit | None:
    """Why the line *last* (from 1) is not indented as a line can be there, None when it is."""
    steps: list[Step] = []
    for number, line in enumerate(lines[:last], 1):
        found = list(_steps(line, number))
        if not found:
            continue
        if number == last:
            return _judged(found[0], steps)
        steps = [step for step in steps if step.column < found[0].column or _goes_on(step, found[0])]
        steps += found
    return None


def _steps(line: str, number: int) -> Iterator[Step]:
    """Where the dashes and the key of a *line* stand."""
    match = _LINE.match(line)
    if not match or not line.strip() or match["rest"].startswith("#"):
        return
    dash = match["dash"] or ""
    for at in (at for at, char in enumerate(dash) if char == "-"):
        yield Step(match.end("margin") + at, number, True, "-", not match["rest"])
    key = _KEY.match(match["rest"])
    if key:
        opens = not key["value"].split("#")[0].strip()
        yield Step(match.start("rest"), number, False, key["key"], opens)
    elif not dash:
        yield Step(match.start("rest"), number, False, match["rest"], False)


def _goes_on(step: Step, other: Step) -> bool:
    """Whether a key stays open though the *other* line begins in its column: a list may begin there."""
    return step.column == other.column and other.dash and not step.dash


def _judged(found: Step, steps: Sequence[Step]) -> Misfit | None:
    above = steps[-1] if steps else None
    if above is None or any(step.column == found.column and step.dash == found.dash for step in steps):
        return None
    if above.opens and (found.column > above.column or (found.dash and found.column == above.column)):
        return None
    near = min(
        (step for step in steps if step.dash == found.dash),
        key=lambda step: (abs(step.column - found.column), -step.column),
        default=None,
    )
    if near is None:
        return None
    what = "list item" if found.dash else "key"
    message = f"a {what} stands with {_spaces(found.column)} before it, which no {what} above it has"
    where = f"line {near.line}" if found.dash else f'"{near.name}" of line {near.line}'
    return Misfit(found.line, found.column, message, f"begin it below {where}, with {_spaces(near.column)}")


def _spaces(count: int) -> str:
    return {0: "no space", 1: "1 space"}.get(count, f"{count} spaces")
