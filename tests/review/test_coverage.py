"""What is counted, chapter by chapter."""

from __future__ import annotations

import pytest

from bookbuild.model import Code, Link, NoteRef, Paragraph, Ruby, Text
from bookbuild.review import Review, as_data
from bookbuild.review.text import plain, size
from tests.review.sample import FILES, one_chapter, reviewed


@pytest.mark.parametrize(
    ("text", "tag", "count"),
    [
        ("河上的雾，还没有散。", "zh-Hans", 8),
        ("用 Python3 写的 e-mail", "zh-Hans", 6),
        ("It's a well-known boat, isn’t it?", "en", 6),
        ("", "en", 0),
    ],
)
def test_length(text: str, tag: str, count: int) -> None:
    assert size([Paragraph(content=(Text(text),))], tag) == count


def test_notes_and_readings_are_no_words_of_the_text() -> None:
    ruby = Ruby((("漢", "hàn"),))
    content = (Text("a "), Link("x", (Code("b"),)), NoteRef("n"), ruby)

    assert plain(content) == "a b漢"
    assert plain(content, marked=True) == "a `b`[^n]漢"


def test_the_sample() -> None:
    _, river, well = as_data(reviewed(FILES))["chapters"]

    assert river["coverage"] == {
        "pairs": 5, "shared": 1, "notes": 0, "silent": 1, "doubtful": 0, "stale": 0, "uneven": 0,
        "missing": {"zh-Hans": 0, "en": 0}, "untranslated": {"zh-Hans": 0, "en": 0},
        "size": {"zh-Hans": 30, "en": 32}, "ratio": 1.067,
    }  # fmt: skip
    assert well["coverage"]["missing"] == {"zh-Hans": 0, "en": 1}
    assert well["coverage"]["untranslated"] == {"zh-Hans": 1, "en": 0}
    assert well["coverage"]["notes"] == 1


def test_the_sum_is_that_of_the_chapters() -> None:
    review = reviewed(FILES)
    whole = review.coverage(review.chapters())
    parts = [review.coverage(part.chapters) for part in review.parts]

    assert [part.id for part in review.parts] == ["", "one", "two"]
    assert whole.pairs == sum(part.pairs for part in parts) == 9
    assert [half.size for half in whole.halves] == [
        sum(part.halves[index].size for part in parts) for index in (0, 1)
    ]


def _uneven(review: Review) -> list[str]:
    return [row.uneven for chapter in review.chapters() for row in chapter.rows if row.uneven]


def test_a_pair_far_from_the_chapters_ratio_stands_out() -> None:
    usual = (
        "水是山写下的书，读得久了才懂。\n\nWater is a book by the mountains, read slowly to be understood.\n\n"
    )
    odd = (
        "山不说话，山等着水把它读完，读成沙子，沙子里又长出新的字，新的字又写成书，水又来读，山又不说话。\n\n"
        "The mountain waits for the water to read it into sand.\n"
    )

    assert _uneven(one_chapter(usual * 20)) == []
    (said,) = _uneven(one_chapter(usual * 20 + odd))
    assert said.startswith("Chinese 2.")
    assert said.endswith("times as long as the chapter leads to expect")


def test_titles_paths_and_volumes() -> None:
    first, second, third = as_data(reviewed(FILES))["chapters"]

    assert first["title"] == {"zh-Hans": "序", "en": "Preface"}
    assert first["volume"] is None
    assert first["paths"] == {"zh-Hans": "preface.md", "en": "preface.md"}
    assert second["title"] == {"zh-Hans": "河", "en": "The River"}
    assert second["paths"] == {"zh-Hans": "river.zh.md", "en": "river.en.md"}
    assert (second["volume"], third["volume"]) == ("one", "two")
