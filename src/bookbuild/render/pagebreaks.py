"""Marks of printed pages in an EPUB: where the text stands that a page of the print begins with.

EPUB Accessibility 1.1, page navigation; DPUB-ARIA 1.1, doc-pagebreak. Which place of several a page begins at
is decided here; docs/page-list.md tells the rules to authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from bookbuild.model import Book, Edition, PageMap, PageMark, PrintedPage, Rendition, Top, Unit
from bookbuild.render.markup import escape
from bookbuild.render.written import Passage, Written

_HOLD_NO_TEXT = frozenset({"table", "thead", "tbody", "tr", "ul", "ol", "dl", "ruby"})
_OUTERMOST = frozenset({"body", "section"})


class Spot(NamedTuple):
    """A place in the EPUB: the unit's number, the place in its XHTML; ``ruby``: the start tag of the ruby that
    must be parted there."""

    unit: int
    place: int
    ruby: str = ""


def with_page_breaks(rendition: Rendition, pages: PageMap, book: Book, edition: Edition) -> Rendition:
    """*rendition* of an EPUB with a mark for every page that begins in it; *book* as typography left it."""
    shelf = _Shelf(rendition.units)
    spots = list(_spots(pages.pages, shelf, frozenset(book.places()), edition.volumes))
    name = _free({page.label for page in pages.pages}, shelf.ids())
    marked: dict[int, list[tuple[Spot, str]]] = {}
    marks = []
    for page, spot in zip(pages.pages, spots, strict=True):
        if spot:
            mark = PageMark(page.label, rendition.units[spot.unit].id, f"{name}-{page.label}")
            marks.append(mark)
            marked.setdefault(spot.unit, []).append((spot, _span(mark)))
    units = tuple(
        replace(unit, html=_inserted(unit.html, marked[number])) if number in marked else unit
        for number, unit in enumerate(rendition.units)
    )
    return replace(rendition, units=units, marks=tuple(marks), paged_as=pages.source if marks else "")


def _span(mark: PageMark) -> str:
    label = escape(mark.label)
    return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{mark.id}" aria-label="{label}"></span>'


def _free(labels: Iterable[str], taken: set[str]) -> str:
    """What the ids of marks begin with."""
    name = "page"
    while any(f"{name}-{label}" in taken for label in labels):
        name += "-print"
    return name


def _inserted(html: str, marks: Sequence[tuple[Spot, str]]) -> str:
    """*html* with *marks*, which are in order."""
    written, end = [], 0
    for spot, together in groupby(marks, itemgetter(0)):
        mark = "".join(mark for _, mark in together)
        written += [html[end : spot.place], f"</ruby>{mark}{spot.ruby}" if spot.ruby else mark]
        end = spot.place
    return "".join([*written, html[end:]])


# ---------------------------------------------------------------- which place


def _spots(
    pages: Sequence[PrintedPage], shelf: _Shelf, authored: frozenset[str], volumes: tuple[str, ...]
) -> Iterator[Spot | None]:
    """Where each page begins, in order; None where the EPUB has nothing of it."""
    found: list[Spot | None] = []
    held: list[bool] = []
    last = Spot(0, 0)
    for number, page in enumerate(pages):
        places = [spot for top in _seen_with(pages, number) if (spot := shelf.spot(top))]
        absent = [top.id in authored and top.id not in shelf for top in page.tops]
        out = (page.volume and volumes and page.volume not in volumes) or (bool(absent) and all(absent))
        spot = None
        if page.tops and places and not out:
            spot = last = min((place for place in places if place >= last), default=last)
        found.append(spot)
        held.append(not out)
    yield from reversed(list(_filled(reversed(found), reversed(held))))


def _seen_with(pages: Sequence[PrintedPage], number: int) -> Iterator[Top]:
    """The tops of a page, and those of the page it faces."""
    yield from pages[number].tops
    if pages[number].beside:
        yield from pages[number - 1].tops
    elif number + 1 < len(pages) and pages[number + 1].beside:
        yield from pages[number + 1].tops


def _filled(found: Iterable[Spot | None], held: Iterable[bool]) -> Iterator[Spot | None]:
    """From the last page to the first: one without text goes with the next one that the EPUB has."""
    after: Spot | None = None
    for spot, holds in zip(found, held, strict=True):
        after = spot or after
        yield after if holds else None


class _Shelf:
    """All units, and in which of them each passage is."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._written = [Written(unit.html) for unit in units]
        self._places = {
            name: (number, written.passages.get(name))
            for number, written in enumerate(self._written)
            for name in (*written.apart, *written.passages)
        }

    def ids(self) -> set[str]:
        return {name for written in self._written for name in written.ids}

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def spot(self, top: Top) -> Spot | None:
        """Where *top* is; None where the order of the text does not have it."""
        number, passage = self._places.get(top.id, (0, None))
        if passage is None:
            return None
        written = self._written[number]
        if top.before == 0 and (passage.first or written.tokens[passage.opening].tag == "section"):
            return Spot(number, written.opening)
        if top.before == 0:
            return Spot(number, _before(written, passage.opening))
        before = _carried(top, written.ink(passage))
        return None if before is None else _inside(written, number, passage, before)


def _carried(top: Top, held: str) -> int | None:
    """How many characters of the passage as the EPUB has it stand before *top*; None where they do not go on.

    In another script most characters become one; of what became longer or shorter the share counts.
    """
    if top.ink == held:
        return top.before
    for kind, first, last, start, end in SequenceMatcher(None, top.ink, held, autojunk=False).get_opcodes():
        if first <= top.before < last:
            share = (top.before - first) * (end - start) / (last - first)
            return None if kind == "delete" else start + round(share)
    return len(held)


def _inside(written: Written, number: int, passage: Passage, before: int) -> Spot:
    if not passage.texts:
        return Spot(number, _before(written, passage.opening))
    text, place = written.find(passage, before)
    token = written.tokens[text]
    raw = written.raw(token)
    while 0 < place < len(raw) and _in_word(raw[place - 1]) and _in_word(raw[place]):
        place -= 1  # a word that was hyphenated belongs to the page it ends on
    if token.parent == "ruby":
        return _at_ruby(written, number, text)
    return Spot(number, token.start + place if place else _before(written, text))


def _in_word(char: str) -> bool:
    """Whether a letter or digit is of a script that words are hyphenated in."""
    return char.isalnum() and (char < "\u0590" or "\u1e00" <= char <= "\u1fff")


def _at_ruby(written: Written, number: int, text: int) -> Spot:
    """Before characters with a reading: outside of the ruby, which is parted for it."""
    if written.tokens[text - 1].tag == "ruby":
        return Spot(number, _before(written, text))
    opened = next(token for token in reversed(written.tokens[:text]) if token.tag == "ruby")
    return Spot(number, written.tokens[text].start, written.raw(opened))


def _before(written: Written, number: int) -> int:
    """The place before a token and all that opens with it, as far out as text may stand.

    Between two paragraphs a mark would come between what stylesheets call neighbours (``p + p``): it goes into
    the second one then.
    """
    tokens, chosen, at = written.tokens, number, number
    while True:
        if tokens[at].parent not in _HOLD_NO_TEXT:
            chosen = at
        before = written.before(at)
        if tokens[before].kind != "open" or tokens[before].tag in _OUTERMOST:
            break
        at = before
    neighbours = tokens[chosen].tag == "p" and tokens[written.before(chosen)].kind == "close"
    return tokens[chosen].end if neighbours else tokens[chosen].start
