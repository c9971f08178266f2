"""Which headings are two titles, and which only look so."""

from __future__ import annotations

import pytest

from bookbuild.diagnostics import Span
from bookbuild.source.headings import guessed

from .dump import dumped, read

BODY = "\n\n春天来了。\n\nSpring came.\n"


@pytest.mark.parametrize(
    "text",
    [
        "Formatting|格式化",
        "学而|Xue Er",
        "君子于役|Jun zi Yu Yi",
        "還|Xuan",
        "梁惠王上|King Hui of Liang I",
        "軍形第四|Section IV: Tactical Dispositions",
        "永远的麦当劳|Forever McDonald's",
        "四章|The fountainless",
        "The Great Learning|大学",
        "机器学习|Machine Learning",
    ],
)
def test_titles_that_stand_alone_are_split(text: str) -> None:
    first, second = text.split("|")

    assert guessed(f"{first} {second}") == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Rust 编程思想",
        "Go 语言",
        "Slice 类型",
        "Windows 安装",
        "使用 Docker 部署",
        "使用 Spring Boot",
        "一个 Web 服务器",
        "包和 Crate",
        "不安全 Rust",
        "发布（release）构建",
        "选择一个许可证 (license)",
        "什么是 API（Application Interface）",
        "关于 Google Gemini 的八点启示",
    ],
)
def test_phrases_with_latin_words_stay_whole(text: str) -> None:
    assert guessed(text) is None


@pytest.mark.parametrize("text", ["格式化（Formatting）", "格式化 (Formatting)"])
def test_brackets(text: str) -> None:
    assert guessed(text) == ("格式化", "Formatting")


def test_halves_have_their_columns_and_one_pair() -> None:
    document, _ = read("# **春** 天 / Spring {#s}" + BODY)

    first, second = document.blocks[:2]
    assert (first.marks.pair, first.marks.id) == ("@1", "s")
    assert (second.marks.pair, second.marks.id) == ("@1", "")
    assert (first.span, second.span) == (
        Span("chapters/01.md", 1, 5, 1, 6),
        Span("chapters/01.md", 1, 13, 1, 19),
    )


@pytest.mark.parametrize(
    "heading",
    [
        "# `match` 分支",
        "# 学而 Xue Er {lang=zh}",
        "# 春 / 夏",
        "# and / or",
        "# / Spring",
        "# 1 / 2",
    ],
)
def test_headings_that_stay_whole(heading: str) -> None:
    assert "heading" not in dumped(heading + BODY).partition("\n")[2]


def test_no_guess_in_a_chapter_of_one_language() -> None:
    assert "pair" not in dumped("# 故障排除（Troubleshooting）\n\n春天来了。\n")
