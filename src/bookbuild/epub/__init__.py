"""Units of XHTML to an EPUB 3: package document, navigation, metadata, archive.

``write`` is the stage. The layout of the archive is fixed, and units rely on it: documents lie in
``text/``, stylesheets in ``css/``, images in ``images/``, the cover is ``images/cover.png``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Diagnostics, has_errors
from bookbuild.epub import accessibility, metadata
from bookbuild.epub.contents import contents, href
from bookbuild.epub.items import NCX, XHTML, Item, document, media, name_collisions
from bookbuild.epub.kinds import wrong_types
from bookbuild.epub.nav import nav
from bookbuild.epub.ncx import ncx
from bookbuild.epub.package import pack
from bookbuild.epub.screen import fit
from bookbuild.epub.words import words
from bookbuild.model import Book, Edition, Rendition, Unit

__all__ = ["fit", "navigation", "write"]


def write(
    book: Book,
    edition: Edition,
    rendition: Rendition,
    images: Mapping[str, bytes],
    cover: bytes | None,
    modified: int,
    files: Mapping[str, bytes] | None = None,
) -> tuple[bytes, Diagnostics]:
    """The EPUB's bytes, b'' where a diagnostic is an error.

    *images*: name in ``images/`` → bytes; *cover*: a PNG; *modified*: seconds since 1970; *files*:
    further files (fonts) by their path from the package document.
    """
    documents = tuple(document(unit) for unit in rendition.units)
    others = tuple(media(rendition, images, cover, files or {}))
    pages = (unit.html for unit in rendition.units if unit.kind != "cover")
    findings = accessibility.inspect(pages, images, rendition.paged_as)
    rows = metadata.rows(book, edition, findings, cover=cover is not None)
    items = (*navigation(book, edition, rendition), *documents, *others)
    diagnostics = (
        *name_collisions(items, rendition.units),
        *wrong_types(items, book, edition, rendition),
        *accessibility.contradiction(book.meta.accessibility, findings),
        *(() if cover else (Diagnostic("E003", "the edition has no cover", edition.span),)),
    )
    if has_errors(diagnostics):
        return b"", diagnostics
    spine, guide = _spine(rendition.units), tuple(_guide(rendition.units, edition.languages))
    return pack(rows, items, spine, guide, edition.languages[0], modified), diagnostics


def navigation(book: Book, edition: Edition, rendition: Rendition) -> tuple[Item, Item]:
    """nav.xhtml and toc.ncx: one table of contents and one list of pages in two forms."""
    languages = edition.languages
    entries = contents(rendition.units, languages)
    title = metadata.title(book, edition).plain(languages)
    page = nav(entries, rendition, languages)
    points = ncx(entries, rendition.marks, metadata.identifier(book, edition), title, languages[0])
    return Item("nav", "nav.xhtml", XHTML, page, ("nav",)), Item("ncx", "toc.ncx", NCX, points)


def _spine(units: Sequence[Unit]) -> list[str]:
    """Reading order: the table of contents follows the title page, or the cover, or opens the book."""
    kinds = [unit.kind for unit in units]
    before = next((kinds.index(kind) + 1 for kind in ("titlepage", "cover") if kind in kinds), 0)
    spine = [f"text-{unit.id}" for unit in units]
    return [*spine[:before], "nav", *spine[before:]]


def _guide(units: Sequence[Unit], languages: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The cover's page in EPUB 2's form: what converts an EPUB adds another to one that does not tell it."""
    for unit in units:
        if unit.kind == "cover":
            title = " ".join(text for _, text in words(unit.kind, languages))
            yield {"type": unit.kind, "title": title, "href": href(unit)}
