"""What the PDF says of the book besides its pages: outline, destinations, properties."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookbuild.model import Book, Edition, Unit
from bookbuild.press.bind import OutlineEntry, sections
from bookbuild.press.claims import Properties
from bookbuild.press.fragment import Fragment

_TARGET = re.compile(r'href="#([^"]+)"')
_UNLISTED = frozenset({"halftitle", "frontispiece", "titlepage", "colophon", "dedication", "epigraph", "cover"})


def outline(
    units: Sequence[Unit], fragments: Sequence[Fragment], languages: tuple[str, ...]
) -> tuple[OutlineEntry, ...]:
    """Volumes with their chapters, chapters with their sections; front and back matter beside them."""
    entries: list[OutlineEntry] = []
    chapters: list[OutlineEntry] = []
    part: OutlineEntry | None = None
    for index, unit in enumerate(units):
        if unit.kind in _UNLISTED:
            continue
        below = sections(fragments[index]) if unit.kind == "chapter" else ()
        entry = OutlineEntry(unit.title.plain(languages), index, children=below)
        if unit.kind == "part":
            entries += _closed(part, chapters)
            part, chapters = entry, []
        elif part is not None and unit.volume:
            chapters.append(entry)
        else:
            entries += [*_closed(part, chapters), entry]
            part, chapters = None, []
    return (*entries, *_closed(part, chapters))


def _closed(part: OutlineEntry | None, chapters: Sequence[OutlineEntry]) -> list[OutlineEntry]:
    return [] if part is None else [OutlineEntry(part.label, part.unit, children=tuple(chapters))]


def destinations(book: Book, units: Sequence[Unit]) -> frozenset[str]:
    """Ids that become named destinations: units, passages, notes, and whatever a link leads to."""
    names = {unit.id for unit in units}
    for chapter in book.chapters():
        names.add(chapter.id)
        names.update(pair.id for pair in chapter.all_pairs())
        names.update(note.id for note in chapter.notes)
    for unit in units:
        names.update(_TARGET.findall(unit.html))
    return frozenset(names)


def properties(book: Book, edition: Edition, modified: int) -> Properties:
    """The document information of an edition."""
    languages = edition.languages
    meta = book.meta
    authors = [person.name.plain(languages) for person in meta.contributors if person.role == "aut"]
    volumes = [volume for volume in book.volumes if edition.volumes == (volume.id,)]
    title = meta.title.plain(languages, " / ")
    isbn = edition.isbn.replace("-", "").replace(" ", "")
    if volumes and len(book.volumes) > 1:
        title = f"{title}: {volumes[0].title.plain(languages, ' / ')}"
    return Properties(
        title=title,
        authors=tuple(authors),
        subject=meta.description.plain(languages[:1]),
        lang=languages[0],
        modified=modified,
        identifier=f"urn:isbn:{isbn}" if isbn else meta.id,
        publisher=meta.publisher.plain(languages, " / "),
        rights=meta.rights.plain(languages, " "),
    )
