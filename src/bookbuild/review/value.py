"""What is reviewed: the book, its parts, its chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.acceptance import Recalled
from bookbuild.manifest import ChapterEntry, Manifest
from bookbuild.model import Bilingual, Heading
from bookbuild.pairing import Study
from bookbuild.review.coverage import Coverage, coverage, total, weighed
from bookbuild.review.rows import Row, rows
from bookbuild.review.text import plain


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. ``number`` counts from 1 in reading order; ``volume`` is an id, '' outside of all.

    ``paths``: for each language of the book its file. ``read``: False for one that cannot be read; it
    has no rows.
    """

    number: int
    title: Bilingual
    paths: tuple[tuple[str, str], ...]
    volume: str
    rows: tuple[Row, ...]
    coverage: Coverage
    read: bool = True

    def files(self) -> tuple[str, ...]:
        """Its file, or its parallel files."""
        return tuple(dict.fromkeys(path for _, path in self.paths))

    def questionable(self) -> Chapter:
        """The chapter with those rows only that somebody should look at; its coverage is the whole's."""
        return replace(self, rows=tuple(row for row in self.rows if row.questionable))


@dataclass(frozen=True, slots=True)
class Part:
    """A volume, or what stands before or after the volumes (``title`` empty)."""

    id: str
    title: Bilingual
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The pairing of a book to read through."""

    title: Bilingual
    languages: tuple[str, ...]
    parts: tuple[Part, ...]

    def chapters(self) -> Iterator[Chapter]:
        for part in self.parts:
            yield from part.chapters

    def coverage(self, chapters: Iterator[Chapter] | Sequence[Chapter]) -> Coverage:
        """The sum over *chapters*."""
        return total((chapter.coverage for chapter in chapters), self.languages)

    def only(self, numbers: frozenset[int]) -> Review:
        """Those chapters alone; a part without any is gone."""
        parts = (
            replace(part, chapters=tuple(one for one in part.chapters if one.number in numbers))
            for part in self.parts
        )
        return replace(self, parts=tuple(part for part in parts if part.chapters))

    def questionable(self) -> Review:
        """What somebody should look at, chapter by chapter."""
        parts = (
            replace(part, chapters=tuple(chapter.questionable() for chapter in part.chapters))
            for part in self.parts
        )
        return replace(self, parts=tuple(parts))


def review(manifest: Manifest, chapters: Sequence[tuple[ChapterEntry, Recalled | None]]) -> Review:
    """The review of a book, from what is known of every entry of its manifest."""
    known: Mapping[ChapterEntry, tuple[int, Recalled | None]] = {
        entry: (number, recalled) for number, (entry, recalled) in enumerate(chapters, 1)
    }

    def part(id: str, title: Bilingual, entries: Sequence[ChapterEntry]) -> Part:
        return Part(id, title, tuple(_chapter(manifest, entry, id, *known[entry]) for entry in entries))

    parts = (
        part("", Bilingual(), manifest.front),
        *(part(volume.id, volume.title, volume.entries()) for volume in manifest.volumes),
        part("", Bilingual(), manifest.back),
    )
    return Review(manifest.meta.title, manifest.languages, tuple(one for one in parts if one.chapters))


def _chapter(
    manifest: Manifest, entry: ChapterEntry, volume: str, number: int, recalled: Recalled | None
) -> Chapter:
    found = weighed(rows(recalled)) if recalled else ()
    whole = dict(entry.paths).get("", "")
    own = dict(entry.paths)
    paths = tuple((tag, whole or own[tag]) for tag in manifest.languages if whole or tag in own)
    title = _title(recalled.study, manifest.languages) if recalled else Bilingual()
    counted = coverage(found, manifest.languages)
    return Chapter(number, title, paths, volume, found, counted, recalled is not None)


def _title(study: Study, languages: tuple[str, ...]) -> Bilingual:
    """What the front matter or the first heading in each language says."""
    texts: dict[str, str] = {}
    for tag in languages:
        said = [document.meta.title.get(tag) for document in study.documents]
        said += [
            plain(block.content).replace("\n", " ")
            for document in study.documents
            for block in document.blocks
            if isinstance(block, Heading) and block.lang in (tag, "")
        ]
        texts[tag] = next(filter(None, said), "")
    return Bilingual.of(texts)
