# ruff: noqa: E501 — a case a line reads better
"""Markdown and HTML to blocks: small cases, each with everything it gives."""

from __future__ import annotations

import pytest

from bookbuild.diagnostics import Span

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
    "ruby is text for now": ("{汉字|pinyin}", ["zh-Hans paragraph: {汉字|pinyin}"]),
    "a container inside a container": ("::: a\n::: b\nx\n:::\ny\n:::\nz", [
        "en div a > div b > paragraph: x", "en div a > paragraph: y", "en paragraph: z"]),
    "colons in code close nothing": ("::: a\n```\n:::\n```\n:::", ["- div a > code : ':::'"]),
    "a stray fence of colons": ("a\n\n:::", ["en paragraph: a", "- paragraph: :::", "chapters/01.md:3:1: error S026"]),
    "a list in a quotation": ("> 3. a\n>\n>    b", [
        "en quote > ordered > item 3 > paragraph: a", "en quote > ordered > item 3 > paragraph: b"]),
    "verse by a class": ("a\nb\n{.verse}", ["en paragraph: a⏎b {.verse}"]),
    "a table in Chinese": ("|项|x|\n|-|-|\n|中文 `a`|y|", ["zh-Hans table: 项 | x // 中文 `a` | y"]),
    "html: a box across blank lines": ("<div class='k'>\n\n中\n\n</div>\n\nb", ["zh-Hans div k > paragraph: 中", "en paragraph: b"]),
    "html: a figure": ("<figure>\n<img src='images/snow.png' alt='x'>\n<figcaption>雪 <b>a</b></figcaption>\n</figure>", [
        "- figure chapters/images/snow.png: zh-Hans 雪 <b>a</b>"]),
    "html: a list and a table": ("<ol><li>a<li>b</ol>\n<table><tr><th>c<td>d</table>\ntail *x*", [
        "en ordered > item 1 > paragraph: a", "en ordered > item 2 > paragraph: b", "en table: c | d", "en paragraph: tail <em>x</em>"]),
    "html: misnested and unknown tags keep their text": ("*a <b>c* d</b> <x-y>e</x-y>", [
        "en paragraph: <em>a <b>c</b></em> d e", "chapters/01.md:1:16: warning S017"]),
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
