"""Chapters + manifest → Book: titles, numbers, ids, notes and cross-references, settled once.

draft (headings, titles) → naming (ids) → notes (numbers) → links (targets). Pure; ``assemble`` is the stage.
"""

from __future__ import annotations

from collections.abc import Mapping

from bookbuild.assemble.chapter import finished
from bookbuild.assemble.draft import Draft, merged, settled
from bookbuild.assemble.links import Targets
from bookbuild.assemble.naming import PAGES, Ids, chapter_names, is_name
from bookbuild.assemble.registry import names_of, register
from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.manifest import ChapterEntry, Manifest, VolumeEntry
from bookbuild.model import UNTITLED, Bilingual, Book, Chapter, ChapterMeta, Document, Pair, Volume

__all__ = ["assemble"]

Chapters = Mapping[ChapterEntry, tuple[tuple[Document, ...], tuple[Pair, ...]]]


def assemble(manifest: Manifest, chapters: Chapters) -> tuple[Book, Diagnostics]:
    """The book of *manifest*; an entry without a chapter in *chapters* is left out.

    Ids are settled before any block is made anew, so that a link may lead forward.
    """
    ids, targets = Ids(), Targets(languages=manifest.languages)
    taken = _taken(manifest, ids)
    drafts = _drafts(manifest, chapters, taken, ids, targets)
    register(drafts.values(), ids, targets)
    names = {entry: names_of(one, ids, targets) for entry, one in drafts.items()}
    numbers = _numbers(manifest, drafts)
    done = {
        entry: finished(one, numbers.get(entry, 0), names[entry], ids, targets, manifest.languages)
        for entry, one in drafts.items()
    }
    done |= _compiled(manifest, ids)
    book = Book(
        manifest.meta,
        manifest.languages,
        _of(_first_untitled(manifest.front, done), done),
        tuple(_volume(volume, number, done) for number, volume in enumerate(manifest.volumes, 1)),
        _of(manifest.back, done),
    )
    return book, tuple(targets.problems)


def _taken(manifest: Manifest, ids: Ids) -> dict[str, str]:
    """The ids no chapter can have, in lower case, each with whose it is."""
    volumes = [volume.id for volume in manifest.volumes]
    taken = {f"part-{name}".lower(): f"a page of volume {name}" for name in volumes}
    taken |= {name.lower(): f"volume {name}" for name in volumes}
    taken |= dict.fromkeys(PAGES, "a page of the book")
    for name in dict.fromkeys((*volumes, *taken)):
        if name not in ids:
            ids.give(name)
    return taken


def _drafts(
    manifest: Manifest, chapters: Chapters, taken: Mapping[str, str], ids: Ids, targets: Targets
) -> dict[ChapterEntry, Draft]:
    """Every chapter with its id, in reading order; the ids authors gave come before derived ones."""
    entries = [entry for entry in manifest.entries() if entry in chapters]
    metas = {
        entry: merged([document.meta for document in chapters[entry][0]], manifest.languages)
        for entry in entries
    }
    names = _said(metas, taken, ids, targets)
    for entry in entries:
        if entry not in names:
            options = chapter_names(entry.paths[0][1], manifest.languages)
            names[entry] = ids.give(next((name for name in options if name not in ids), options[-1]))
    drafts: dict[ChapterEntry, Draft] = {}
    for entry in entries:
        documents, pairs = chapters[entry]
        one = Draft(names[entry], entry, documents, metas[entry], Bilingual(), None, pairs)
        drafts[entry], problems = settled(one, manifest.languages)
        targets.problems.extend(problems)
    return drafts


def _said(
    metas: Mapping[ChapterEntry, ChapterMeta], taken: Mapping[str, str], ids: Ids, targets: Targets
) -> dict[ChapterEntry, str]:
    """The ids front matter gives (A010 for one that is not free, A014 for one that cannot be an id)."""
    names: dict[ChapterEntry, str] = {}
    first: dict[str, ChapterMeta] = {}
    for entry, meta in metas.items():
        if not meta.id:
            continue
        if not (is_name(meta.id) and meta.id.isascii()):
            help_ = "use letters a-z, digits and hyphens, a letter first"
            message = f"{meta.id!r} cannot be a chapter's id"
            targets.problems.append(Diagnostic("A014", message, meta.span, help=help_))
            continue
        key = meta.id.lower()
        if key in taken or key in first:
            targets.problems.append(_not_free(meta, taken.get(key, ""), first.get(key)))
        first.setdefault(key, meta)
        names[entry] = ids.give(meta.id)
    return names


def _not_free(meta: ChapterMeta, owner: str, other: ChapterMeta | None) -> Diagnostic:
    """A010: the id is the *owner*'s, or the *other* chapter's."""
    if owner or other is None:
        message = f"{owner} has the id {meta.id}"
        return Diagnostic("A010", message, meta.span, help="give the chapter another id")
    notes = (f"first at {other.span}", *(("case does not count",) if other.id != meta.id else ()))
    message = f"another chapter has the id {other.id}"
    return Diagnostic("A010", message, meta.span, notes, "give one another id")


def _numbers(manifest: Manifest, drafts: Mapping[ChapterEntry, Draft]) -> dict[ChapterEntry, int]:
    """Chapters count from 1 in each volume, appendices in the book if there are several, nothing else."""
    appendices = [entry for entry, draft in drafts.items() if draft.role() == "appendix"]
    numbers = {entry: number for number, entry in enumerate(appendices, 1) if len(appendices) > 1}
    for volume in manifest.volumes:
        counted = [one for one in volume.chapters if one in drafts and drafts[one].role() == "chapter"]
        numbers |= {entry: number for number, entry in enumerate(counted, 1)}
    return numbers


def _compiled(manifest: Manifest, ids: Ids) -> dict[ChapterEntry, Chapter]:
    """The chapters without a file: nothing but a list, which the edition makes and names."""
    lists = [(manifest.front + manifest.back, "")]
    lists += [(volume.entries(), f"{volume.id}-") for volume in manifest.volumes]
    return {
        entry: Chapter(
            ids.give(prefix + entry.role), entry.role, 0, Bilingual(), None, (), (), ChapterMeta(), ()
        )
        for entries, prefix in lists
        for entry in entries
        if not entry.paths
    }


def _first_untitled(
    entries: tuple[ChapterEntry, ...], done: Mapping[ChapterEntry, Chapter]
) -> tuple[ChapterEntry, ...]:
    """Front matter in the order of books: the pages without a title come before the contents."""

    def place(entry: ChapterEntry) -> int:
        role = done[entry].role if entry in done else ""
        return UNTITLED.index(role) if role in UNTITLED else len(UNTITLED)

    return tuple(sorted(entries, key=place))


def _of(entries: tuple[ChapterEntry, ...], done: Mapping[ChapterEntry, Chapter]) -> tuple[Chapter, ...]:
    return tuple(done[entry] for entry in entries if entry in done)


def _volume(entry: VolumeEntry, number: int, done: Mapping[ChapterEntry, Chapter]) -> Volume:
    return Volume(
        entry.id,
        number,
        entry.title,
        entry.subtitle,
        _of(entry.front, done),
        _of(entry.chapters, done),
        _of(entry.back, done),
        entry.isbn,
        entry.epigraph,
        entry.description,
    )
