"""Words are the longest the dictionary has; characters by themselves have their commonest syllable."""

from __future__ import annotations

import pytest

from bookbuild.typography.pronouncing import syllables, words


@pytest.mark.parametrize(
    ("run", "cut"),
    [
        ("银行行长", ["银行", "行长"]),
        ("我们不胜感", ["我们", "不胜", "感"]),
        ("甚么", ["甚么"]),
        ("一不小心", ["一不小心"]),
        ("一不小", ["一", "不", "小"]),  # nothing but the beginning of a word
        ("", []),
    ],
)
def test_words(run: str, cut: list[str]) -> None:
    assert list(words(run)) == cut


def test_a_word_decides_how_its_characters_are_read() -> None:
    assert [syllables(word) for word in ("银行", "行长", "行走")] == [
        ["yín", "háng"],
        ["háng", "zhǎng"],
        ["xíng", "zǒu"],
    ]


def test_characters() -> None:
    assert [syllables(char) for char in "山乐㐀"] == [["shān"], ["lè"], ["qiū"]]
    assert syllables("a") == syllables("山山") == []
