"""Chapters + manifest → Book: titles, numbers, ids, notes and cross-references, settled once.

draft (headings, titles) → naming (ids) → notes (numbers) → links (targets). Pure; ``assemble`` is the stage.
"""

from __future__ import annotations

from collections.abc import Mapping

from bookbuild.assemble.chapter import finished
from bookbuild.assemble.draft import Draft, draft, merged
from bookbuild.assemble.links import Targets
from bookbuild.assemble.naming import Ids, chapter_names, is_name
from bookbuild.assemble.registry import names_of, register
from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.manifest import ChapterEntry, Manifest, VolumeEntry
from bookbuild.model import Book, Chapter, Document, Pair, Volume

__all__ = ["assemble"]

Chapters = Mapping[ChapterEntry, tuple[tuple[Document, ...], tuple[Pair, ...]]]


def assemble(manifest: Manifest, chapters: Chapters) -> tuple[Book, Diagnostics]:
    """The book of *manifest*; an entry without a chapter in *chapters* is left out.

    Ids are settled before any block is made anew, so that a link may lead forward.
    """
    ids, targets = Ids(), Targets()
    drafts = _drafts(manifest, chapters, ids, targets)
    register(drafts.values(), ids, targets)
    names = {entry: names_of(one, ids, targets, manifest.languages) for entry, one in drafts.items()}
    numbers = _numbers(manifest, drafts)
    done = {
        entry: finished(one, numbers.get(entry, 0), names[entry], ids, targets, manifest.languages)
        for entry, one in drafts.items()
    }
    book = Book(
        manifest.meta,
        manifest.languages,
        _of(manifest.front, done),
        tuple(_volume(volume, number, done) for number, volume in enumerate(manifest.volumes, 1)),
        _of(manifest.back, done),
    )
    return book, tuple(targets.problems)


def _drafts(
    manifest: Manifest, chapters: Chapters, ids: Ids, targets: Targets
) -> dict[ChapterEntry, Draft]:
    """Every chapter with its id, in reading order; the author's ids (A010) come before derived ones."""
    entries = [entry for entry in manifest.entries() if entry in chapters]
    metas = {
        entry: merged([document.meta for document in chapters[entry][0]], manifest.languages)
        for entry in entries
    }
    names: dict[ChapterEntry, str] = {}
    for entry in entries:
        if is_name(wanted := metas[entry].id):
            if wanted in ids:
                first = next(other for other, name in names.items() if name == wanted)
                targets.problems.append(_twice(wanted, entry, first, metas))
            names[entry] = ids.give(wanted)
    for entry in entries:
        if entry not in names:
            options = chapter_names(entry.paths[0][1], manifest.languages)
            names[entry] = ids.give(next((name for name in options if name not in ids), options[-1]))
    drafts: dict[ChapterEntry, Draft] = {}
    for entry in entries:
        drafts[entry], problems = draft(names[entry], entry, *chapters[entry], manifest.languages)
        targets.problems.extend(problems)
    return drafts
