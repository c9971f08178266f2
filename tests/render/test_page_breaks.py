"""Marks of printed pages: where a page's first character is, and which of several places counts."""

from __future__ import annotations

import re

import pytest

from bookbuild.model import Bilingual, PageMap, PrintedPage, Rendition, Top, Unit
from bookbuild.render import with_page_breaks
from tests.render.sample import book, chapter, edition, pair, para, volume

BOOK = book(
    volume(1, chapter("a", *(pair(f"a{n}", para("zh-Hans", "河"), para("en", "River")) for n in (1, 2)))),
    volume(2, chapter("b", pair("b1", para("zh-Hans", "雨"), para("en", "Rain")))),
)
ZH, EN = "河上的雾还没有散。", "The mist had not yet lifted."


def unit(name: str, body: str, volume: str = "") -> Unit:
    html = (
        f'<html><head><title>河</title></head><body>\n<section id="{name}">\n{body}</section>\n</body></html>'
    )
    return Unit(name, "chapter", "body", Bilingual(), html, volume)


def rows(name: str, zh: str = ZH, en: str = EN) -> str:
    sides = f'<p id="{name}-zh-Hans" lang="zh-Hans">{zh}</p>\n<p id="{name}-en" lang="en">{en}</p>\n'
    return f'<div class="pair" id="{name}">\n{sides}</div>\n'


def top(id: str, before: int, ink: str) -> Top:
    return Top(id, before, "".join(ink.split()))


def marked(units: tuple[Unit, ...], *pages: PrintedPage, volumes: tuple[str, ...] = ()) -> str:
    """The bodies of the units, each mark as ▮ and its label in brackets; the list of pages before them."""
    made = with_page_breaks(
        Rendition(units, (), ()), PageMap("urn:isbn:1", pages), BOOK, edition(volumes=volumes)
    )
    assert [
        f'id="{mark.id}"' in one.html for one in made.units for mark in made.marks if mark.unit == one.id
    ] == [True] * len(made.marks)
    html = "".join(one.html.split("<body>")[1].split("</body>")[0] for one in made.units)
    shown = re.sub(
        r'<span epub:type="pagebreak" role="doc-pagebreak" id="page[^"]*" aria-label="(\w+)"></span>',
        r"▮[\1]",
        html,
    )
    return ",".join(mark.label for mark in made.marks) + " " + shown


def page(label: int, *tops: Top, beside: bool = False, volume: str = "") -> PrintedPage:
    return PrintedPage(str(label), volume, tops, beside)


def test_a_mark_stands_before_the_first_character() -> None:
    found = marked((unit("a", rows("a1")),), page(1, top("a1-zh-Hans", 3, ZH)), page(2, top("a1-en", 11, EN)))

    assert "河上的▮[1]雾还" in found
    assert "The mist had ▮[2]not yet" in found


def test_a_parted_word_stays_whole() -> None:
    found = marked((unit("a", rows("a1")),), page(1, top("a1-en", 5, EN)))

    assert "The ▮[1]mist had" in found


def test_the_first_passage_of_a_unit_brings_what_stands_before_it() -> None:
    body = '<header><h1 id="t"><span class="side" id="t-en">River</span></h1></header>' + rows("a1")
    found = marked((unit("a", body),), page(1, top("t-en", 0, "River")))

    assert '<section id="a">▮[1]\n<header>' in found


def test_a_block_that_opens_its_pair_has_the_mark_before_the_pair() -> None:
    found = marked((unit("a", rows("a1") + rows("a2")),), page(1, top("a2-zh-Hans", 0, ZH)))

    assert '</div>\n▮[1]<div class="pair" id="a2">' in found


def test_no_mark_comes_between_neighbouring_paragraphs() -> None:
    found = marked((unit("a", rows("a1")),), page(1, top("a1-en", 0, EN)))

    assert '<p id="a1-en" lang="en">▮[1]The mist' in found


@pytest.mark.parametrize(
    ("body", "top", "expected"),
    [
        ('<table id="x"><tr><td>一</td><td>二</td></tr></table>', top("x", 0, "一二"), '▮[1]<table id="x">'),
        ('<table id="x"><tr><td>一</td><td>二</td></tr></table>', top("x", 1, "一二"), "<td>▮[1]二</td>"),
        (
            '<table id="x"><tr><td>一</td></tr><tr><td>二</td></tr></table>',
            top("x", 1, "一二"),
            "<td>▮[1]二</td>",
        ),
        (
            '<ul><li><p id="x">一</p></li><li><p id="y">二</p></li></ul>',
            top("y", 0, "二"),
            '<li>▮[1]<p id="y">',
        ),
        ('<p>〇</p><ul><li><p id="x">一</p></li></ul>', top("x", 0, "一"), "▮[1]<ul><li><p"),
        ('<figure id="x"><img src="a.png" alt="a"/></figure>', top("x", 0, ""), '▮[1]<figure id="x">'),
        ('<p id="x">一<em>二三</em></p>', top("x", 1, "一二三"), "一▮[1]<em>二三"),
        ('<p id="x">一<em>二三</em></p>', top("x", 2, "一二三"), "<em>二▮[1]三"),
        ('<p id="x">a &amp; b</p>', top("x", 2, "a&b"), "a &amp; ▮[1]b"),
        ('<p id="x">一<a class="noteref" href="#n">①</a>二</p>', top("x", 1, "一二"), "①</a>▮[1]二"),
        ('<p id="x">一<span id="index">二</span>三</p>', top("x", 2, "一二三"), "</span>▮[1]三"),
    ],
)
def test_marks_stand_where_text_may(body: str, top: Top, expected: str) -> None:
    assert expected in marked((unit("a", f'<p id="first">首</p>{body}'),), page(1, top))


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (0, "▮[1]<ruby>你<rt>nǐ</rt>好<rt>hǎo</rt></ruby>！"),
        (1, "<ruby>你<rt>nǐ</rt></ruby>▮[1]<ruby>好<rt>hǎo</rt></ruby>！"),
        (2, "</ruby>▮[1]！"),
    ],
)
def test_ruby_is_parted_for_a_mark(before: int, expected: str) -> None:
    body = '<p id="x">“<ruby>你<rt>nǐ</rt>好<rt>hǎo</rt></ruby>！</p>'

    assert expected in marked((unit("a", body),), page(1, top("x", before + 1, "“你好！")))


def test_pages_that_begin_at_one_place_part_ruby_once() -> None:
    body = '<p id="x"><ruby class="r">你<rt>nǐ</rt>好<rt>hǎo</rt></ruby></p>'
    found = marked((unit("a", body),), page(1, top("x", 1, "你好")), page(2, top("x", 1, "你好")))

    assert '<rt>nǐ</rt></ruby>▮[1]▮[2]<ruby class="r">好' in found


@pytest.mark.parametrize(
    ("printed", "before", "held", "expected"),
    [
        ("“后面”的软件", 4, "「後面」的軟體", "「後面」▮[1]的軟體"),
        ("写博客的人", 3, "寫部落格的人", "寫部落格▮[1]的人"),
        ("写博客的人", 1, "寫部落格的人", "寫▮[1]部落格的人"),
    ],
)
def test_text_in_another_script_is_laid_beside_the_printed(
    printed: str, before: int, held: str, expected: str
) -> None:
    found = marked((unit("a", f'<p>一</p><p id="x">{held}</p>'),), page(1, top("x", before, printed)))

    assert expected in found


def test_what_comes_first_in_the_epub_counts() -> None:
    both = top("a1-en", 11, EN), top("a1-zh-Hans", 3, ZH)

    assert "1 " in (found := marked((unit("a", rows("a1")),), page(1, *both)))
    assert "河上的▮[1]雾还" in found


def test_marks_never_go_back() -> None:
    pages = page(1, top("a1-zh-Hans", 6, ZH)), page(2, top("a1-en", 0, EN), top("a1-zh-Hans", 8, ZH))
    english_first = f'<p id="a1-en">{EN}</p><p id="a1-zh-Hans">{ZH}</p>'
    found = marked((unit("a", english_first),), *pages)

    assert "河上的雾还没▮[1]有散▮[2]。" in found


def test_facing_pages_are_marked_together() -> None:
    pages = page(2, top("a1-zh-Hans", 3, ZH)), page(3, top("a1-en", 11, EN), beside=True)

    assert "河上的▮[2]▮[3]雾还" in marked((unit("a", rows("a1")),), *pages)


def test_of_facing_pages_one_language_has_its_own() -> None:
    english = f'<p id="a1-en">{EN}</p>'
    pages = page(2, top("a1-zh-Hans", 3, ZH)), page(3, top("a1-en", 11, EN), beside=True), page(4), page(5)
    found = marked((unit("a", english),), *pages)

    assert found.startswith("3 ")
    assert "had ▮[3]not" in found


def test_a_page_without_text_goes_with_the_next() -> None:
    pages = page(1, top("halftitle", 0, "河")), page(2), page(3, top("a1-zh-Hans", 3, ZH)), page(4)
    found = marked((unit("a", rows("a1")),), *pages)

    assert found.startswith("1,2,3 ")
    assert "河上的▮[1]▮[2]▮[3]雾还" in found


def test_pages_of_other_volumes_are_left_out() -> None:
    pages = (
        page(1, top("v1", 0, "上"), volume="v1"),
        page(2, volume="v2"),
        page(3, top("b1-zh-Hans", 0, "雨"), volume="v2"),
    )
    found = marked((unit("b", rows("b1")),), *pages, volumes=("v2",))

    assert found.startswith("2,3 ")


def test_translations_that_stand_apart_take_no_mark() -> None:
    apart = f'<p id="a1-zh-Hans">{ZH}</p><aside id="t"><p id="a1-en">{EN}</p></aside>'
    pages = page(1, top("a1-en", 11, EN)), page(2, top("b1-zh-Hans", 0, "雨"))
    found = marked((unit("a", apart), unit("b", rows("b1"))), *pages)

    assert '<section id="b">▮[1]▮[2]' in found


def test_what_templates_write_is_found_by_its_words() -> None:
    """The print says page numbers behind the words of an index, the EPUB links."""
    entries = "<ul><li>河 <a>1</a></li><li>雾 <a>2</a></li></ul>"
    pages = page(1, top("index", 0, "索引河雾")), page(2, top("index", 3, "索引河雾"))
    found = marked((unit("index", f"<h1>索引</h1>{entries}"),), *pages)

    assert '<section id="index">▮[1]\n<h1>' in found
    assert "<li>▮[2]雾" in found


def test_ids_of_the_author_are_not_taken() -> None:
    body = '<p id="page-1">一</p><p id="x">二</p>'
    made = with_page_breaks(
        Rendition((unit("a", body),), (), ()), PageMap("", (page(1, top("x", 0, "二")),)), BOOK, edition()
    )

    assert [mark.id for mark in made.marks] == ["page-print-1"]


def test_an_edition_without_any_of_the_pages_has_no_marks() -> None:
    units = (unit("c", '<p id="c">一</p>'),)
    made = with_page_breaks(Rendition(units, (), ()), PageMap("x", (page(1),)), BOOK, edition())

    assert (made.units, made.marks, made.paged_as) == (units, (), "")
