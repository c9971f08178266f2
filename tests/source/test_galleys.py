"""Galleys: all that is read, by language, and the very place of every character."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild import source
from bookbuild.model import OBJECT, PARAGRAPH, Document, Galley
from bookbuild.world import DiskWorld, MemoryWorld

LANGUAGES = ("zh-Hans", "en")
ROOT = Path(__file__).parent.parent.parent


def read(text: str, lang: str = "") -> Document:
    document, _ = source.read(MemoryWorld({"a.md": text}), "a.md", LANGUAGES, lang, traced=True)
    assert document is not None
    return document


def texts(text: str, lang: str = "") -> dict[str, list[str]]:
    return {galley.lang: galley.text.split(PARAGRAPH) for galley in read(text, lang).galleys}


def assert_placed(galley: Galley, text: str) -> None:
    """Every literal character stands where the galley says."""
    lines = text.split("\n")
    for run, after in zip(galley.runs, (*galley.runs[1:], None), strict=True):
        end = after.start if after else len(galley.text)
        part = galley.text[run.start : end].rstrip(PARAGRAPH)
        if run.literal and not set(part) <= set("*_~"):  # what is left of emphasis is put somewhere in its run
            assert lines[run.line - 1][run.column - 1 :].startswith(part), (run, part)


def test_each_language_has_its_text_in_order() -> None:
    text = "# 春 / Spring\n\n春天来了。\n\nSpring came.\n\n- 一\n- one\n"

    assert texts(text) == {"zh-Hans": ["春", "春天来了。", "一"], "en": ["Spring", "Spring came.", "one"]}


def test_markup_is_left_out_and_what_no_rule_reads_is_an_object() -> None:
    text = "他用 **Rust** 和 `code`，见[这里](http://a.b/c_d)。![图](a.png)<http://a.b> <kbd>Ctrl</kbd>\n"

    assert texts(text)["zh-Hans"] == [f"他用 Rust 和 {OBJECT}，见这里。{OBJECT}{OBJECT} {OBJECT}", "图"]


def test_words_in_another_language_are_a_text_of_their_own() -> None:
    text = '他说 [C\'est "ça"]{lang=fr}，又说 <span lang="en">It is</span>。\n'

    assert texts(text) == {
        "zh-Hans": [f"他说 {OBJECT}，又说 {OBJECT}。"],
        "fr": ['C\'est "ça"'],
        "en": ["It is"],
    }


def test_lines_join_as_they_do_in_print() -> None:
    assert texts("春天\n来了\n\nSpring\ncame\n") == {"zh-Hans": ["春天来了"], "en": ["Spring came"]}
    assert texts("::: verse\n春天\n来了\n:::\n") == {"zh-Hans": ["春天\n来了"]}


def test_html_is_read_too() -> None:
    text = """<aside>
  <img src="a.png" alt="">
  春天来了&amp;
  <p lang="en">Spring <b>came</b><br>back</p>
</aside>
"""

    assert texts(text) == {"zh-Hans": [f"{OBJECT} 春天来了& "], "en": ["Spring came\nback"]}


def test_of_ruby_the_base_is_read() -> None:
    text = "用{汉字|hàn zì},{好|hǎo}\\{x 和<ruby>银行<rt>yínháng</rt></ruby>,好 {汉|}字\n"

    assert texts(text) == {"zh-Hans": ["用汉字,好{x 和银行,好 {汉|}字"]}
    assert_placed(read(text).galleys[0], text)


def test_escapes_and_references_are_not_literal() -> None:
    (galley,) = read('a \\" b &quot; c "\n', "en").galleys

    assert galley.text == 'a " b " c "'
    assert [galley.run(at).literal for at in (2, 6, 10)] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "needle", "place"),
    [
        ("> - 春天来了\n", "天", (1, 6)),
        ("| a | 春 |\n|---|---|\n| b | 天 |\n", "天", (3, 7)),
        ("春[^1]\n\n[^1]: 天来了\n", "天", (3, 7)),
        ("# 1 {#one}\n\n1. 1\n\n# 春天 #\n", "天", (5, 4)),
        ("---\ntitle: 春\n---\n\n春*天*\n", "天", (5, 3)),
        ("春\n: 天\n", "天", (2, 3)),
        ("<p>\n春 <b>天</b>\n</p>\n", "天", (2, 6)),
        ("::: note\n  春天\n:::\n", "天", (2, 4)),
    ],
)
def test_places(text: str, needle: str, place: tuple[int, int]) -> None:
    (galley,) = (galley for galley in read(text).galleys if galley.lang == "zh-Hans")

    assert galley.place(galley.text.index(needle)) == place


def test_front_matter_code_and_comments_are_not_read() -> None:
    assert texts("---\ntitle: 春\n---\n\n```\n春\n```\n\n<!-- TODO 春天 -->\n\n天\n") == {"zh-Hans": ["天"]}


def test_what_is_ignored_and_where() -> None:
    text = (
        "# 春 / Spring\n\n<!-- bookbuild-ignore T004 T005: why -->\n\n春\n天\n\n"
        "来<!-- bookbuild-ignore T001: so -->了\n"
    )
    first, second = read(text).ignores

    assert (first.codes, first.reason, first.first, first.last) == (("T004", "T005"), "why", 5, 6)
    assert (second.codes, second.reason, second.first, second.last) == (("T001",), "so", 8, 8)


def test_the_book_of_this_repository_is_placed_and_read_the_same() -> None:
    world = DiskWorld(ROOT)
    for path in (name for name in world.files() if name.startswith("chapters/")):
        plain, problems = source.read(world, path, LANGUAGES)
        traced, same = source.read(world, path, LANGUAGES, traced=True)

        assert traced is not None
        assert (plain, problems) == (replace(traced, galleys=(), ignores=()), same)
        for galley in traced.galleys:
            assert_placed(galley, world.read(path).decode())


MARKUP = r"{汉|hàn} {汉|} ** * _ ` [x](y) &amp; \* <b> </b> <p> {lang=en} [^1] ![y](z) ~~ ::: 春 天来 Rust a"
PIECES = st.sampled_from(
    [
        *MARKUP.split(),
        " ",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| ",
        "|-|\n",
        "[^1]: ",
        "\u3000",
        "::: verse\n",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_tracing_changes_nothing_and_places_are_true(text: str) -> None:
    world = MemoryWorld({"a.md": text})
    plain, problems = source.read(world, "a.md", LANGUAGES)
    traced, same = source.read(world, "a.md", LANGUAGES, traced=True)

    assert plain is not None
    assert traced is not None
    assert (plain, problems) == (replace(traced, galleys=(), ignores=()), same)
    for galley in traced.galleys:
        assert_placed(galley, text)
