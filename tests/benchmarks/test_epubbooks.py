"""The books of the EPUB benchmark: a sample is the same book in few chapters."""

from __future__ import annotations

from pathlib import Path

import bigbook

import epub


def test_a_sample_holds_few_chapters_and_the_same_each_time(tmp_path: Path) -> None:
    root = bigbook.write(tmp_path / "big", bigbook.generated_rows(chapters=60, pairs=1))

    first, second = (
        epub.sampled(root, tmp_path / name).joinpath("book.yaml").read_text() for name in ("a", "b")
    )

    assert first == second
    assert first.count("      - ") == epub.SAMPLE


def test_only_the_editions_for_readers_are_built(tmp_path: Path) -> None:
    root = bigbook.write(tmp_path / "big", bigbook.generated_rows(chapters=2, pairs=1))

    assert epub.editions(root) == ["reader"]


def test_a_goal_is_that_nothing_is_found() -> None:
    assert "ok" in epub.Goal("faults", 0).line()
    assert "MISSED" in epub.Goal("faults", 1).line()
