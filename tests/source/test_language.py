"""Language by script and weight."""

from __future__ import annotations

import pytest

from bookbuild.source import language

from .dump import dumped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("春天来了", "zh-Hans"),
        ("Spring came", "en"),
        ("1948–1950, §3 ★", ""),
        ("同学总结说:“Believe me, the only truth is this: it is the only place you can afford.”", "zh-Hans"),
        ("他问: Dad, are you ok? 我说没事。", "zh-Hans"),
        ("使用 Ctrl+A Ctrl+Q 退出 picocom。", "zh-Hans"),
        ('The Master said 仁, "benevolence", and 义, "righteousness".', "en"),
        ("“Believe me.”", "en"),
        ("𠀀𠀁", "zh-Hans"),
    ],
)
def test_weight_decides(text: str, expected: str) -> None:
    assert language.detect(text, ("zh-Hans", "en")) == expected


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("春天", ("zh-Hant", "en"), "zh-Hant"),
        ("Весна пришла", ("zh-Hans", "ru"), "ru"),
        ("春が来た", ("ja", "en"), "ja"),
        ("Spring", ("en", "fr"), ""),
        ("春天", ("zh-Hans", "zh-Hant"), ""),
        ("Весна", ("zh-Hans", "en"), ""),
    ],
)
def test_any_languages_of_different_scripts(text: str, languages: tuple[str, ...], expected: str) -> None:
    assert language.detect(text, languages) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("zh", "zh-Hans"), ("zh-Hans", "zh-Hans"), ("EN", "en"), ("fr", ""), ("z", "")]
)
def test_a_tag_means_a_language_of_the_book(tag: str, expected: str) -> None:
    assert language.resolve(tag, ("zh-Hans", "en")) == expected


def test_a_parallel_file_is_in_its_language() -> None:
    text = "# Rust 语言 / Rust\n\n`x`\n\nRust is fine. {lang=en}\n\n    code\n\n---\n"

    assert dumped(text, default_lang="zh-Hans").splitlines() == [
        "zh-Hans heading 1: Rust 语言 / Rust",
        "- paragraph: `x`",
        "en paragraph: Rust is fine.",
        "zh-Hans code : 'code'",
        "- rule",
    ]
