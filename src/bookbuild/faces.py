"""The faces of a rendered edition: what they lack, what an EPUB brings along, which face sets what.

The one place that knows both the fonts and what the editions are made of. An EPUB without faces of its own
loads little of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bookbuild import checks, epub, render
from bookbuild.diagnostics import Diagnostics
from bookbuild.fonts.choose import choose, lacking
from bookbuild.model import Bilingual, Book, Edition, Rendition, Unit
from bookbuild.world import World

if TYPE_CHECKING:
    from bookbuild.fonts.casting import Casting


def check(book: Book, edition: Edition, rendition: Rendition, world: World) -> Diagnostics:
    """What the faces of a print *edition* lack: nothing is set before every character has one."""
    from bookbuild.fonts.needs import Needs
    from bookbuild.fonts.universe import licences, named

    chosen, problems = choose(edition, edition.set_in(book), world)
    found, more = named(chosen, rendition.stylesheets, world)
    problems += (*lacking(chosen, edition), *more, *licences(found.families.values(), edition))
    return problems + checks.check_characters(Needs(found), rendition, book, edition, world)


def bring(
    book: Book, edition: Edition, rendition: Rendition, world: World
) -> tuple[Rendition, dict[str, bytes], Diagnostics]:
    """An EPUB *edition* with the faces it brings along, their files by path, and what they lack."""
    chosen, problems = choose(edition, edition.set_in(book), world)
    if not edition.embed:
        return rendition, {}, problems
    from bookbuild.fonts.embed import embed

    nav = epub.navigation(book, edition, rendition)[0]
    units = (*rendition.units, Unit(nav.id, "contents", "front", Bilingual(), nav.data.decode()))
    found, more = embed(chosen, edition, rendition.stylesheets, units)
    filled = tuple(
        replace(unit, html=render.with_faces(unit.html, found.families, book.languages, edition))
        for unit in rendition.units
    )
    problems += (*lacking(chosen, edition), *more)
    problems += checks.check_characters(found.needs, replace(rendition, units=units), book, edition, world)
    return replace(rendition, units=filled, stylesheets=found.sheets), found.files, problems


def casting(book: Book, edition: Edition, rendition: Rendition, world: World) -> tuple[Casting, Diagnostics]:
    """Which face sets what in *edition*."""
    from bookbuild.fonts.casting import Casting, cast
    from bookbuild.fonts.embed import needs_of
    from bookbuild.fonts.needs import Needs
    from bookbuild.fonts.universe import named

    chosen, problems = choose(edition, edition.set_in(book), world)
    if edition.format == "pdf":
        found, more = named(chosen, rendition.stylesheets, world)
        return cast(edition, chosen, Needs(found), rendition.units), problems + more
    if not edition.embed:
        return Casting(edition), problems
    return cast(edition, chosen, needs_of(chosen, rendition.stylesheets), rendition.units), problems
