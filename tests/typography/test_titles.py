"""Titles in 《》 are not emphasised as well."""

from __future__ import annotations

import pytest

from bookbuild.model import Inlines, Styled, Text
from bookbuild.typography.titles import set_titles_upright
from tests.typography.written import written

LANGUAGES = ("zh-Hans", "en")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((Text("读"), Styled("em", (Text("《红楼梦》"),))), "读<span:《红楼梦》>"),
        ((Styled("em", (Text("《读〈红楼梦〉》"),)),), "<span:《读〈红楼梦〉》>"),
        ((Styled("em", (Text("《红楼梦》和《水浒》"),)),), "<em:《红楼梦》和《水浒》>"),
        ((Styled("strong", (Text("《红楼梦》"),)),), "<strong:《红楼梦》>"),
        ((Styled("em", (Text("Hamlet"),), lang="en"),), "<em:Hamlet>"),
    ],
)
def test_titles(content: Inlines, expected: str) -> None:
    assert written(set_titles_upright(content, "zh-Hans", LANGUAGES)) == expected


def test_english_italics_stay() -> None:
    content = (Styled("em", (Text("《红楼梦》"),)),)

    assert set_titles_upright(content, "en", LANGUAGES) is content
