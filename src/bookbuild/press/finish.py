"""A bound book to the file its edition promises: inks, boxes, fonts, nothing forbidden, what it claims."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Pdf, Stream

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity
from bookbuild.model import Edition, Printing
from bookbuild.press import boxes, claims, headings
from bookbuild.press.moved import smooth
from bookbuild.press.profiles import Profile

_PRINTED = 4  # an annotation's flag: it may be printed (ISO 32000-1 §12.5.3)


def finished(
    pdf: Pdf, edition: Edition, properties: claims.Properties, profile: Profile | None
) -> tuple[bytes, Diagnostics]:
    """The bytes of the edition's file, and what in it no printer could print."""
    printing = edition.printing
    problems: Diagnostics = ()
    smooth(pdf)
    if not printing.links:
        _drop_links(pdf)
    if printing.ink != "screen":
        _to_inks(pdf, edition, profile)
    elif "a-2a" in printing.standard:
        _to_screen(pdf)
    if not printing.transparency:
        _drop_groups(pdf)
        problems = tuple(_transparent(pdf, edition))
    if not claims.STANDARDS[printing.standard[0]].modern:
        problems += tuple(_unwrap_fonts(pdf, edition))
    _settle(pdf)
    if "ua-1" in printing.standard:
        headings.nest(pdf)
        if any(map(_is_untold, pdf.objects)):
            printing = _without_ua(printing)
            problems += (_untold(edition),)
    boxes.set_boxes(pdf, printing)
    claims.claim(pdf, printing, properties, profile)
    return claims.written(pdf, printing), problems


def _to_inks(pdf: Pdf, edition: Edition, profile: Profile | None) -> None:
    from bookbuild.press import inks, pictures  # numpy is for those who need it

    printing = edition.printing
    inker = pictures.Inker(profile if printing.ink == "colour" else None, printing.ink_limit)
    mix = inks.grays_in_black(inker.colour) if inker.profile else inks.black
    inks.ink_contents(pdf, mix)
    pictures.ink_images(pdf, inker)


def _to_screen(pdf: Pdf) -> None:
    if any(isinstance(item, Stream) and item.get("/ColorSpace") == Name.DeviceCMYK for item in pdf.objects):
        from bookbuild.press import pictures

        pictures.show_images(pdf)


def _drop_links(pdf: Pdf) -> None:
    """No annotations, bookmarks, destinations, nor the tags that lead to annotations."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
        if "/Tabs" in page.obj:
            del page.obj["/Tabs"]
    for key in ("/Outlines", "/Names", "/Dests", "/OpenAction"):
        if key in pdf.Root:
            del pdf.Root[key]
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.StructElem and "/K" in item:
            _drop_references(item)


def _drop_references(element: Any) -> None:
    kids = element.K
    if isinstance(kids, Dictionary) and kids.get("/Type") == Name.OBJR:
        del element["/K"]
    elif not isinstance(kids, Dictionary) and not isinstance(kids, int):
        for index in reversed(range(len(kids))):
            if isinstance(kids[index], Dictionary) and kids[index].get("/Type") == Name.OBJR:
                del kids[index]


def _drop_groups(pdf: Pdf) -> None:
    """What is opaque looks the same without its group."""
    for item in pdf.objects:
        if (
            isinstance(item, Dictionary | Stream)
            and "/Group" in item
            and item.Group.get("/S") == Name.Transparency
        ):
            del item["/Group"]


def _transparent(pdf: Pdf, edition: Edition) -> Iterator[Diagnostic]:
    """P072: live transparency, which this kind of file cannot hold."""
    for item in pdf.objects:
        states = item.get("/ExtGState") if isinstance(item, Dictionary | Stream) else None
        if isinstance(states, Dictionary) and any(map(_is_transparent, states.values())):
            yield Diagnostic(
                "P072",
                f"{edition.name} has see-through colours or pictures, which its printer does not take",
                edition.span,
                help="look for opacity, rgba() and masks in styles/print.css and in SVG images",
            )
            return


def _is_transparent(state: Any) -> bool:
    """Whether a graphics state is not wholly opaque."""
    faint = any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
    masked = state.get("/SMask", Name("/None")) != Name("/None")
    return faint or masked or state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible)


def _is_untold(item: Any) -> bool:
    """Whether *item* is the tag of a figure without words for who cannot see it."""
    figure = (
        isinstance(item, Dictionary) and item.get("/S") == Name.Figure and item.get("/Type") == Name.StructElem
    )
    return figure and "/Alt" not in item


def _without_ua(printing: Printing) -> Printing:
    """The same without a claim that would not be true."""
    left = tuple(standard for standard in printing.standard if standard != "ua-1")
    return replace(printing, standard=left or ("plain",))


def _untold(edition: Edition) -> Diagnostic:
    return Diagnostic(
        "P073",
        f"{edition.name} has figures without words for who cannot see them: it does not claim to be PDF/UA-1",
        edition.span,
        help="describe each image: ![A boat in the mist](boat.png)",
        severity=Severity.WARNING,
    )


def _unwrap_fonts(pdf: Pdf, edition: Edition) -> Iterator[Diagnostic]:
    """Before PDF 1.6 a font program is no OpenType file, but the outlines in it alone; P064 without such."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.OpenType:
            font = TTFont(io.BytesIO(item.read_bytes()), lazy=True)
            if "CFF " in font:
                item.write(font.reader["CFF "])
                item.Subtype = Name.CIDFontType0C
            else:
                fact = f"a variable font of {edition.name} cannot be embedded in a file of its kind"
                help = "name a face of one weight under fonts, as a file of its own"
                yield Diagnostic("P064", fact, edition.span, help=help)


def _settle(pdf: Pdf) -> None:
    """What every standard asks: annotations that print, images that no viewer smooths."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Interpolate", False):
            del item["/Interpolate"]
        elif isinstance(item, Dictionary) and item.get("/Type") == Name.Annot:
            item.F = _PRINTED
