"""What EPUBCheck and Ace let pass: each rule is proven by one fault that triggers its code and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild import epub
from bookbuild.checks import check_epub, weight
from bookbuild.checks.naming import is_own
from bookbuild.checks.styles import rules
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Rendition
from tests.checks.test_epub_readback import RAIN, Files, broken, edit, found
from tests.epub.sample import IMAGES, MODIFIED, book, edition, png, rendition

PASSAGE = 'id="rain-p1-zh-Hans"'


def judged(data: bytes) -> list[Diagnostic]:
    return list(check_epub(data, book(), edition()))


def styled(css: str) -> bytes:
    """The small book with *css* as the author's own stylesheet."""
    made: Rendition = rendition(book(), edition())
    own = replace(made, stylesheets=(*made.stylesheets, ("author.css", css)))
    units = tuple(replace(unit, html=unit.html.replace("book.css", "author.css", 1)) for unit in own.units[:1])
    own = replace(own, units=(*units, *own.units[1:]))
    return epub.write(book(), edition(), own, IMAGES, png(), MODIFIED)[0]


def test_E040_says_where_the_heading_is() -> None:  # noqa: N802
    def change(files: Files) -> Files:
        page = re.sub(rb"<p (id=.rain-p1-zh-Hans.*?)</p>", rb"<h3 \1</h3>", files[f"EPUB/{RAIN}"], flags=re.S)
        return files | {f"EPUB/{RAIN}": page}

    assert [(item.code, str(item.span)) for item in judged(broken(change))] == [
        ("E040", "chapters/rain.md:3:1")
    ]


def test_E060_a_class_no_stylesheet_has() -> None:  # noqa: N802
    faults = judged(broken(edit(RAIN, PASSAGE, f'class="pair smalcaps" {PASSAGE}')))

    assert [(item.code, item.message, str(item.span)) for item in faults] == [
        ("E060", "no stylesheet of this edition has .smalcaps", "chapters/rain.md:3:1")
    ]


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p {}\n.smalcaps, .pair > p {}", [("“.smalcaps”", "2:1")]),
        ("@media print { p, .pair > .mine b {} }", [("“.pair > .mine b”", "1:19")]),
        ("#none {} #rain-p1 {}", [("“#none”", "1:1")]),
        ("p:not(.other) {} .verse {} body.pinyin-all p {} [data-x] {}", []),
    ],
)
def test_E061_a_rule_that_meets_nothing(css: str, said: list[tuple[str, str]]) -> None:  # noqa: N802
    assert [(item.code, item.message, str(item.span)) for item in judged(styled(css))] == [
        ("E061", f"no page of this edition has what {selector} asks for", f"styles/epub.css:{place}")
        for selector, place in said
    ]


def test_E062_english_that_is_called_chinese() -> None:  # noqa: N802
    words = "<p>雨</p><p>Windows NT and Office</p><p>The mist had not yet lifted.</p>"
    change = edit(RAIN, "</section>", f'<div lang="zh-Hans" xml:lang="zh-Hans">{words}</div></section>')

    assert found(broken(change)) == [
        ("E062", "EPUB/text/rain.xhtml calls “The mist had not yet lifted.” zh-Hans")
    ]


@pytest.mark.parametrize(("lang", "said"), [("", "no language"), (' lang="zh" xml:lang="zh"', "zh")])
def test_E063_a_page_in_none_of_the_books_languages(lang: str, said: str) -> None:  # noqa: N802
    change = edit(RAIN, ' lang="zh-Hans" xml:lang="zh-Hans"', lang)

    assert found(broken(change)) == [("E063", f"EPUB/text/rain.xhtml is in {said}, the book in zh-Hans, en")]


def test_E064_a_table_without_headings() -> None:  # noqa: N802
    change = edit(RAIN, "</section>", "<table><tr><td>子</td></tr></table></section>")

    assert found(broken(change)) == [
        ("E064", "a table of EPUB/text/rain.xhtml has no heading in any column or row")
    ]


def test_E065_a_file_larger_than_stores_take(monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    monkeypatch.setattr(weight, "_MB", 100)

    codes = {item.code: item.message for item in judged(broken(lambda files: files))}

    assert codes["E065"].endswith("more than Barnes & Noble and Kobo take")


def test_E066_a_page_too_large_for_small_devices(monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: N802
    monkeypatch.setattr(weight, "PAGE", 0.02)
    change = edit(RAIN, "</section>", f"<!--{' ' * 20_000}--></section>")

    assert found(broken(change)) == [("E066", "EPUB/text/rain.xhtml has 0 MB of text and markup")]


def test_bookbuild_owns_every_class_of_the_built_in_stylesheets() -> None:
    """Or an author's rule for one would be told to meet nothing in a book that happens to lack it."""
    styles = Path(epub.__file__).parents[1] / "styles"
    for sheet in styles.glob("epub*.css"):
        named = {name for rule in rules(sheet.read_text(encoding="utf-8")) for name in rule.classes}
        assert [name for name in named if not is_own(name)] == []
