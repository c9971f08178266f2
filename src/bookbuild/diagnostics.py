"""What a writer can get wrong, as data: places, severities, codes and their rendering.

A diagnostic states a fact (lower case, no full stop) and only its *help* suggests. It carries a code
whose explanation is one small file, ``codes/<CODE>.md``; ``bookbuild explain CODE`` prints that file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file.

    ``path`` is relative to the book's root, with ``/``. Lines and columns count from 1, columns in
    Unicode code points; the end is exclusive. ``line`` 0 means the whole file; ``end_line`` 0 means
    that only the start is known.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return self.path + "".join(f":{part}" for part in (self.line, self.column) if part)


class Severity(IntEnum):
    """How grave a diagnostic is: an error keeps an edition from being written."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Code:
    """A row of the table of codes: its default severity, its title and its explanation (Markdown)."""

    code: str
    severity: Severity
    title: str
    explanation: str


FAMILIES = {
    "M": "manifest",
    "S": "source",
    "A": "pairing",
    "T": "typography",
    "F": "fonts",
    "L": "layout",
    "E": "epub",
    "P": "press",
    "R": "runtime",
    "I": "import",
}
_CODES = Path(__file__).with_name("codes")
_HEAD = re.compile(r"# ([A-Z]\d{3}) · (note|warning|error) · (.+)")


@cache
def code(name: str) -> Code:
    """The table's row for *name*; KeyError when there is no such code."""
    resource = _CODES / f"{name}.md"
    if not re.fullmatch(r"[A-Z]\d{3}", name) or not resource.is_file():
        raise KeyError(name)
    head, _, body = resource.read_text(encoding="utf-8").partition("\n")
    match = _HEAD.fullmatch(head)
    assert match is not None, f"codes/{name}.md does not open with its own heading"
    return Code(name, Severity[match[2].upper()], match[3], body.strip())


def codes() -> tuple[Code, ...]:
    """The whole table, in order."""
    found = _CODES.iterdir()
    return tuple(
        code(item.name[:-3]) for item in sorted(found, key=lambda item: item.name) if item.name.endswith(".md")
    )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to tell the writer. ``severity`` None takes the code's own."""

    code: str
    message: str
    span: Span | None = None
    notes: tuple[str, ...] = ()
    help: str | None = None
    severity: Severity | None = None

    @property
    def level(self) -> Severity:
        """The severity in force."""
        return code(self.code).severity if self.severity is None else self.severity

    def as_json(self) -> dict[str, Any]:
        """Plain data for ``--json``."""
        span = self.span
        place = (
            None
            if span is None
            else {
                "path": span.path,
                "line": span.line,
                "column": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            }
        )
        return {
            "code": self.code,
            "severity": str(self.level),
            "message": self.message,
            "span": place,
            "notes": list(self.notes),
            "help": self.help,
        }


Diagnostics = tuple[Diagnostic, ...]


def has_errors(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> bool:
    """Whether any diagnostic fails the build (*strict*: warnings do too)."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return any(diagnostic.level >= limit for diagnostic in diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> Diagnostics:
    """Without repetitions, by place and then code: the order of a report."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda item: (item.span or Span(""), item.code, item.message)))


def width(text: str) -> int:
    """Columns *text* takes on a terminal (UAX #11: wide and full-width characters take two)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def render(diagnostic: Diagnostic, line_of: Callable[[str, int], str | None]) -> str:
    """The diagnostic as text: place, code, excerpt with carets, notes, help.

    *line_of(path, line)* gives a source line without its end, or None when it cannot be had.
    """
    span = diagnostic.span
    place = f"{span}: " if span else ""
    rows = [f"{place}{diagnostic.level}[{diagnostic.code}]: {diagnostic.message}"]
    margin = ""
    if span and span.line:
        text = line_of(span.path, span.line)
        if text is not None:
            margin = " " * len(str(span.line))
            rows += _excerpt(span, text, margin)
    rows += [f"{margin} = note: {note}" for note in diagnostic.notes]
    if diagnostic.help:
        rows.append(f"{margin} = help: {diagnostic.help}")
    return "\n".join(rows)


_LIMIT = 100  # columns of an excerpt: a paragraph is one long line, nobody wants all of it


def _excerpt(span: Span, text: str, margin: str) -> Iterator[str]:
    text = "".join(" " if char == "\t" else char if char.isprintable() else "�" for char in text)
    start = max(span.column - 1, 0)
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    if not span.end_line:
        end = start + 1
    skipped = _cut_before(text, start)
    shown = _clip(text[skipped:], _LIMIT)
    lead = "…" if skipped else ""
    before = width(lead + text[skipped:start])
    marked = width(text[start : max(end, start + 1)]) or 1
    yield f"{span.line} │ {lead}{shown}"
    yield f"{margin} │ {' ' * before}{'^' * max(1, min(marked, width(lead + shown) - before))}"


def _cut_before(text: str, start: int) -> int:
    """How many characters to leave out at the front so that *start* is in sight."""
    return 0 if width(text[:start]) < _LIMIT // 2 else max(0, start - _LIMIT // 5)


def _clip(text: str, columns: int) -> str:
    if width(text) <= columns:
        return text
    used = 0
    for index, char in enumerate(text):
        used += width(char)
        if used >= columns:
            return text[:index] + "…"
    return text
