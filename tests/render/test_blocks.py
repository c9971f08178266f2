"""Each kind of block and inline, in both flavours, as it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.model import (
    Block,
    Break,
    Code,
    CodeBlock,
    Figure,
    Frame,
    Image,
    Inlines,
    Link,
    Marks,
    NoteRef,
    Ruby,
    Rule,
    Styled,
    Table,
    Text,
)
from bookbuild.render.blocks import leaf
from bookbuild.render.setting import Flavour, Setting
from tests.render.sample import LANGUAGES, heading, para, words

VERSE = Frame("div", 1, classes=("verse",))
INLINES: Inlines = (
    Text("A & B <c> “d” "),
    Styled("em", (Text("强调“引”"),), lang="zh-Hans"),
    Styled("span", (Text("plain"),), lang="en"),
    Styled("abbr", (Text("CSS"),), title='"x"', classes=("k",), id="css"),
    Styled("span", (Ruby((("汉", "hàn"), ("“", ""), ("字", "zì"), ("”", ""))),), lang="zh-Hans"),
    Code("a < b"),
    Break(),
    Link("https://example.org/?a=1&b=2", (Text("out"),), title="t"),
    Link("#near", (Text("near"),)),
    Link("#far", (Text("far"),)),
    Image("images/one two.png", 'an "alt"'),
    Image("", "lost", lang="zh-Hans"),
)
BLOCKS: dict[str, Block] = {
    "paragraph": para("zh-Hans", "文", id="p", marks=Marks(classes=("intro",))),
    "inlines": para("en", INLINES, id="p"),
    "verse": para("zh-Hans", (Text("一——"), Break(), Styled("em", (Text("二"),))), VERSE, id="p"),
    "quote": para("zh-Hans", "“引”", Frame("quote", 1)),
    "heading": heading("en", "Title", 3),
    "code": CodeBlock(text="a < b\n", info="py {1}"),
    "table": Table(
        align=("left", "right"),
        head=(words("H"), ()),
        rows=((words("字"), words("2")),),
        id="t",
    ),
    "headless-table": Table(align=("",), head=((),), rows=((words("1"),),)),
    "figure": Figure(
        image=Image("a.JPG", "alt"),
        captions=(("zh-Hans", words("图")), ("en", words("Fig")), ("fr", words("non"))),
        id="f",
    ),
    "figure-without-image": Figure(image=Image("", "alt"), lang="en"),
    "rule": Rule(id="r"),
}


def _setting(flavour: Flavour) -> Setting:
    return Setting(flavour, LANGUAGES, "e", "here", targets={"near": "here", "far": "there"}, levels={3: 2})


@pytest.mark.parametrize("flavour", ["epub", "pdf"])
def test_every_kind_of_block(flavour: Flavour, golden: Callable[[str, str], None]) -> None:
    written = [f"-- {name}\n{leaf(block, _setting(flavour))}" for name, block in BLOCKS.items()]

    golden(f"blocks-{flavour}.html", "".join(written))


def test_a_link_to_nothing_keeps_its_words_and_is_reported() -> None:
    setting = _setting("epub")

    assert leaf(para("en", (Link("#gone", (Text("there"),)),)), setting) == (
        '<p lang="en" xml:lang="en">there</p>\n'
    )
    assert [problem.code for problem in setting.diagnostics] == ["L001"]


def test_a_call_of_an_unknown_note_prints_its_mark() -> None:
    assert "<sup>①</sup>" in leaf(para("zh-Hans", (NoteRef("x", "①"),)), _setting("epub"))


@pytest.mark.parametrize(
    "target",
    [
        "http://a b/c",
        "http://[x",
        "http://",
        "https:x",
        "https://a:99999/",
        "https://a%5Bb/",
        "https://../",
        "https://a..b/",
    ],
)
def test_L004_an_address_no_reader_can_parse(target: str) -> None:  # noqa: N802
    setting = _setting("epub")

    assert leaf(para("", (Link(target, (Text("there"),)),)), setting) == "<p>there</p>\n"
    assert [problem.code for problem in setting.diagnostics] == ["L004"]


@pytest.mark.parametrize(
    "target", ["mailto:a@b.c", "HTTPS://例子.测试:8/路?a=b#c", "http://[::1]/", "http://u:p@a_b.c"]
)
def test_an_address_stays_as_it_is(target: str) -> None:
    setting = _setting("epub")

    assert f'href="{target}"' in leaf(para("", (Link(target, (Text("there"),)),)), setting)
    assert setting.diagnostics == []


def test_emphasis_over_lines_of_verse_is_emphasis_of_each() -> None:
    lines = (Text("一"), Break(), Styled("b", (Text("二"),)), Break(), Text("三"))
    block = para("en", (Styled("em", lines, id="e"),), VERSE)

    assert leaf(block, _setting("epub")) == (
        '<p class="verse" lang="en" xml:lang="en"><span class="line"><em id="e">一</em></span><br/>\n'
        '<span class="line"><em><b>二</b></em></span><br/>\n<span class="line"><em>三</em></span></p>\n'
    )


def test_images_alone_in_a_paragraph_are_as_large_as_figures() -> None:
    image = Image("a.png", "a")

    assert leaf(para("", (image, Text(" "), Link("https://a.b/", (image,)))), _setting("pdf")).startswith(
        "<figure>"
    )
    assert leaf(para("", (image, Text("!"))), _setting("pdf")).startswith("<p>")


def test_emphasis_by_dots_is_that_of_chinese_alone() -> None:
    lines = (Styled("em", words("一“二”")), Styled("i", words("三")), Styled("em", words("a"), lang="en"))
    setting = _setting("pdf")
    setting.dots = True

    html = leaf(para("zh-Hans", (*lines,)), setting)

    assert '<em data-emphasis="dots">一“二”</em><i>三</i><em lang="en" xml:lang="en">a</em>' in html
