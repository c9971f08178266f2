"""The documentation keeps its word: its commands run, its links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bookbuild.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def _lines(kind: str) -> Iterator[tuple[str, str]]:
    """(page, line) of every command of a *kind* in the shell fences of the documentation."""
    for page in PAGES:
        for block in FENCE.findall(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                if line.split(" ")[0] == kind:
                    yield page.name, line


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the README, as a reader would write it down."""
    folder = tmp_path_factory.mktemp("docs")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    manifest, chapter = (
        re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)[0] for kind in ("yaml", "markdown")
    )
    (folder / "chapters").mkdir()
    (folder / "book.yaml").write_text(manifest, encoding="utf-8")
    (folder / "chapters" / "01-river.md").write_text(chapter, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("page", "line"), list(_lines("bookbuild")))
def test_documented_command_runs(page: str, line: str, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    done = CliRunner().invoke(cli, shlex.split(line)[1:])

    assert done.exit_code == 0, f"{page}: {line}\n{done.output}"


@pytest.mark.parametrize(("page", "line"), list(_lines("make")))
def test_documented_target_exists(page: str, line: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(line.split()[1:]) <= targets, page


def test_continuous_integration_runs_the_documented_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert ("README.md", "make test") in list(_lines("make"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    without_code = re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.MULTILINE | re.DOTALL)

    assert [link for link in LINK.findall(without_code) if not (page.parent / link).exists()] == []


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    runner = CliRunner()
    commands = cli.list_commands(click.Context(cli))

    assert [name for name in commands if f"## {name}\n" not in text] == []
    for name in commands:
        shown = runner.invoke(cli, [name, "--help"])
        assert shown.exit_code == 0
        assert len(shown.output.splitlines()) >= 6, name


def test_the_documented_properties_exist() -> None:
    text = (ROOT / "docs" / "styles.md").read_text(encoding="utf-8")
    styles = (ROOT / "src" / "bookbuild" / "styles" / "print.css").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"--[a-z-]+\w", text) if "…" not in name}

    assert {name for name in named if f"{name}" not in styles} == set()


def test_the_book_of_the_readme_is_sound(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(book, folder, ignore=shutil.ignore_patterns("dist", ".cache"))
    done = CliRunner().invoke(cli, ["check", "-C", str(folder)])

    assert done.exit_code == 0
    assert "warning" not in done.output
