"""Which letters a chapter begins with, and that no word is changed by them."""

from __future__ import annotations

from typing import Any

import pytest

from bookbuild.model import Block, Frame, Paragraph, Styled, Text
from bookbuild.reading import text
from bookbuild.typography import apply
from tests.render.sample import book, chapter, edition, heading, pair, para, volume

LONG = "The mist had not yet lifted from the river when the sound of oars came over from the other bank. " * 2


def _set(*blocks: Block, format: str = "pdf", initials: str = "drop", **fields: Any) -> list[Paragraph]:
    pairs = (pair("a", *blocks), pair("b", para("en", LONG)))
    made, _, _ = apply(book(volume(1, chapter("c", *pairs, **fields))), edition(format, initials=initials))
    held = (block for one in made.chapters()[0].pairs for block in one.blocks())
    return [block for block in held if isinstance(block, Paragraph)]


def _initials(paragraphs: list[Paragraph]) -> list[str]:
    return [
        "".join(one.text for one in inline.children if isinstance(one, Text))
        for paragraph in paragraphs
        for inline in paragraph.content
        if isinstance(inline, Styled) and inline.run == "initial"
    ]


def test_the_first_letter_of_a_chapter_stands_apart_and_its_word_is_whole() -> None:
    found = _set(para("zh-Hans", "雾" * 200), para("en", LONG))

    assert _initials(found) == ["T"]
    assert text(found[1]) == LONG


@pytest.mark.parametrize(
    ("words", "letter"), [("“Why?” she said. ", "“W"), ("(Éole came. ", "(É"), ("“‘No,’ he said. ", "“‘N")]
)
def test_a_mark_before_the_letter_goes_with_it(words: str, letter: str) -> None:
    assert _initials(_set(para("en", words + LONG))) == [letter]


@pytest.mark.parametrize(
    "block",
    [
        heading("en", LONG),
        para("en", "The mist."),
        para("en", "1948 was the year. " + LONG),
        para("en", LONG, Frame("quote", 1)),
        para("en", LONG, Frame("bullet", 1), Frame("item", 2)),
    ],
    ids=["heading", "short", "number", "quotation", "item"],
)
def test_what_is_no_letter_of_running_text_has_none(block: Block) -> None:
    assert _initials(_set(block)) == []


def test_pages_without_a_title_an_epub_and_whoever_does_not_ask_have_none() -> None:
    opening = para("en", LONG)

    assert _initials(_set(opening, role="dedication")) == []
    assert _initials(_set(opening, initials="none")) == []
