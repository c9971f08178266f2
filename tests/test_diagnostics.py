"""The table of codes: each has a tiny broken book that gives it, exactly, and nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookbuild.diagnostics import FAMILIES, Diagnostic, Diagnostics, Severity, code, codes, render
from bookbuild.run import build, check

HERE = Path(__file__).parent
BOOKS = HERE / "diagnostics"
UPDATE = "--update-golden"


class Silent:
    """A listener that hears nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


_BUILT = re.compile(r"P|R|T053|E0[46]")


def _names() -> Iterator[str]:
    yield from sorted(path.name for path in BOOKS.iterdir() if path.is_dir())


def _told(folder: Path, name: str) -> Diagnostics:
    """What ``check`` says of a book; what is found in finished files takes a build."""
    if _BUILT.match(name):
        return build(folder, jobs=1, output=folder / "dist", progress=Silent()).diagnostics
    return check(folder, progress=Silent()).diagnostics


def _line_of(folder: Path) -> Callable[[str, int], str | None]:
    def line_of(path: str, line: int) -> str | None:
        try:
            lines = (folder / path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
        except OSError:
            return None
        return lines[line - 1] if line <= len(lines) else None

    return line_of


def _rendered(found: Diagnostics, folder: Path) -> str:
    return "".join(render(item, _line_of(folder)) + "\n" for item in found)


@pytest.mark.parametrize("name", list(_names()))
def test_broken_book_gives_its_code_and_nothing_else(
    name: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(BOOKS / name, folder, symlinks=True)
    found = _told(folder, name)
    text = _rendered(found, folder)
    golden = BOOKS / name / "expected.txt"
    if request.config.getoption(UPDATE):
        golden.write_text(text, encoding="utf-8")

    grave = {item.code for item in found if item.level > Severity.NOTE}
    assert grave <= {name}
    assert name in {item.code for item in found}
    assert text == golden.read_text(encoding="utf-8")


def test_there_are_many_codes_and_each_explains_itself() -> None:
    table = codes()

    assert len(table) >= 40
    for row in table:
        assert row.code[0] in FAMILIES
        assert len(row.explanation.split()) >= 20, row.code
        assert "What to do" in row.explanation, row.code


def test_every_code_is_proven() -> None:
    """By a broken book, by a spoilt file, or where the environment must break, by a test that names it."""
    by_book = set(_names())
    named = {
        found.upper()
        for path in HERE.rglob("test_*.py")
        for found in re.findall(r'(?:def test_|@seed\(")([a-z]\d{3})[_"]', path.read_text("utf-8").lower())
    }

    assert {row.code for row in codes()} - by_book - named == set()


def test_every_code_is_used() -> None:
    package = HERE.parent / "src" / "bookbuild"
    sources = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))

    assert {row.code for row in codes() if f'"{row.code}"' not in sources} == set()


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        code("Z999")


def test_the_message_states_and_only_help_suggests() -> None:
    for path in BOOKS.glob("*/expected.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.search(r"(?:error|warning|note)\[[A-Z]\d{3}\]: (.+)", line)
            if found:
                assert not found[1].endswith("."), (path, line)


@pytest.mark.parametrize("text", ["江流天地外，山色有无中。", "plain words"])
def test_carets_count_east_asian_width(text: str) -> None:
    from bookbuild.diagnostics import Span, width

    span = Span("a.md", 3, 1, 3, len(text) + 1)
    rows = render(Diagnostic("M001", "fact", span), lambda *_: text).splitlines()

    assert rows[0] == "a.md:3:1: error[M001]: fact"
    assert rows[1] == f"3 │ {text}"
    assert rows[2] == f"  │ {'^' * width(text)}"
