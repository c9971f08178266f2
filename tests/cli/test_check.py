"""``check``: the wording of a book told, shown as a difference, mended in its files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli

MANIFEST = """title: {zh-Hans: 河, en: The River}
languages: [zh-Hans, en]
doubts: allow
volumes:
  - chapters: [chapters/01.md]
editions:
  reader: {format: epub}
"""
CHAPTER = "# 河 / The River\r\n\r\n雾散了,他说.\r\n\r\nThe mist has gone, he said.\r\n"
MENDED = CHAPTER.replace("散了,", "散了，").replace("他说.", "他说。")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    (tmp_path / "chapters").mkdir()
    return write(tmp_path, CHAPTER)


def write(root: Path, text: str) -> Path:
    (root / "chapters" / "01.md").write_bytes(text.encode())
    return root


def read(root: Path) -> str:
    return (root / "chapters" / "01.md").read_bytes().decode()


def run(root: Path, *arguments: str, command: str = "check") -> Result:
    return CliRunner().invoke(cli, [command, "-C", str(root), *arguments])


def test_wording_is_told_by_check_and_changes_nothing(root: Path) -> None:
    result = run(root)

    assert "chapters/01.md:3:4: warning[T001]: half-width comma in Chinese text" in result.stderr
    assert result.exit_code == 0
    assert run(root, "--strict").exit_code == 1
    assert read(root) == CHAPTER


def test_build_is_quiet_about_wording_unless_told(root: Path) -> None:
    assert "T001" not in run(root, command="build").output
    (root / "book.yaml").write_text(MANIFEST + "lint: build\n", encoding="utf-8")
    assert run(root, command="build").output.count("[T001]") == 2


def test_fix_mends_and_says_what(root: Path) -> None:
    result = run(root, "--fix")

    assert result.stderr.splitlines() == ["chapters/01.md  mended: T001 × 2", "no problems"]
    assert read(root) == MENDED
    assert run(root, "--fix").stderr.splitlines() == ["no problems"]
    assert read(root) == MENDED


def test_fix_keeps_the_rights_of_a_file_and_a_link_to_it(root: Path) -> None:
    file = root / "chapters" / "01.md"
    real = root / "elsewhere.md"
    os.replace(file, real)
    file.symlink_to(real)
    real.chmod(0o640)
    run(root, "--fix")

    assert file.is_symlink()
    assert real.read_bytes().decode() == MENDED
    assert real.stat().st_mode & 0o777 == 0o640


def test_diff_shows_what_fix_would_do(root: Path) -> None:
    result = run(root, "--diff")

    assert "--- chapters/01.md\n+++ chapters/01.md\n" in result.stdout
    assert "-雾散了,他说.\n+雾散了，他说。\n" in result.stdout  # click's runner makes \r\n a \n
    assert read(root) == CHAPTER
    assert run(root, "--diff", "--fix").exit_code == 2


def test_json_says_what_was_mended(root: Path) -> None:
    found = json.loads(run(root, "--json").stdout)
    mended = json.loads(run(root, "--fix", "--json").stdout)

    assert [one["code"] for one in found["diagnostics"]] == ["T001", "T001"]
    assert (mended["mended"], mended["diagnostics"]) == ({"chapters/01.md": {"T001": 2}}, [])


def test_a_flood_is_counted_and_listed_on_demand(root: Path) -> None:
    write(root, "# 河 / The River\n\n" + "雾散了,他说," * 10 + "完。\n\nThe mist has gone.\n")

    assert run(root).stderr.count("[T001]:") == 5
    assert "15 more of T001 in this file: bookbuild check --all lists them" in run(root).stderr
    assert "20 warnings" in run(root).stderr
    assert run(root, "--all").stderr.count("[T001]:") == 20
    assert len(json.loads(run(root, "--json").stdout)["diagnostics"]) == 20


def test_a_refused_file_is_told_and_left(root: Path) -> None:
    text = "# 河 / The River\n\n1 . 雾散了.\n\n1 . The mist has gone.\n"
    result = run(write(root, text), "--fix")

    assert "chapters/01.md: warning[T042]: left as it is: mending would change its structure" in result.stderr
    assert read(root) == text


def test_a_file_that_cannot_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bookbuild.run.write_whole", full)
    result = run(root, "--fix")

    assert "error[R001]: chapters/01.md could not be written: no space left on device" in result.stderr
    assert "mended" not in result.stderr
    assert result.exit_code == 1


def test_without_a_manifest_nothing_is_mended(tmp_path: Path) -> None:
    assert "M001" in run(tmp_path, "--fix").stderr


def test_what_is_ignored_in_the_manifest_is_neither_told_nor_mended(root: Path) -> None:
    (root / "book.yaml").write_text(MANIFEST + "ignore: {T001: as in the manuscript}\n", encoding="utf-8")

    assert run(root, "--fix").stderr == "no problems\n"
    assert read(root) == CHAPTER
