"""Rows and the containers around them."""

from __future__ import annotations

import re

from bookbuild.layouts import LAYOUTS
from bookbuild.model import CodeBlock, Frame, Pair, Row
from bookbuild.render.rows import write_rows
from bookbuild.render.setting import Setting
from tests.render.sample import LANGUAGES, heading, pair, para


def _write(layout: str, *pairs: Pair, languages: tuple[str, ...] = LANGUAGES, one_file: bool = True) -> str:
    rows: tuple[Row, ...] = LAYOUTS[layout].place(pairs, languages)
    html = write_rows(rows, one_file, Setting("epub", languages, "e", levels={2: 2}))
    return re.sub(r' (xml:)?lang="[\w-]*"|\n', "", html)


def _item(list_key: int, key: int, kind: str = "bullet", number: int = 0) -> tuple[Frame, Frame]:
    return Frame(kind, list_key), Frame("item", key, number=number)  # type: ignore[arg-type]


def _items(name: str, *frames: tuple[Frame, ...]) -> Pair:
    return pair(name, *(para(lang, lang[:1], *own) for lang, own in zip(LANGUAGES, frames, strict=False)))


def test_a_pair_is_a_div_with_its_sides() -> None:
    assert _write("interleaved", pair("a", para("zh-Hans", "一"), para("en", "one"))) == (
        '<div class="pair" id="a"><p id="a-zh-Hans">一</p><p id="a-en">one</p></div>'
    )


def test_what_is_shared_bears_the_id_of_its_passage_once() -> None:
    assert _write("interleaved", pair("c", CodeBlock(text="x"))) == (
        '<div class="pair shared"><pre id="c"><code>x</code></pre></div>'
    )


def test_a_bilingual_heading_is_one_heading() -> None:
    assert _write("interleaved", pair("h", heading("zh-Hans", "节"), heading("en", "Section"))) == (
        '<h2 id="h" class="pair"><span id="h-zh-Hans" class="side">节</span> '
        '<span id="h-en" class="side">Section</span></h2>'
    )


def test_rows_of_one_list_stand_in_one_list_though_each_language_has_its_own() -> None:
    html = _write(
        "interleaved",
        _items("a", _item(1, 2), _item(7, 8)),
        _items("b", _item(1, 3), _item(7, 9)),
        pair("c", para("en", "alone", *_item(7, 10)), reason="missing"),
        _items("d", _item(1, 4), _item(7, 11)),
    )

    assert re.sub(r"<p.*?</p>|</?div[^>]*>", "", html) == "<ul><li></li><li></li><li></li><li></li></ul>"


def test_two_lists_stay_two() -> None:
    html = _write("interleaved", _items("a", _item(1, 2), _item(3, 4)), _items("b", _item(5, 6), _item(7, 8)))

    assert html.count("<ul>") == 2


def test_keys_of_parallel_files_are_told_apart_by_language() -> None:
    first, second = _items("a", _item(1, 2), _item(5, 6)), _items("b", _item(5, 6), _item(9, 10))

    assert _write("interleaved", first, second, one_file=False).count("<ul>") == 2
    assert _write("interleaved", first, second).count("<ul>") == 1


def test_a_list_that_alternates_languages_counts_pairs_in_every_layout() -> None:
    pairs = [
        _items(name, _item(1, 2 * n, "ordered", 2 * n - 1), _item(1, 2 * n + 1, "ordered", 2 * n))
        for n, name in enumerate("ab", 1)
    ]

    assert re.findall(r'value="(\d)"', _write("interleaved", *pairs)) == ["1", "2"]
    assert re.findall(r'value="(\d)"', _write("columns", *pairs)) == ["1", "1", "2", "2"]
    assert re.findall(r'value="(\d)"', _write("single", *pairs, languages=("en",))) == ["1", "2"]


def test_an_ordered_list_goes_on_counting_after_an_interruption() -> None:
    html = _write(
        "interleaved",
        _items("a", _item(1, 2, "ordered", 3), _item(1, 2, "ordered", 3)),
        pair("b", para("zh-Hans", "零", *_item(1, 2, "ordered", 3)), para("en", "out of the list")),
        _items("c", _item(1, 4, "ordered", 4), _item(1, 4, "ordered", 4)),
    )

    assert re.findall(r"<li[^>]*>", html) == ['<li value="3">', '<li class="resumed">', '<li value="4">']


def test_side_by_side_each_cell_brings_its_own_containers() -> None:
    quote = Frame("quote", 1)
    html = _write("columns", pair("a", para("zh-Hans", "一", quote), para("en", "one", quote)))

    assert html == (
        '<div class="pair side-by-side" id="a">'
        '<div class="side"><blockquote><p id="a-zh-Hans">一</p></blockquote></div>'
        '<div class="side"><blockquote><p id="a-en">one</p></blockquote></div></div>'
    )


def test_side_by_side_an_item_of_two_passages_has_one_number() -> None:
    item = _item(1, 2, "ordered", 1)
    html = _write("columns", _items("a", item, item), _items("b", item, item))

    assert re.findall(r"<li[^>]*>", html) == ['<li value="1">'] * 2 + ['<li class="resumed">'] * 2


def test_definitions_quotations_and_divs_nest() -> None:
    frames = Frame("quote", 1), Frame("definitions", 2)
    html = _write(
        "interleaved",
        _items("t", *[(*frames, Frame("term", 3))] * 2),
        _items("d", *[(*frames, Frame("definition", 4), Frame("div", 5, classes=("verse",)))] * 2),
    )

    assert re.sub(r"<div class=\"pair\".*?</div>", "*", html) == (
        '<blockquote><dl><dt>*</dt><dd><div class="verse">*</div></dd></dl></blockquote>'
    )


def test_a_pair_between_a_list_and_its_items_stands_outside_the_list() -> None:
    english = (para("en", text, *_item(1, key)) for key, text in ((3, "a"), (4, "b")))

    assert _write("interleaved", pair("a", para("zh-Hans", "一", *_item(1, 2)), *english)) == (
        '<div class="pair" id="a"><ul><li><p id="a-zh-Hans">一</p></li><li><p id="a-en">a</p></li>'
        '<li><p id="a-en-2">b</p></li></ul></div>'
    )


def test_a_definition_list_begins_with_a_term_and_ends_with_a_definition() -> None:
    term, meaning = Frame("term", 2), Frame("definition", 3)
    listed = Frame("definitions", 1)

    alone = _write("interleaved", pair("a", para("en", "a", listed, meaning)))
    without = _write("interleaved", pair("a", para("en", "a", listed, term)))
    mixed = _write(
        "interleaved", pair("a", para("zh-Hans", "一", listed, term), para("en", "a", listed, meaning))
    )

    assert re.findall(r"</?d[ltd]", alone) == ["<dl", "<dt", "</dt", "<dd", "</dd", "</dl"]
    assert re.findall(r"</?d[ltd]", without) == ["<dl", "<dt", "</dt", "<dd", "</dd", "</dl"]
    assert re.findall(r"</?d[ltd]", mixed) == ["<dl", "<dt", "</dt", "<dd", "</dd", "</dl"]


def test_a_box_of_the_authors_is_told_from_ours() -> None:
    def box(name: str) -> str:
        return _write("interleaved", pair("a", para("en", "a", Frame("div", 1, classes=(name,)))))

    assert box("note").startswith('<div class="note box">')
    assert box("verse").startswith('<div class="verse">')
