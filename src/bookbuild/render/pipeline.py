"""The stage: Book × Edition → Rendition."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.layouts import LAYOUTS
from bookbuild.model import UNTITLED, Book, Edition, Rendition, Unit
from bookbuild.render.chapter import Placed, Written, write_chapter
from bookbuild.render.outline import Section, lifted, sections, targets
from bookbuild.render.pages import Pages
from bookbuild.render.setting import Setting
from bookbuild.render.stylesheets import stylesheets
from bookbuild.world import World

_NARROW = 165.0  # millimetres: two columns below this are too narrow for Chinese (research: cjk 5)


def render(book: Book, edition: Edition, world: World) -> tuple[Rendition, Diagnostics]:
    """Every unit of *edition* in order, its stylesheets, and the paths of the images and recordings it shows.

    An EPUB's units expect to lie in ``text/``, beside ``css/``, ``images/`` and ``media/``; images are called
    ``image_name(path)``, the cover ``images/cover.png``, recordings ``clip_name(path)``. Print addresses images
    by path from the root.
    An edition whose layout cannot be had in its format has no units: the manifest has said so (M009, M027).
    """
    layout = LAYOUTS[edition.placed_by()]
    if edition.format not in layout.supports:
        return Rendition((), (), ()), ()
    languages = edition.set_in(book)
    sheets, diagnostics = stylesheets(edition, languages, world)
    shelf = sections(book, edition, layout, languages)
    places = targets(shelf)
    setting = Setting(
        edition.format,
        languages,
        edition.name,
        targets=places,
        dots=edition.emphasis == "dots",
        numbered=edition.numbers == "margin",
    )
    pages = Pages(book, edition, languages, sheets, places, shelf)
    untitled, listed = lifted(shelf)
    plain = tuple(pages.untitled(one, _written(one, edition, setting), shelf[0]) for one in untitled)
    units = (*pages.opening(listed, plain), *_chapters(listed, pages, edition, setting))
    found = (*_narrow(edition), *diagnostics, *setting.diagnostics)
    return Rendition(units, sheets, tuple(setting.images), tuple(setting.clips)), found


def _chapters(shelf: tuple[Section, ...], pages: Pages, edition: Edition, setting: Setting) -> Iterator[Unit]:
    for section in shelf:
        if section.part and section.volume:
            yield pages.part(section.volume)
        for placed in section.chapters:
            make = pages.untitled if placed.chapter.role in UNTITLED else pages.chapter
            yield make(placed, _written(placed, edition, setting), section)


def _written(placed: Placed, edition: Edition, setting: Setting) -> tuple[Written, ...]:
    return write_chapter(placed, _fresh(placed, setting), facing=edition.faces(placed.chapter))


def _fresh(placed: Placed, setting: Setting) -> Setting:
    """The setting, turned to a new chapter: its own notes, none of them called."""
    setting.unit = placed.chapter.id
    setting.notes = {note.id: note for note in placed.chapter.notes}
    setting.called = {}
    setting.apart = []
    return setting


def _narrow(edition: Edition) -> Iterator[Diagnostic]:
    if edition.layout == "columns" and edition.trim[0] < _NARROW:
        yield Diagnostic(
            "L003",
            f"a page {edition.trim[0]:g} mm wide is too narrow for two columns",
            edition.span,
            help="use the interleaved layout, or a trim from 165 mm wide (185x260 mm is usual)",
        )
