"""Every S code is triggered by a tiny book, and that book triggers nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bookbuild import source
from bookbuild.diagnostics import Severity, codes, render
from bookbuild.world import DiskWorld

FOLDER = Path(__file__).parent.parent / "diagnostics"
BOOKS = sorted(path.name for path in FOLDER.glob("S*"))
TESTED_ELSEWHERE = {"S001", "S009"}  # a link out of the book, eight megabytes: test_gates.py


def line_of(root: Path, path: str, line: int) -> str | None:
    file = root / path
    if not file.is_file():
        return None
    lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    return lines[line - 1] if line <= len(lines) else None


@pytest.mark.parametrize("name", BOOKS)
def test_book_triggers_its_code_and_nothing_else(name: str, request: pytest.FixtureRequest) -> None:
    root = FOLDER / name
    manifest = yaml.safe_load((root / "book.yaml").read_text(encoding="utf-8"))
    chapters = manifest["volumes"][0]["chapters"]
    found = [
        diagnostic
        for chapter in chapters
        for diagnostic in source.read(DiskWorld(root), chapter, tuple(manifest["languages"]))[1]
    ]
    text = "".join(render(item, lambda path, line: line_of(root, path, line)) + "\n" for item in found)
    expected = root / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text(text, encoding="utf-8")

    assert text == expected.read_text(encoding="utf-8")
    assert name in {item.code for item in found}
    assert {item.code for item in found if item.level > Severity.NOTE} <= {name}


def test_every_code_has_a_book() -> None:
    named = {code.code for code in codes() if code.code.startswith("S")}

    assert named == set(BOOKS) | TESTED_ELSEWHERE
