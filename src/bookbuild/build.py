"""The whole pipeline on one screen: the only module that knows every stage.

manifest ▸ source ▸ pairing ▸ assemble make the Book once; typography ▸ render ▸ epub or press ▸ checks make
each edition. Heavy stages are imported where they run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity, Span, has_errors, in_order
from bookbuild.model import Book, Document, Edition, Pair, Rendition
from bookbuild.runtime import record, system
from bookbuild.runtime.atomic import unwritable, write_whole
from bookbuild.runtime.record import RecordingWorld
from bookbuild.world import DiskWorld, World

if TYPE_CHECKING:
    from bookbuild.manifest import ChapterEntry, Manifest
    from bookbuild.press import Crew

BEGINNING = 315_532_800  # 1980-01-01, the first date a zip archive can hold


@dataclass(frozen=True)
class Product:
    """One edition's file: its path below the output folder, bytes, pages (PDF), seconds it took."""

    edition: str
    format: str
    path: str
    size: int = 0
    pages: int | None = None
    seconds: float = 0.0
    written: bool = False
    up_to_date: bool = False


@dataclass(frozen=True)
class Report:
    """What a run made and what it has to say."""

    products: tuple[Product, ...]
    diagnostics: Diagnostics

    def ok(self, strict: bool = False) -> bool:
        """Whether nothing failed (*strict*: not even a warning)."""
        return not has_errors(self.diagnostics, strict=strict)


class Progress(Protocol):
    """Who is told how far the work is."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: Product) -> None: ...


def build(
    root: Path,
    editions: tuple[str, ...] = (),
    *,
    jobs: int,
    output: Path,
    progress: Progress,
    strict: bool = False,
) -> Report:
    """Make the editions named (all when none is), below *output*; those up to date are left alone."""
    run = _Run(DiskWorld(root), root, output, jobs, progress, strict)
    try:
        return run.build(editions)
    finally:
        run.close()


def check(root: Path, *, progress: Progress) -> Report:
    """All diagnostics a build would give short of setting PDFs; nothing is written."""
    run = _Run(DiskWorld(root), root, root, 1, progress, False)
    return run.check()


def read_book(world: World, manifest: Manifest) -> tuple[Book | None, Diagnostics]:
    """The Book of a manifest, and all that is wrong with its chapters."""
    from bookbuild.assemble import assemble

    found: list[Diagnostic] = []
    chapters: dict[ChapterEntry, tuple[tuple[Document, ...], tuple[Pair, ...]]] = {}
    for entry in manifest.entries():
        chapter, problems = _read_chapter(world, manifest, entry)
        found += problems
        if chapter:
            chapters[entry] = chapter
    if len(chapters) < len(manifest.entries()):
        return None, in_order(found)
    book, problems = assemble(manifest, chapters)
    return book, in_order([*found, *problems])


def _read_chapter(
    world: World, manifest: Manifest, entry: ChapterEntry
) -> tuple[tuple[tuple[Document, ...], tuple[Pair, ...]] | None, Diagnostics]:
    from bookbuild import pairing, source

    read = [source.read(world, path, manifest.languages, language) for language, path in entry.paths]
    found = tuple(problem for _, problems in read for problem in problems)
    documents = tuple(document for document, _ in read if document)
    if len(documents) < len(entry.paths):
        return None, found
    pairs, problems = pairing.pair(documents, manifest.languages)
    return (documents, pairs), found + problems


def moment(world: World, manifest: Manifest) -> int:
    """The date of the book in seconds since 1970 (invariant 5): never now, never a file's."""
    from datetime import UTC, datetime

    epoch = world.environment("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return max(int(epoch), BEGINNING)
    if manifest.meta.modified:
        written = datetime.fromisoformat(manifest.meta.modified)
        aware = written if written.tzinfo else written.replace(tzinfo=UTC)
        return max(int(aware.timestamp()), BEGINNING)
    return max(world.last_commit() or BEGINNING, BEGINNING)


class _Run:
    """One run: what the stages share."""

    def __init__(
        self, world: World, root: Path, output: Path, jobs: int, progress: Progress, strict: bool
    ) -> None:
        self._outside = world
        self._world = RecordingWorld(world)
        self._root, self._output, self._jobs = root, output, jobs
        self._progress, self._strict = progress, strict
        self._found: list[Diagnostic] = []
        self._crew: Crew | None = None
        self._book: Book | None = None

    def close(self) -> None:
        if self._crew:
            self._crew.close()

    def build(self, names: tuple[str, ...]) -> Report:
        manifest = self._manifest()
        if manifest is None:
            return self._report(())
        chosen = self._chosen(manifest, names)
        tool = record.tool_digest()
        stale = [edition for edition in chosen if not self._up_to_date(manifest, edition, tool)]
        self._hire(stale)
        products = []
        for edition in chosen:
            product = self._make(manifest, edition, tool) if edition in stale else self._kept(manifest, edition)
            self._progress.made(product)
            products.append(product)
        return self._report(products)

    def check(self) -> Report:
        manifest = self._manifest()
        book = self._read(manifest) if manifest else None
        if manifest and book:
            for edition in manifest.editions:
                self._progress.stage(edition.name, "check")
                self._check(manifest, book, edition)
        return self._report(())

    def _check(self, manifest: Manifest, book: Book, edition: Edition) -> None:
        if not self._misdefined(manifest, edition):
            typeset, rendition = self._rendered(book, edition, self._world)
            if rendition and edition.format == "epub":
                self._epub(typeset, edition, rendition, moment(self._world, manifest), self._world)

    def _report(self, products: Iterable[Product]) -> Report:
        return Report(tuple(products), in_order(self._found))

    def _manifest(self) -> Manifest | None:
        from bookbuild import manifest

        loaded, problems = manifest.load(self._world)
        self._found += problems
        return loaded

    def _chosen(self, manifest: Manifest, names: tuple[str, ...]) -> tuple[Edition, ...]:
        known = {edition.name for edition in manifest.editions}
        for name in names:
            if name not in known:
                message = f"there is no edition {name}"
                span = manifest.span_of(("editions",))
                help = f"the editions are {', '.join(sorted(known))}"
                self._found.append(Diagnostic("R011", message, Span(span.path, span.line), help=help))
        return tuple(edition for edition in manifest.editions if not names or edition.name in names)

    def _hire(self, editions: Sequence[Edition]) -> None:
        """Start the typesetters at once: they load while the chapters are read."""
        from bookbuild.press import gather

        if any(edition.format == "pdf" for edition in editions) and system.has_pango():
            self._crew = gather(self._jobs)

    # ------------------------------------------------------------ one edition

    def _path(self, manifest: Manifest, edition: Edition) -> str:
        from bookbuild.manifest import output_name

        return output_name(manifest, edition).removeprefix("dist/")

    def _up_to_date(self, manifest: Manifest, edition: Edition, tool: str) -> bool:
        kept = record.load(self._root, self._path(manifest, edition))
        if kept is None or (self._strict and kept.warned):
            return False
        return kept.holds(self._outside, tool, self._output)

    def _kept(self, manifest: Manifest, edition: Edition) -> Product:
        path = self._path(manifest, edition)
        kept = record.load(self._root, path)
        size = (self._output / path).stat().st_size
        pages = kept.pages if kept else None
        return Product(edition.name, edition.format, path, size, pages, up_to_date=True)

    def _make(self, manifest: Manifest, edition: Edition, tool: str) -> Product:
        started = time.monotonic()
        path = self._path(manifest, edition)
        product = Product(edition.name, edition.format, path)
        world = RecordingWorld(self._outside)
        data, pages = self._data(manifest, edition, world)
        if data and self._write(path, data):
            warned = has_errors(self._found, strict=True)
            answers = self._world.answers | world.answers
            record.save(self._root, path, record.Record.of(tool, path, data, pages, warned, answers))
            product = replace(product, size=len(data), pages=pages, written=True)
        else:
            record.forget(self._root, [path])
            self._found.append(Diagnostic("R012", f"the edition {edition.name} is not written", edition.span))
        return replace(product, seconds=time.monotonic() - started)

    def _read(self, manifest: Manifest) -> Book | None:
        """The Book, read once a run; None when an error keeps every edition from being written."""
        if self._book is None and not self._blocked(manifest):
            self._progress.stage("", "read")
            self._book, problems = read_book(self._world, manifest)
            self._found += problems
        return None if self._blocked(manifest) else self._book

    def _blocked(self, manifest: Manifest) -> bool:
        """Whether an error concerns more than the definition or the making of one edition."""
        whole = manifest.span_of(("editions",))
        return any(
            problem.level == Severity.ERROR and problem.code[0] in "MSA" and not _within(problem.span, whole)
            for problem in self._found
        )

    def _misdefined(self, manifest: Manifest, edition: Edition) -> bool:
        """Whether the manifest defines this edition wrongly."""
        place = manifest.span_of(("editions", edition.name))
        return any(
            problem.level == Severity.ERROR and problem.code[0] == "M" and _within(problem.span, place)
            for problem in self._found
        )

    def _data(self, manifest: Manifest, edition: Edition, world: World) -> tuple[bytes, int | None]:
        """The edition's bytes and pages; b'' when it must not be written."""
        book = self._read(manifest)
        if book is None or self._misdefined(manifest, edition):
            return b"", None
        typeset, rendition = self._rendered(book, edition, world)
        if rendition is None:
            return b"", None
        date = moment(self._world, manifest)
        if edition.format == "epub":
            return self._epub(typeset, edition, rendition, date, world), None
        return self._pdf(typeset, edition, rendition, date)

    def _rendered(self, book: Book, edition: Edition, world: World) -> tuple[Book, Rendition | None]:
        """The book as typography leaves it and its units, None after an error."""
        from bookbuild import render, typography

        self._progress.stage(edition.name, "render")
        typeset = typography.apply(book, edition)
        rendition, problems = render.render(typeset, edition, world)
        self._found += problems
        return typeset, None if has_errors(problems) else rendition

    def _epub(self, book: Book, edition: Edition, rendition: Rendition, date: int, world: World) -> bytes:
        from bookbuild import checks, cover, epub, render

        self._progress.stage(edition.name, "epub")
        images = {render.image_name(path): world.read(path) for path in rendition.images}
        picture, problems = cover.draw(book, edition)
        data, more = epub.write(book, edition, rendition, images, picture, date)
        problems += more
        if not has_errors(problems):
            self._progress.stage(edition.name, "check")
            problems += tuple(checks.check_epub(data, book, edition))
        self._found += problems
        return b"" if has_errors(problems) else data

    def _pdf(self, book: Book, edition: Edition, rendition: Rendition, date: int) -> tuple[bytes, int | None]:
        if self._crew is None:
            help = system.install_line((system.PANGO,))
            self._found.append(Diagnostic("P008", f"{edition.name} needs Pango", edition.span, help=help))
            return b"", None
        from bookbuild import press
        from bookbuild.runtime.pool import WorkerDied

        self._progress.stage(edition.name, "typeset")
        tell = partial(self._progress.chapter, edition.name)
        try:
            printed, problems = press.write(book, edition, rendition, self._outside, self._crew, date, tell)
        except WorkerDied as death:
            self._found.append(Diagnostic("R010", f"{death} while setting {edition.name}", edition.span))
            self._crew.close()
            self._crew = press.gather(self._jobs)
            return b"", None
        self._found += problems
        return (printed.pdf, printed.pages) if printed else (b"", None)

    def _write(self, path: str, data: bytes) -> bool:
        try:
            write_whole(self._output / path, data)
        except OSError as error:
            self._found.append(unwritable(path, error))
            return False
        return True


def _within(span: Span | None, whole: Span) -> bool:
    return span is not None and span.path == whole.path and whole.line <= span.line <= whole.end_line
