"""Which families are asked for what, compared with what WeasyPrint makes of the same sheets."""

from __future__ import annotations

import pytest
from weasyprint import CSS
from weasyprint.css import get_all_computed_styles

from bookbuild.fonts.cascade import Cascade, Run
from bookbuild.fonts.css import read
from bookbuild.press.fetcher import BASE, BookFetcher
from bookbuild.press.typeset import Document
from bookbuild.render.stylesheets import stylesheets
from bookbuild.world import MemoryWorld
from tests.render.sample import LANGUAGES, edition

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="zh-Hans"><head><title>t</title></head>
<body class="chapter">{}</body></html>"""
BODY = """<div class="pair" id="a"><p lang="zh-Hans">河<em>雾<span data-face="song">“</span></em>
<strong>船</strong><span lang="en">mist <em>oar</em></span></p>
<p lang="en" class="odd">Mist <b>b</b> <code>c</code>
<i lang="zh-Hans">桨</i></p></div>
<pre>code 码</pre><blockquote><p lang="zh-Hans">引</p></blockquote><p class="verse" lang="zh-Hans">诗</p>
<h2 lang="zh-Hans">题</h2><p lang="en"><small>s</small> <cite>x</cite></p>"""
SHEETS = {
    "none": "",
    "properties": """:root { --face-kai: 'Mine', serif; --mine: var(--face-kai), 'Other' }
        p { font-family: var(--mine) }""",
    "shorthand": ".odd { font: italic bold 9pt/12pt 'A', B C, serif } pre { font: 8pt var(--latin-faces) }",
    "important": """p { font-family: 'Strong' !important } .odd { font-family: 'Weak' }
        #a p { font-weight: 800 }""",
    "nested": """.pair { font-family: N1;
        & > p { font-family: N2; em & { font-weight: bold } b { font-family: N3 } } }""",
    "wide": """em { font-family: inherit; font-style: inherit } code { font-family: initial }
        b { font-weight: inherit }""",
    "fallback": """p { font-family: var(--absent, 'F1', F2) } i { font-family: var(--absent) }
        b { font-weight: lighter }""",
    "media": "@media print { p { font-family: Printed } } @media screen { p { font-family: Screen } }",
    "broken": "p { font-family: 1 } p:bogus, em { font-family: Never } b { font-family: 'C' }",
    "siblings": """p + p { font-family: 'Next' } p:first-child { font-family: 'First' }
        p:not(.odd) { font-style: italic }""",
}


def _ours(sheet: str, body: str) -> list[Run]:
    world = MemoryWorld({"styles/print.css": sheet})
    sheets, _ = stylesheets(edition("pdf"), LANGUAGES, world)
    return list(Cascade(read(sheets, lambda path: "")).runs(PAGE.format(body)))


def _theirs(sheet: str, body: str) -> list[tuple[str, tuple[str, ...], bool, bool]]:
    """(text, families, bold, italic) of every run by WeasyPrint's own cascade."""
    world = MemoryWorld({"styles/print.css": sheet})
    sheets, _ = stylesheets(edition("pdf"), LANGUAGES, world)
    document = Document(PAGE.format(body), BookFetcher(world))
    parsed = [CSS(string=text, base_url=BASE) for _, text in sheets]
    style_for = get_all_computed_styles(document, parsed)
    found = []

    def walk(element: object) -> None:
        if element.tag == "head":  # type: ignore[attr-defined]
            return
        style = style_for(element)
        said = tuple(style["font_family"]), style["font_weight"] >= 550, style["font_style"] != "normal"
        if element.text:  # type: ignore[attr-defined]
            found.append((element.text, *said))  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child)
            if child.tail:
                found.append((child.tail, *said))

    walk(document.etree_element)
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_the_cascade_is_weasyprints(name: str) -> None:
    ours = [(run.text, run.voice.stack, run.voice.bold, run.voice.italic) for run in _ours(SHEETS[name], BODY)]

    assert ours == _theirs(SHEETS[name], BODY)


def test_a_run_knows_the_element_with_an_id_around_it() -> None:
    runs = _ours("", '<p id="a" lang="en">one <em>two</em> <b id="c">three</b> four</p>')

    assert [(run.text.strip(), run.owner) for run in runs if run.text.strip()] == [
        ("one", "a"), ("two", "a"), ("three", "c"), ("four", "a")
    ]  # fmt: skip


def test_families_are_told_with_their_places() -> None:
    sheet = 'p { color: red;\n  font-family: "A B", C D, var(--x) }\n:root { --x: E; --y: "not asked for" }'
    nested = (
        "@media screen { @page { @top-left { font: 8pt G } } }\n@font-face { font-family: H; src: url(h.ttf) }"
    )
    styles = read((("a.css", sheet), ("b.css", nested)), lambda path: "")

    assert [(item.family, str(item.span)) for item in styles.named] == [
        ("A B", "a.css:2:3"),
        ("C D", "a.css:2:3"),
        ("E", "a.css:3:9"),
    ]
    assert styles.brought == {"H"}


def test_margin_boxes_and_imports_are_read() -> None:
    files = {
        "styles/other.css": "@import '../again.css'; em { font-family: Two }",
        "again.css": "b { font: 9pt Three }",
    }
    sheet = "@import url(other.css); @page :left { @top-left { font: 8pt/10pt 'One' } }"
    styles = read((("styles/print.css", sheet),), files.__getitem__)

    assert [item.family for item in styles.named] == ["Three", "Two", "One"]


def test_an_import_that_cannot_be_had_is_passed_over() -> None:
    def absent(path: str) -> str:
        raise FileNotFoundError(path)

    assert read((("a.css", "@import 'b.css'; p { font-family: A }"),), absent).named[0].family == "A"


def test_a_sheet_that_imports_itself_ends() -> None:
    assert (
        len(read((("a.css", "@import 'a.css'; p { font-family: A }"),), lambda path: "@import 'a.css';").named)
        == 1
    )
