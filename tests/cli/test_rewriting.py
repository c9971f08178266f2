"""``split`` and ``merge`` as they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli

BOOK = (
    "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\n"
    "volumes:\n  - chapters:\n      - text/a.md  # spring\neditions:\n  reader: {format: epub}\n"
)
CHAPTER = "# 春 / Spring\n\n花。\n\nFlowers.\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "text" / "a.md").write_text(CHAPTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def _names(book: Path) -> list[str]:
    return sorted(path.name for path in (book / "text").iterdir())


def test_there_and_back(book: Path) -> None:
    split = run("split", "text/a.md")
    assert split.exit_code == 0, split.output
    assert _names(book) == ["a.en.md", "a.md.bak", "a.zh-Hans.md"]
    assert "text/a.md  kept as text/a.md.bak" in split.stdout

    merged = run("merge", "--all")
    assert merged.exit_code == 0, merged.output
    assert (book / "text" / "a.md").read_text(encoding="utf-8") == CHAPTER
    assert (book / "book.yaml").read_text(encoding="utf-8") == BOOK
    assert _names(book) == ["a.en.md.bak", "a.md", "a.md.bak", "a.zh-Hans.md.bak"]


def test_a_file_is_kept_once_as_it_was_last(book: Path) -> None:
    (book / "text" / "a.md.bak").write_text("older", encoding="utf-8")

    assert run("split", "1").exit_code == run("merge", "a.en").exit_code == run("split", "a").exit_code == 0
    assert (book / "text" / "a.md.bak").read_text(encoding="utf-8") == CHAPTER
    assert len(_names(book)) == 5


def test_a_dry_run_writes_nothing(book: Path) -> None:
    shown = run("split", "--all", "--dry-run")

    assert shown.exit_code == 0
    assert "text/a.en.md  would be written, 19 bytes" in shown.stdout
    assert _names(book) == ["a.md"]


def test_paths_count_from_where_one_stands_too(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book / "text")

    assert run("split", "-C", "..", "a.md").exit_code == 0


def test_an_unknown_chapter_is_wrong_usage(book: Path) -> None:
    shown = run("split", "text/b.md")

    assert shown.exit_code == 2
    assert "A034" in shown.stderr
    assert "did you mean text/a.md?" in shown.stderr
    assert _names(book) == ["a.md"]


def test_neither_chapters_nor_all_is_wrong_usage(book: Path) -> None:
    assert run("split").exit_code == 2
    assert run("merge", "--all", "text/a.md").exit_code == 2


def test_nothing_to_merge_is_no_error(book: Path) -> None:
    shown = run("merge", "--all")

    assert shown.exit_code == 0
    assert "nothing to do" in shown.stderr


def test_a_file_in_the_way_stops_it_and_force_puts_it_aside(book: Path) -> None:
    (book / "text" / "a.en.md").write_text("mine", encoding="utf-8")

    assert run("split", "--all").exit_code == 1
    assert (book / "text" / "a.en.md").read_text(encoding="utf-8") == "mine"

    assert run("split", "--all", "--force").exit_code == 0
    assert (book / "text" / "a.en.md.bak").read_text(encoding="utf-8") == "mine"
