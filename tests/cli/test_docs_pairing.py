"""Every chapter shown in the pages about pairing gives what stands under it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bookbuild.cli import cli

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(r"^(`{3,})markdown\n(.*?)^\1\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
JSON = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROBLEM = re.compile(r"^(\S+: )(\w+)\[(\w+)\].*$", re.MULTILINE)
MANIFEST = """title: {zh-Hans: 河, en: The River}
languages: [zh-Hans, en]
volumes:
  - id: one
    chapters: [chapters/01.md]
editions:
  reader: {format: epub}
"""
PAGES = ("pairing.md", "pairs-command.md")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of one chapter, still to be written."""
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.yaml").write_text(MANIFEST, encoding="utf-8")
    return tmp_path


def _run(book: Path, chapter: str, *command: str) -> tuple[str, str]:
    """What a *command* says of the *chapter*, on stdout and on stderr."""
    (book / "chapters" / "01.md").write_text(chapter, encoding="utf-8")
    done = CliRunner().invoke(cli, [*command, "-C", str(book)])
    return done.stdout, done.stderr


def _shown(book: Path, chapter: str) -> str:
    """The pairs of the *chapter* side by side, and the place and code of each problem."""
    pairs, problems = _run(book, chapter, "pairs")
    codes = (f"{place}{severity} {code}\n" for place, severity, code in PROBLEM.findall(problems))
    return "".join((pairs.partition("\n\n")[0], "\n", *codes))


@pytest.mark.parametrize("page", PAGES)
def test_every_example_gives_what_the_page_says(page: str, book: Path, request: pytest.FixtureRequest) -> None:
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    given = EXAMPLE.sub(
        lambda one: f"{one[1]}markdown\n{one[2]}{one[1]}\n```text\n{_shown(book, one[2])}```", text
    )
    if request.config.getoption("--update-golden"):
        path.write_text(given, encoding="utf-8")
        text = given

    assert len(re.findall(r"^`{3,}markdown$", text, re.MULTILINE)) == len(EXAMPLE.findall(text)) > 0
    assert given == text


def test_the_data_shown_is_that_of_the_chapter_shown(book: Path, request: pytest.FixtureRequest) -> None:
    path = DOCS / "pairs-command.md"
    text = path.read_text(encoding="utf-8")
    shown = JSON.findall(text)[0]
    chosen = {pair["id"] for pair in json.loads(shown)["chapters"][0]["pairs"]}
    given = json.loads(_run(book, EXAMPLE.findall(text)[0][1], "pairs", "--json")[0])["chapters"][0]
    data = _data(given, [pair for pair in given["pairs"] if pair["id"] in chosen])
    if request.config.getoption("--update-golden"):
        path.write_text(text.replace(shown, data), encoding="utf-8")
        shown = data

    assert len(chosen) > 1
    assert shown == data


def _data(chapter: dict[str, Any], pairs: list[dict[str, Any]]) -> str:
    """A *chapter* with some of its *pairs*, a line for each of these and for each key."""
    keys = (
        f'  "{key}": {json.dumps(value, ensure_ascii=False)},\n'
        for key, value in chapter.items()
        if key != "pairs"
    )
    lines = ",\n".join(f"    {json.dumps(pair, ensure_ascii=False)}" for pair in pairs)
    return "".join(('{"chapters": [{\n', *keys, f'  "pairs": [\n{lines}\n  ]}}]}}\n'))


def test_the_stale_translation_shown_is_reported_as_shown(book: Path) -> None:
    text = (DOCS / "stale.md").read_text(encoding="utf-8")
    accepted, edited = re.findall(r"^```markdown\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    stale, said = re.findall(r"^```text\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    _run(book, accepted, "pairs", "--accept")

    assert stale in _run(book, edited, "check")[1]
    assert said == _run(book, edited, "pairs", "--accept")[1]
