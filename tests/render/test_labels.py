"""The book's own words."""

from __future__ import annotations

import pytest

from bookbuild.render import chapter_label, label, volume_label
from bookbuild.render.labels import credit, number_words, role_label


@pytest.mark.parametrize(
    ("number", "zh", "en"),
    [
        (1, "一", "One"),
        (10, "十", "Ten"),
        (12, "十二", "Twelve"),
        (20, "二十", "Twenty"),
        (23, "二十三", "23"),
        (105, "一〇五", "105"),
    ],
)
def test_numbers_in_words(number: int, zh: str, en: str) -> None:
    assert number_words(number, "zh-Hans") == zh
    assert number_words(number, "en") == en


def test_labels_follow_the_language_and_fall_back_to_english() -> None:
    assert [label("contents", tag) for tag in ("zh-Hans", "zh-Hant", "zh-TW", "zh", "en", "fr")] == [
        "目录", "目錄", "目錄", "目录", "Contents", "Contents",
    ]  # fmt: skip
    assert volume_label(1, "zh-Hant") == "卷一"
    assert volume_label(2, "en") == "Volume Two"
    assert chapter_label(3, "zh-Hans") == "第三章"


def test_people_on_title_page_and_colophon() -> None:
    assert credit("trl", "zh-Hans") == ("", " 译")
    assert credit("trl", "en") == ("translated by ", "")
    assert credit("pfr", "en") is None
    assert role_label("pfr", "en") == "Contributor"
