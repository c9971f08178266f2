"""A unit's XHTML to a fragment: laid out, proven complete, painted and tagged, its fonts left out.

One Typesetter lives in each worker (or in the one process of ``--jobs 1``) and keeps faces and stylesheets
between units.
"""

from __future__ import annotations

import gc
import io
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import cssselect2
import pydyf
import pyphen
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.layout.page import set_page_type_computed_styles
from weasyprint.pdf import fonts as wp_fonts

from bookbuild.fonts.universe import Universe
from bookbuild.model import Top
from bookbuild.press import completeness, facing, grid, initials, notes, patches, ruby, tags, tops
from bookbuild.press.fetcher import BASE, BookFetcher
from bookbuild.press.fontmap import ChosenFonts
from bookbuild.press.fragment import Bookmark, FontUse, Fragment, UnitFailed
from bookbuild.press.glyphs import design_widths
from bookbuild.runtime.pool import WorkerDied
from bookbuild.world import World

XHTML = "{http://www.w3.org/1999/xhtml}"
CSS_PX = 0.75  # points in a CSS pixel
BROKEN = "unreadable: "
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060"))  # what typography put in for the line breaker


@dataclass(frozen=True)
class Job:
    """A unit to set: its place in the book and its XHTML."""

    unit: int
    html: str


AskFirstPage = Callable[[int, int], int]
"""(unit, its page count) → the page number of its first page; waits until it is known."""


class Document(HTML):  # type: ignore[misc]
    """An XHTML document parsed as XML: our templates write it, nobody has to guess at tags."""

    def __init__(self, html: str, fetcher: BookFetcher) -> None:
        root = ElementTree.fromstring(html)
        for element in root.iter():
            element.tag = element.tag.removeprefix(XHTML)
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


class _Capture(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class Typesetter:
    """Sets units of one edition. ``stylesheets``: (path, text) in cascade order."""

    def __init__(self, world: World, stylesheets: tuple[tuple[str, str], ...], universe: Universe) -> None:
        patches.install()
        # A plain "en" would be hyphenated by the British dictionary, the first one found.
        pyphen.LANGUAGES["en"] = pyphen.LANGUAGES["en_US"]
        self._log = _Capture()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self._log]
        logger.propagate = False
        self._fetcher = BookFetcher(world)
        self._font_config = ChosenFonts(universe)
        self._fonts: dict[int, Any] = {}
        self._counter_style = CounterStyle()
        self._sheets = []
        self.style_log: tuple[str, ...] = ()
        for path, text in stylesheets:
            try:
                self._sheets.append(self._sheet(path, text))
            except Exception as error:  # WeasyPrint's parsers fall over some sheets instead of refusing them
                self.style_log += (f"{path}\0{BROKEN}{type(error).__name__}",)
            self.style_log += tuple(f"{path}\0{message}" for message in self._take_log())

    def _sheet(self, path: str, text: str) -> CSS:
        return CSS(
            string=text,
            base_url=BASE + path,
            url_fetcher=self._fetcher,
            font_config=self._font_config,
            counter_style=self._counter_style,
        )

    def set(self, job: Job, ask: AskFirstPage) -> Fragment:
        """The unit's pages. UnitFailed where WeasyPrint meets something it cannot bear."""
        try:
            return self._set(job, ask)
        except (UnitFailed, WorkerDied):
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}".strip(": ")
            raise UnitFailed(job.unit, reason.splitlines()[0][:300]) from error
        finally:
            gc.collect()

    def served(self) -> list[str]:
        """The files loaded since this was last asked."""
        served = sorted(self._fetcher.served)
        self._fetcher.served.clear()
        return served

    def _set(self, job: Job, ask: AskFirstPage) -> Fragment:
        document = Document(job.html, self._fetcher)
        session = _Session(document, job.unit, ask, self._take_log)
        with self._session(session):
            laid_out = document.render(
                font_config=self._font_config,
                counter_style=self._counter_style,
                stylesheets=self._sheets,
            )
        return self._fragment(job.unit, laid_out, session)

    def embed(self, uses: dict[str, FontUse]) -> bytes:
        """A PDF that holds nothing but these faces, subset to their uses, by name in its catalog."""
        pdf = pydyf.PDF()
        by_hash: dict[str, Any] = {}
        for font in self._fonts.values():
            by_hash.setdefault(font.hash, font)
        chosen = {}
        for name, use in sorted(uses.items()):
            font = by_hash[name]
            design_widths(font)
            font.widths = dict(sorted(use.widths.items()))
            font.to_unicode = dict(sorted(use.unicode.items()))
            font.missing = use.missing
            chosen[name] = font
        options = {"hinting": False, "pdf_version": "1.7"}
        fonts = wp_fonts.build_fonts_dictionary(pdf, chosen, True, True, options)
        pdf.add_object(fonts)
        pdf.catalog["BookFonts"] = fonts.reference
        return _written(pdf)

    @contextmanager
    def _session(self, session: _Session) -> Iterator[None]:
        patches.SESSION.append(session)
        try:
            yield
        finally:
            patches.SESSION.pop()

    def _fragment(self, unit: int, laid_out: Any, session: _Session) -> Fragment:
        anchors, bookmarks = _places(laid_out.pages)
        for page in laid_out.pages:
            page.bookmarks = []
        for font in self._fonts.values():
            font.widths, font.to_unicode, font.missing = {}, {}, {}
        laid_out.fonts = self._fonts
        written = io.BytesIO()
        laid_out.write_pdf(written, pdf_tags=True, finisher=tags.compact)
        return Fragment(
            unit=unit,
            pages=len(laid_out.pages),
            anchors=anchors,
            bookmarks=bookmarks,
            fonts=self._uses(),
            log=tuple(dict.fromkeys([*session.log, *self._take_log()])),
            lost_notes=session.lost_notes,
            lost_text=session.lost_text,
            lost_readings=ruby.missing(session.root),
            served=tuple(self.served()),
            tops=session.tops,
            pdf=written.getvalue(),
        )

    def _uses(self) -> dict[str, FontUse]:
        uses: dict[str, FontUse] = {}
        for font in self._fonts.values():
            if font.to_unicode or font.missing:
                use = FontUse(font.family, dict(font.widths), font.to_unicode, font.missing)
                uses[font.hash] = uses[font.hash].merged(use) if font.hash in uses else use
        return uses

    def _take_log(self) -> tuple[str, ...]:
        messages = tuple(dict.fromkeys([*self._log.messages, *self._fetcher.refused]))
        self._log.messages.clear()
        self._fetcher.refused.clear()
        return messages


class _Session:
    """One unit between layout and painting: the notes are there, the first page number comes."""

    def __init__(
        self, document: Document, unit: int, ask: AskFirstPage, take_log: Callable[[], tuple[str, ...]]
    ) -> None:
        self._document = document
        self._take_log = take_log
        self.log: tuple[str, ...] = ()
        self._unit = unit
        self._ask = ask
        self._first = 0
        self.lost_notes: tuple[str, ...] = ()
        self.lost_text: tuple[str, ...] = ()
        self.tops: tuple[tuple[Top, ...], ...] = ()
        body = self.root.find("body")
        self._facing = None if body is None else body.get("data-facing")

    @property
    def root(self) -> Any:
        """The document's root element."""
        return self._document.etree_element

    def paged(self, context: Any, root_box: Any, html: Any, make: Callable[[], Iterable[Any]]) -> list[Any]:
        """The unit's pages; spreads where its body says so."""
        grid.prepare(context, self.root)
        if not self._facing:
            return list(make())
        made = facing.faced(context, root_box, html, make, self._facing)
        self.lost_notes = made.lost_notes
        return made.pages

    def laid_out(self, context: Any, pages: list[Any]) -> None:
        """Called before the first margin box."""
        self.log = self._take_log()  # another unit may be set before this one is painted
        if not self._facing:
            self.lost_notes = notes.lost(context, pages)
        initials.settle(self.root, pages)
        self.lost_text = completeness.missing(self.root, pages)
        self.tops = tops.tops(self.root, pages)
        self._first = self._ask(self._unit, len(pages))
        if (self._first % 2 == 0) != (pages[0].page_type.side == "left"):
            for page in pages:
                _mirror(context, page, self._document)

    def first_page(self, _context: Any) -> int:
        return self._first


def _mirror(context: Any, page: Any, document: Document) -> None:
    """Make a page laid out as a recto a verso and the reverse: type areas are equal, margins change."""
    side = "left" if page.page_type.side == "right" else "right"
    page.page_type = page.page_type._replace(side=side)
    set_page_type_computed_styles(page.page_type, document, context.style_for)
    page.style = context.style_for(page.page_type)
    before = page.margin_left
    page.margin_left, page.margin_right = page.margin_right, page.margin_left
    for child in page.children:
        child.translate(page.margin_left - before, 0)


def _places(pages: list[Any]) -> tuple[dict[str, tuple[int, float, float]], tuple[Bookmark, ...]]:
    """Anchors and bookmarks of the pages, points from the bottom left."""
    anchors: dict[str, tuple[int, float, float]] = {}
    bookmarks = []
    for number, page in enumerate(pages):
        for name, (x, y, *_) in page.anchors.items():
            anchors.setdefault(name, (number, round(x * CSS_PX, 2), round((page.height - y) * CSS_PX, 2)))
        for level, label, (x, y), _state in page.bookmarks:
            point = round(x * CSS_PX, 2), round((page.height - y) * CSS_PX, 2)
            bookmarks.append(Bookmark(level, label.translate(_UNSEEN), number, *point))
    return anchors, tuple(bookmarks)


def _written(pdf: pydyf.PDF) -> bytes:
    out = io.BytesIO()
    pdf.write(out, b"1.7", False, False)
    return out.getvalue()
