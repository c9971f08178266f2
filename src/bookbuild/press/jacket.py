"""A print cover: a drawing, or the author's own artwork, to the one page its printer takes."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pikepdf import Array, PasswordError, Pdf, PdfError
from PIL import Image

from bookbuild.diagnostics import Diagnostic, Diagnostics, has_errors
from bookbuild.model import Book, Edition
from bookbuild.press import finish, outline, patches, profiles
from bookbuild.press.boxes import POINTS
from bookbuild.press.claims import is_exchange
from bookbuild.press.moved import move
from bookbuild.world import World

NEAR = 1.0  # millimetres that artwork may be off


def drawn(drawing: str, book: Book, edition: Edition, world: World, modified: int) -> tuple[bytes, Diagnostics]:
    """The PDF of an SVG as large as sheet and bleed; *edition* is a cover (``Edition.covering``)."""
    source = base64.b64encode(drawing.encode()).decode()
    pdf = _laid(f"data:image/svg+xml;base64,{source}", edition)
    return _finished(pdf, book, edition, world, modified)


def placed(data: bytes, book: Book, edition: Edition, world: World, modified: int) -> tuple[bytes, Diagnostics]:
    """The PDF of the author's own artwork, a PDF or an image; b'' and P075 where it does not fit the cover."""
    try:
        pdf, as_inked = _artwork(data, edition)
    except Unfit as reason:
        return b"", (_unfit(edition, str(reason)),)
    sheet = replace(edition, printing=replace(edition.printing, ink="screen")) if as_inked else edition
    return _finished(pdf, book, sheet, world, modified)


class _Alone:
    """The session of a page of no unit: where this process sets units too, their hooks are in place."""

    def paged(self, context: Any, root_box: Any, html: Any, make: Callable[[], Iterable[Any]]) -> list[Any]:
        return list(make())

    def laid_out(self, context: Any, pages: list[Any]) -> None: ...

    def first_page(self, context: Any) -> int:
        return 1


class Unfit(Exception):
    """Artwork that cannot be the cover, and why."""


def _artwork(data: bytes, edition: Edition) -> tuple[Pdf, bool]:
    """One page of the artwork; True when its colours are the author's affair, as those of a PDF are."""
    if data.startswith(b"%PDF"):
        return _page(data, edition), True
    try:
        with Image.open(io.BytesIO(data)) as image:
            kind, (width, height) = Image.MIME[image.format or ""], image.size
    except (OSError, KeyError, ValueError, Image.DecompressionBombError):
        raise Unfit("it is neither a PDF nor an image") from None
    tall = _bled(edition)[1]
    _fit(width * tall / height, tall, edition)
    return _laid(f"data:{kind};base64,{base64.b64encode(data).decode()}", edition), False


def _page(data: bytes, edition: Edition) -> Pdf:
    """The one page of a PDF, its trim at the origin."""
    try:
        pdf = Pdf.open(io.BytesIO(data))
        count = len(pdf.pages)
    except (PasswordError, PdfError):
        raise Unfit("it is damaged, or locked with a password") from None
    if count != 1:
        raise Unfit(f"it has {count} pages, and a cover has one")
    page: Any = pdf.pages[0]
    outer = [float(edge) for edge in page.bleedbox]
    wide, tall = ((outer[at + 2] - outer[at]) / POINTS for at in (0, 1))
    _fit(wide, tall, edition)
    x, y = (outer[0] + outer[2]) / 2, (outer[1] + outer[3]) / 2
    width, height = (side * POINTS for side in edition.trim)
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]
    move(pdf, page, width / 2 - x, height / 2 - y)
    page.obj.TrimBox = Array([0, 0, round(width, 4), round(height, 4)])
    return pdf


def _fit(wide: float, tall: float, edition: Edition) -> None:
    """Unfit where a width or a height in millimetres is off by more than NEAR."""
    width, height = _bled(edition)
    if abs(wide - width) > NEAR or abs(tall - height) > NEAR:
        said = f"it is {wide:.1f} × {tall:.1f} mm, and back, spine and front with the bleed are"
        raise Unfit(f"{said} {width:.1f} × {height:.1f} mm")


def _laid(source: str, edition: Edition) -> Pdf:
    """One page, filled with an image to the end of the bleed."""
    from weasyprint import HTML

    width, height = _bled(edition)
    html = (
        f"<style>@page {{size: {width}mm {height}mm; margin: 0}} body {{margin: 0}}"
        f" img {{display: block; width: {width}mm; height: {height}mm}}</style><img src='{source}'>"
    )
    patches.SESSION.append(_Alone())
    try:
        written = HTML(string=html).write_pdf()
    finally:
        patches.SESSION.pop()
    pdf = Pdf.open(io.BytesIO(written))
    _clip(pdf, edition)
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
    move(pdf, page, -bleed, -bleed, f"0 0 {width:.4f} {height:.4f} re W n")
    page.obj.TrimBox = Array([0, 0, round(width - 2 * bleed, 4), round(height - 2 * bleed, 4)])


def _finished(pdf: Pdf, book: Book, edition: Edition, world: World, modified: int) -> tuple[bytes, Diagnostics]:
    printing = edition.printing
    profile, problem = None, None
    if is_exchange(printing) or printing.ink == "colour":
        profile, problem = profiles.find(edition, world)
    if problem:
        return b"", (problem,)
    properties = outline.properties(book, edition, modified)
    data, problems = finish.finished(pdf, edition, properties, profile)
    return b"" if has_errors(problems) else data, problems


def _unfit(edition: Edition, why: str) -> Diagnostic:
    wrap = edition.printing.cover
    fact = f"{wrap.art if wrap else ''} cannot be the cover: {why}"
    help = "give a PDF of one page, or an image, that goes to the end of the bleed"
    return Diagnostic("P075", fact, edition.span, help=help)
