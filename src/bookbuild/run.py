"""One run of the program: which editions, what is up to date, where files go, what is reported."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bookbuild import build as pipeline
from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity, Span, has_errors, in_order
from bookbuild.model import Book, Edition, PageMap
from bookbuild.paging import Paging
from bookbuild.runtime import record, system
from bookbuild.runtime.atomic import unwritable, write_whole
from bookbuild.runtime.record import RecordingWorld
from bookbuild.world import DiskWorld, World

if TYPE_CHECKING:
    from bookbuild.acceptance.memory import Acceptance
    from bookbuild.aligner import Crew as Aligners
    from bookbuild.checks.press import Outcome
    from bookbuild.cover.easel import Easel
    from bookbuild.editorial import Mended
    from bookbuild.fonts.casting import Casting
    from bookbuild.manifest import Manifest
    from bookbuild.press import Crew, Printed
    from bookbuild.review import Review


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
class Readback:
    """A finished PDF as read back: its path below the output folder, what each rule found; () unread.

    ``use``: the printer it is for, or the screen.
    """

    edition: str
    path: str
    pages: int | None = None
    outcomes: tuple[Outcome, ...] = ()
    use: str = "the screen"

    @property
    def broken(self) -> tuple[str, ...]:
        """The codes of errors found in it: what keeps it from its use."""
        return tuple(item.code for item in self.outcomes if has_errors(item.faults))


@dataclass(frozen=True)
class Report:
    """What a run made and what it has to say."""

    products: tuple[Product, ...]
    diagnostics: Diagnostics

    def with_more(self, diagnostics: Diagnostics) -> Report:
        """This report with *diagnostics* too."""
        return replace(self, diagnostics=in_order((*self.diagnostics, *diagnostics)))

    def ok(self, strict: bool = False) -> bool:
        """Whether nothing failed (*strict*: not even a warning)."""
        return not has_errors(self.diagnostics, strict=strict)


FEW = 2
"""Processes that do one thing after another: align chapters, then paint covers, then think of doubts."""

_OF_ALL = ("M", "S", "A", "T054")
"""Codes of what concerns every edition: manifest, chapters, the book's glossary."""


class Progress(pipeline.Progress, Protocol):
    """Who is told how far the work is."""

    def made(self, product: Product) -> None: ...


def build(
    root: Path,
    editions: tuple[str, ...] = (),
    *,
    jobs: int,
    output: Path,
    progress: Progress,
    strict: bool = False,
    aligners: Aligners | None = None,
) -> Report:
    """Make the editions named (all when none is), below *output*; those up to date are left alone.

    *aligners*: a crew that was gathered before, for this run alone.
    """
    run = _Run(root, output, jobs, progress, strict, aligners=aligners)
    try:
        return run.build(editions)
    finally:
        run.close()


def check(root: Path, *, jobs: int = 1, progress: Progress) -> Report:
    """All diagnostics a build would give short of setting PDFs, and the proof-reading; nothing is written."""
    run = _Run(root, root, jobs, progress, False, proofs=True)
    try:
        return run.check()
    finally:
        run.close()


def mend(root: Path, *, write: bool) -> tuple[tuple[Mended, ...], Report]:
    """Mend what is surely wrong in the wording of the chapters; *write*: in their files, each whole."""
    from bookbuild import manifest

    world = DiskWorld(root)
    loaded, problems = manifest.load(world)
    if loaded is None:
        return (), Report((), problems)
    mended, refused = pipeline.mend_book(world, loaded)
    for one in mended if write else ():
        try:
            write_whole((root / one.path).resolve(), one.after)
        except OSError as error:
            failed = replace(unwritable(one.path, error), help="let yourself write there")
            return mended[: mended.index(one)], Report((), (*refused, failed))
    return mended, Report((), refused)


def check_press(
    root: Path, editions: tuple[str, ...] = (), *, output: Path, progress: Progress
) -> tuple[tuple[Readback, ...], Report]:
    """The finished PDFs below *output* read back: those of the editions named, of all when none is."""
    run = _Run(root, output, 1, progress, False)
    return run.read_back(editions)


def pairs(root: Path) -> tuple[Review | None, Report]:
    """The pairing of the book, chapter by chapter, and what reading it gave; None without a manifest."""
    from bookbuild import manifest, review

    world = DiskWorld(root)
    loaded, problems = manifest.load(world)
    if loaded is None:
        return None, Report((), problems)
    studied, more = pipeline.study_book(world, loaded, explain=True)
    return review.review(loaded, studied), Report((), in_order([*problems, *more]))


def fonts(
    root: Path, editions: tuple[str, ...] = (), *, progress: Progress
) -> tuple[tuple[Casting, ...], Report]:
    """Which face sets what in the editions named (all when none is), and what reading the book gave."""
    return _Run(root, root, 1, progress, False).fonts(editions)


def accept(root: Path, chapters: frozenset[int] = frozenset()) -> tuple[Acceptance | None, Report]:
    """Write down that the pairs of *chapters* (numbers in reading order; none: all) are right as they are.

    None when nothing is written; a chapter that cannot be read stays as it was accepted before.
    """
    from bookbuild import manifest
    from bookbuild.acceptance.record import PATH

    world = DiskWorld(root)
    loaded, problems = manifest.load(world)
    if loaded is None:
        return None, Report((), problems)
    studied, more = pipeline.study_book(world, loaded)
    memory, _ = pipeline.recall(world, loaded)
    report = Report((), in_order([*problems, *more]))
    if memory.record is None:
        return None, report
    acceptance = memory.accept(
        {
            entry.paths: recalled
            for number, (entry, recalled) in enumerate(studied, 1)
            if recalled and (not chapters or number in chapters)
        }
    )
    try:
        write_whole(root / PATH, acceptance.record.data())
    except OSError as error:
        failed = replace(unwritable(PATH, error), help="let yourself write beside book.yaml")
        return None, Report((), (*report.diagnostics, failed))
    return acceptance, report


class _Run:
    """What the steps of a run share."""

    def __init__(
        self,
        root: Path,
        output: Path,
        jobs: int,
        progress: Progress,
        strict: bool,
        proofs: bool = False,
        aligners: Aligners | None = None,
    ) -> None:
        self._outside: World = DiskWorld(root)
        self._world = RecordingWorld(self._outside)
        self._root, self._output, self._jobs = root, output, jobs
        self._progress, self._strict, self._proofs = progress, strict, proofs
        self._found: list[Diagnostic] = []
        self._crew: Crew | None = None
        self._aligners = aligners
        self._easel: Easel | None = None
        self._book: Book | None = None
        self._judge: Callable[[], Diagnostics] | None = None
        self._epubs: list[Edition] = []
        self._paging = Paging(root, output, self._outside)

    def close(self) -> None:
        for hired in (self._crew, self._easel, self._aligners):
            if hired:
                hired.close()

    def build(self, names: tuple[str, ...]) -> Report:
        manifest = self._manifest()
        if manifest is None:
            return self._report(())
        chosen = self._chosen(manifest, names)
        tool = record.tool_digest()
        stale = [edition for edition in chosen if not self._up_to_date(manifest, edition, tool)]
        self._hire([*stale, *self._paging.to_set(manifest, stale, tool)])
        products: dict[Edition, list[Product]] = {edition: [] for edition in chosen}
        for edition in sorted(
            chosen, key=lambda one: bool(one.page_list)
        ):  # the pages they list are known then
            made = self._make(manifest, edition, tool) if edition in stale else self._kept(manifest, edition)
            for product in made:
                self._progress.made(product)
            products[edition] = made
        self._hear_doubts()  # also of a book of which no edition could be made
        return self._report(product for made in products.values() for product in made)

    def check(self) -> Report:
        manifest = self._manifest()
        if manifest:
            self._hire([edition for edition in manifest.editions if edition.format == "epub"])
        book = self._read(manifest) if manifest else None
        if manifest and book:
            for edition in manifest.editions:
                self._progress.stage(edition.name, "check")
                if not self._misdefined(manifest, edition):
                    self._check(manifest, book, edition)
        return self._report(())

    def fonts(self, names: tuple[str, ...]) -> tuple[tuple[Casting, ...], Report]:
        manifest = self._manifest()
        chosen = self._chosen(manifest, names) if manifest else ()
        book = self._read(manifest) if manifest else None
        castings = [
            self._cast(book, edition)
            for edition in chosen
            if manifest and book and not self._misdefined(manifest, edition)
        ]
        return tuple(castings), self._report(())

    def _cast(self, book: Book, edition: Edition) -> Casting:
        from bookbuild import faces

        typeset, edition, rendition, problems = pipeline.render_edition(book, edition, self._world)
        casting, more = faces.casting(typeset, edition, rendition, self._world)
        self._found += (*problems, *more)
        return casting

    def _check(self, manifest: Manifest, book: Book, edition: Edition) -> None:
        from bookbuild import faces

        if edition.format == "epub":
            self._data(manifest, edition, self._world)
        else:
            typeset, edition, rendition, problems = pipeline.render_edition(book, edition, self._world)
            self._found += problems
            if not has_errors(problems):
                self._found += faces.check(typeset, edition, rendition, self._world)

    def read_back(self, names: tuple[str, ...]) -> tuple[tuple[Readback, ...], Report]:
        manifest = self._manifest()
        if manifest is None:
            return (), self._report(())
        tool = record.tool_digest()
        chosen = self._chosen(manifest, names)
        for edition in chosen if names else ():
            if edition.format != "pdf":
                self._found.append(Diagnostic("R011", f"{edition.name} is no PDF edition", edition.span))
        printed = [edition for edition in chosen if edition.format == "pdf"]
        found = tuple(
            self._read_back(manifest, edition, path, tool)
            for edition in printed
            for path in self._paths(manifest, edition)
        )
        return found, self._report(())

    def _read_back(self, manifest: Manifest, edition: Edition, path: str, tool: str) -> Readback:
        """One of the edition's files as read back: its pages, or its cover."""
        kept = record.load(self._root, path)
        state = self._state(path, kept, tool)
        book = None if state else self._read(manifest)
        if book is None or kept is None:
            help = f"run bookbuild build {edition.name}"
            self._found.append(Diagnostic("P027", f"{path} is {state or 'not read'}", edition.span, help=help))
            return Readback(edition.name, path)
        self._progress.stage(edition.name, "read back")
        data = (self._output / path).read_bytes()
        pages = self._path(manifest, edition)
        if path == pages:
            outcomes, problems = pipeline.read_back(data, book, edition, self._world)
        else:
            bound = record.load(self._root, pages)
            count = (bound.pages if bound else None) or 0
            outcomes, problems = pipeline.read_cover_back(data, book, edition, count)
        self._found += problems
        printer = edition.printing.printer or "the screen"
        return Readback(edition.name, path, kept.pages, outcomes or (), printer)

    def _state(self, path: str, kept: record.Record | None, tool: str) -> str:
        """Why the file cannot stand for the sources; '' when it can."""
        if not (self._output / path).is_file():
            return "missing"
        holds = kept is not None and kept.holds(self._outside, tool, self._output)
        return "" if holds else "out of date"

    def _report(self, products: Iterable[Product]) -> Report:
        return Report(tuple(products), in_order(self._found))

    def _manifest(self) -> Manifest | None:
        from bookbuild import manifest

        loaded, problems = manifest.load(self._world)
        self._found += problems
        return loaded

    def _chosen(self, manifest: Manifest, names: tuple[str, ...]) -> tuple[Edition, ...]:
        known = manifest.edition_names()
        whole = manifest.span_of(("editions",))
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, 1)
                help = f"did you mean {near[0]}?" if near else f"the editions are {', '.join(known)}"
                place = Span(whole.path)
                self._found.append(Diagnostic("R011", f"there is no edition {name}", place, help=help))
        return tuple(edition for edition in manifest.editions if not names or edition.name in names)

    def _hire(self, editions: Sequence[Edition]) -> None:
        """Start aligners and typesetters at once: they load while the chapters are read."""
        self._epubs = [edition for edition in editions if edition.format == "epub"]
        if editions:
            from bookbuild.aligner import gather as gather_aligners

            self._aligners = self._aligners or gather_aligners(self._jobs)
        if len(self._epubs) < len(editions) and system.has_pango():
            from bookbuild.press import gather

            self._crew = gather(self._jobs, self._root)

    def _draw(self, manifest: Manifest) -> None:
        """Draw covers, and load what paints them and makes EPUBs, while the aligners are at work."""
        if self._epubs:
            from bookbuild import checks, epub, render, typography  # noqa: F401
            from bookbuild.cover.easel import Easel

            self._easel = Easel(apart=self._jobs > 1)
            for edition in self._epubs:
                self._found += pipeline.draw_cover(manifest, edition, self._world, self._easel)
            if self._jobs > FEW:
                self._paint()

    def _paint(self) -> None:
        if self._easel:
            self._easel.start()

    def _painted(self, easel: Easel, edition: Edition) -> bytes:
        """The painted front of *edition*; then it is the aligners' turn again."""
        front = easel.take(pipeline.drawn(edition))
        if self._aligners:
            self._aligners.think()
        return front

    # ------------------------------------------------------------ one edition

    def _path(self, manifest: Manifest, edition: Edition) -> str:
        from bookbuild.manifest import output_name

        return output_name(manifest, edition).removeprefix("dist/")

    def _paths(self, manifest: Manifest, edition: Edition) -> tuple[str, ...]:
        """The edition's files: the book, and its print cover if it has one."""
        from bookbuild.manifest import cover_name

        cover = cover_name(manifest, edition).removeprefix("dist/")
        return (self._path(manifest, edition), *([cover] if cover else []))

    def _up_to_date(self, manifest: Manifest, edition: Edition, tool: str) -> bool:
        for path in self._paths(manifest, edition):
            kept = record.load(self._root, path)
            if kept is None or (self._strict and kept.warned):
                return False
            if not kept.holds(self._outside, tool, self._output):
                return False
        return True

    def _kept(self, manifest: Manifest, edition: Edition) -> list[Product]:
        products = []
        for path in self._paths(manifest, edition):
            kept = record.load(self._root, path)
            size = (self._output / path).stat().st_size
            pages = kept.pages if kept else None
            products.append(Product(edition.name, edition.format, path, size, pages, up_to_date=True))
        return products

    def _make(self, manifest: Manifest, edition: Edition, tool: str) -> list[Product]:
        """The edition's files, all written or none."""
        started = time.monotonic()
        paths = self._paths(manifest, edition)
        products = [Product(edition.name, edition.format, path) for path in paths]
        world = RecordingWorld(self._outside)
        pages = self._pages_for(manifest, edition, world, tool)
        made = self._data(manifest, edition, world, pages)
        if len(made) == len(paths) and all(map(self._write, paths, (data for data, _ in made))):
            warned = has_errors(self._found, strict=True)
            answers = self._world.answers | world.answers
            begun = self._paging.record(manifest, edition)
            lacking = bool(edition.page_list) and pages is None  # then it is made again next time
            for index, (path, (data, count)) in enumerate(zip(paths, made, strict=True)):
                kept = record.Record.of(tool, path, data, count, warned, answers, begun)
                if not lacking:
                    record.save(self._root, path, kept)
                products[index] = replace(products[index], size=len(data), pages=count, written=True)
        else:
            record.forget(self._root, paths)
            self._found.append(Diagnostic("R012", f"the edition {edition.name} is not written", edition.span))
        return [replace(products[0], seconds=time.monotonic() - started), *products[1:]]

    def _data(
        self, manifest: Manifest, edition: Edition, world: RecordingWorld, pages: PageMap | None = None
    ) -> list[tuple[bytes, int | None]]:
        """Bytes and pages of each of the edition's files; fewer when it must not be written.

        *pages*: those an EPUB marks.
        """
        book = self._read_ahead(manifest)
        if book is None or self._misdefined(manifest, edition):
            return []
        date = pipeline.moment(self._world, manifest)
        if edition.format == "epub" and self._easel:
            front = partial(self._painted, self._easel, edition)
            data, problems = pipeline.make_epub(book, edition, world, front, date, self._progress, pages)
            self._found += problems
            return [(data, None)] if data and self._read(manifest) else []
        if self._read(manifest) is None:
            return []
        printed, problems = self._set(manifest, book, edition, world)
        self._found += problems
        if printed is None:
            return []
        if not edition.printing.cover:
            return [(printed.pdf, printed.pages)]
        cover, more = pipeline.make_cover(book, edition, printed.pages, world, date, self._progress)
        self._found += more
        return [(printed.pdf, printed.pages), (cover, 1)] if cover else []

    def _set(
        self, manifest: Manifest, book: Book, edition: Edition, world: RecordingWorld
    ) -> tuple[Printed | None, Diagnostics]:
        """The PDF of *edition*; where its pages begin is kept for the EPUBs that list them."""
        date = pipeline.moment(self._world, manifest)
        printed, problems = pipeline.make_pdf(book, edition, world, self._crew, date, self._progress)
        self._paging.note(manifest, edition, printed, world.answers, problems)
        return printed, problems

    def _pages_for(
        self, manifest: Manifest, edition: Edition, world: RecordingWorld, tool: str
    ) -> PageMap | None:
        """Where the pages begin that *edition* lists; what that was found from is noted by *world*."""
        book = self._read(manifest) if edition.page_list else None
        if book is None:
            return None
        set_now = partial(self._set, manifest, book, world=RecordingWorld(self._outside))
        paged, problems = self._paging.pages(manifest, edition, tool, set_now)
        self._found += problems
        world.answers |= paged.answers or {}
        return paged.page_map

    def _read(self, manifest: Manifest) -> Book | None:
        """The Book, read once a run; None when an error keeps every edition from being written."""
        self._read_ahead(manifest)
        self._hear_doubts()
        return None if self._blocked(manifest) else self._book

    def _hear_doubts(self) -> None:
        """Judge the pairing of what was read, and let the aligners go."""
        if self._judge:
            self._found += self._judge()
            self._judge = None
        if self._aligners:
            self._aligners.close()

    def _read_ahead(self, manifest: Manifest) -> Book | None:
        """The Book, while its pairing may not be judged yet: an EPUB is made meanwhile."""
        from bookbuild.aligner import gather

        if self._book is None and not self._blocked(manifest):
            self._progress.stage("", "read")
            proofs = self._proofs or manifest.lint == "build"
            self._book, problems, self._judge = pipeline.read_ahead(
                self._world,
                manifest,
                self._aligners or gather(1),
                proofs,
                meanwhile=partial(self._draw, manifest),
                aligned=self._paint,
            )
            self._found += problems
            if self._aligners and self._jobs > FEW:
                self._aligners.think()
        return None if self._blocked(manifest) else self._book

    def _blocked(self, manifest: Manifest) -> bool:
        """Whether an error concerns more than the definition or the making of one edition."""
        whole = manifest.span_of(("editions",))
        return any(
            problem.level == Severity.ERROR
            and problem.code.startswith(_OF_ALL)
            and not _within(problem.span, whole)
            for problem in self._found
        )

    def _misdefined(self, manifest: Manifest, edition: Edition) -> bool:
        """Whether the manifest defines this edition wrongly."""
        value = manifest.span_of(("editions", edition.name))
        place = replace(value, line=edition.span.line)
        return any(
            problem.level == Severity.ERROR and problem.code[0] in "MT" and _within(problem.span, place)
            for problem in self._found
        )

    def _write(self, path: str, data: bytes) -> bool:
        try:
            write_whole(self._output / path, data)
        except OSError as error:
            self._found.append(unwritable(path, error))
            return False
        return True


def _within(span: Span | None, whole: Span) -> bool:
    return span is not None and span.path == whole.path and whole.line <= span.line <= whole.end_line
