"""Tiny units for the press: real text, real fonts, a page small enough to break often."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from bookbuild import press
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Bilingual, Book, Edition, Metadata, Rendition, Unit
from bookbuild.press.crew import Crew
from bookbuild.world import DiskWorld

STYLE = """
@page { size: 90mm 120mm; margin: 12mm 8mm 14mm 14mm;
        @bottom-center { content: counter(page); font: 8pt "EB Garamond" }
        @footnote { border-top: .3pt solid } }
@page :left { margin: 12mm 14mm 14mm 8mm }
body { margin: 0; font: 10pt/16pt "Noto Serif CJK SC" }
p { margin: 0; text-align: justify; text-indent: 2em }
:lang(en) { font-family: "EB Garamond", "Noto Serif CJK SC"; hyphens: auto }
.note { float: footnote; footnote-policy: line; font-size: 8pt; line-height: 11pt }
h1 { font-size: 14pt; bookmark-level: 1 } h2 { font-size: 11pt; bookmark-level: 2; break-after: avoid }
"""
ZH = "河上的雾还没有散，船桨的声音已经从对岸传过来了。他把信折好，放进口袋，慢慢走出门去。"
EN = "The mist had not yet lifted from the river when the sound of oars came over from the other bank. "


def chapter(name: str, pairs: int = 8, extra: str = "", zh: str = ZH, en: str = EN) -> Unit:
    """A chapter of *pairs* pairs; *extra* is put into its third Chinese paragraph."""
    rows = [
        f'<div class="pair" id="{name}-{i}"><p id="{name}-{i}-zh" lang="zh-Hans">{zh * (1 + i % 3)}'
        f'{extra if i == 2 else ""}</p><p id="{name}-{i}-en" lang="en">{en * (1 + i % 3)}</p></div>'
        for i in range(pairs)
    ]
    body = f'<h1 id="{name}">第{name}章</h1><h2 id="{name}-s">一节</h2>{"".join(rows)}'
    return Unit(name, "chapter", "body", Bilingual((("zh-Hans", f"第{name}章"),)), page(body), volume="v1")


def page(body: str) -> str:
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><head><title>t</title></head>'
        f"<body>{body}</body></html>"
    )


def contents(names: Sequence[str]) -> Unit:
    """A contents page that shows a folio for each name."""
    rows = "".join(f'<p><a href="#{n}">{n} <span class="folio" data-ref="{n}"></span></a></p>' for n in names)
    return Unit("contents", "contents", "front", Bilingual((("zh-Hans", "目录"),)), page(rows))


BOOK = Book(
    Metadata(Bilingual((("zh-Hans", "船"), ("en", "The Boat"))), "urn:uuid:0", "boat"),
    ("zh-Hans", "en"),
    (),
    (),
    (),
)


def edition(start: str = "recto") -> Edition:
    return Edition("print", "pdf", languages=("zh-Hans", "en"), chapter_start=start)  # type: ignore[arg-type]


def printed(
    units: Sequence[Unit], root: Path, *, crew: Crew | None = None, start: str = "recto", style: str = STYLE
) -> tuple[press.Printed | None, Diagnostics]:
    """The units as a bound edition."""
    rendition = Rendition(tuple(units), (("styles/print.css", style),), ())
    own = crew or press.gather(1, root)
    return press.write(BOOK, edition(start), rendition, DiskWorld(root), own, 1_700_000_000)


def opened(product: press.Printed | None) -> pikepdf.Pdf:
    assert product is not None

    return pikepdf.Pdf.open(io.BytesIO(product.pdf))
