"""Where every page of a bound book begins, blank ones among them, by its folio."""

from __future__ import annotations

from collections.abc import Sequence

from bookbuild.model import Book, Edition, PageMap, PrintedPage, Unit
from bookbuild.press.fragment import Fragment
from bookbuild.press.plan import Slot, first_pages, folio, run_length


def page_map(
    book: Book,
    edition: Edition,
    units: Sequence[Unit],
    fragments: Sequence[Fragment],
    places: Sequence[Slot],
    length: int,
) -> PageMap:
    """The pages of *edition*, *length* of them, in order. A blank is of the volume that follows."""
    counts = {fragment.unit: fragment.pages for fragment in fragments}
    firsts = first_pages(places, counts)
    front = run_length(places, counts, front=True)
    pages: list[PrintedPage] = []
    for fragment, unit, slot in zip(fragments, units, places, strict=True):
        start = firsts[fragment.unit] - 1 + (0 if slot.front else front)
        pages += [PrintedPage(_label(index, front), unit.volume) for index in range(len(pages), start)]
        faces = unit.chapter is not None and edition.faces(unit.chapter)
        for number, tops in enumerate(fragment.tops):
            pages.append(PrintedPage(_label(len(pages), front), unit.volume, tops, faces and number % 2 == 1))
    pages += [PrintedPage(_label(index, front)) for index in range(len(pages), length)]
    return PageMap(_source(book, edition), tuple(pages))


def _label(index: int, front: int) -> str:
    """The folio of a page; the first *front* are of the front matter."""
    return folio(index + 1, front=True) if index < front else folio(index + 1 - front, front=False)


def _source(book: Book, edition: Edition) -> str:
    """The ISBN on the edition's copyright page, else its title (EPUB Accessibility 1.1, page source)."""
    held = edition.held(book)
    volume = held[0] if len(held) == 1 and len(book.volumes) > 1 else None
    isbn = edition.isbn or (volume.isbn if volume else book.meta.isbn)
    title = (volume.title if volume else None) or book.meta.title
    digits = isbn.replace("-", "").replace(" ", "")
    return f"urn:isbn:{digits}" if digits else title.plain(edition.languages, " / ")
