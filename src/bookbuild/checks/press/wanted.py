"""What the pages should hold, in flows: the text of an edition's units, language by language, in order.

The units were compared with the Book before (``checks.units``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.checks.press.additions import CELL, FOLIO, MARKER, ORNAMENT, Addition, again, sign, some_of
from bookbuild.checks.press.marks import ink
from bookbuild.checks.press.value import Key, Kind
from bookbuild.diagnostics import Span
from bookbuild.model import Book, Rendition, Unit

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_XHTML = "{http://www.w3.org/1999/xhtml}"

_UNSET = frozenset({"head", "rt", "rp", "img", "svg"})
_BLOCKS: Mapping[str, Kind] = {
    "p": "paragraph",
    "pre": "code",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "tr", "td", "th"), "other"),
    **dict.fromkeys(("div", "section", "header", "blockquote", "figure", "figcaption"), "other"),
}
# Runs that stand as blocks wherever the text around them is no paragraph.
_BLOCK_CLASSES = frozenset({"side", "caption", "line", "credit", "note-par", "number", "first", "second"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stretch of a flow: its text from ``start`` to ``end``, and where the author wrote it.

    ``breaks``: offsets at which the author broke a line. ``spaces``: offsets with white space before them.
    ``facing``: the passage and the side of facing pages it is of.
    """

    kind: Kind
    lang: str
    span: Span | None
    start: int
    facing: tuple[str, int] | None = None
    end: int = 0
    breaks: frozenset[int] = frozenset()
    spaces: frozenset[int] = frozenset()


@dataclass(slots=True)
class Flow:
    """All text of a flow without white space; ``additions``: what may stand at an offset besides."""

    text: str = ""
    stretches: list[Wanted] = field(default_factory=list)
    additions: dict[int, list[Addition]] = field(default_factory=dict)


def wanted(rendition: Rendition, book: Book, language: str, faces: Iterable[str] = ()) -> dict[Key, Flow]:
    """The flows of an edition. *book* as typography left it; *language*: of text that says none.

    *faces*: the names of all that it may be set in; the copyright page lists those that were used.
    """
    writer = _Writer(_places(book), language, some_of(faces))
    for unit in rendition.units:
        root = etree.fromstring(unit.html.encode(), _PARSER)
        for body in root.iter(f"{_XHTML}body"):
            writer.element(body, _Place(unit=unit.id, span=_chapter(unit)))
    return writer.flows()


def _chapter(unit: Unit) -> Span | None:
    return Span(unit.chapter.paths[0]) if unit.chapter and unit.chapter.paths else None


def _places(book: Book) -> dict[str, Span]:
    """Where the author wrote each block and note, by its id."""
    places = {}
    for chapter in book.chapters():
        blocks = [block for pair in chapter.all_pairs() for block in pair.blocks()]
        places.update({block.id: block.span for block in blocks})
        places.update({note.id: note.span for note in chapter.notes})
    return places


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: its flow, its block's kind and language, its passage.

    On facing pages ``side`` is the element's and ``number`` the passage's in its ``unit``.
    """

    key: Key = ("text", "")
    kind: Kind = "other"
    lang: str = ""
    span: Span | None = None
    unit: str = ""
    side: int = -1
    number: str = ""

    def facing(self) -> tuple[str, int] | None:
        """The passage, as no other of the book is called, and its side."""
        return (f"{self.unit} {self.number}", self.side) if self.number and self.side >= 0 else None


class _Stream:
    """A flow as it is written."""

    def __init__(self, language: str) -> None:
        self.flow = Flow()
        self.parts: list[str] = []
        self.length = 0
        self._language = language
        self._open: Wanted | None = None
        self._breaks: set[int] = set()
        self._spaces: set[int] = set()

    def write(self, text: str, place: _Place) -> None:
        words = text.split()
        if words and self._open is None:
            lang = place.lang or self._language
            self._open = Wanted(place.kind, lang, place.span, self.length, place.facing())
        if text[:1].isspace():
            self._spaces.add(self.length)
        for number, word in enumerate(words):
            if number:
                self._spaces.add(self.length)
            self.parts.append(drawn := ink(word))
            self.length += len(drawn)
        if text[-1:].isspace():
            self._spaces.add(self.length)

    def break_line(self) -> None:
        self._breaks.add(self.length)

    def close(self) -> None:
        """End the stretch: a block begins or ends here."""
        if self._open and self.length > self._open.start:
            breaks, spaces = frozenset(self._breaks), frozenset(self._spaces)
            self.flow.stretches.append(replace(self._open, end=self.length, breaks=breaks, spaces=spaces))
        self._open = None
        self._breaks, self._spaces = set(), set()

    def allow(self, addition: Addition) -> None:
        self.flow.additions.setdefault(self.length, []).append(addition)


class _Writer:
    def __init__(self, places: Mapping[str, Span], language: str, faces: Addition) -> None:
        self._places, self._language, self._faces = places, language, faces
        self._streams: dict[Key, _Stream] = {}

    def flows(self) -> dict[Key, Flow]:
        for stream in self._streams.values():
            stream.close()
            stream.flow.text = "".join(stream.parts)
        return {key: stream.flow for key, stream in self._streams.items()}

    def element(self, element: etree._Element, place: _Place) -> None:
        """The element and all in it."""
        tag = _tag(element)
        if tag in _UNSET or "data-side" in element.attrib:
            return
        if "data-mark" in element.attrib:
            self._note(element, place)
            return
        block = _is_block(element, tag, place)
        inner = self._inner(element, tag, place, block=block)
        if block:
            self._close(place, inner)
        self._add(element, tag, self._stream(inner))
        if "data-ref" not in element.attrib:
            self._children(element, inner)
        if after := element.get("data-after"):
            self._stream(inner).allow(sign(re.escape(ink(after))))
        if block:
            self._close(place, inner)

    def _children(self, element: etree._Element, place: _Place) -> None:
        stream = self._stream(place)
        stream.write(element.text or "", place)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, place)
            elif (child.text or "").startswith("faces "):
                stream.allow(self._faces)
            stream.write(child.tail or "", place)

    def _note(self, element: etree._Element, place: _Place) -> None:
        """The call in the text, the note in a flow of its own."""
        mark = element.get("data-mark", "")
        self._stream(place).write(mark, place)
        lang = element.get("lang") or place.lang
        span = self._places.get(element.get("id", ""), place.span)
        note = _Place(("notes", element.get("lang") or ""), "note", lang, span)
        self._stream(note).write(f"{mark} ", note)
        self._children(element, note)
        self._stream(note).close()

    def _inner(self, element: etree._Element, tag: str, place: _Place, *, block: bool) -> _Place:
        """The place of what is in *element*: a flow has the first language on the way down."""
        lang, id = element.get("lang"), element.get("id", "")
        if lang and not place.key[1]:
            place = replace(place, key=(place.key[0], lang))
        if block:
            place = replace(place, kind=self._kind(element, tag, place), lang=lang or place.lang)
        place = _faced(element, place)
        return replace(place, span=self._places[id]) if id in self._places else place

    def _kind(self, element: etree._Element, tag: str, place: _Place) -> Kind:
        kind = _BLOCKS.get(tag, place.kind)
        if kind != "paragraph":
            return kind
        if "verse" in _classes(element):
            return "verse"
        return "paragraph" if element.get("id") in self._places else "other"

    def _add(self, element: etree._Element, tag: str, stream: _Stream) -> None:
        """What the stylesheet adds where the element begins."""
        if tag == "br":
            stream.break_line()
        elif tag == "li":
            stream.allow(MARKER)
        elif tag == "hr":
            stream.allow(ORNAMENT)
        elif tag == "tr" and (head := _head(element)):
            stream.allow(again(head))
        elif "data-ref" in element.attrib:
            stream.allow(FOLIO)
        elif before := element.get("data-before"):
            stream.allow(sign(re.escape(ink(before))))
        elif number := element.get("data-item"):
            stream.allow(sign(re.escape(number)))
        elif "note-cell" in _classes(element) and element.getprevious() is not None:
            stream.allow(CELL)

    def _close(self, *places: _Place) -> None:
        for place in places:
            self._stream(place).close()

    def _stream(self, place: _Place) -> _Stream:
        return self._streams.setdefault(place.key, _Stream(self._language))


def _faced(element: etree._Element, place: _Place) -> _Place:
    """The place on facing pages; a note in place of a counterpart is none."""
    if side := element.get("data-stream"):
        return replace(place, side=int(side))
    number = "" if "data-lacks" in element.attrib else element.get("data-pair", place.number)
    return replace(place, number=number) if number != place.number else place


def _is_block(element: etree._Element, tag: str, place: _Place) -> bool:
    if tag in _BLOCKS:
        return True
    return place.kind != "paragraph" and not _BLOCK_CLASSES.isdisjoint(_classes(element))


def _head(row: etree._Element) -> str:
    """The head of the table a row of its body is in: it comes again on the table's next page."""
    body = row.getparent()
    head = body.getprevious() if body is not None and _tag(body) == "tbody" else None
    return "" if head is None else ink("".join(map(str, head.itertext())))


def _tag(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_XHTML)


def _classes(element: etree._Element) -> list[str]:
    return element.get("class", "").split()
