"""Runs of another script are marked with their language, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild import typography
from bookbuild.model import Code, Inlines, Link, Note, Ruby, Styled, Text
from bookbuild.typography import RULES, mark_language_runs
from bookbuild.typography.scripts import HAN, LATIN, language_in, script
from tests.render.sample import LANGUAGES, book, chapter, edition, pair, para, volume


def _marked(content: Inlines, lang: str) -> str:
    """The runs as text, marked ones in brackets with their language."""
    written = ""
    for inline in mark_language_runs(content, lang, LANGUAGES):
        match inline:
            case Text():
                written += inline.text
            case Styled(lang=foreign, children=(Text(text),)):
                written += f"[{foreign}:{text}]"
            case _:
                written += "?"
    return written


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("我学的是 Computer Science，很难", "我学的是 [en:Computer Science]，很难"),
        ("他说“Hello, world”就走了", "他说“[en:Hello, world]”就走了"),
        ("GPT-4 和 Gemini 1.5 Pro", "[en:GPT-4] 和 [en:Gemini 1.5 Pro]"),
        ("Mr. Smith’s 书", "[en:Mr. Smith’s] 书"),
        ("A 栏、2024 年、第 3 章", "A 栏、2024 年、第 3 章"),
        ("没有", "没有"),
    ],
)
def test_latin_words_in_chinese(text: str, marked: str) -> None:
    assert _marked((Text(text),), "zh-Hans") == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The word 道 is old", "The word [zh-Hans:道] is old"),
        ("He read《红楼梦》, twice", "He read[zh-Hans:《红楼梦》], twice"),
        ("“天地玄黄，宇宙洪荒。” is its opening", "“[zh-Hans:天地玄黄，宇宙洪荒。]” is its opening"),
        ("no Chinese", "no Chinese"),
    ],
)
def test_chinese_in_latin_text(text: str, marked: str) -> None:
    assert _marked((Text(text),), "en") == marked


def test_what_is_marked_already_and_code_and_ruby_stay() -> None:
    content = (
        Styled("span", (Text("Hello"),), lang="en"),
        Code("print"),
        Ruby((("字", "zì"),)),
    )

    assert mark_language_runs(content, "zh-Hans", LANGUAGES) is content


def test_ruby_in_latin_text_is_of_its_language() -> None:
    ruby = Ruby((("道", "dào"),))

    assert mark_language_runs((Text("The "), ruby), "en", LANGUAGES) == (
        Text("The "),
        Styled("span", (ruby,), lang="zh-Hans"),
    )


def test_links_and_emphasis_are_entered() -> None:
    content = (Link("#a", (Styled("em", (Text("看 Emacs"),)),)),)

    assert mark_language_runs(content, "zh-Hans", LANGUAGES) == (
        Link("#a", (Styled("em", (Text("看 "), Styled("span", (Text("Emacs"),), lang="en"))),)),
    )


def test_a_book_without_the_other_script_marks_nothing() -> None:
    content = (Text("Emacs 很好"),)

    assert mark_language_runs(content, "zh-Hans", ("zh-Hans", "ru")) is content


def _plain(content: Inlines) -> str:
    return "".join(
        inline.text if isinstance(inline, Text) else _plain(inline.children)
        for inline in content
        if isinstance(inline, (Text, Styled))
    )


@given(st.text("字。“”《》，A b’-1é…·—", max_size=60), st.sampled_from(["zh-Hans", "en"]))
def test_the_text_stays_the_same(text: str, lang: str) -> None:
    assert _plain(mark_language_runs((Text(text),), lang, LANGUAGES)) == text


@pytest.mark.parametrize("text", ["0" * 50_000 + "ab", "a-" * 50_000 + "bc", "《" * 50_000 + "字"])
def test_time_is_linear_in_hostile_text(text: str) -> None:
    for lang in LANGUAGES:
        assert _plain(mark_language_runs((Text(text),), lang, LANGUAGES)) == text


def test_apply_reaches_paragraphs_titles_and_notes() -> None:
    note = Note("n", "zh-Hans", (para("zh-Hans", "见 Wiki"),))
    whole = book(
        volume(1, chapter("a", pair("p", para("zh-Hans", "用 Emacs"), para("en", "x")), notes=(note,)))
    )

    done = typography.apply(whole, edition())[0].volumes[0].body[0]

    assert done.pairs[0].side("zh-Hans")[0] == para(
        "zh-Hans", (Text("用 "), Styled("span", (Text("Emacs"),), lang="en")), id="p-zh-Hans"
    )
    assert done.notes[0].blocks == (para("zh-Hans", (Text("见 "), Styled("span", (Text("Wiki"),), lang="en"))),)
    assert done.pairs[0].side("en") == whole.volumes[0].body[0].pairs[0].side("en")


def test_the_rules_are_a_named_list() -> None:
    names = [rule.name for rule in RULES]

    assert names[0] == "mark_language_runs"
    assert names == [rule.rewrite.__name__ for rule in RULES]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("zh", HAN), ("zh-Hant-TW", HAN), ("yue", HAN), ("en", LATIN), ("zh-Latn-pinyin", LATIN), ("ja", "")],
)
def test_script_of_a_tag(tag: str, expected: str) -> None:
    assert script(tag) == expected


def test_the_first_language_of_a_script() -> None:
    assert language_in(HAN, ("fr", "zh-Hant", "zh-Hans")) == "zh-Hant"
    assert language_in(HAN, ("fr", "en")) == ""
