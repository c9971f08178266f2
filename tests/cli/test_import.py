"""``bookbuild import``: what it writes, what it says, what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli

TEXT = "雨夜 / A Night of Rain\n\n雨下了一夜。\n\nIt rained all night.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rain.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", *arguments])


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_book_is_written_beside_the_source(folder: Path) -> None:
    done = _run("rain.txt")

    assert done.exit_code == 0, done.output
    assert _files(folder / "rain") == ["book.yaml", "chapters/01-a-night-of-rain.md"]
    assert "rain.txt:1: chapter “雨夜 / A Night of Rain”" in done.stdout
    assert "next: bookbuild check -C rain" in done.stderr
    assert CliRunner().invoke(cli, ["check", "-C", "rain", "--strict"]).exit_code == 0


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    done = _run("rain.txt", "--dry-run")

    assert done.exit_code == 0
    assert _files(folder) == ["rain.txt"]
    assert "nothing was written" in done.stderr


def test_i002_nothing_is_written_over_what_is_there(folder: Path) -> None:
    (folder / "rain").mkdir()
    (folder / "rain" / "book.yaml").write_text("mine", encoding="utf-8")
    done = _run("rain.txt")

    assert done.exit_code == 1
    assert "rain/book.yaml: error[I002]: file exists already" in done.stderr
    assert _files(folder / "rain") == ["book.yaml"]
    assert (folder / "rain" / "book.yaml").read_text() == "mine"


def test_force_writes_over_it(folder: Path) -> None:
    _run("rain.txt")
    (folder / "rain" / "book.yaml").write_text("mine", encoding="utf-8")

    assert _run("rain.txt", "--force", "--title", "夜 / Night").exit_code == 0
    assert (folder / "rain" / "book.yaml").read_text().startswith('title: {zh-Hans: "夜", en: "Night"}\n')


def test_i001_a_source_that_is_not_there(folder: Path) -> None:
    done = _run("snow.txt")

    assert done.exit_code == 1
    assert "snow.txt: error[I001]: source cannot be read" in done.stderr


def test_json_says_all_of_it(folder: Path) -> None:
    said = json.loads(_run("rain.txt", "--json").stdout)

    assert said["ok"] is True
    assert said["files"] == ["book.yaml", "chapters/01-a-night-of-rain.md"]
    assert said["decisions"][0]["line"] == 1


def test_a_folder_is_a_source(folder: Path) -> None:
    (folder / "posts").mkdir()
    for name in ("b.md", "a.md"):
        (folder / "posts" / name).write_text(f"# {name} rain\n\nIt rained.\n", encoding="utf-8")
    done = _run("posts", "--into", "book")

    assert done.exit_code == 0, done.output
    assert _files(folder / "book")[1:] == ["chapters/01-a-md-rain.md", "chapters/02-b-md-rain.md"]


def test_wrong_languages_are_wrong_usage(folder: Path) -> None:
    assert _run("rain.txt", "--languages", "zh_Hans").exit_code == 2


def test_i002_a_link_leads_out_of_the_folder(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "rain").mkdir()
    (folder / "rain" / "chapters").symlink_to(folder / "elsewhere")

    assert "error[I002]: a link leads to" in _run("rain.txt", "--force").stderr
    assert _files(folder / "elsewhere") == []


def test_files_that_could_not_all_be_written(folder: Path) -> None:
    (folder / "rain").mkdir()
    (folder / "rain" / "chapters").touch()
    done = _run("rain.txt")

    assert done.exit_code == 1
    assert "error[R001]" in done.stderr
    assert "not all files were written" in done.stderr


def test_a_name_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "a\x1b[31m.txt").write_text(TEXT, encoding="utf-8")

    assert "\x1b" not in _run("a\x1b[31m.txt", "--into", "book").stdout


def test_a_language_said_twice_counts_once(folder: Path) -> None:
    _run("rain.txt", "--languages", "en,zh-Hans,en")

    assert "languages: [en, zh-Hans]\n" in (folder / "rain" / "book.yaml").read_text(encoding="utf-8")
