"""The press: an edition's units to one print-ready PDF.

``typeset`` (in workers) lays out a unit and paints it; ``plan`` says which page it opens on; ``bind`` makes
one document of the fragments; ``finish`` makes of it what the edition's printer asks. The one loop of the
whole pipeline is here: page numbers in the contents and the faces named on the copyright page are known when
everything is set, so what shows them is set again, at most ROUNDS times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity
from bookbuild.fonts.universe import Universe, universe_of
from bookbuild.model import Book, Edition, PageMap, Rendition, Unit
from bookbuild.press.crew import Crew, Schedule, gather
from bookbuild.press.folios import Folios, folios
from bookbuild.press.fragment import Fragment, UnitFailed
from bookbuild.press.paged import page_map
from bookbuild.press.plan import Slot, book_length, slots
from bookbuild.press.report import Reporter
from bookbuild.render import with_faces
from bookbuild.runtime.pool import WorkerDied
from bookbuild.world import World

if TYPE_CHECKING:
    from pikepdf import Pdf

    from bookbuild.press.profiles import Profile

__all__ = ["Crew", "Printed", "gather", "write"]

ROUNDS = 3

Progress = Callable[[int, int, str, int], None]
"""(units done, units in all, title of the last, pages so far)."""


@dataclass(frozen=True)
class Printed:
    """A bound edition: PDF bytes, its page count, every anchor's folio, where each page begins, and the files
    it was made of.

    ``faces``: the names of all it may be set in.
    """

    pdf: bytes
    pages: int
    folios: dict[str, str]
    page_map: PageMap
    served: tuple[str, ...]
    faces: tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """All pages in one document, and every anchor's folio."""

    pdf: Pdf
    folios: dict[str, str]


def write(
    book: Book,
    edition: Edition,
    rendition: Rendition,
    world: World,
    crew: Crew,
    modified: int,
    progress: Progress = lambda *_: None,
) -> tuple[Printed | None, Diagnostics]:
    """Set and bind *edition*. None when a note or a passage could not be set: nothing may be lost."""
    reporter = Reporter(book, rendition)
    try:
        printed = _printed(book, edition, rendition, world, crew, modified, progress, reporter)
    except UnitFailed as failure:
        reporter.unit_failed(failure)
    except WorkerDied as death:
        reporter.add(Diagnostic("R010", f"{death} while setting {edition.name}", edition.span))
    return None if reporter.failed else printed, reporter.diagnostics()


def _printed(
    book: Book,
    edition: Edition,
    rendition: Rendition,
    world: World,
    crew: Crew,
    modified: int,
    progress: Progress,
    reporter: Reporter,
) -> Printed | None:
    universe, problems = universe_of(book, edition, rendition, world)
    for problem in problems:
        reporter.add(problem)
    profile = _profile(edition, world, reporter)
    if reporter.failed:
        return None
    log, served = crew.open(world, rendition.stylesheets, universe)
    reporter.styles(log)
    places = slots(rendition.units, edition)
    fill = Filler(places, universe, book.languages, edition)
    fragments, settled = _set_all(rendition.units, places, fill, crew, progress)
    reporter.fragments(fragments)
    if not settled:
        reporter.add(Diagnostic("P006", f"page numbers in the text did not settle in {ROUNDS} rounds"))
    if reporter.failed:
        return None
    from bookbuild.press import outline
    from bookbuild.press.finish import finished

    bound = _bound(book, edition, rendition, places, fragments, crew)
    properties = outline.properties(book, edition, modified)
    data, problems = finished(bound.pdf, edition, properties, profile)
    for problem in problems:
        reporter.add(problem)
    for problem in _limits(len(bound.pdf.pages), edition):
        reporter.add(problem)
    files = {*served, *(path for fragment in fragments for path in fragment.served)}
    begun = page_map(book, edition, rendition.units, fragments, places, len(bound.pdf.pages))
    faces = tuple(name for name, _ in universe.names)
    return Printed(data, len(bound.pdf.pages), bound.folios, begun, tuple(sorted(files)), faces)


def _limits(pages: int, edition: Edition) -> Iterator[Diagnostic]:
    """P044 as a warning: a book in the making may have too few pages yet."""
    printing = edition.printing
    what = ""
    if pages < printing.fewest:
        what = f"fewer than the {printing.fewest}"
    elif printing.most and pages > printing.most:
        what = f"more than the {printing.most}"
    if what:
        fact = f"{pages} pages are {what} that {printing.printer} takes on {printing.paper} paper"
        yield Diagnostic("P044", fact, edition.span, severity=Severity.WARNING)


def _profile(edition: Edition, world: World, reporter: Reporter) -> Profile | None:
    """The inks the edition is for, where it has to say so or to make some of its colours."""
    from bookbuild.press.claims import is_exchange
    from bookbuild.press.profiles import find

    if not (is_exchange(edition.printing) or edition.printing.ink == "colour"):
        return None
    profile, problem = find(edition, world)
    if problem:
        reporter.add(problem)
    return profile


class Filler:
    """What units show of the whole book: page numbers, and the faces it is set in."""

    def __init__(
        self, places: Sequence[Slot], universe: Universe, languages: tuple[str, ...], edition: Edition
    ) -> None:
        self._places = places
        self._universe = universe
        self._languages = languages
        self._edition = edition

    def wanted(
        self, units: Sequence[Unit], firsts: dict[int, int], done: dict[int, Fragment]
    ) -> dict[int, tuple[str, int]]:
        """What each unit should show, as far as it is known: its XHTML filled in, its first page number."""
        known = folios(self._places, done, firsts)
        faces = self._universe.known_as(use.family for item in done.values() for use in item.fonts.values())
        return {
            unit: (self._filled(item.html, known, faces), firsts.get(unit, 0))
            for unit, item in enumerate(units)
        }

    def _filled(self, html: str, known: Folios, faces: tuple[str, ...]) -> str:
        return with_faces(known.fill(html), faces, self._languages, self._edition)


def _set_all(
    units: Sequence[Unit], places: Sequence[Slot], fill: Filler, crew: Crew, progress: Progress
) -> tuple[list[Fragment], bool]:
    """Every unit set with the page numbers it shows, and whether those are the final ones."""
    from bookbuild.press.typeset import Job

    schedule = Schedule(places)
    done: dict[int, Fragment] = {}
    shown: dict[int, tuple[str, int]] = {}
    for _ in range(ROUNDS):
        wanted = fill.wanted(units, schedule.first_pages(), done)
        dirty = [unit for unit in range(len(units)) if shown.get(unit) != wanted[unit] or unit not in done]
        if not dirty:
            return [done[unit] for unit in range(len(units))], True
        for fragment in crew.typeset([Job(unit, wanted[unit][0]) for unit in dirty], schedule):
            done[fragment.unit] = fragment
            pages = sum(item.pages for item in done.values())
            progress(len(done), len(units), _title(units[fragment.unit]), pages)
        firsts = schedule.first_pages()
        shown |= {unit: (wanted[unit][0], firsts[unit]) for unit in dirty}
    final = fill.wanted(units, schedule.first_pages(), done)
    return [done[unit] for unit in range(len(units))], shown == final


def _bound(
    book: Book,
    edition: Edition,
    rendition: Rendition,
    places: Sequence[Slot],
    fragments: Sequence[Fragment],
    crew: Crew,
) -> Bound:
    """The fragments in one, and every anchor's folio."""
    from bookbuild.press import bind, outline

    counts = {fragment.unit: fragment.pages for fragment in fragments}
    pdf = bind.bind(
        fragments,
        places,
        crew.embed(bind.font_uses_of(fragments)),
        outline.outline(rendition.units, fragments, edition.languages),
        outline.destinations(book, rendition.units),
        (edition.languages or book.languages)[0],
        book_length(places, counts, edition.printing),
    )
    firsts = Schedule(places)
    firsts.counts = counts
    known = folios(places, dict(enumerate(fragments)), firsts.first_pages())
    return Bound(pdf, dict(known.texts))


def _title(unit: Unit) -> str:
    return unit.title.texts[0][1] if unit.title.texts else unit.kind
