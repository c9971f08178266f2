"""How a rule says where: the page as printed, and the place in the author's file, as narrow as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bookbuild.checks.press.value import Line, PressFile
from bookbuild.diagnostics import Diagnostic, Span

_LENGTHS = (40, 20, 12, 8, 5)  # characters of a text that are looked for in the file, the longest first


class Teller:
    """Tells of places in one edition. ``sources``: the text of the author's files by their paths."""

    def __init__(self, edition: str, file: PressFile, sources: Mapping[str, str]) -> None:
        self._edition, self._pages = edition, file.pages
        self._lines = {path: text.split("\n") for path, text in sources.items()}

    def of_line(self, code: str, line: Line, span: Span | None, what: str) -> Diagnostic:
        """*what* is wrong with a line."""
        text = " ".join("".join(run.text for run in line.runs).split())
        return self.of(code, line.page, span, text, f"the line “{text}” {what}")

    def of(self, code: str, page: int, span: Span | None, near: str, what: str) -> Diagnostic:
        """*what* is wrong on a page, near a text that is looked for in the passage at *span*."""
        place = self._narrowed(span, near) if span else None
        return Diagnostic(code, f"{what} (page {self._pages[page].label} of {self._edition})", place)

    def _narrowed(self, span: Span, text: str) -> Span:
        """Where in its passage the text begins; the whole passage where that is not plain."""
        for length in _LENGTHS:
            head = text[:length]
            found = [
                (number, line.index(head) + 1)
                for number, line in self._passage(span)
                if len(head) == min(length, len(text)) and line.count(head) == 1
            ]
            if head and len(found) == 1:
                number, column = found[0]
                return replace(span, line=number, column=column, end_line=number, end_column=column + len(head))
        return span

    def _passage(self, span: Span) -> list[tuple[int, str]]:
        lines = self._lines.get(span.path, [])
        first, last = (span.line, max(span.line, span.end_line)) if span.line else (1, len(lines))
        return list(enumerate(lines[first - 1 : last], first))
