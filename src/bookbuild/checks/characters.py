"""Before anything is set: has the book a face for each of its characters?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.fonts.library import suggestion
from bookbuild.fonts.report import named
from bookbuild.model import Book, Edition, Rendition
from bookbuild.runtime import system
from bookbuild.world import World

if TYPE_CHECKING:
    from bookbuild.fonts.needs import Missing, Needs

_EACH = 20  # characters reported one by one; the others are counted and listed together
_PLACES = 3


def check_characters(
    needs: Needs, rendition: Rendition, book: Book, edition: Edition, world: World
) -> Diagnostics:
    """F010 for each character of *rendition* that no face asked for has; F016 in an EPUB.

    There it is the reader's own font that sets it, if that has it.
    """
    missing = needs.missing(rendition.units)
    finder = _Places(book, edition, world)
    singly, together = missing[:_EACH], missing[_EACH:]
    help = _help(missing) if missing else ""
    code = "F016" if edition.format == "epub" else "F010"
    found = [_one(code, item, finder, help) for item in singly]
    return (*found, *((_rest(code, together, finder, help),) if together else ()))


def _one(code: str, item: Missing, finder: _Places, help: str) -> Diagnostic:
    count = len(item.owners)
    spans = finder.of(item)
    notes = [f"searched: {', '.join(item.searched)}"]
    if spans[1:]:
        notes.append("also at " + ", ".join(map(str, spans[1:])))
    times = "once" if count == 1 else f"{count} times"
    return Diagnostic(code, f"no face has {named(item.char)}, used {times}", spans[0], tuple(notes), help)


def _rest(code: str, items: Sequence[Missing], finder: _Places, help: str) -> Diagnostic:
    count = sum(len(item.owners) for item in items)
    message = f"no face has {len(items)} more characters, used {count} times"
    notes = (f"they are {ranges(ord(item.char) for item in items)}",)
    return Diagnostic(code, message, finder.of(items[0])[0], notes, help)


def ranges(codes: Iterable[int]) -> str:
    """Code points in order, neighbours as ranges: ``U+4E00–4E02, U+4E07``."""
    runs = groupby(enumerate(sorted(set(codes))), key=lambda item: item[1] - item[0])
    listed = []
    for _, group in runs:
        run = [code for _, code in group]
        listed.append(f"U+{run[0]:04X}" + (f"–{run[-1]:04X}" if len(run) > 1 else ""))
    return ", ".join(listed)


def _help(missing: Sequence[Missing]) -> str:
    if family := suggestion(item.char for item in missing):
        what = "it" if len(missing) == 1 else "all of them"
        return f"{family} has {what}: add it under fonts in book.yaml, behind the first face of a role"
    parts = tuple(part for part in _helpful(missing) if part in system.missing_parts())
    line = system.install_line(parts)
    first = f"install {' and '.join(part.name for part in parts)} ({line}), or " if line else ""
    return f"{first}name a face that has it under fonts in book.yaml, or write another character"


def _helpful(missing: Iterable[Missing]) -> Iterator[system.Part]:
    """The usual faces of the roles that may have such characters."""
    kinds = {unicodedata.category(item.char)[0] for item in missing}
    if any(unicodedata.name(item.char, "").startswith("CJK ") for item in missing):
        yield system.RARE
    if "S" in kinds:
        yield system.SYMBOLS


class _Places:
    """Where in the author's files a character stands."""

    def __init__(self, book: Book, edition: Edition, world: World) -> None:
        self._places = book.places()
        self._edition = edition
        self._world = world
        self._lines = cache(self._read)

    def of(self, item: Missing) -> tuple[Span, ...]:
        """The first places of *item*, one for each passage."""
        spans = (self._span(owner, item.char) for owner in dict.fromkeys(name for _, name in item.owners))
        return tuple(dict.fromkeys(_first(spans, _PLACES)))

    def _span(self, owner: str, char: str) -> Span:
        block = self._places.get(owner)
        if block:
            return self._within(block, char) or block
        manifest = Span(self._edition.span.path, 1)
        return self._within(manifest, char) or self._edition.span

    def _within(self, block: Span, char: str) -> Span | None:
        """The first place of *char* from the beginning of *block* on, as it is written there."""
        lines = self._lines(block.path)
        last = block.end_line or len(lines)
        for number in range(max(block.line, 1), last + 1):
            line = lines[number - 1] if number <= len(lines) else ""
            if column := line.find(char) + 1:
                return Span(block.path, number, column, number, column + 1)
        return None

    def _read(self, path: str) -> list[str]:
        try:
            return self._world.read(path).decode("utf-8-sig", "replace").split("\n")
        except OSError:
            return []


def _first(spans: Iterable[Span], count: int) -> Iterator[Span]:
    for _, span in zip(range(count), spans, strict=False):
        yield span
