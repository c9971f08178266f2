"""``bookbuild pairs --accept`` on a book on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli
from bookbuild.run import build
from tests.test_diagnostics import Silent

RIVER = "# 河 / The River\n\n船不来了。\n\nThe boats no longer come.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    chapters = "[chapters/a.md, chapters/b.md]"
    (tmp_path / "book.yaml").write_text(
        "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\n"
        f"volumes:\n  - chapters: {chapters}\neditions:\n  reader: {{format: epub}}\n",
        encoding="utf-8",
    )
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "a.md").write_text(RIVER, encoding="utf-8")
    (tmp_path / "chapters" / "b.md").write_text(RIVER.replace("河", "湖"), encoding="utf-8")
    return tmp_path


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "-C", str(root)])


def edit(root: Path, name: str) -> None:
    path = root / "chapters" / name
    path.write_text(path.read_text(encoding="utf-8").replace("船", "大船"), encoding="utf-8")


def test_accept_edit_check_accept(root: Path) -> None:
    first = run(root, "pairs", "--accept")
    assert (first.exit_code, first.output) == (
        0,
        "chapters/a.md: 2 pairs: 2 new\nchapters/b.md: 2 pairs: 2 new\naccepted: 4 pairs\n",
    )
    edit(root, "a.md")
    edit(root, "b.md")
    assert run(root, "check").output.count("warning[A020]") == 2
    assert run(root, "check", "--strict").exit_code == 1
    second = "chapters/b.md: 2 pairs: 1 changed, 1 stale\naccepted: 2 pairs\n"
    assert run(root, "pairs", "--accept", "2").output == second
    assert run(root, "check").output.count("warning[A020]") == 1
    assert run(root, "pairs", "--accept", "--strict", "chapters/a.md").exit_code == 0
    assert run(root, "check").output == "no problems\n"


def test_what_accepting_says_yes_to_is_told_by_chapter(root: Path) -> None:
    run(root, "pairs", "--accept")
    edit(root, "a.md")
    let = "## 话 / Talk\n\n走吧。\n\n“是。”\n\nOn we go.\n"
    (root / "chapters" / "a.md").write_text(
        (root / "chapters" / "a.md").read_text("utf-8") + let, encoding="utf-8"
    )

    assert run(root, "pairs", "--accept").output.splitlines()[:3] == [
        "chapters/a.md: 5 pairs: 3 new, 1 changed, 1 stale, 1 in doubt",
        "chapters/b.md: 2 pairs: all as accepted before",
        "accepted: 7 pairs",
    ]


def test_dropped_lines_are_told(root: Path) -> None:
    run(root, "pairs", "--accept")
    (root / "chapters" / "a.md").write_text("# 河 / The River\n", encoding="utf-8")

    assert "passages are gone: 1\n" in run(root, "pairs", "--accept", "a").output


def test_a_chapter_that_is_not_there_is_wrong_usage(root: Path) -> None:
    assert run(root, "pairs", "--accept", "c.md").exit_code == 2
    assert not (root / "accepted.jsonl").exists()


def test_a_chapter_that_cannot_be_read_stays_as_it_was(root: Path) -> None:
    run(root, "pairs", "--accept")
    before = (root / "accepted.jsonl").read_bytes()
    (root / "chapters" / "a.md").write_bytes(b"# \xff\xfe")
    done = run(root, "pairs", "--accept")

    assert (root / "accepted.jsonl").read_bytes() == before
    assert done.exit_code == 1
    assert "accepted: 2 pairs" in done.output


def test_a_record_that_cannot_be_read_is_not_written_over(root: Path) -> None:
    (root / "accepted.jsonl").mkdir()
    done = run(root, "pairs", "--accept")

    assert done.exit_code == 1
    assert "accepted.jsonl cannot be read" in done.output
    assert (root / "accepted.jsonl").is_dir()


def test_a_report_does_not_go_over_the_record(root: Path) -> None:
    run(root, "pairs", "--accept")
    assert run(root, "pairs", "--html", str(root / "accepted.jsonl")).exit_code == 2


def test_the_record_is_a_source_of_the_book(root: Path) -> None:
    def made() -> list[bool]:
        return [one.written for one in build(root, jobs=1, output=root / "dist", progress=Silent()).products]

    assert [made(), made()] == [[True], [False]]
    run(root, "pairs", "--accept")
    assert [made(), made()] == [[True], [False]]
    (root / "accepted.jsonl").unlink()
    assert [made(), made()] == [[True], [False]]
