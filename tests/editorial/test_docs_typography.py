"""The tables and the example of docs/typography.md are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookbuild import source
from bookbuild.diagnostics import code
from bookbuild.editorial import CODES, Proof, mend, proofread
from bookbuild.world import MemoryWorld

TEXT = (Path(__file__).parents[2] / "docs" / "typography.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (T\d{3}) \| (.+?) \| (.+?) \| (.*?) ?\| (.+?) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LANGUAGES = ("zh-Hans", "en")


def proof(text: str, path: str = "a.md") -> tuple[MemoryWorld, Proof]:
    world = MemoryWorld({path: text})
    document, _ = source.read(world, path, LANGUAGES, traced=True)
    assert document is not None
    return world, Proof(document)


@pytest.mark.parametrize("row", ROW.findall(TEXT), ids=lambda row: f"{row[0]} {row[2][:12]}")
def test_a_row_tells_what_is_told_and_mended(row: tuple[str, str, str, str, str]) -> None:
    name, _, written, wanted, _ = row
    spacing = "space" if name == "T013" else ""
    world, one = proof(written)
    found, _ = mend(world, [one], LANGUAGES, spacing)

    assert {item.code for item in proofread([one], spacing, "book.yaml")} == {name}
    assert (found[0].after.decode() if found else "") == wanted


def test_every_code_has_a_row() -> None:
    assert {row[0] for row in ROW.findall(TEXT)} == CODES


def test_the_example_is_told_so() -> None:
    [(chapter, shown)] = EXAMPLE.findall(TEXT)
    _, one = proof(chapter, "chapters/01.md")
    told = "".join(f"{item.span}: {item.code} {item.message}\n" for item in proofread([one], "", "book.yaml"))

    assert told == shown


def test_the_codes_the_page_names_exist() -> None:
    for name in re.findall(r"T\d{3}", TEXT):
        assert code(name)
