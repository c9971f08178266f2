"""docs/chinese.md is true: the modules and the tests it names are there, and no rule is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookbuild.diagnostics import code

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "chinese.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+) \|$", TEXT, re.MULTILINE)


def test_every_rule_has_a_row_once() -> None:
    assert sorted(int(number) for number, _ in ROWS) == list(range(1, 34))


@pytest.mark.parametrize(("number", "row"), [row for row in ROWS if row[0] not in ("17", "33")])
def test_a_row_names_modules_and_a_test(number: str, row: str) -> None:
    _, source, where, test = row.split(" | ")
    path, name = test.strip("`").split("::")

    assert source
    assert all(
        (ROOT / "src" / "bookbuild" / module).is_file() for module in re.findall(r"`(\w+/[\w/.]+)`", where)
    )
    assert f"def {name}(" in (ROOT / "tests" / path).read_text(encoding="utf-8")


def test_the_codes_the_page_names_exist() -> None:
    for name in re.findall(r"\b[PT]\d{3}\b", TEXT):
        assert code(name)
