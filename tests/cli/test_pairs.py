"""``pairs``: what goes where, which chapters, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli
from tests.review.sample import FILES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def pairs(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["pairs", "-C", str(root), *arguments])


def _paths(result: Result) -> list[str]:
    return [chapter["paths"]["zh-Hans"] for chapter in json.loads(result.stdout)["chapters"]]


def test_pairs_and_coverage_on_stdout_diagnostics_on_stderr(root: Path) -> None:
    result = pairs(root)

    assert result.exit_code == 0
    assert "preface.md · 序 / Preface\n" in result.stdout
    assert "  3  水有两种写法。" in result.stdout
    assert "\nin all " in result.stdout
    assert "warning[A002]" in result.stderr
    assert "\x1b" not in result.stdout


def test_the_output_is_the_same_twice(root: Path) -> None:
    assert pairs(root).stdout == pairs(root).stdout


def test_coverage_alone(root: Path) -> None:
    shown = pairs(root, "--coverage").stdout

    assert shown.splitlines()[0].split()[:2] == ["pairs", "shared"]
    assert "水有两种写法" not in shown


def test_doubtful_shows_what_to_look_at(root: Path) -> None:
    shown = pairs(root, "--doubtful").stdout

    assert "Nobody remembers" in shown
    assert "! no Chinese counterpart [" in shown
    assert "水有两种写法" not in shown
    assert "此井今已不存" not in shown


def test_json_is_alone_on_stdout(root: Path) -> None:
    result = pairs(root, "--json")
    first = json.loads(result.stdout)["chapters"][0]["pairs"][1]

    assert {key: first[key] for key in ("kind", "zh-Hans", "en", "confidence", "doubt")} == {
        "kind": "translated", "zh-Hans": [3], "en": [5], "confidence": first["confidence"], "doubt": None,
    }  # fmt: skip
    assert 0 <= first["confidence"] <= 1
    assert "warning[A002]" in result.stderr


def test_json_to_a_file(root: Path) -> None:
    result = pairs(root, "--json", str(root / "out" / "pairs.json"))

    assert result.stdout == ""
    assert f"written: {root / 'out' / 'pairs.json'}" in result.stderr
    assert json.loads((root / "out" / "pairs.json").read_text("utf-8")) == json.loads(
        pairs(root, "--json").stdout
    )


@pytest.mark.parametrize("name", ["well.md", "well", "3"])
def test_a_chapter_by_its_names(name: str, root: Path) -> None:
    assert _paths(pairs(root, name, "--json")) == ["well.md"]
    assert _paths(pairs(root, "--json", name)) == ["well.md"]
    assert (root / "well.md").read_text("utf-8") == FILES["well.md"]


def test_a_parallel_chapter_by_either_file(root: Path) -> None:
    assert _paths(pairs(root, "river.en.md", "1", "--json")) == ["preface.md", "river.zh.md"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["wel.md"], "there is no chapter wel.md; did you mean well.md?"),
        (["9"], "there is no chapter 9; the chapters are numbered 1 to 3"),
        (["--html", "{root}/well.md"], "well.md is a source of the book; name another file"),
        (["--html", "{root}/book.yaml"], "book.yaml is a source of the book; name another file"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, root: Path) -> None:
    result = pairs(root, *(argument.format(root=root) for argument in arguments))

    assert result.exit_code == 2
    assert said in result.stderr
    assert (root / "well.md").read_text("utf-8") == FILES["well.md"]


def test_html_is_written(root: Path) -> None:
    target = root / "pairs.html"
    result = pairs(root, "--html", str(target))

    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path for path in root.iterdir() if path.name.endswith(".partial")] == []


def test_html_that_cannot_be_written_is_reported(root: Path) -> None:
    (root / "file").write_text("")
    result = pairs(root, "--html", str(root / "file" / "pairs.html"))

    assert result.exit_code == 1
    assert "error[R001]" in result.stderr


def test_an_unreadable_chapter_is_listed_and_the_others_shown(root: Path) -> None:
    (root / "river.en.md").write_bytes(b"\xff\xff")
    result = pairs(root)

    assert result.exit_code == 1
    assert "river.zh.md ↔ river.en.md\ncannot be read\n" in result.stdout
    assert "Nobody remembers" in result.stdout
    assert "river.en.md" in result.stderr
    assert [chapter["read"] for chapter in json.loads(pairs(root, "--json").stdout)["chapters"]] == [
        True, False, True,
    ]  # fmt: skip


def test_a_chapter_with_errors_is_shown_all_the_same(root: Path) -> None:
    (root / "preface.md").write_text(FILES["preface.md"] + "\n[^nowhere]\n", encoding="utf-8")
    result = pairs(root)

    assert "水有两种写法" in result.stdout


def test_strict_lets_warnings_fail(root: Path) -> None:
    assert pairs(root, "--strict").exit_code == 1
    assert pairs(root, "well.md", "--strict").exit_code == 1


def test_of_chapters_not_asked_for_nothing_is_told(root: Path) -> None:
    assert pairs(root, "preface.md", "--strict").exit_code == 0
    assert pairs(root, "preface.md").stderr == ""
    assert "well.md" in pairs(root).stderr


def test_a_path_from_the_working_directory(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root.parent)

    assert _paths(pairs(root, f"{root.name}/well.md", "--json")) == ["well.md"]


def test_no_manifest(tmp_path: Path) -> None:
    result = pairs(tmp_path, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"chapters": []}
    assert "error[M001]" in result.stderr
