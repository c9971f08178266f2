"""``pairs --json``: every block of every file is in exactly one pair."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild import source
from bookbuild.review import Review, as_data
from bookbuild.world import MemoryWorld
from tests.review.sample import FILES, one_chapter, parallel, reviewed

LANGUAGES = ("zh-Hans", "en")


def _blocks(path: str, text: str, tag: str = "") -> list[int]:
    """The first lines of the blocks of a file, by its places."""
    document, _ = source.read(MemoryWorld({path: text}), path, LANGUAGES, tag)
    assert document
    return [place.span.line for place in document.places if place.kind != "rule"]


def _told(review: Review, path: str) -> Counter[int]:
    """How many pairs each line of *path* is in."""
    count: Counter[int] = Counter()
    for chapter in as_data(review)["chapters"]:
        tags = [tag for tag, file in chapter["paths"].items() if file == path]
        for pair in chapter["pairs"]:
            count.update({line for tag in tags for line in pair[tag]})
    return count


@pytest.mark.parametrize("path", sorted(set(FILES) - {"book.yaml"}))
def test_of_the_sample(path: str) -> None:
    tag = {"river.zh.md": "zh-Hans", "river.en.md": "en"}.get(path, "")

    assert _told(reviewed(FILES), path) == Counter(_blocks(path, FILES[path], tag))


_CHINESE = ["水。", "山高水长，月明星稀。", "- 项\n- 目", "> 引文在此。", "## 题", "1. 第一"]
_ENGLISH = ["Water.", "The hills are high.", "- item\n- thing", "> A quotation here.", "## Title", "1. first"]
_NEITHER = [
    "```\nx = 1\n```", "***", "<!-- kept apart -->", "| a | b |\n|---|---|\n| 1 | 2 |", "![](a.png)", "1984",
    "<div>\n\n水在盒中。\n\n</div>", "::: note\n水。\n\nWater, boxed.\n:::", "## 江 / River",
    "- 一\n\n  one within",
    "<p>水。</p>", "<br>", "{.untranslated}\n独白。", "Bonjour.{lang=fr}", "Called.[^n]\n\n[^n]: Noted.",
]  # fmt: skip


def _texts(pieces: list[str]) -> st.SearchStrategy[str]:
    def joined(chosen: list[str]) -> str:
        named = (piece.replace("[^n]", f"[^n{number}]") for number, piece in enumerate(chosen))
        return "\n\n".join(named) + "\n"

    return st.lists(st.sampled_from(pieces), min_size=1, max_size=9).map(joined)


@settings(max_examples=150, deadline=None)
@given(_texts(_CHINESE + _ENGLISH + _NEITHER))
def test_of_a_file_with_both_languages(text: str) -> None:
    assert _told(one_chapter(text), "a.md") == Counter(_blocks("a.md", text))


@settings(max_examples=150, deadline=None)
@given(_texts(_CHINESE + _NEITHER), _texts(_ENGLISH + _NEITHER))
def test_of_parallel_files(chinese: str, english: str) -> None:
    review = parallel(chinese, english)

    assert _told(review, "z.md") == Counter(_blocks("z.md", chinese, "zh-Hans"))
    assert _told(review, "e.md") == Counter(_blocks("e.md", english, "en"))


@pytest.mark.parametrize(
    "text", ["Twice.[^n]\n\n[^n]: Noted.\n\n    Once more.\n", "水。\n\n<p>水。</p>\n<p>Water.</p>\n"]
)
def test_of_a_block_of_several_paragraphs(text: str) -> None:
    assert _told(one_chapter(text), "a.md") == Counter(_blocks("a.md", text))


def test_an_html_block_in_two_pairs_is_listed_in_the_first() -> None:
    boxed = "<aside>\n{}\n<p>{}</p>\n</aside>\n"
    chinese = boxed.format("第一段在此。", "第二段在此。")
    english = boxed.format("The first paragraph is here.", "The second paragraph is here.")

    assert _pairs(parallel(chinese, english)) == [
        {"kind": "translated", "zh-Hans": [1], "en": [1]},
        {"kind": "translated", "zh-Hans": [], "en": []},
    ]


def _pairs(review: Review) -> list[dict[str, Any]]:
    (chapter,) = as_data(review)["chapters"]
    keys = ("kind", "zh-Hans", "en")
    return [{key: pair[key] for key in keys} for pair in chapter["pairs"]]


def test_a_bilingual_heading_is_on_both_sides() -> None:
    assert _pairs(one_chapter("# 河 / The River\n")) == [{"kind": "translated", "zh-Hans": [1], "en": [1]}]


def test_what_is_shared_is_listed_where_it_stands() -> None:
    code = "```\nx = 1\n```\n"

    assert _pairs(one_chapter(f"水。\n\nWater.\n\n{code}"))[1:] == [
        {"kind": "shared", "zh-Hans": [5], "en": [5]}
    ]
    assert _pairs(parallel(f"水。\n\n{code}", f"Water.\n\n\n{code}"))[1:] == [
        {"kind": "shared", "zh-Hans": [3], "en": [4]}
    ]


def test_one_sided_pairs_have_an_empty_side() -> None:
    assert _pairs(one_chapter("{.untranslated}\n独白。\n\n水。\n\nWater.\n"))[0] == {
        "kind": "one-sided", "zh-Hans": [2], "en": [],
    }  # fmt: skip


def test_front_matter_and_thematic_breaks_are_no_blocks() -> None:
    text = "---\ntitle: {zh-Hans: 河, en: River}\n---\n\n水。\n\nWater.\n\n***\n"

    assert _pairs(one_chapter(text)) == [{"kind": "translated", "zh-Hans": [5], "en": [7]}]
