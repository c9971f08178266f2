"""What typesetting has to say, turned into diagnostics with a place in the author's files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, has_errors, in_order
from bookbuild.model import Book, Rendition, Unit
from bookbuild.press.fragment import Fragment, UnitFailed

_STYLE = re.compile(r"(?P<what>.*) at (?P<line>\d+):(?P<column>\d+)[,.:]? *(?P<why>.*)", re.DOTALL)
_GLYPH = re.compile(r"\.notdef glyph rendered .*\(U\+([0-9A-F]+)\)")
_IMAGE = re.compile(r"Failed to load image (?:at|from) [\"']?(?:file:///)?([^\"' ]+)")


class Reporter:
    """Collects what the crew reports of one edition."""

    def __init__(self, book: Book, rendition: Rendition) -> None:
        self._units = rendition.units
        self._sheets = rendition.stylesheets
        self._places = book.places()
        self._notes = {note.id for chapter in book.chapters() for note in chapter.notes}
        self._found: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        self._found.append(diagnostic)

    @property
    def failed(self) -> bool:
        """Whether something of the author's would be lost."""
        return has_errors(self._found)

    def diagnostics(self) -> Diagnostics:
        return in_order(self._found)

    def styles(self, log: Iterable[str]) -> None:
        """Rules of the author's stylesheets that WeasyPrint ignores."""
        for message in log:
            path, _, text = message.partition("\0")
            if text.startswith("unreadable: "):
                self.add(Diagnostic("P010", f"the stylesheet cannot be read: {text[12:]}", Span(path)))
                continue
            match = _STYLE.fullmatch(text)
            span = Span(path, int(match["line"]), int(match["column"])) if match else Span(path)
            self.add(Diagnostic("P003", _plain(match["what"] if match else text), span))

    def fragments(self, fragments: Sequence[Fragment]) -> None:
        """Lost notes, text and glyphs are errors; missing images are warnings."""
        for fragment in fragments:
            unit = self._units[fragment.unit]
            for name in dict.fromkeys([*fragment.lost_notes, *fragment.lost_text]):
                self.add(self._lost(name, unit))
            for name in fragment.lost_readings:
                self.add(self._unread(name, unit))
            for message in fragment.log:
                self.add(self._said(message, unit))

    def unit_failed(self, failure: UnitFailed) -> None:
        """The typesetter broke down on a unit."""
        unit = self._units[failure.unit]
        title = unit.title.texts[0][1] if unit.title.texts else unit.kind
        self.add(
            Diagnostic(
                "P009",
                f"“{title}” could not be set: {failure.reason}",
                self._at("", unit),
                help="look for extreme values in styles/print.css, or for deep nesting in the chapter",
            )
        )

    def _lost(self, name: str, unit: Unit) -> Diagnostic:
        if name in self._notes:
            return Diagnostic(
                "P001",
                "this note does not fit near its call",
                self._at(name, unit),
                help="shorten it, part it in two, or call it elsewhere",
            )
        known = name in self._places
        what = "this passage" if known else name
        return Diagnostic(
            "P002",
            f"part of {what} did not reach the page",
            self._at(name, unit),
            help="look in styles/print.css for what hides it, fixes its height or keeps it from wrapping",
        )

    def _unread(self, name: str, unit: Unit) -> Diagnostic:
        return Diagnostic(
            "T053",
            f"readings of {'this passage' if name in self._places else name} did not reach the page",
            self._at(name, unit),
            help="look in styles/print.css for what changes or cuts the text of [data-ruby]",
        )

    def _said(self, message: str, unit: Unit) -> Diagnostic:
        if match := _GLYPH.match(message):
            return Diagnostic(
                "P004",
                f"U+{match[1]} was set as an empty box",
                self._at("", unit),
                notes=("the text of the chapters has a face for each of its characters",),
                help="look at what styles/print.css generates, or name a face that has it under fonts",
            )
        if match := _IMAGE.match(message):
            return Diagnostic("P005", f"image {match[1]} could not be set", self._at("", unit))
        return Diagnostic("P007", f"the typesetter says: {_plain(message)}", self._at("", unit))

    def _at(self, name: str, unit: Unit) -> Span | None:
        if name in self._places:
            return self._places[name]
        return Span(unit.chapter.paths[0]) if unit.chapter and unit.chapter.paths else None


def _plain(message: str) -> str:
    text = " ".join(message.split())
    return text[:1].lower() + text[1:].rstrip(".")
