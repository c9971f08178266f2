"""The page of an edition as a stylesheet: its size, its margins, how far it bleeds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.model import Edition, Printing, Rendition
from bookbuild.typography.scripts import HAN, script

NAME = "page.css"
# Size and leading of Chinese in points: the type area is whole characters wide (clreq 4.1), whole lines high.
_GRID = (10.5, 17.0)
_GRIDS = {"facing": (11.0, 18.5)}
_POINTS = 72 / 25.4  # in a millimetre
_ROUNDED = 0.01  # points that rounding both margins may take of the last line's slot
_OVERHANG = 2.0  # points the ink of hyphens and slanted letters may stand out of the type area
_HEAD, _FOOT = 26.0, 25.0  # points a running head and a folio stand out of the type area (print.css)
_NUMBER = 20.0  # points a passage's number of three digits does


@dataclass(frozen=True, slots=True)
class _Span:
    """One way across the page: its length, the share of both margins, and how small these may be."""

    length: float
    shares: tuple[float, float]
    least: tuple[float, float]

    def parted(self, step: float) -> tuple[float, float]:
        """Both margins, in points: the type area is a multiple of *step*, what is over goes by the shares."""
        wanted = [max(share * self.length, least) for share, least in zip(self.shares, self.least, strict=True)]
        area = max(int((self.length - sum(wanted)) / step), 1) * step
        over = self.length - area
        first = over * self.shares[0] / sum(self.shares)
        first = max(min(first, over - self.least[1]), self.least[0])
        return first, over - first


def paged(rendition: Rendition, edition: Edition) -> Rendition:
    """The same units on the page of *edition*."""
    sheets = tuple((name, page(edition) if name == NAME else text) for name, text in rendition.stylesheets)
    return replace(rendition, stylesheets=sheets)


def page(edition: Edition) -> str:
    """Margins by proportion and never under the printer's, the type area in whole characters and lines, of
    one width on recto and verso so that text set for one fits the other."""
    printing = edition.printing
    width, height = (side * _POINTS for side in edition.trim)
    gutter, margin = (width * _POINTS + _OVERHANG for width in (printing.gutter(), printing.margin))
    shares = (0.12, 0.105) if edition.layout == "columns" else (0.135, 0.115)
    em, line = _GRIDS.get(edition.layout, _GRID)
    if edition.baseline_grid:
        line = _GRID[1]
    columns = (
        2 if edition.layout == "columns" else 1
    )  # each is whole characters, and so is the gap between them
    beside = margin + _NUMBER if printing.printer and edition.numbers == "margin" else margin
    inside, outside = _Span(width, shares, (gutter, beside)).parted(em * columns)
    heads = (margin + _HEAD, margin + _FOOT) if printing.printer else (0.0, 0.0)
    top, bottom = _Span(height, (0.0945, 0.1155), heads).parted(line)
    if edition.baseline_grid:
        bottom -= _ROUNDED
    return (
        f"@page {{ size: {edition.trim[0]:g}mm {edition.trim[1]:g}mm;\n"
        f"  margin-top: {top:.2f}pt; margin-bottom: {bottom:.2f}pt }}\n"
        f"@page :right {{ margin-left: {inside:.2f}pt; margin-right: {outside:.2f}pt }}\n"
        f"@page :left {{ margin-left: {outside:.2f}pt; margin-right: {inside:.2f}pt }}\n"
    ) + (_printed(printing) + _heads(edition))


def _heads(edition: Edition) -> str:
    """The look of right pages' heads in the language they are in, where sections stand there as plain text."""
    if edition.running != "section":
        return ""
    han = script(edition.languages[-1]) == HAN
    faces, style = ("han", "normal") if han else ("latin", "italic")
    return (
        f"@page {{ @top-right {{ font: {style} var(--folio-size)/12pt var(--{faces}-faces);\n"
        "  max-width: 80mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis } }\n"
    )


def _printed(printing: Printing) -> str:
    """How far pages bleed; and no text in gray, which ink can only do in dots."""
    solid = "" if printing.ink == "screen" else ":root { --soft: var(--ink) }\n"
    if not any(printing.bleed):
        return solid
    top, outside, bottom, inside = printing.bleed
    return (
        f"{solid}@page {{ bleed-top: {top:g}mm; bleed-bottom: {bottom:g}mm }}\n"
        f"@page :right {{ bleed-left: {inside:g}mm; bleed-right: {outside:g}mm }}\n"
        f"@page :left {{ bleed-left: {outside:g}mm; bleed-right: {inside:g}mm }}\n"
    )
