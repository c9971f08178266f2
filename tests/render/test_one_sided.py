"""Passages without counterpart, in each layout and each way to set them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bookbuild.checks import check_epub, check_units
from bookbuild.epub import write
from bookbuild.layouts import LAYOUTS
from bookbuild.model import Book, Edition, Frame, Inlines, Link, OneSided, Pair, Rendition, Table, Text
from bookbuild.render import render
from bookbuild.render.rows import write_rows
from bookbuild.render.setting import Setting
from bookbuild.world import MemoryWorld
from tests.epub.sample import png
from tests.render.sample import LANGUAGES, book, chapter, edition, heading, pair, para, volume

CHINESE = pair("c", para("zh-Hans", "雨"), reason="missing")
ENGLISH = pair("e", para("en", "rain"), reason="untranslated")
ITEM = (Frame("ordered", 1), Frame("item", 2, number=1))


def _write(layout: str, one_sided: OneSided, *pairs: Pair, languages: tuple[str, ...] = LANGUAGES) -> str:
    rows = LAYOUTS[layout].place(pairs, languages, one_sided)
    html = write_rows(rows, True, Setting("pdf", languages, "e", levels={2: 2}))
    return re.sub(r' (xml:)?lang="[\w-]*"|\n', "", html)


def test_the_note_says_its_language() -> None:
    rows = LAYOUTS["interleaved"].place((CHINESE,), LANGUAGES, "note")

    assert write_rows(rows, True, Setting("epub", LANGUAGES, "e")) == (
        '<div class="pair one-sided" id="c">\n'
        '<p id="c-zh-Hans" lang="zh-Hans" xml:lang="zh-Hans">雨</p>\n'
        '<p data-lacks="missing" lang="en" xml:lang="en">[not translated]</p>\n'
        "</div>\n"
    )


def test_interleaved_notes_stand_where_the_counterpart_would() -> None:
    assert _write("interleaved", "full", CHINESE, ENGLISH) == (
        '<div class="pair one-sided" id="c"><p id="c-zh-Hans">雨</p></div>'
        '<div class="pair one-sided" id="e"><p id="e-en">rain</p></div>'
    )
    assert _write("interleaved", "note", CHINESE, ENGLISH) == (
        '<div class="pair one-sided" id="c"><p id="c-zh-Hans">雨</p>'
        '<p data-lacks="missing">[not translated]</p></div>'
        '<div class="pair one-sided" id="e"><p data-lacks="untranslated">〔不译〕</p>'
        '<p id="e-en">rain</p></div>'
    )


@pytest.mark.parametrize(
    ("one_sided", "html"),
    [
        ("full", '<div class="pair one-sided" id="e"><p id="e-en">rain</p></div>'),
        (
            "blank",
            '<div class="pair side-by-side one-sided" id="e"><div class="side"></div>'
            '<div class="side"><p id="e-en">rain</p></div></div>',
        ),
        (
            "note",
            '<div class="pair side-by-side one-sided" id="e">'
            '<div class="side"><p data-lacks="untranslated">〔不译〕</p></div>'
            '<div class="side"><p id="e-en">rain</p></div></div>',
        ),
    ],
)
def test_columns(one_sided: OneSided, html: str) -> None:
    assert _write("columns", one_sided, ENGLISH) == html


@pytest.mark.parametrize("one_sided", ["blank", "note"])
def test_a_heading_in_its_column_is_one_heading_without_a_note(one_sided: OneSided) -> None:
    assert _write("columns", one_sided, pair("h", heading("en", "Rain"), reason="missing")) == (
        '<h2 id="h" class="pair side-by-side one-sided"><span class="side"></span> '
        '<span id="h-en" class="side">Rain</span></h2>'
    )


def test_an_item_keeps_its_list_and_its_note() -> None:
    item = pair("i", para("zh-Hans", "雨", *ITEM), reason="missing")
    inside = '<ol><li value="1">{}</li></ol>'

    assert _write("interleaved", "note", item) == inside.format(
        '<div class="pair one-sided" id="i"><p id="i-zh-Hans">雨</p>'
        '<p data-lacks="missing">[not translated]</p></div>'
    )
    assert _write("columns", "note", item) == (
        '<div class="pair side-by-side one-sided" id="i"><div class="side">'
        + inside.format('<p id="i-zh-Hans">雨</p>')
        + '</div><div class="side"><p data-lacks="missing">[not translated]</p></div></div>'
    )


def test_a_note_stands_outside_verse_and_tables() -> None:
    stanza = pair("v", para("zh-Hans", "雨", Frame("div", 1, classes=("verse",))), reason="missing")
    table = pair("t", Table(lang="zh-Hans", align=("",), head=(), rows=(((Text("雨"),),),)), reason="missing")

    assert _write("interleaved", "note", stanza) == (
        '<div class="verse"><div class="pair one-sided" id="v">'
        '<p id="v-zh-Hans" class="verse"><span class="line">雨</span></p>'
        '<p data-lacks="missing">[not translated]</p></div></div>'
    )
    assert _write("columns", "note", table) == (
        '<div class="pair side-by-side one-sided" id="t"><div class="side">'
        '<table id="t-zh-Hans"><tbody><tr><td>雨</td></tr></tbody></table></div>'
        '<div class="side"><p data-lacks="missing">[not translated]</p></div></div>'
    )


def test_one_language_alone_has_a_note_where_the_passage_was() -> None:
    assert _write("single", "full", CHINESE, ENGLISH, languages=("en",)) == (
        '<div class="pair one-sided" id="e"><p id="e-en">rain</p></div>'
    )
    assert _write("single", "note", CHINESE, ENGLISH, languages=("en",)) == (
        '<div class="pair one-sided" id="c"><p data-lacks="missing">[not translated]</p></div>'
        '<div class="pair one-sided" id="e"><p id="e-en">rain</p></div>'
    )


# ---------------------------------------------------------------- whole editions

TO_CHINESE: Inlines = (Link("#c", (Text("there"),)),)
BOOK = book(
    volume(
        1,
        chapter("a", CHINESE, ENGLISH, pair("l", para("zh-Hans", "那里"), para("en", TO_CHINESE))),
        replace(
            chapter(
                "b", replace(CHINESE, id="d", sides=(("zh-Hans", (para("zh-Hans", "雪", id="d-zh-Hans"),)),))
            ),
            heading=pair("b-title", heading("zh-Hans", "雪", 1), reason="missing"),
        ),
    )
)


def _rendered(wanted: Edition) -> tuple[Book, Rendition, list[str]]:
    rendition, problems = render(BOOK, wanted, MemoryWorld({}))
    return BOOK, rendition, [item.code for item in problems]


@pytest.mark.parametrize("one_sided", ["full", "note"])
@pytest.mark.parametrize("layout", ["interleaved", "single"])
def test_an_epub_with_notes_is_complete(layout: str, one_sided: OneSided) -> None:
    languages = ("en",) if layout == "single" else LANGUAGES
    wanted = edition("epub", layout, languages=languages, one_sided=one_sided)
    held, rendition, _ = _rendered(wanted)
    data, _ = write(held, wanted, rendition, {}, png(), 0)

    assert check_epub(data, held, wanted) == ()


@pytest.mark.parametrize("one_sided", ["full", "blank", "note"])
@pytest.mark.parametrize("layout", ["interleaved", "columns", "single"])
def test_print_with_notes_is_complete(layout: str, one_sided: OneSided) -> None:
    languages = ("en",) if layout == "single" else LANGUAGES
    wanted = edition("pdf", layout, languages=languages, one_sided=one_sided, trim=(185.0, 260.0))
    held, rendition, _ = _rendered(wanted)

    assert check_units(rendition, held, wanted) == ()


def test_a_link_leads_to_the_note_in_place_of_its_passage() -> None:
    wanted = edition("epub", "single", languages=("en",))

    assert _rendered(wanted)[2] == ["L001"]
    assert _rendered(replace(wanted, one_sided="note"))[2] == []


def test_a_chapter_of_notes_alone_is_left_out() -> None:
    wanted = edition("epub", "single", languages=("en",), one_sided="note")

    assert [unit.id for unit in _rendered(wanted)[1].units if unit.kind == "chapter"] == ["a"]


def test_a_title_has_no_empty_side() -> None:
    wanted = edition("pdf", "columns", trim=(185.0, 260.0), one_sided="note")
    html = next(unit.html for unit in _rendered(wanted)[1].units if unit.id == "b")

    [title] = re.findall("<h1.*</h1>", html)

    assert title == (
        '<h1 id="b-title"><span id="b-title-zh-Hans" class="side" lang="zh-Hans" xml:lang="zh-Hans">'
        "雪</span></h1>"
    )
