"""Collecting what is to be told about one file, with places found in its lines."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity, Span, in_order


class Report:
    """The diagnostics of one file. Lines here count from 0, as the parser's do; Spans count from 1.

    ``remarks`` are the comments that are meant for bookbuild.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.split("\n")
        self.remarks: list[tuple[str, Span]] = []
        self._found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        message: str,
        span: Span,
        help: str | None = None,
        notes: Iterable[str] = (),
        severity: Severity | None = None,
    ) -> None:
        self._found.append(Diagnostic(code, message, span, tuple(notes), help, severity))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found.extend(diagnostics)

    def span(self, first: int, end: int) -> Span:
        """The whole lines from *first* up to *end* (exclusive)."""
        last = max(first, min(end, len(self.lines)) - 1)
        width = len(self.lines[last]) if last < len(self.lines) else 0
        return Span(self.path, first + 1, 1, last + 1, width + 1)

    def find(self, needle: str, first: int, end: int) -> Span:
        """Where *needle* first stands in those lines; their beginning when it is written otherwise."""
        needle = needle.partition("\n")[0]
        for line in range(first, min(end, len(self.lines))):
            column = self.lines[line].find(needle) if needle else -1
            if column >= 0:
                return Span(self.path, line + 1, column + 1, line + 1, column + 1 + len(needle))
        return Span(self.path, first + 1, 1)

    def sorted(self) -> Diagnostics:
        """Everything found, in the order of the file."""
        return in_order(self._found)
