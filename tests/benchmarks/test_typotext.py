"""Counting what other programs copy."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import typobooks
import typotext
from typotext import Copied

import typography
from tests.checks.press.sample import EN, ZH, written


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> typography.Made:
    """A book of whatever adds signs, in both formats."""
    lists = f"- {ZH}\n- {EN}\n\n1. {ZH}\n2. {EN}"
    chapter = f"{ZH}[^n]。\n\n{EN * 3} The well-known river.\n\n{lists}\n\n***\n\n[^n]: 一条注。\n"
    root = written(tmp_path_factory.mktemp("made"), chapter)
    manifest = (root / "book.yaml").read_text(encoding="utf-8")
    (root / "book.yaml").write_text(manifest + "  reader: {format: epub}\n", encoding="utf-8")
    return typography.built(root)


def test_other_programs_copy_the_books_text(made: typography.Made) -> None:
    assert {reader: made.copied(reader) for reader in typotext.READERS} == {
        "pdftotext": Copied(),
        "pdfium": Copied(),
    }
    assert made.copied_from_epub() == Copied()


def test_every_measure_gives_a_figure(made: typography.Made) -> None:
    line, _ = typography.row("made", made)

    assert "100.00%" in line
    assert len(line.split("✓")[0].split()) >= len(typography.MEASURES)


def test_a_difference_is_counted_both_ways() -> None:
    assert typotext.compared(Counter("雾散了"), Counter("雾影了了")) == Copied(more=2, less=1)
    assert str(Copied(2, 1)) == "+2 -1"


def test_hyphens_and_white_space_do_not_count() -> None:
    assert typotext.counted("well-\r\nknown nee\u2010\ndles\x02") == Counter("wellknownneedles")


@pytest.mark.parametrize(("count", "chosen"), [(0, "abcdef"), (9, "abcdef"), (3, "ace"), (1, "a")])
def test_chapters_are_spread_evenly(count: int, chosen: str) -> None:
    assert typobooks.evenly("abcdef", count) == list(chosen)


def test_the_book_of_this_repository_is_copied_whole(tmp_path: Path) -> None:
    typobooks.own(tmp_path, tmp_path / "own", 0)

    assert {path.name for path in (tmp_path / "own").iterdir()} == {"book.yaml", "chapters", "styles"}
