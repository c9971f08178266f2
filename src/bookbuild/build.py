"""The whole pipeline on one screen: the only module that knows every stage.

manifest ▸ source ▸ pairing ▸ acceptance ▸ assemble make the Book once; typography ▸ render ▸ epub or
press ▸ checks make the bytes of each edition. What is built when, and where it goes, is ``run``'s. Heavy
stages are imported where they run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, has_errors, in_order
from bookbuild.model import Book, Edition, PageMap, Rendition, Volume
from bookbuild.runtime import system
from bookbuild.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bookbuild.acceptance import Recalled
    from bookbuild.acceptance.memory import Memory
    from bookbuild.aligner import Crew as Aligners
    from bookbuild.checks.press import Outcome
    from bookbuild.cover.easel import Easel
    from bookbuild.editorial import Mended, Proof
    from bookbuild.manifest import ChapterEntry, Manifest
    from bookbuild.pairing import Outline
    from bookbuild.press import Crew, Printed

Studied = tuple[tuple["ChapterEntry", "Recalled | None"], ...]
"""The chapters of a book and their pairing, None of one that cannot be read."""

GUTTER_ROUNDS = 3  # a wider gutter makes more pages, and more pages may want a wider one
BEGINNING, END = 315_532_800, 4_354_819_198  # 1980-01-01 and 2107-12-31: what a zip archive can hold


class Progress(Protocol):
    """Who is told how far the making of an edition is."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...


def _nothing() -> None:
    """What there is to do where nobody says what."""


def read_book(world: World, manifest: Manifest, proofs: bool = False) -> tuple[Book | None, Diagnostics]:
    """The Book of a manifest, and all that is wrong with its chapters; *proofs*: with their wording too."""
    from bookbuild.aligner import gather

    book, found, judge = read_ahead(world, manifest, gather(1), proofs)
    return book, in_order([*found, *judge()])


def read_ahead(
    world: World,
    manifest: Manifest,
    crew: Aligners,
    proofs: bool = False,
    meanwhile: Callable[[], None] = _nothing,
    aligned: Callable[[], None] = _nothing,
) -> tuple[Book | None, Diagnostics, Callable[[], Diagnostics]]:
    """The Book before its pairing is judged, what is wrong with its chapters else, and what judges it.

    *crew*: who aligns them. *meanwhile*: what to do when all are read and the crew is still at work, *aligned*:
    when it is done, or all are taken.
    """
    from bookbuild.assemble import assemble

    studied, found, judge = _study_ahead(
        world, manifest, crew, traced=proofs, meanwhile=meanwhile, aligned=aligned
    )
    if proofs:
        from bookbuild.editorial import proofread

        found += tuple(proofread(_proofs(studied), manifest.spacing, manifest.path))
    chapters = {entry: (one.study.documents, one.study.pairs()) for entry, one in studied if one}
    if len(chapters) < len(manifest.entries()):
        return None, found, lambda: judge()[1]
    book, problems = assemble(manifest, chapters)
    return book, in_order([*found, *problems]), lambda: judge()[1]


def _proofs(studied: Studied) -> list[Proof]:
    """The files of a book that can be read, for proof-reading."""
    from bookbuild.editorial import Proof

    return [
        Proof(document, lang, entry.policy.ignores)
        for entry, one in studied
        for (lang, _), document in zip(entry.paths, one.study.documents if one else (), strict=False)
    ]


def mend_book(world: World, manifest: Manifest) -> tuple[tuple[Mended, ...], Diagnostics]:
    """The chapters' files with all that is wrong in their wording mended where there is no doubt."""
    from bookbuild.editorial import mend

    studied, _ = study_book(world, manifest, traced=True)
    return mend(world, _proofs(studied), manifest.languages, manifest.spacing)


def study_book(
    world: World, manifest: Manifest, explain: bool = False, traced: bool = False
) -> tuple[Studied, Diagnostics]:
    """The pairing of every chapter in reading order, None of one that cannot be read; and all that is wrong.

    *explain*: with the reasons for each pair. *traced*: with what proof-reading needs.
    """
    from bookbuild.aligner import gather

    _, found, judge = _study_ahead(world, manifest, gather(1), explain, traced)
    studied, problems = judge()
    return studied, in_order([*found, *problems])


def _study_ahead(
    world: World,
    manifest: Manifest,
    crew: Aligners,
    explain: bool = False,
    traced: bool = False,
    meanwhile: Callable[[], None] = _nothing,
    aligned: Callable[[], None] = _nothing,
) -> tuple[Studied, Diagnostics, Callable[[], tuple[Studied, Diagnostics]]]:
    """The same before the pairing is judged, and what judges it: no book waits for doubts."""
    memory, found = recall(world, manifest)
    begun = list(_begun(world, manifest, crew, explain, traced))
    meanwhile()
    at_work = True
    chapters: list[tuple[ChapterEntry, Recalled | None]] = []
    problems: list[Diagnostic] = []
    known: list[Diagnostics] = []
    for number, (entry, outline, faults) in enumerate(begun):
        one, changed = _studied(entry, outline, memory, crew, number)
        chapters.append((entry, one))
        problems += (*faults, *changed)
        known.append(_problems(entry, one))  # while the crew is at work
        if at_work and (crew.idle() or number == len(begun) - 1):
            at_work = False
            aligned()
    read = {entry.paths: one.study.documents for entry, one in chapters if one}
    return (
        tuple(chapters),
        in_order([*found, *problems, *memory.unclaimed(read)]),
        partial(_judged, tuple(chapters), known, crew),
    )


def _judged(studied: Studied, known: Sequence[Diagnostics], crew: Aligners) -> tuple[Studied, Diagnostics]:
    """What was studied, with the crew's doubts, and what the writer should know of the pairing.

    *known*: what that is of each chapter while there is no doubt, as of most.
    """
    judged, problems = [], list(known)
    for number, (entry, one) in enumerate(studied):
        if one and any(doubts := crew.doubts(number)):
            one = one.judged(doubts)
            problems[number] = _problems(entry, one)
        judged.append((entry, one))
    return tuple(judged), tuple(chain.from_iterable(problems))


def _problems(entry: ChapterEntry, one: Recalled | None) -> Diagnostics:
    """What the writer should know of the pairing of a chapter."""
    from bookbuild.pairing.policy import regrade

    return tuple(regrade(one.study.problems(), entry.policy)) if one else ()


def recall(world: World, manifest: Manifest) -> tuple[Memory, Diagnostics]:
    """What the author accepted of the book's chapters, and what is wrong with the record of it."""
    from bookbuild.acceptance.memory import remember

    return remember(world, [entry.paths for entry in manifest.entries()], manifest.languages)


def _begun(
    world: World, manifest: Manifest, crew: Aligners, explain: bool, traced: bool
) -> Iterator[tuple[ChapterEntry, Outline | None, Diagnostics]]:
    """Read every chapter, and hand it to the *crew* by its number."""
    from bookbuild import pairing, source

    languages = manifest.languages
    for number, entry in enumerate(manifest.entries()):
        read = [
            source.read(world, path, languages, language, role=entry.role, traced=traced)
            for language, path in entry.paths
        ]
        found = tuple(problem for _, problems in read for problem in problems)
        documents = tuple(document for document, _ in read if document)
        outline = pairing.outline(documents, languages) if len(documents) == len(entry.paths) else None
        if outline:
            crew.give(number, outline.items(), explain)
        yield entry, outline, found


def _studied(
    entry: ChapterEntry,
    outline: Outline | None,
    memory: Memory,
    crew: Aligners,
    number: int,
) -> tuple[Recalled | None, Diagnostics]:
    from bookbuild import acceptance, pairing

    if outline is None:
        return None, ()
    study = pairing.conclude(outline, crew.take(number))
    return acceptance.compare(study, memory.lines(entry.paths, outline.documents))


def moment(world: World, manifest: Manifest) -> int:
    """The date of the book in seconds since 1970 (invariant 5): never now, never a file's."""
    epoch = world.environment("SOURCE_DATE_EPOCH")
    if epoch and epoch.isascii() and epoch.isdigit():
        return min(max(int(epoch[:12]), BEGINNING), END)
    if manifest.meta.modified:
        written = datetime.fromisoformat(manifest.meta.modified)
        aware = written if written.tzinfo else written.replace(tzinfo=UTC)
        return min(max(int(aware.timestamp()), BEGINNING), END)
    return min(max(world.last_commit() or BEGINNING, BEGINNING), END)


def render_edition(book: Book, edition: Edition, world: World) -> tuple[Book, Edition, Rendition, Diagnostics]:
    """Book and edition as typography leaves them, and the edition's units."""
    from bookbuild import render, typography

    typeset, edition, found = typography.apply(book, edition)
    rendition, problems = render.render(typeset, edition, world)
    return typeset, edition, rendition, found + problems


def draw_cover(manifest: Manifest, edition: Edition, world: World, easel: Easel) -> Diagnostics:
    """Hand the edition's front to the painter. The title page is enough to draw it."""
    from bookbuild import typography
    from bookbuild.cover.front import svg
    from bookbuild.cover.looks import looks
    from bookbuild.fonts.choose import choose

    volumes = tuple(
        Volume(entry.id, number, entry.title, entry.subtitle, (), (), ())
        for number, entry in enumerate(manifest.volumes, 1)
    )
    book = Book(manifest.meta, manifest.languages, (), volumes, ())
    book, edition = typography.convert_script(book, edition)
    chosen, _ = choose(edition, edition.set_in(book), world)  # what it says is said when the edition is made
    own, told = looks(world)
    drawing, problems = svg(book, edition, chosen, looks=own)
    easel.give(drawn(edition), drawing)
    return told + problems


def drawn(edition: Edition) -> str:
    """What the easel calls the front of the edition."""
    return " ".join((edition.name, *edition.volumes))


def make_epub(
    book: Book,
    edition: Edition,
    world: World,
    cover: Callable[[], bytes],
    modified: int,
    progress: Progress,
    pages: PageMap | None = None,
) -> tuple[bytes, Diagnostics]:
    """The EPUB of *edition*, read back and checked; b'' with an error.

    *cover*: gives its painted front. *pages*: those it marks.
    """
    from bookbuild import checks, epub, faces, render

    progress.stage(edition.name, "render")
    typeset, edition, rendition, problems = render_edition(book, edition, world)
    if has_errors(problems):
        return b"", problems
    progress.stage(edition.name, "epub")
    if pages:
        rendition = render.with_page_breaks(rendition, pages, typeset, edition)
    images, missing = _images(rendition, world)
    clips, more = _clips(rendition, world)
    missing += more
    rendition, fonts, lacking = faces.bring(typeset, edition, rendition, world)
    problems += (*missing, *lacking)
    if has_errors(lacking):
        return b"", problems
    rendition, images = epub.fit(rendition, images, None if has_errors(missing) else edition.images)
    data, more = epub.write(typeset, edition, rendition, images, cover(), modified, {**fonts, **clips})
    problems += more
    if not has_errors(problems):
        progress.stage(edition.name, "check")
        problems += tuple(checks.check_epub(data, typeset, edition))
    return b"" if has_errors(problems) else data, problems


def _clips(rendition: Rendition, world: World) -> tuple[dict[str, bytes], Diagnostics]:
    """The recordings of an edition by their paths in the archive, and those that cannot be read or played."""
    from bookbuild import checks, render

    read, missing = _read(rendition.clips, world)
    found = checks.check_clips(read, _places(rendition)) if read else ()
    return {f"media/{render.clip_name(path)}": data for path, data in read.items()}, (*missing, *found)


def _read(paths: Iterable[str], world: World) -> tuple[dict[str, bytes], Diagnostics]:
    """The files by their paths, and R013 for those that cannot be read."""
    read: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        try:
            read[path] = world.read(path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problems.append(Diagnostic("R013", f"{path} cannot be read: {reason}", Span(path)))
    return read, tuple(problems)


def _images(rendition: Rendition, world: World) -> tuple[dict[str, bytes], Diagnostics]:
    """The images of an edition by their names in the archive, and those that cannot be read or shown."""
    from bookbuild import checks, render

    read, missing = _read(rendition.images, world)
    found = checks.check_images(read, _places(rendition)) if read else ()
    return {render.image_name(path): data for path, data in read.items()}, (*missing, *found)


def _places(rendition: Rendition) -> dict[str, Span]:
    """Where the author shows each image and each recording first."""
    from bookbuild.epub.kinds import shown_by

    places: dict[str, Span] = {}
    for unit in rendition.units:
        for shown in shown_by(unit.chapter) if unit.chapter else ():
            places.setdefault(shown.source, shown.span)
    return places


def make_pdf(
    book: Book, edition: Edition, world: World, crew: Crew | None, modified: int, progress: Progress
) -> tuple[Printed | None, Diagnostics]:
    """*edition* set and bound, read back and proven whole; None with an error. No crew: there is no Pango."""
    from bookbuild import checks, faces, press
    from bookbuild.checks.press import prove

    if crew is None:
        help = system.install_line((system.PANGO,))
        return None, (Diagnostic("P008", f"{edition.name} needs Pango", edition.span, help=help),)
    progress.stage(edition.name, "render")
    typeset, edition, rendition, problems = render_edition(book, edition, world)
    if has_errors(problems):
        return None, problems
    problems += checks.check_units(rendition, typeset, edition)
    problems += _images(rendition, world)[1]
    problems += faces.check(typeset, edition, rendition, world)
    if has_errors(problems):
        return None, problems
    progress.stage(edition.name, "typeset")
    tell = partial(progress.chapter, edition.name)

    def set_with(edition: Edition, rendition: Rendition) -> tuple[press.Printed | None, Diagnostics]:
        return press.write(typeset, edition, rendition, world, crew, modified, tell)

    printed, more = _to_measure(edition, rendition, set_with)
    for path in printed.served if printed else ():
        world.read(path)  # typesetters open files by themselves; this notes what the pages are made of
    if printed is None:
        return None, problems + more
    progress.stage(edition.name, "check")
    lost = prove(printed.pdf, rendition, typeset, edition, _sources(book, world), printed.faces)
    return None if has_errors(lost) else printed, problems + more + lost


def _sources(book: Book, world: World) -> dict[str, str]:
    """The texts of a book's chapters by their paths."""
    paths = {path for chapter in book.chapters() for path in chapter.paths}
    return {path: world.read(path).decode("utf-8-sig", "replace") for path in sorted(paths)}


def make_cover(
    book: Book, edition: Edition, pages: int, world: World, modified: int, progress: Progress
) -> tuple[bytes, Diagnostics]:
    """The print cover of *edition*, as wide as its pages make it; b'' with an error."""
    from bookbuild import typography
    from bookbuild.cover import sheet
    from bookbuild.cover.looks import looks
    from bookbuild.fonts.choose import choose
    from bookbuild.press import jacket

    progress.stage(edition.name, "cover")
    art = edition.printing.cover.art if edition.printing.cover else ""
    if art:
        return jacket.placed(world.read(art), book, edition.covering(pages), world, modified)
    volumes = tuple(replace(volume, front=(), body=(), back=()) for volume in book.volumes)
    book, edition = typography.convert_script(replace(book, front=(), volumes=volumes, back=()), edition)
    chosen, _ = choose(edition, edition.set_in(book), world)
    own, told = looks(world)
    drawing, problems = sheet.svg(book, edition, chosen, pages, own)
    problems = told + problems
    data, more = jacket.drawn(drawing, book, edition.covering(pages), world, modified)
    return data, problems + more


Setter = Callable[[Edition, Rendition], tuple["Printed | None", Diagnostics]]


def _to_measure(edition: Edition, rendition: Rendition, set_with: Setter) -> tuple[Printed | None, Diagnostics]:
    """An edition set with the gutter its own number of pages asks for, from the least one up."""
    from bookbuild.render import paged

    printing, shown = edition.printing, None
    printed: Printed | None = None
    found: Diagnostics = ()
    for _ in range(GUTTER_ROUNDS):
        edition = replace(edition, printing=printing.settled(printed.pages if printed else 0))
        rendition = paged(rendition, edition)
        if rendition.stylesheets == shown:
            return printed, found
        printed, found = set_with(edition, rendition)
        shown = rendition.stylesheets
        if printed is None:
            return None, found
    return printed, found


def read_back(
    data: bytes, book: Book, edition: Edition, world: World
) -> tuple[tuple[Outcome, ...] | None, Diagnostics]:
    """What the finished PDF of *edition* is found to be; None when it cannot be read."""
    from bookbuild import checks
    from bookbuild.checks.preflight import preflight
    from bookbuild.checks.press import Unreadable, check_press
    from bookbuild.fonts.universe import universe_of

    typeset, edition, rendition, problems = render_edition(book, edition, world)
    faces, _ = universe_of(typeset, edition, rendition, world)
    problems += checks.check_units(rendition, typeset, edition)
    names = [name for name, _ in faces.names]
    try:
        outcomes = check_press(data, rendition, typeset, edition, _sources(book, world), names)
        outcomes += preflight(data, edition)
    except Unreadable as reason:
        return None, (*problems, Diagnostic("P027", f"the PDF cannot be read: {reason}", edition.span))
    return outcomes, problems + tuple(fault for outcome in outcomes for fault in outcome.faults)


def read_cover_back(
    data: bytes, book: Book, edition: Edition, pages: int
) -> tuple[tuple[Outcome, ...] | None, Diagnostics]:
    """What the finished print cover of *edition* is found to be; None when it cannot be read."""
    from bookbuild.checks.preflight import preflight_cover
    from bookbuild.checks.press import Unreadable

    try:
        outcomes = preflight_cover(data, edition, pages, edition.isbn or book.meta.isbn)
    except Unreadable as reason:
        return None, (Diagnostic("P027", f"the cover cannot be read: {reason}", edition.span),)
    return outcomes, tuple(fault for outcome in outcomes for fault in outcome.faults)
