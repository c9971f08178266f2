"""What WeasyPrint 70 must do otherwise for a book, each patch of a private function in one table.

Every row names the function replaced, a digest of the source it was written against, and why.
``install()`` refuses any WeasyPrint but 70.x; a test compares the digests, so that an upstream change is
seen before it is felt. The typesetting session in force (one a process) is ``SESSION``.
"""

from __future__ import annotations

import hashlib
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import pydyf
import weasyprint
from weasyprint import document as wp_document
from weasyprint import draw as wp_draw
from weasyprint import layout as wp_layout
from weasyprint import pdf as wp_pdf
from weasyprint import stacking
from weasyprint.draw import text as wp_text
from weasyprint.layout import block, inline
from weasyprint.layout import page as wp_page
from weasyprint.pdf import stream as wp_stream
from weasyprint.pdf import tags as wp_tags
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import get_pango_font_hb_face

from bookbuild.press import (
    beside,
    edges,
    endless,
    grid,
    justify,
    margin,
    notes,
    order,
    rows,
    ruby,
    steps,
    wrapping,
)
from bookbuild.press.glyphs import design_widths, name_by_file

VERSION = "70."


class Session(Protocol):
    """What the hooks ask of the typesetter at work."""

    def paged(self, context: Any, root_box: Any, html: Any, make: Callable[[], Iterable[Any]]) -> list[Any]:
        """The unit's pages, of those that *make* lays out."""

    def laid_out(self, context: Any, pages: list[Any]) -> None:
        """All pages of the unit have their body, none its margin boxes."""

    def first_page(self, context: Any) -> int:
        """The page number of the unit's first page; may wait for it."""


SESSION: list[Session] = []


@dataclass(frozen=True)
class Patch:
    """``owner.name`` becomes what ``make`` makes of the original; ``digest`` is of the original's source."""

    owner: Any
    name: str
    digest: str
    make: Callable[[Any], Any]
    reason: str


def _make_all_pages(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        made = SESSION[-1].paged(context, root_box, html, lambda: original(context, root_box, html, pages))
        context.bookbuild_pages = made
        return iter(made)

    return make_all_pages


def _make_margin_boxes(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def make_margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
        if context.current_page == 1:
            SESSION[-1].laid_out(context, context.bookbuild_pages)
        offset = SESSION[-1].first_page(context) - 1
        quotes, values, scopes, groups = state
        folio = values.get("page", [0])[-1] + offset
        yield from original(context, page, (quotes, {**values, "page": [folio]}, scopes, groups))
        yield from margin.numbers(context, page)

    return make_margin_boxes


def _resolve_links(_original: Any) -> Callable[[Any], Iterator[tuple[list[Any], list[Any]]]]:
    def resolve_links(pages: Any) -> Iterator[tuple[list[Any], list[Any]]]:
        for page in pages:
            # what stands inside of a link would be a link of its own, outside of any Link element
            yield [link for link in page.links if link[0] in ("internal", "external") and link[3].link], []

    return resolve_links


def _no_fonts(_original: Any) -> Callable[..., Any]:
    def build_fonts_dictionary(*_arguments: Any) -> Any:
        return pydyf.Dictionary()

    return build_fonts_dictionary


def _add_font(original: Callable[..., Any]) -> Callable[..., Any]:
    def add_font(self: Any, pango_font: Any) -> Any:
        font, size = original(self, pango_font)
        if not hasattr(font, "design_widths"):
            name_by_file(font)
            font.design_widths = design_widths(font)
        if font.widths.__class__ is dict:
            font.widths = font.design_widths.fresh()
        return font, size

    return add_font


def _font_key(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def get_pango_font_key(pango_font: Any) -> Any:
        key, description, size = original(pango_font)
        face = get_pango_font_hb_face(pango_font)
        return (key, int(ffi.cast("uintptr_t", face))), description, size

    return get_pango_font_key


def _page_references(original: Any) -> Any:
    def page_references(self: Any) -> tuple[bytes, ...]:
        known: tuple[bytes, ...] = self.__dict__.get("bookbuild_references", ())
        if len(known) * 3 != len(self.pages["Kids"]):
            known = self.__dict__["bookbuild_references"] = original.fget(self)
        return known

    return property(page_references)


def _build_box_tree(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def build_box_tree(box: Any, *arguments: Any) -> Iterator[Any]:
        if box.element is None or "lang" not in box.element.attrib or box.element_tag in ("html", "body"):
            return original(box, *arguments)
        return _with_lang(original(box, *arguments), box.element.get("lang"))

    return build_box_tree


def _with_lang(elements: Iterator[Any], lang: str) -> Iterator[Any]:
    for element in elements:
        element.setdefault("Lang", pydyf.String(lang))
        yield element


PATCHES: tuple[Patch, ...] = (
    Patch(wp_layout, "make_all_pages", "3e019876af6e", _make_all_pages, "keep the pages at hand"),
    Patch(
        wp_layout,
        "make_margin_boxes",
        "b3cdbbadf6d8",
        _make_margin_boxes,
        "the first page number arrives late",
    ),
    Patch(
        wp_layout.LayoutContext,
        "overflows_page",
        "1b3bb9bca895",
        endless.overflows_page,
        "facing streams are measured whole",
    ),
    Patch(
        wp_layout.LayoutContext, "layout_footnote", "48c5f7f423be", notes.layout_footnote, "a note takes room"
    ),
    Patch(
        wp_layout.LayoutContext,
        "unlayout_footnote",
        "602b3426a5fb",
        notes.unlayout_footnote,
        "a note goes with its line",
    ),
    Patch(
        wp_layout.LayoutContext,
        "report_footnote",
        "e45cf317a7ad",
        notes.report_footnote,
        "no note goes without its line",
    ),
    Patch(
        wp_page,
        "block_level_layout",
        "9a432747540d",
        lambda original: notes.block_level_layout(rows.block_level_layout(original)),
        "pages hold the notes they call, and no row leaves one white",
    ),
    Patch(wp_pdf, "resolve_links", "acd1d5e78c52", _resolve_links, "a link may lead to another unit"),
    Patch(
        wp_pdf,
        "build_fonts_dictionary",
        "4512ecedb8c4",
        _no_fonts,
        "fonts are embedded once, when the book is bound",
    ),
    Patch(
        wp_stream.Stream,
        "add_font",
        "6ed152607bdc",
        _add_font,
        "advances must not depend on the size met first",
    ),
    Patch(
        wp_stream,
        "get_pango_font_key",
        "c9164057e3d1",
        _font_key,
        "optical sizes share a description, not a file",
    ),
    Patch(pydyf.PDF, "page_references", "7659891ab65c", _page_references, "tagging was quadratic in pages"),
    Patch(wp_tags, "_build_box_tree", "47a7759c24f9", _build_box_tree, "Lang on structure elements"),
    Patch(
        block, "block_level_layout", "9a432747540d", steps.block_level_layout, "headings are whole lines high"
    ),
    Patch(block, "table_layout", "ab6011d48858", rows.table_layout, "the cells of a row begin on one page"),
    Patch(
        inline,
        "get_next_linebox",
        "db3514127bc6",
        grid.get_next_linebox,
        "lines stand on the lines of the page",
    ),
    Patch(inline, "split_inline_box", "f80c97879ff2", wrapping.split_inline_box, "where a line begins"),
    Patch(inline, "split_inline_level", "bcdca20f3cac", wrapping.split_inline_level, "what may be cut"),
    Patch(inline, "split_first_line", "e351bbfb2edb", wrapping.split_first_line, "words alone before a space"),
    Patch(inline, "text_align", "69848273effe", edges.text_align, "marks and gaps at the ends of lines"),
    Patch(inline, "justify_line", "1fc4b0774565", justify.justify_line, "Han lines are justified"),
    Patch(
        line_break.Layout, "get_first_line", "4ba879eb305d", justify.get_first_line, "Han lines are justified"
    ),
    Patch(line_break.Layout, "set_text", "f1c15936eb0b", ruby.set_text, "signs are not spaced as letters"),
    Patch(wp_document, "build_formatting_structure", "dc91dc605642", beside.build, "room for readings"),
    Patch(wp_text, "draw_first_line", "08e19364b036", beside.draw_line, "readings and dots"),
    Patch(stacking, "_dispatch_children", "cb9fe1b2b9e1", order.dispatch_children, "the order of the text"),
    Patch(wp_draw, "draw_inline_level", "99610e464e23", order.draw_inline_level, "the order of the text"),
    Patch(wp_draw, "draw_block_level", "3bfc3bda0ac2", order.draw_block_level, "the order of the text"),
)
_ORIGINALS: dict[str, Any] = {}


def digest(function: Any) -> str:
    """A short digest of a function's source, free of its indentation."""
    plain: Any = function.fget if isinstance(function, property) else function
    source = inspect.getsource(plain)
    return hashlib.blake2b(textwrap.dedent(source).encode(), digest_size=6).hexdigest()


def original(patch: Patch) -> Any:
    """The function as WeasyPrint ships it, installed patches or not."""
    return _ORIGINALS.get(_key(patch), getattr(patch.owner, patch.name))


def install() -> None:
    """Put every patch in place, once a process. RuntimeError for a WeasyPrint it was not written for."""
    if not weasyprint.__version__.startswith(VERSION):
        raise RuntimeError(f"WeasyPrint {weasyprint.__version__} is not {VERSION}x")
    for patch in PATCHES:
        if _key(patch) not in _ORIGINALS:
            _ORIGINALS[_key(patch)] = getattr(patch.owner, patch.name)
            setattr(patch.owner, patch.name, patch.make(_ORIGINALS[_key(patch)]))


def _key(patch: Patch) -> str:
    return f"{patch.owner.__name__}.{patch.name}"
