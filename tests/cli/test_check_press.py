"""``bookbuild check --press``: what it prints, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.checks.press.rules import RULES
from bookbuild.cli import cli
from tests.checks.press.sample import EN, ZH, set_book, written


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "-C", str(root), *arguments])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = written(tmp_path_factory.mktemp("sound"), f"{ZH * 4}。\n\n{EN * 4}")
    set_book(root)
    return root


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifteen times slanted Han, one character twice, and no more."""
    style = "em:lang(zh) { display: inline-block; transform: skewX(-12deg) }"
    text = "\\\n".join(f"{ZH[:8]}*{ZH[at]}*。" for at in range(15))
    root = written(tmp_path_factory.mktemp("broken"), f"{text}\n\n{EN * 7}", style)
    set_book(root)
    return root


def test_a_table_says_of_how_much_each_rule_holds(sound: Path) -> None:
    done = _run(sound, "--press")

    assert done.exit_code == 0
    title, *rows, verdict = done.stdout.splitlines()
    assert title == f"print  {sound / 'dist' / 'the-boat-print.pdf'}  8 pages"
    codes = [code for code, _, _ in RULES]
    empty = {"P028", "P034", "P035"}  # not on facing pages, no heading within the text, no grid
    assert [row.split()[:2] for row in rows[: len(codes)]] == [
        ["-" if code in empty else "✓", code] for code in codes
    ]
    assert {row.split()[0] for row in rows[len(codes) :]} == {"✓"}
    assert verdict == "  ready for the screen"
    assert "justified Chinese lines reach their measure" in rows[0]


def test_a_fault_is_a_warning_and_strict_fails_on_it(broken: Path) -> None:
    done = _run(broken, "--press", "print")

    assert done.exit_code == 0
    assert "✗ P024" in done.stdout
    assert _run(broken, "--press", "--strict").exit_code == 1


def test_the_first_few_of_each_code_are_shown(broken: Path) -> None:
    done, everything = _run(broken, "--press"), _run(broken, "--press", "--all")

    assert done.stderr.count("warning[P024]") == 5
    assert "9 more of P024: bookbuild check --all lists them" in done.stderr
    assert "\n14 warnings" in done.stderr
    assert everything.stderr.count("warning[P024]") == 14


def test_json_has_everything(broken: Path) -> None:
    done = _run(broken, "--press", "--json")

    said = json.loads(done.stdout)
    rules = {rule["code"]: rule for rule in said["editions"][0]["rules"]}
    assert (said["ok"], said["editions"][0]["read"], said["editions"][0]["pages"]) == (True, True, 8)
    assert rules["P024"]["faults"] == 15
    assert rules["P024"]["checked"] > 15
    assert len(said["diagnostics"]) == 14


def test_what_was_not_read_does_not_pass(tmp_path: Path) -> None:
    root = written(tmp_path, f"{ZH}\n\n{EN}")

    done = _run(root, "--press")

    assert done.exit_code == 1
    assert "not read" in done.stdout
    assert "error[P027]: the-boat-print.pdf is missing" in done.stderr
    assert json.loads(_run(root, "--press", "--json").stdout)["editions"][0]["read"] is False


def test_an_unknown_edition_and_one_without_press_are_wrong_usage(sound: Path) -> None:
    assert _run(sound, "--press", "prnt").exit_code == 2
    assert _run(sound, "print").exit_code == 2


def test_an_edition_that_is_no_pdf_is_wrong_usage(tmp_path: Path) -> None:
    root = written(tmp_path, f"{ZH}\n\n{EN}")
    manifest = (root / "book.yaml").read_text(encoding="utf-8")
    (root / "book.yaml").write_text(manifest + "  reader: {format: epub}\n", encoding="utf-8")

    done = _run(root, "--press", "reader")

    assert done.exit_code == 2
    assert "error[R011]: reader is no PDF edition" in done.stderr
