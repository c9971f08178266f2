"""A whole print cover, back, spine and front in one piece, as one SVG in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.cover import back, motif
from bookbuild.cover.front import PLAIN, Known, compose, rendered
from bookbuild.cover.glyphs import Voice
from bookbuild.cover.label import Label, label, size
from bookbuild.cover.looks import Looks
from bookbuild.cover.paint import WIDTH
from bookbuild.cover.place import Box, Placed
from bookbuild.cover.spine import spine
from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity
from bookbuild.fonts.choose import Chosen
from bookbuild.model import Book, Edition, Wrap

_MARGIN = 10.0  # millimetres that our own text keeps from cut and fold at least
# Tints too light for some printers: white is light enough, or a little darker will do.
_TINTS = {"#f6efe0": "#ffffff", "#f6ead2": "#ffffff", "#c5d2e8": "#b4c1d8"}
_LONG = 2000  # characters a description may have


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the template draws, to the end of the bleed; ``scale``: millimetres of the front's unit."""

    width: float
    height: float
    bleed: float
    front_x: float
    scale: float
    lines: tuple[Placed, ...]
    label: Label | None


def svg(
    book: Book, edition: Edition, chosen: Chosen, pages: int, looks: Looks = PLAIN
) -> tuple[str, Diagnostics]:
    """The cover of *edition* with so many pages. Of the book only what its title page says is looked at."""
    wrap = edition.printing.cover
    assert wrap is not None
    width, height = edition.trim
    front, problems = compose(book, edition, chosen, height / width, looks)
    known = Known(edition)
    isbn = edition.isbn or book.meta.isbn
    text = (*_back(book, edition, chosen, looks, known), *_spine(book, edition, chosen, pages, looks, known))
    sheet = Sheet(
        width=round(2 * (width + wrap.bleed) + wrap.spine(pages), 4),
        height=round(height + 2 * wrap.bleed, 4),
        bleed=wrap.bleed,
        front_x=round(wrap.bleed + width + wrap.spine(pages), 4),
        scale=round(width / WIDTH, 6),
        lines=text,
        label=_label(book, edition, chosen, wrap),
    )
    drawing = rendered("sheet.svg.j2", looks, sheet=sheet, front=front, width=WIDTH, outline=motif.outline)
    for tint, plain in _TINTS.items() if edition.printing.tint_least else ():
        drawing = drawing.replace(tint, plain)
    problems += known.problems()
    if wrap.barcode == "author" and not isbn:
        problems += (_no_isbn(edition),)
    return drawing, problems


def _margin(wrap: Wrap) -> float:
    return max(wrap.margin, _MARGIN)


def _label(book: Book, edition: Edition, chosen: Chosen, wrap: Wrap) -> Label | None:
    """The room of the barcode at the foot of the back, beside the spine."""
    isbn = (edition.isbn or book.meta.isbn) if wrap.barcode == "author" else ""
    if not wrap.barcode or (wrap.barcode == "author" and not isbn):
        return None
    wide, tall = size(wrap.area, isbn)
    x = wrap.bleed + edition.trim[0] - _margin(wrap) - wide
    y = wrap.bleed + edition.trim[1] - _margin(wrap) - tall
    return label(x, y, wrap.area, isbn, Voice(chosen, "en", "figures"))


def _back(book: Book, edition: Edition, chosen: Chosen, looks: Looks, known: Known) -> tuple[Placed, ...]:
    wrap = edition.printing.cover
    assert wrap is not None
    width, height = edition.trim
    margin = _margin(wrap) + 4
    room = _label(book, edition, chosen, wrap)
    left, top = wrap.bleed + margin, wrap.bleed + height * 0.1
    bottom = wrap.bleed + height - _margin(wrap)
    end = room.y if room else bottom - 14
    blurb = Box(left + (width - 2 * margin) / 2, top, width - 2 * margin, end - 8 - top)
    across = (room.x - 4 if room else wrap.bleed + width - margin) - left
    foot = Box(left + across / 2, end, across, bottom - end)
    factor = looks.sizes["back-size"]
    said = known((item.scaled(factor) for item in back.blurb(book, edition, chosen)), _LONG)
    by = known(item.scaled(factor) for item in back.publisher(book, edition, chosen))
    return (*back.paragraphs(said, blurb), *back.paragraphs(by, foot, foot=True))


def _spine(
    book: Book, edition: Edition, chosen: Chosen, pages: int, looks: Looks, known: Known
) -> tuple[Placed, ...]:
    wrap = edition.printing.cover
    assert wrap is not None
    if not wrap.bears_text(pages):
        return ()
    width, height = edition.trim
    margin, wide = _margin(wrap), wrap.spine(pages)
    box = Box(wrap.bleed + width + wide / 2, wrap.bleed + margin, wide, height - 2 * margin)
    head, foot = (known(items(book, edition, chosen)) for items in (back.spine_head, back.spine_foot))
    return spine(head, foot, box, wrap.clear, looks.sizes["spine-size"])


def _no_isbn(edition: Edition) -> Diagnostic:
    fact = f"the cover of {edition.name} has no barcode: the edition has no ISBN"
    help = "add isbn: to the edition, if the book is to be sold in shops"
    return Diagnostic("P074", fact, edition.span, help=help, severity=Severity.NOTE)
