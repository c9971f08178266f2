"""The proof for print, before anything is set: the units hold every passage of the Book, unaltered.

What of the units reaches the pages is proven by the press; this is the half before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bookbuild.checks.completeness import compare, expected
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Book, Edition, Rendition
from bookbuild.render.ruby import spelled

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def check_units(rendition: Rendition, book: Book, edition: Edition) -> Diagnostics:
    """E020–E023 for the units of a print edition; notes, which float, are looked for in any order."""
    passages = expected(book, edition)
    wanted = {passage.id for passage in passages}
    notes = {note.id for chapter in book.chapters() for note in chapter.notes}
    found = [item for unit in rendition.units for item in _found(unit.html, wanted)]
    running = [passage for passage in passages if passage.id not in notes]
    apart = [passage for passage in passages if passage.id in notes]
    places = {passage.id: place for place, passage in enumerate(apart)}
    floating = sorted((item for item in found if item[0] in places), key=lambda item: places[item[0]])
    return (*compare(running, (item for item in found if item[0] not in notes)), *compare(apart, floating))


def _found(html: str, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for element in etree.fromstring(html.encode(), _PARSER).iter(etree.Element):
        id = str(element.get("id"))
        if id in wanted:
            yield id, "".join(_text(element))


def _text(element: etree._Element) -> Iterator[str]:
    """The element's text and the readings of ruby, of a note in it only the mark."""
    data = element.get("data-ruby")
    yield from spelled(element.text or "", str(data)) if data else [element.text or ""]
    for child in element:
        mark = child.get("data-mark")
        yield from _text(child) if mark is None else [str(mark)]
        yield child.tail or ""
