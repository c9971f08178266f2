"""Ruby by hand, in Markdown and in HTML, and what only looks like it."""

from __future__ import annotations

import pytest

from bookbuild.model import Heading, Paragraph, Ruby, Styled, Table

from .dump import dumped, read

CASES: dict[str, tuple[str, list[str]]] = {
    # In a dump a part with a reading is "base|reading "; what has none stands as it is.
    "a reading for each character": (
        "他住{重庆|chóng qìng}。",
        ["zh-Hans paragraph: 他住{重|chóng 庆|qìng}。"],
    ),
    "one reading for all": (
        "{北京大学|Peking University}是",
        ["zh-Hans paragraph: {北京大学|Peking University}是"],
    ),
    "marks between have none": ("{你，好|nǐ hǎo}", ["zh-Hans paragraph: {你|nǐ ，好|hǎo}"]),
    "words of another script count once": ("{卡拉OK|kǎ lā OK}", ["zh-Hans paragraph: {卡|kǎ 拉|lā OK|OK}"]),
    "儿 shares the reading before it": ("{好玩儿|hǎo wánr}", ["zh-Hans paragraph: {好|hǎo 玩儿|wánr}"]),
    "kana": ("{漢字|かん じ}の{ルビ|rubi}書", ["zh-Hans paragraph: {漢|かん 字|じ}の{ルビ|rubi}書"]),
    "in English": ("The {道|dào} is old.", ["en paragraph: The {道|dào} is old."]),
    "white space in readings": ("{重庆|\n chóng\n  qìng }", ["zh-Hans paragraph: {重|chóng 庆|qìng}"]),
    "escaped": (r"\{汉字|hàn zì} 与 {汉\|字|x}", ["zh-Hans paragraph: {汉字|hàn zì} 与 {汉|字|x}"]),
    "entities": ("{汉&amp;字|h&auml;n zi}", ["zh-Hans paragraph: {汉|hän &字|zi}"]),
    "no ideograph": ("{on|off} and {a|b}", ["en paragraph: {on|off} and {a|b}"]),
    "code": ("用 `{汉字|hàn zì}` 写", ["zh-Hans paragraph: 用 `{汉字|hàn zì}` 写"]),
    "a block of code": ("```\n{汉|hàn} | x\n```", ["- code : '{汉|hàn} | x'"]),
    "unbalanced": (
        "{汉字|hàn zì 与 汉字|hàn} 与 {汉",
        ["zh-Hans paragraph: {汉字|hàn zì 与 汉字|hàn} 与 {汉", "chapters/01.md:1:1: warning T050"],
    ),
    "several bars": (
        "在{重庆|chóng|qìng}",
        ["zh-Hans paragraph: 在{重庆|chóng|qìng}", "chapters/01.md:1:2: warning T050"],
    ),
    "no reading": ("在{重庆| }。", ["zh-Hans paragraph: 在{重庆| }。", "chapters/01.md:1:2: warning T050"]),
    "markup in the base": (
        "{**重**庆|chóng qìng}",
        ["zh-Hans paragraph: {<strong>重</strong>庆|chóng qìng}", "chapters/01.md:1:1: warning T050"],
    ),
    "in emphasis and links": (
        "**{重庆|chóng qìng}** [{山|shān}](https://a.b)",
        ["zh-Hans paragraph: <strong>{重|chóng 庆|qìng}</strong> [{山|shān}](https://a.b)"],
    ),
    "in a run": ("[看{山|shān}]{.x}去", ["zh-Hans paragraph: <span .x>看{山|shān}</span>去"]),
    "with attributes of its own": (
        "看{山|shān}{.x #s}",
        ["zh-Hans paragraph: 看<span id=s .x>{山|shān}</span>"],
    ),
    "before attributes of its block": ("看{山|shān} {.x}", ["zh-Hans paragraph: 看{山|shān} {.x}"]),
    "on a line before attributes": ("看{山|shān}\n{.x}", ["zh-Hans paragraph: 看{山|shān} {.x}"]),
    "in a heading": ("## {山|shān}路 {#s}", ["zh-Hans heading 2: {山|shān}路 {#s}"]),
    "in a heading of two languages": (
        "# {山|shān} / Mountain",
        ["zh-Hans heading 1: {山|shān} {pair=@1}", "en heading 1: Mountain {pair=@1}"],
    ),
    "in cells": (
        "|{山|shān}|b|\n|-|-|\n|{重庆\\|chóng qìng}|{江|jiāng}|",
        ["zh-Hans table: {山|shān} | b // {重|chóng 庆|qìng} | {江|jiāng}"],
    ),
    "a line of it is no table": ("{山|shān}\n{江|jiāng}", ["zh-Hans paragraph: {山|shān}{江|jiāng}"]),
    "line ends beside it": ("上\n{山|shān}\n去", ["zh-Hans paragraph: 上{山|shān}去"]),
    "in a note": (
        "山[^1]\n\n[^1]: {山|shān}",
        ["zh-Hans paragraph: 山[^1]", "zh-Hans note 1", "  zh-Hans paragraph: {山|shān}"],
    ),
    "in a description": (
        "![{山|shān}路](images/snow.png)",
        ["- figure chapters/images/snow.png: zh-Hans 山路"],
    ),
    "in a link's definition": (
        '[山][a]\n\n[a]: https://a.b "{山|shān}"',
        ["zh-Hans paragraph: [山](https://a.b)"],
    ),
    "html: for each": (
        "<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby>市",
        ["zh-Hans paragraph: {重|chóng 庆|qìng}市"],
    ),
    "html: for all": ("<ruby>重庆<rt>chóng qìng</rt></ruby>", ["zh-Hans paragraph: {重|chóng 庆|qìng}"]),
    "html: a base without a reading": ("<ruby>山<rt>shān</rt>上</ruby>", ["zh-Hans paragraph: {山|shān 上}"]),
    "html: no reading at all": ("<ruby>山上</ruby>", ["zh-Hans paragraph: 山上"]),
    "html: a reading without ruby": ("山<rt>shān</rt>", ["zh-Hans paragraph: 山shān"]),
    "html: attributes": (
        "<ruby class='k' id='r'>山<rt>shān</rt></ruby>",
        ["zh-Hans paragraph: <span id=r .k>{山|shān}</span>"],
    ),
    "html: markup inside": (
        "<ruby><b>山</b><rt><i>shān</i></rt></ruby>",
        ["zh-Hans paragraph: {山|shān}", "chapters/01.md:1:1: warning T051"],
    ),
    "html: a note inside": (
        "<ruby>山[^1]<rt>shān</rt></ruby>\n\n[^1]: 注",
        ["zh-Hans paragraph: {山|shān}[^1]", "zh-Hans note 1", "  zh-Hans paragraph: 注"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_case(text: str, expected: list[str]) -> None:
    assert [line for line in dumped(text).split("\n") if "S028" not in line] == expected


def test_markdown_and_html_give_the_same() -> None:
    by_hand, _ = read("{重庆|chóng qìng}")
    by_html, _ = read("<ruby>重<rt>chóng</rt>庆<rt>qìng</rt></ruby>")

    assert [block.content for block in by_hand.blocks if isinstance(block, Paragraph)] == [
        (Ruby((("重", "chóng"), ("庆", "qìng"))),)
    ]
    assert [block.content for block in by_html.blocks if isinstance(block, Paragraph)] == [
        (Ruby((("重", "chóng"), ("庆", "qìng"))),)
    ]


def test_a_description_and_a_title_keep_the_base() -> None:
    document, _ = read(
        '[山][a]\n\n![{山|shān}路](images/snow.png "{江|jiāng}")\n\n[a]: https://a.b "{山|shān}"'
    )
    link, figure = document.blocks

    assert isinstance(link, Paragraph)
    assert getattr(link.content[0], "title", "") == "{山|shān}"
    assert getattr(getattr(figure, "image", None), "alt", "") == "山路"


def test_readings_are_no_words_of_a_language() -> None:
    document, _ = read("{山|this is a mountain of English words in one reading}")

    assert document.blocks[0].lang == "zh-Hans"


@pytest.mark.parametrize(
    ("base", "reading", "parts"),
    [
        ("重庆", "chóng qìng", (("重", "chóng"), ("庆", "qìng"))),
        ("重庆", "chóngqìng", (("重庆", "chóngqìng"),)),
        ("“山”", "shān", (("“", ""), ("山", "shān"), ("”", ""))),
        ("葛\U000e0100城", "gě chéng", (("葛\U000e0100", "gě"), ("城", "chéng"))),
        ("花儿", "huār", (("花儿", "huār"),)),
        ("花儿", "huā ér", (("花", "huā"), ("儿", "ér"))),
        ("山", "", (("山", ""),)),
    ],
)
def test_over(base: str, reading: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert Ruby.over(base, reading).parts == parts
    assert Ruby.over(base, reading).base == base


def test_kinds_of_blocks_hold_it() -> None:
    document, _ = read("# {山|shān}\n\n|{山|shān}|\n|-|\n\n> *{山|shān}*")
    heading, table, quote = document.blocks
    ruby = Ruby((("山", "shān"),))

    assert isinstance(heading, Heading)
    assert heading.content == (ruby,)
    assert isinstance(table, Table)
    assert table.head == ((ruby,),)
    assert isinstance(quote, Paragraph)
    assert quote.content == (Styled("em", (ruby,)),)
