"""A print cover: a drawing, or the author's own artwork, to the one page its printer takes."""

from __future__ import annotations

import base64
import io
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from bookbuild.diagnostics import Diagnostic, Diagnostics, has_errors
from bookbuild.model import Book, Edition
from bookbuild.press import finish, outline, profiles
from bookbuild.press.boxes import POINTS, SLUG
from bookbuild.press.claims import is_exchange
from bookbuild.world import World


def drawn(
    drawing: str, book: Book, edition: Edition, world: World, modified: int
) -> tuple[bytes, Diagnostics]:
    """The PDF of an SVG as large as sheet and bleed; *edition* is a cover (``Edition.covering``)."""
    source = base64.b64encode(drawing.encode()).decode()
    pdf = _laid(f"data:image/svg+xml;base64,{source}", edition)
    return _finished(pdf, book, edition, world, modified)


def _laid(source: str, edition: Edition) -> Pdf:
    """One page, filled with an image to the end of the bleed."""
    from weasyprint import HTML

    width, height = _bled(edition)
    html = (
        f"<style>@page {{size: {width}mm {height}mm; margin: 0}} body {{margin: 0}}"
        f" img {{display: block; width: {width}mm; height: {height}mm}}</style><img src='{source}'>"
    )
    written = HTML(string=html).write_pdf()
    pdf = Pdf.open(io.BytesIO(written))
    _clip(pdf, edition)
    _smooth(pdf.pages[0].obj, SLUG * POINTS if edition.printing.marks else 0.0)
    return pdf


def _bled(edition: Edition) -> tuple[float, float]:
    """Width and height of the cover with its bleed, in millimetres."""
    bleed = edition.printing.bleed[0]
    return round(edition.trim[0] + 2 * bleed, 4), round(edition.trim[1] + 2 * bleed, 4)


def _clip(pdf: Pdf, edition: Edition) -> None:
    """The trim to the origin, as ``boxes`` wants it, and nothing drawn beyond the bleed."""
    width, height = (side * POINTS for side in _bled(edition))
    bleed = edition.printing.bleed[0] * POINTS
    page: Any = pdf.pages[0]
    start = f"q 1 0 0 1 {-bleed:.4f} {-bleed:.4f} cm 0 0 {width:.4f} {height:.4f} re W n\n"
    page.contents_add(start.encode(), prepend=True)
    page.contents_add(b"\nQ\n")
    page.obj.TrimBox = Array([0, 0, round(width - 2 * bleed, 4), round(height - 2 * bleed, 4)])


def _smooth(page: Any, slug: float) -> None:
    """Gradients as shadings. WeasyPrint paints them on a tile, which devices repeat at its edges.

    A pattern is at home on the sheet, whatever the content's own origin (ISO 32000-1 §8.7.3.1): *slug* is how far
    the sheet will go beyond the bleed.
    """
    patterns = page.Resources.get("/Pattern", {})
    for number, (name, tile) in enumerate(list(patterns.items())):
        shading = tile.Resources.XObject.x0.Resources.Shading.s0
        a, b, c, d, x, y = (float(value) for value in tile.Matrix)
        matrix = Array([a, b, c, d, round(x + slug, 4), round(y + slug, 4)])
        page.Resources.Shading[f"/s{number}"] = shading
        patterns[name] = Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading, Matrix=matrix)


def _finished(
    pdf: Pdf, book: Book, edition: Edition, world: World, modified: int
) -> tuple[bytes, Diagnostics]:
    printing = edition.printing
    profile, problem = None, None
    if is_exchange(printing) or printing.ink == "colour":
        profile, problem = profiles.find(edition, world)
    if problem:
        return b"", (problem,)
    properties = outline.properties(book, edition, modified)
    data, problems = finish.finished(pdf, edition, properties, profile)
    return b"" if has_errors(problems) else data, problems


def unreadable(edition: Edition, path: str, why: str) -> Diagnostic:
    help = "give a PDF of one page, or an image, as large as the sheet with its bleed"
    return Diagnostic("P075", f"{path} cannot be the cover of {edition.name}: {why}", edition.span, help=help)
