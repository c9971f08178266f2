"""The table of contents as a value, two levels deep: Kindle shows no more, some e-ink devices one.

Volumes and the chapters below them; where no volume has a page of its own, chapters and their sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.epub.sections import sections
from bookbuild.epub.words import Labels, words
from bookbuild.model import PageMark, Unit

_NAMED_BY_KIND = ("titlepage", "colophon")
_LISTED = (*_NAMED_BY_KIND, "part", "chapter")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``href`` counts from the package document."""

    id: str
    labels: Labels
    href: str
    children: tuple[Entry, ...] = ()


def href(unit: Unit) -> str:
    """Where the unit's document lies, from the package document."""
    return f"text/{unit.id}.xhtml"


def mark_href(mark: PageMark) -> str:
    """Where a printed page begins, from the package document."""
    return f"text/{mark.unit}.xhtml#{mark.id}"


def contents(units: Sequence[Unit], languages: tuple[str, ...]) -> tuple[Entry, ...]:
    """Volumes ▸ chapters, or chapters ▸ sections, in reading order as EPUBCheck wants."""
    listed = [unit for unit in units if unit.kind in _LISTED]
    entries = tuple(_nested(listed, languages))
    if any(unit.kind == "part" for unit in units):
        return entries
    below = {unit.id: tuple(_sections(unit, languages)) for unit in listed if unit.chapter}
    return tuple(replace(entry, children=below.get(entry.id, ())) for entry in entries)


def _sections(unit: Unit, languages: tuple[str, ...]) -> Iterator[Entry]:
    for id, labels in sections(unit.chapter, languages) if unit.chapter else ():
        if labels:
            yield Entry(id, labels, f"{href(unit)}#{id}")


def _nested(units: Sequence[Unit], languages: tuple[str, ...]) -> Iterator[Entry]:
    """Each part takes the units of its volume that follow it without a break."""
    index = 0
    while index < len(units):
        unit = units[index]
        index += 1
        entry = Entry(unit.id, _labels(unit, languages), href(unit))
        if unit.kind == "part":
            start = index
            while index < len(units) and _below(unit, units[index]):
                index += 1
            entry = replace(entry, children=tuple(_nested(units[start:index], languages)))
        yield entry


def _below(part: Unit, unit: Unit) -> bool:
    return unit.kind != "part" and unit.volume == part.volume


def _labels(unit: Unit, languages: tuple[str, ...]) -> Labels:
    """A unit without a title is known by its id: an empty label is not allowed (EPUB 3.3 §7.3)."""
    if unit.kind in _NAMED_BY_KIND:
        return words(unit.kind, languages)
    return unit.title.in_order(languages) or (("en", unit.id),)
