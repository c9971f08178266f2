"""Where text goes on at the top of every page, for the marks of printed pages in an EPUB.

A page has a top for each language on it: in columns both begin anew, and an EPUB may hold either. Characters
are counted element by element, so that what is set before its turn (cells of a row that a page parts) is found
at its place in the text. Notes at the foot begin no page: an EPUB has them elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from bookbuild.model import Top
from bookbuild.press.completeness import shown
from bookbuild.render.passages import ink, is_call, is_furniture, is_passage

Place = tuple[Element, Element, int]
"""A passage, an element of it, and how many characters of that element's own text stand on earlier pages."""


def tops(root: Element, pages: Iterable[Any]) -> tuple[tuple[Top, ...], ...]:
    """The tops of each page of a unit."""
    reader = _Reader(root)
    return tuple([tuple(reader.page(page)) for page in pages])


class _Reader:
    def __init__(self, root: Element) -> None:
        self._passages: dict[Element, Element | None] = {}
        self._languages: dict[Element, str] = {}
        self._set: Counter[Element] = Counter()
        self._own(root, None, "")

    def _own(self, element: Element, passage: Element | None, lang: str) -> None:
        """Note whose text each element's own is, and the language of every passage."""
        if element.tag == "head" or is_furniture(element.attrib) or is_call(element.attrib):
            return  # not known: no text of any passage
        lang = element.get("lang") or lang
        if is_passage(element.tag, element.attrib):
            passage = element
            self._languages[element] = lang
        self._passages[element] = passage
        for child in element:
            self._own(child, passage, lang)

    def page(self, page: Any) -> Iterator[Top]:
        """The tops of the next page; of what templates write, only where no passage is on it."""
        found: dict[str, Place] = {}
        own: list[Place] = []
        for child in page.children:
            for box in () if isinstance(child, boxes.FootnoteAreaBox) else shown(child, page):
                passage = self._passages.get(box.element)
                place = self._passed(box)
                if passage is None or place is None:
                    continue
                if passage.tag == "section":
                    own.append((passage, box.element, place))
                else:
                    found.setdefault(self._languages[passage], (passage, box.element, place))
        for top in found.values() or own[:1]:
            yield self._top(*top)

    def _passed(self, box: Any) -> int | None:
        """Count a box's characters; how many of its element stand before them. None for a box without ink."""
        before = self._set[box.element]
        if isinstance(box, boxes.ReplacedBox):
            return before
        count = len(ink(box.text))
        self._set[box.element] += count
        return before if count else None

    def _top(self, passage: Element, element: Element, place: int) -> Top:
        said, before = "", None
        for owner, text in self._texts(passage, passage):
            if owner is element and before is None:
                if place < len(text) or element.tag == "img":
                    before = len(said) + place
                place -= len(text)
            said += text
        return Top(passage.attrib["id"], len(said) if before is None else before, said)

    def _texts(self, element: Element, passage: Element) -> Iterator[tuple[Element, str]]:
        """The passage's own text in order, each piece with the element it is directly in."""
        if self._passages.get(element) is not passage:
            return
        yield element, ink(element.text or "")
        for child in element:
            yield from self._texts(child, passage)
            yield element, ink(child.tail or "")
