"""Western runs in Han text and the sides on which a gap parts them."""

from __future__ import annotations

import pytest

from bookbuild.model import Code, Inlines, NoteRef, Ruby, Styled, Text
from bookbuild.typography import RULES
from bookbuild.typography.western import set_western_runs
from tests.typography.written import written

LANGUAGES = ("zh-Hans", "en")
EN = Styled("span", (Text("Gemini"),), lang="en")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((Text("在2023年"),), "在{western before after:2023}年"),
        ((Text("在 2023 年"),), "在 {western:2023} 年"),
        ((Text("（2023）"),), "（{western:2023}）"),
        ((Text("约3.5%的人，A股"),), "约{western before after:3.5%}的人，{western after:A}股"),
        ((Text("看"), EN, Text("，")), "看{western before:Gemini}，"),
        ((Text("看"), Styled("em", (EN,)), Text("去")), "看<em:{western before after:Gemini}>去"),
        ((Text("看"), Styled("em", (EN,), lang="en"), Text("去")), "看{before after:<em:<span:Gemini>>}去"),
        ((Text("用"), Code("x"), Text("去")), "用{before after:?}去"),
        ((Text("看1"), NoteRef("n"), Text("去")), "看{western before:1}[^]去"),
        ((Ruby((("汉", "hàn"),)), Text("3"), Ruby((("A", "a"),))), "[汉hàn]{western before:3}[Aa]"),
    ],
)
def test_runs_and_gaps(content: Inlines, expected: str) -> None:
    assert written(set_western_runs(content, "zh-Hans", LANGUAGES)) == expected


def test_english_text_has_no_runs() -> None:
    content = (Text("in 2023 河"),)

    assert set_western_runs(content, "en", LANGUAGES) is content


def test_only_print_gets_them() -> None:
    assert {rule.name: rule.family for rule in RULES}["set_western_runs"] == "press"
