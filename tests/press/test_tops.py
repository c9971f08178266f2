"""Where every page begins, told by pages on which characters can be counted: one line, five to a line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bookbuild.model import Bilingual, PrintedPage, Unit
from tests.press.sample import page, printed

STYLE = """
@page { size: 50mm 30mm; margin: 10mm 0 }
body { margin: 0; font: 10mm/10mm "Noto Serif CJK SC" }
p, table, td { margin: 0; padding: 0; border-spacing: 0; orphans: 1; widows: 1 }
.columns { display: table; table-layout: fixed; width: 50mm }
.columns > * { display: table-cell; vertical-align: top; width: 25mm }
td { width: 25mm; vertical-align: top }
.note { float: footnote }
"""
TEN = "一二三四五六七八九十"


def begun(body: str, tmp_path: Path, zone: Literal["front", "body", "back"] = "body") -> list[PrintedPage]:
    html = page(f'<section id="u">{body}</section>')
    unit = Unit("u", "chapter", zone, Bilingual((("zh-Hans", "题"),)), html)
    product, problems = printed([unit], tmp_path, style=STYLE)
    assert product is not None, problems
    return list(product.page_map.pages)


def told(pages: list[PrintedPage]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each page's label, and its tops as the passage and what stands before and after the break."""
    return [
        (one.label, [(top.id, f"{top.ink[: top.before]}|{top.ink[top.before :]}") for top in one.tops])
        for one in pages
    ]


def test_a_page_begins_in_the_middle_of_a_passage(tmp_path: Path) -> None:
    body = f'<p id="a" lang="zh-Hans">{TEN}</p><p id="b" lang="en">{TEN[:5]}</p>'

    assert told(begun(body, tmp_path)) == [
        ("1", [("a", f"|{TEN}")]),
        ("2", [("a", "一二三四五|六七八九十")]),
        ("3", [("b", "|一二三四五")]),
        ("4", []),
    ]


def test_front_matter_has_roman_folios_and_blanks_are_counted(tmp_path: Path) -> None:
    assert told(begun('<p id="a">一</p>', tmp_path, "front")) == [("i", [("a", "|一")]), ("ii", [])]


def test_anchors_and_runs_are_part_of_their_passage(tmp_path: Path) -> None:
    body = '<p id="a">一<span id="index">二三</span>四<em>五六七</em>八</p>'

    assert told(begun(body, tmp_path))[1] == ("2", [("a", "一二三四五|六七八")])


def test_what_is_set_before_its_turn_is_found_at_its_place(tmp_path: Path) -> None:
    cells = '<table id="t"><tr><td>一二三四</td><td>五六七八</td></tr></table>'

    assert told(begun(cells, tmp_path))[:2] == [
        ("1", [("t", "|一二三四五六七八")]),
        ("2", [("t", "一二|三四五六七八")]),
    ]


def test_each_language_has_its_own_top(tmp_path: Path) -> None:
    sides = '<div><p id="zh" lang="zh-Hans">一二三四</p></div><div><p id="en" lang="en">五六七八</p></div>'

    assert told(begun(f'<div class="columns">{sides}</div>', tmp_path))[1] == (
        "2",
        [("zh", "一二|三四"), ("en", "五六|七八")],
    )


def test_a_picture_begins_a_page(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (tmp_path / "a.svg").write_text(drawing, encoding="utf-8")
    figure = '<figure id="f" style="break-before: page; margin: 0"><img src="a.svg" alt="a"/></figure>'
    body = f'<p id="a">一</p>{figure}'

    assert told(begun(body, tmp_path))[1] == ("2", [("f", "|")])


def test_a_note_at_the_foot_begins_no_page(tmp_path: Path) -> None:
    note = '<span class="note" id="n" data-mark="1">注</span>'
    style = "break-before: page"
    pages = begun(f'<p id="a">一{note}</p><p id="b" style="{style}">二</p>', tmp_path)

    assert [names for names in ([top.id for top in one.tops] for one in pages) if names] == [["a"], ["b"]]


def test_of_what_templates_write_a_page_without_passages_begins_with_it(tmp_path: Path) -> None:
    body = '<p>一二三四五六</p><p style="break-before: page">七</p><p id="a">八</p>'

    assert told(begun(body, tmp_path))[:4] == [
        ("1", [("u", "|一二三四五六七")]),
        ("2", [("u", "一二三四五|六七")]),
        ("3", [("u", "一二三四五六|七")]),
        ("4", [("a", "|八")]),
    ]
