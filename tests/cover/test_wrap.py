"""Titles broken into lines: the fewest, even, and only where a reader would pause."""

from __future__ import annotations

import unicodedata

import pytest

from bookbuild.cover.wrap import longest, wrap


def cells(text: str) -> float:
    """A face whose Han characters are 2 wide and all others 1."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("双子座", 6, ("双子座",)),
        ("双子座笔记与童年", 14, ("双子座笔", "记与童年")),  # even, not 7 + 1
        ("双子座与甜甜的童年", 10, ("双子座与", "甜甜的童年")),  # a doubled character is one word
        ("他说：“春天来了”", 12, ("他说：", "“春天来了”")),  # marks stay with what they enclose
        ("Forever McDonald’s and other tales", 20, ("Forever McDonald’s", "and other tales")),
        ("Gemini 双子座 Notes", 13, ("Gemini 双", "子座 Notes")),
        ("antidisestablishmentarianism", 10, ("antidisest", "ablishment", "arianism")),
        ("", 10, ()),
    ],
)
def test_lines(text: str, limit: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, limit, cells) == lines


def test_a_line_may_be_short_where_the_sense_pauses() -> None:
    assert wrap("甲乙丙丁：戊己庚辛壬癸", 14, cells) == ("甲乙丙丁：", "戊己庚辛壬癸")


def test_longest_is_the_widest_word() -> None:
    assert longest("a bird in the hand", cells) == 4
