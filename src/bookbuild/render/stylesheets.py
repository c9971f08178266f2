"""The cascade: built-in base, the layout's sheet, the page, the author's own; the later wins."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.fonts import sheet
from bookbuild.fonts.choose import choose
from bookbuild.fonts.roles import ROLES
from bookbuild.model import Edition
from bookbuild.typography.scripts import HAN, script
from bookbuild.world import World

Sheets = tuple[tuple[str, str], ...]

_AUTHORS = {"epub": "styles/epub.css", "pdf": "styles/print.css"}
_EM = 10.5  # points; the size of Chinese text the measure is a multiple of (clreq 4.1: whole characters)
_LINE = 17.0  # points; its leading
_POINTS = 72 / 25.4  # in a millimetre


def stylesheets(edition: Edition, languages: tuple[str, ...], world: World) -> tuple[Sheets, Diagnostics]:
    """``(name, text)`` in cascade order. L002 when the author's sheet cannot be read."""
    chosen, _ = choose(edition, languages, world)
    own, diagnostics = _authors(_AUTHORS[edition.format], world)
    sheets: Sheets
    if edition.format == "epub":
        sheets = (
            ("book.css", _built_in("epub.css") + _italics(languages)),
            *_flavoured(edition.flavour),
            (sheet.NAME, sheet.epub_sheet(chosen, tuple(role for role in ROLES if role in edition.embed))),
            ("author.css", own),
        )
    else:
        layout = f"print-{edition.layout}.css"
        sheets = (
            (sheet.NAME, sheet.print_sheet(chosen)),
            ("print.css", _built_in("print.css")),
            (layout, _built_in(layout)),
            ("page.css", page(edition.trim, edition.layout)),
            (_AUTHORS["pdf"], own),
        )
    return tuple(sheet for sheet in sheets if sheet[1]), diagnostics


def _flavoured(flavour: str) -> Sheets:
    """The flavour's own sheet: what a reader cannot take in it does not touch the sheet before."""
    return () if flavour == "compatible" else ((f"{flavour}.css", _built_in(f"epub-{flavour}.css")),)


def page(trim: tuple[float, float], layout: str) -> str:
    """The page of *trim* (millimetres): margins by proportion, the type area in whole characters and
    lines, of one width on recto and verso so that text set for one fits the other."""
    width, height = (side * _POINTS for side in trim)
    inner, outer = (0.12, 0.105) if layout == "columns" else (0.135, 0.115)
    measure = int(width * (1 - inner - outer) / _EM) * _EM
    depth = int(height * 0.79 / _LINE) * _LINE
    left = (width - measure) * inner / (inner + outer)
    top = (height - depth) * 0.45
    inside, outside = f"{left:.2f}pt", f"{width - measure - left:.2f}pt"
    return (
        f"@page {{ size: {trim[0]:g}mm {trim[1]:g}mm;\n"
        f"  margin-top: {top:.2f}pt; margin-bottom: {height - depth - top:.2f}pt }}\n"
        f"@page :right {{ margin-left: {inside}; margin-right: {outside} }}\n"
        f"@page :left {{ margin-left: {outside}; margin-right: {inside} }}\n"
    )


def _italics(languages: tuple[str, ...]) -> str:
    """Italics given back to what is not Chinese: readers' own sheets take them from all that stands
    below a Chinese root (research: epub 3.1)."""
    tags = [tag for tag in languages if script(tag) != HAN]
    selectors = ", ".join(f"{name}:lang({tag})" for tag in tags for name in ("em", "i", "cite", "dfn", "var"))
    return f"\n{selectors} {{ font-style: italic !important }}\n" if selectors else ""


@cache
def _built_in(name: str) -> str:
    return (files("bookbuild") / "styles" / name).read_text(encoding="utf-8")


def _authors(path: str, world: World) -> tuple[str, Diagnostics]:
    try:
        return world.read(path).decode("utf-8-sig"), ()
    except FileNotFoundError:
        return "", ()
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 text from byte {error.start + 1} on"
    except OSError as error:
        reason = str(error)
    message = f"the stylesheet cannot be read: {reason}"
    help = "save it as UTF-8 text, as a file in the book's folder"
    return "", (Diagnostic("L002", message, Span(path), help=help),)
