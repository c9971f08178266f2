"""Words are the longest the dictionary has; characters by themselves have their commonest syllable."""

from __future__ import annotations

from pathlib import Path

import pytest
from marisa_trie import BytesTrie

from bookbuild.runtime import cache
from bookbuild.typography import pronouncing
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


@pytest.mark.parametrize("left", [b"", b"nothing of the kind" * 100])
def test_a_damaged_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: bytes) -> None:
    monkeypatch.setattr(cache, "_folder", lambda kind: tmp_path)
    monkeypatch.setattr(pronouncing, "_made", lambda *files: bytes(BytesTrie([("山", b"shan")]).tobytes()))
    pronouncing._dictionary.__wrapped__()
    (path,) = tmp_path.iterdir()
    path.write_bytes(left)

    assert pronouncing._dictionary.__wrapped__()["山"] == [b"shan"]


def test_characters() -> None:
    assert [syllables(char) for char in "山乐㐀"] == [["shān"], ["lè"], ["qiū"]]
    assert syllables("a") == syllables("山山") == []
