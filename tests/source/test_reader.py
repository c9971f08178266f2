# ruff: noqa: E501 — a case a line reads better
"""Markdown and HTML to blocks: small cases, each with everything it gives."""

from __future__ import annotations

import time
import unicodedata

import pytest

from bookbuild import source
from bookbuild.diagnostics import Span
from bookbuild.model import Figure
from bookbuild.world import MemoryWorld

from .dump import dumped, read

CASES = {
    "a line end is a space only between words": ("中，\nEnglish\nwords\n中文\n中文", ["zh-Hans paragraph: 中，English words 中文中文"]),
    "emphasis on the next line": ("a\n*b*", ["en paragraph: a <em>b</em>"]),
    "hard breaks": ("a  \nb\\\nc", ["en paragraph: a⏎b⏎c"]),
    "only code is of no language": ("`x` `y`", ["- paragraph: `x` `y`"]),
    "words of another language do not weigh": ("中 [un deux trois]{lang=fr}", ["zh-Hans paragraph: 中 <span lang=fr>un deux trois</span>"]),
    "attributes under a quotation": ("> a\n\n> b\n{.untranslated}\n\nc", [
        "en quote > paragraph: a", "en quote > paragraph: b {untranslated}", "en paragraph: c"]),
    "attributes under a list": ("- a\n- b\n{pair=x}", [
        "en bullet > item > paragraph: a {pair=x}", "en bullet > item > paragraph: b {pair=x}"]),
    "attributes under code": ("```\na\n```\n{lang=en}", ["en code : 'a'"]),
    "attributes of a fence": ("```rust {lang=en #c}\na\n```", ["en code rust: 'a' {#c}"]),
    "attributes with no space before them": ("中文。{.untranslated}", ["zh-Hans paragraph: 中文。 {untranslated}"]),
    "braces after a run belong to it": ("a [b]{.c}", ["en paragraph: a <span .c>b</span>"]),
    "attributes with no block": ("a\n\n{.x}", ["en paragraph: a", "chapters/01.md:3:1: warning S031"]),
    "a container inside a container": ("::: a\n::: b\nx\n:::\ny\n:::\nz", [
        "en div a > div b > paragraph: x", "en div a > paragraph: y", "en paragraph: z"]),
    "colons in code close nothing": ("::: a\n```\n:::\n```\n:::", ["- div a > code : ':::'"]),
    "a stray fence of colons": ("a\n\n:::", ["en paragraph: a", "- paragraph: :::", "chapters/01.md:3:1: error S026"]),
    "code never closed": ("a\n\n> ```\n> b\n\n~~~~ py\nc\n~~~\n\n# d", [
        "en paragraph: a", "- quote > code : 'b'", "- code py: 'c\\n~~~\\n\\n# d'",
        "chapters/01.md:3:1: warning S037", "chapters/01.md:6:1: warning S037"]),
    "code closed at its least": ("```\n```\n\n> ~~~\n> a\n> ~~~~\n\n- ```\n  b\n  ```", [
        "- code : ''", "- quote > code : 'a'", "- bullet > item > code : 'b'"]),
    "braces without a dot": ("a {untranslated}\n\nb {Verse .x}\nc {pair }\n\nd {word}\n\n`{pair}` e", [
        "en paragraph: a {untranslated}", "en paragraph: b {Verse .x} c {pair }", "en paragraph: d {word}",
        "en paragraph: `{pair}` e", "chapters/01.md:1:3: warning S038", "chapters/01.md:3:3: warning S038"]),
    "a box by braces without a dot": ("::: {untranslated}\na\n:::", [
        "en paragraph: {untranslated}", "en paragraph: a", "chapters/01.md:1:5: warning S038"]),
    "a list in a quotation": ("> 3. a\n>\n>    b", [
        "en quote > ordered > item 3 > paragraph: a", "en quote > ordered > item 3 > paragraph: b"]),
    "verse by a class": ("a\nb\n{.verse}", ["en paragraph: a⏎b {.verse}"]),
    "a table in Chinese": ("|项|x|\n|-|-|\n|中文 `a`|y|", ["zh-Hans table: 项 | x // 中文 `a` | y"]),
    "html: a box across blank lines": ("<div class='k'>\n\n中\n\n</div>\n\nb", ["zh-Hans div k > paragraph: 中", "en paragraph: b"]),
    "html: a figure": ("<figure>\n<img src='images/snow.png' alt='x'>\n<figcaption>雪 <b>a</b></figcaption>\n</figure>", [
        "- figure chapters/images/snow.png: zh-Hans 雪 <b>a</b>"]),
    "html: a list and a table": ("<ol><li>a<li>b</ol>\n<table><tr><th>c<td>d</table>\ntail *x*", [
        "en ordered > item 1 > paragraph: a", "en ordered > item 2 > paragraph: b", "en table:  // c | d", "en paragraph: tail <em>x</em>"]),
    "html: misnested and unknown tags keep their text": ("*a <b>c* d</b> <x-y>e</x-y>", [
        "en paragraph: <em>a <b>c</b></em> d e", "chapters/01.md:1:16: warning S017"]),
    "html: a marked section nobody knows": (
        "<div>\n<![foo[bar]]>\n</div>\n\na", ["en paragraph: a", "chapters/01.md:2:1: warning S017"]),
    "html: handlers": ("<p onclick='x()'>a</p>", ["en paragraph: a", "chapters/01.md:1:1: error S018"]),
    "html: anchors and links": ("<a id='x'></a><a href='02.md'>b</a>", ["en paragraph: <span id=x></span>[b](02.md)"]),
    "html: a comment never closed": ("a\n\n<!-- one two three", ["en paragraph: a", "chapters/01.md:3:1: warning S019", "chapters/01.md:3:1: error S026"]),
    "comments: short ones and reminders are silent": ("a <!-- body --> b\n\n<!-- TODO: ask Mary about this line -->", ["en paragraph: a  b"]),
    "an image from the root": ("![a](/cover.png)", ["- figure cover.png: en a"]),
    "an image from the web keeps its words": ("![雪](https://x.org/a.png)", ["- figure (missing): zh-Hans 雪", "chapters/01.md:1:1: warning S021"]),
    "an image out of the book": ("![雪](../../x.png)", ["- figure (missing): zh-Hans 雪", "chapters/01.md:1:1: warning S021"]),
    "an image within text": ("雪 ![a](images/snow.png)", ["zh-Hans paragraph: 雪 ![a](chapters/images/snow.png)"]),
    "one note in both languages": ("a[^n]\n\n[^n]: 中\n\n    b", ["en paragraph: a[^n]", "- note n", "  zh-Hans paragraph: 中", "  en paragraph: b"]),
    "a note that is not defined stays as it is": ("a[^n]", ["en paragraph: a[^n]", "chapters/01.md:1:2: error S014"]),
    "template syntax in code": ("```\n{{#include x.rs}}\n```", ["- code : '{{#include x.rs}}'", "chapters/01.md:2:1: warning S030"]),
    "words behind a box's name are kept": ("::: tip 重要提示 Read me\n春。\n:::", [
        "zh-Hans div tip > paragraph: 重要提示 Read me", "zh-Hans div tip > paragraph: 春。", "chapters/01.md:1:9: warning S035"]),
    "words behind a box's braces are kept": ("::: {.tip} *Read*\nx\n:::", [
        "en div tip > paragraph: <em>Read</em>", "en div tip > paragraph: x", "chapters/01.md:1:12: warning S035"]),
    "references to characters no text can hold": ("a &#12; b&#xFFFE;c &#65; `&#1;`", [
        "en paragraph: a  bc A `&#1;`", "chapters/01.md:1:3: error S004", "chapters/01.md:1:10: error S004"]),
    "numbers that are no references": ("a &#12 b &#x0000001; c", ["en paragraph: a &#12 b &#x0000001; c"]),
    "references in the words of an image": ("![a&#1;b](images/snow.png)", [
        "- figure chapters/images/snow.png: en ab", "chapters/01.md:1:4: error S004"]),
    "references in HTML": ("<p title='&#12;'>\na &#0;b</p>\n\nc<b title='&#12;'>d</b>", [
        "en paragraph: a b", "en paragraph: c<b>d</b>",
        "chapters/01.md:1:11: error S004", "chapters/01.md:2:3: error S004", "chapters/01.md:4:12: error S004"]),
    "html: what a paragraph and a heading say": ("<p lang='en' id='x' class='k'>春</p>\n<h2 id='y'>春</h2>", [
        "en paragraph: 春 {#x .k}", "zh-Hans heading 2: 春 {#y}"]),
    "html: what a paragraph says of Markdown inside": ("<p lang='en'>\n\n春\n\n</p>\n\n春", ["en paragraph: 春", "zh-Hans paragraph: 春"]),
    "html: numbers of items": ("<ol start='3'><li>a<li value='7'>b<li>c</ol>", [
        "en ordered > item 3 > paragraph: a", "en ordered > item 7 > paragraph: b", "en ordered > item 8 > paragraph: c"]),
    "html: a table without a head": ("<table><tr><td>a<tr><td>b</table>", ["en table:  // a // b"]),
    "html: a table's head and caption": ("<table><caption>表</caption><thead><tr><td>a</thead><tr><td>b</table>", [
        "zh-Hans paragraph: 表 {.caption}", "en table: a // b"]),
    "html: cells that span": ("<table><tr><td>a<td rowspan='1'>b<tr>\n<td colspan='2'>c</table>", [
        "en table:  // a | b // c | ", "chapters/01.md:2:1: warning S036"]),
    "html: brackets around ruby": ("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字", ["zh-Hans paragraph: {汉|hàn}字"]),
    "html: brackets around ruby left open": ("<p><ruby>汉<rp>(<rt>hàn<rp>)</ruby>字 <rp>more words</rp></p>", [
        "zh-Hans paragraph: {汉|hàn}字 more words"]),
    "a line end beside the call of a note": ("文[^1]\n下文\n[^1]\n末\n\na[^1]\nb\n\n[^1]: 注", [
        "zh-Hans paragraph: 文[^1]下文[^1]末", "en paragraph: a[^1] b", "zh-Hans note 1", "  zh-Hans paragraph: 注"]),
    "a line end behind a break": ("a<br>\nb", ["en paragraph: a⏎b"]),
    "verse keeps the margin of every line": ("::: verse\n　　床前\n　　明月\n\n&nbsp;a\n&nbsp;b\n:::\n\n　　散文", [
        "zh-Hans div verse > paragraph: 　　床前⏎　　明月", "en div verse > paragraph: \xa0a⏎\xa0b", "zh-Hans paragraph: 散文"]),
    "attributes above HTML": ("{.untranslated}\n<div>\n春\n</div>\n\nb", ["zh-Hans paragraph: 春 {untranslated}", "en paragraph: b"]),
    "attributes above a box of HTML": ("{.x}\n<center>a</center>\n\nb", ["en div center x > paragraph: a", "en paragraph: b"]),
    "attributes above a comment": ("{.untranslated}\n<!-- c -->\n\nb", ["en paragraph: b {untranslated}"]),
    "attributes under HTML": ("<p>a</p>\n{.x}\nb\n{.y}\n\nc", ["en paragraph: a {.x}", "en paragraph: b {.y}", "en paragraph: c"]),
    "attributes under preformatted HTML": ("<pre>a</pre>\n{lang=en}\n\nb", ["en code : 'a'", "en paragraph: b"]),
    "front matter needs no blank line first": ("---\n\na\n\n---", ["- rule", "en paragraph: a", "- rule"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_case(text: str, expected: list[str]) -> None:
    lines = dumped(text).splitlines()

    assert [line for line in lines if line != "chapters/01.md: warning S028"] == expected


@pytest.mark.parametrize(
    "url",
    ["javascript:x", "JaVa%73cript:x", "vbscript:x", "file:///x", "data:text/html,x", "//x.org/y", "y.pdf", "/a.md", "../../b.md"],
)  # fmt: skip
def test_links_refused_keep_their_text(url: str) -> None:
    document, found = read(f"# 春 / Spring\n\n见[这里](<{url}>)。")

    assert "Link" not in repr(document.blocks)
    assert "这里" in repr(document.blocks)
    assert [item.code for item in found] == ["S020"]


def test_spans_count_the_front_matter() -> None:
    document, _ = read("---\ntitle: a\n---\n\n# b\n\nc\nd\n")

    assert [block.span for block in document.blocks] == [
        Span("chapters/01.md", 5, 1, 5, 4),
        Span("chapters/01.md", 7, 1, 8, 2),
    ]


def test_keys_tell_containers_apart() -> None:
    document, _ = read("> a\n\n> b\n")

    keys = [block.frames[0].key for block in document.blocks]
    assert keys == [1, 2] or keys[0] != keys[1]


@pytest.mark.parametrize("text", ["> " * 40 + "a", "- " * 40 + "a", "*a **b " * 40 + "c** d*" * 40])
def test_what_is_nested_too_deep_is_an_error(text: str) -> None:
    _, found = read("# 春 / Spring\n\n" + text)

    assert [(item.code, item.span and item.span.line) for item in found] == [("S010", 3)]


@pytest.mark.parametrize(
    "text",
    ["<ul>" * 400 + "a", "<div class=a>" * 400 + "a", "<div>" * 400 + "a", "<ul class=a>\n\n" * 400 + "a"],
)
def test_html_nested_too_deep_is_an_error_and_goes_no_deeper(text: str) -> None:
    document, found = read("# 春 / Spring\n\n" + text)

    assert [item.code for item in found if item.code != "S026"] == ["S010"]
    assert len(document.blocks[-1].frames) <= 60
    assert dumped(text).count("a")


def test_many_open_boxes_take_no_long_time() -> None:
    started = time.process_time()
    read("<div class=a>" * 20_000 + "</section>" * 20_000)

    assert time.process_time() - started < 5


@pytest.mark.parametrize("escaped", ["\\uD800", "\\0", "\\f", "\\uFFFF"])
def test_escapes_in_front_matter_to_characters_no_text_can_hold(escaped: str) -> None:
    document, found = read(f'---\nid: a\ntitle: "春{escaped}天"\n---\n\n春\n')

    assert document.meta.title.texts == (("zh-Hans", "春天"),)
    assert [(item.code, str(item.span)) for item in found] == [("S004", "chapters/01.md:3:8")]


@pytest.mark.parametrize(
    ("url", "target"),
    [("02.md#a%0Cb", "02.md#ab"), ("<02.md#a&#12;b>", "02.md#ab"), ("02.md '&#12;t'", "02.md")],
)
def test_links_hold_no_character_no_text_can_hold(url: str, target: str) -> None:
    document, found = read(f"# 春 / Spring\n\n[这里]({url})")

    assert [item.code for item in found] == ["S004"]
    assert f"target='{target}'" in repr(document.blocks)
    assert "\\x0c" not in repr(document.blocks)


def test_an_image_is_found_however_its_name_is_spelt() -> None:
    decomposed = unicodedata.normalize("NFD", "chapters/café.png")
    world = MemoryWorld({decomposed: "", "chapters/01.md": "# 春 / Spring\n\n![a](café.png)"})
    document, found = source.read(world, "chapters/01.md", ("zh-Hans", "en"))

    assert document is not None
    assert isinstance(document.blocks[-1], Figure)
    assert document.blocks[-1].image.source == decomposed
    assert found == ()


def test_a_note_of_a_parallel_file_is_in_its_language() -> None:
    document, _ = read("a[^1]\n\n[^1]: 1948–2007", default_lang="en")

    assert [note.lang for note in document.notes] == ["en"]
