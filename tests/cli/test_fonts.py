"""``bookbuild fonts``"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import cli
from tests.test_diagnostics import BOOKS


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["fonts", *arguments])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    shutil.copytree(BOOKS / "F010", tmp_path / "book")
    with (tmp_path / "book" / "book.yaml").open("a") as manifest:
        manifest.write("  reader: {format: epub}\n  brought: {format: epub, embed_fonts: true}\n")
    return tmp_path / "book"


def test_every_edition_with_its_faces(book: Path) -> None:
    result = run("-C", str(book))

    assert result.exit_code == 0
    heads = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert heads == ["print (pdf)", "reader (epub)", "brought (epub)"]
    assert result.stdout.count("no face   (U+33479 without a name), used 1×") == 2
    assert "  song      Noto Serif CJK SC  " in result.stdout


def test_one_edition_as_data(book: Path) -> None:
    result = run("-C", str(book), "print", "--json")
    (edition,) = json.loads(result.stdout)["editions"]

    assert (edition["name"], [item["code"] for item in edition["missing"]]) == ("print", ["U+33479"])
    assert {face["role"] for face in edition["faces"]} == {
        "song", "kai", "hei", "latin", "mono", "rare", "symbols"
    }  # fmt: skip


def test_an_edition_there_is_not_is_wrong_usage(book: Path) -> None:
    result = run("-C", str(book), "prnt")

    assert result.exit_code == 2
    assert "did you mean print?" in result.stderr


def test_a_face_that_is_not_there_is_told(tmp_path: Path) -> None:
    shutil.copytree(BOOKS / "F011", tmp_path / "book")
    result = run("-C", str(tmp_path / "book"))

    assert result.exit_code == 1
    assert "error[F011]: no installed family is called Notto Serif" in result.stderr


def test_what_is_installed() -> None:
    assert "  LXGW WenKai  " in run("--installed").stdout
    shelf = json.loads(run("--installed", "--json").stdout)

    assert "Noto Serif CJK SC" in [family["family"] for family in shelf["song"]]
