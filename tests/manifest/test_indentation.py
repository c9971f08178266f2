"""Manifests indented wrongly: which line, and where it should begin."""

from __future__ import annotations

import pytest

from bookbuild.manifest import load
from bookbuild.manifest.indentation import misfit
from bookbuild.world import MemoryWorld

HEAD = "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\n"
FOOT = "editions:\n  reader: {format: epub}\n"


def told(text: str) -> list[tuple[str, str, str | None]]:
    found = load(MemoryWorld({"book.yaml": text, "a.md": "", "b.md": ""}))[1]
    return [(str(item.span).removeprefix("book.yaml:"), item.message, item.help) for item in found]


SHAPES = {
    "a key where dashes are": (
        "volumes:\n  - id: one\n  title: x\n",
        ("5:3", "a key stands with 2 spaces before it, which no key above it has"),
        'begin it below "id" of line 4, with 4 spaces',
    ),
    "a key too far in": (
        "volumes:\n  - id: one\n     title: x\n",
        ("5:6", "a key stands with 5 spaces before it, which no key above it has"),
        'begin it below "id" of line 4, with 4 spaces',
    ),
    "a key not far enough in": (
        "volumes:\n  - id: one\n    title: x\n   chapters: []\n",
        ("6:4", "a key stands with 3 spaces before it, which no key above it has"),
        'begin it below "title" of line 5, with 4 spaces',
    ),
    "a key of the whole": (
        "volumes: []\n isbn: x\n",
        ("4:2", "a key stands with 1 space before it, which no key above it has"),
        'begin it below "volumes" of line 3, with no space',
    ),
    "an item": (
        "volumes:\n  - chapters:\n    - a.md\n   - b.md\n",
        ("6:4", "a list item stands with 3 spaces before it, which no list item above it has"),
        "begin it below line 5, with 4 spaces",
    ),
    "an item without its dash": (
        "volumes:\n  - chapters:\n      - a.md\n      b.md\n",
        ("6:7", "a key has no colon"),
        'write "key: value", or "- value" in a list',
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_line_that_fits_none_above(name: str) -> None:
    text, (place, message), help = SHAPES[name]

    assert told(HEAD + text + FOOT) == [(place, message, help)]


def test_keys_of_an_edition_beside_its_name() -> None:
    found = told(HEAD + "volumes:\n  - chapters: [a.md]\neditions:\n  reader:\n  format: epub\n")

    assert found[1] == ("7:3", '"format" stands where a name should', "indent it below the name it belongs to")


def test_languages_beside_the_key_they_belong_to() -> None:
    head = HEAD.replace("title: {zh-Hans: 书, en: Book}", "title:\nen: Book")
    found = told(f"{head}volumes:\n  - chapters: [a.md]\n{FOOT}")

    assert found[1] == ("2:1", 'the manifest has no key "en"', "indent it below the key it says something for")


@pytest.mark.parametrize(
    "text",
    [
        "a:\n- b\n- c\n",
        "a:\n  b:\n    - c: d\n      e: f\n    - g\n  h: i\nj: k\n",
        "a:\n  - - b\n    - c\n  - d\n",
        "a:\n  # note\n\n  b: c\n",
    ],
)
def test_what_is_indented_well_fits(text: str) -> None:
    lines = text.splitlines()

    assert {misfit(lines, number) for number in range(1, len(lines) + 1)} == {None}
