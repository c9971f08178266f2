"""The cascade: built-in base, the layout's sheet, the page, the author's own; the later wins."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.fonts import sheet
from bookbuild.fonts.choose import choose
from bookbuild.fonts.roles import ROLES
from bookbuild.model import Edition
from bookbuild.render import measure
from bookbuild.typography.scripts import HAN, script
from bookbuild.world import World

Sheets = tuple[tuple[str, str], ...]

_AUTHORS = {"epub": "styles/epub.css", "pdf": "styles/print.css"}


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
            *_gridded(edition, languages),
            (measure.NAME, measure.page(edition)),
            (_AUTHORS["pdf"], own),
        )
    return tuple(sheet for sheet in sheets if sheet[1]), diagnostics


def _gridded(edition: Edition, languages: tuple[str, ...]) -> Sheets:
    """What puts lines on a grid, whose leading is that of Chinese where there is any."""
    widest = "han" if any(script(tag) == HAN for tag in languages) else "latin"
    leading = f"body {{ --grid-leading: var(--{widest}-leading) }}\n"
    return (("print-grid.css", leading + _built_in("print-grid.css")),) if edition.baseline_grid else ()


def _flavoured(flavour: str) -> Sheets:
    """The flavour's own sheet: what a reader cannot take in it does not touch the sheet before."""
    return () if flavour == "compatible" else ((f"{flavour}.css", _built_in(f"epub-{flavour}.css")),)


def _italics(languages: tuple[str, ...]) -> str:
    """Italics given back to what is not Chinese: readers' own sheets take them from all that stands
    below a Chinese root (research: epub 3.1)."""
    tags = [tag for tag in languages if script(tag) != HAN]
    names = [f"{name}{inner}" for name in ("em", "i", "cite", "dfn", "var") for inner in ("", " span")]
    selectors = ", ".join(f"{name}:lang({tag})" for tag in tags for name in names)
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
