"""What may come in: encodings, sizes, characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild import source
from bookbuild.diagnostics import Span
from bookbuild.source import gates
from bookbuild.world import DiskWorld, MemoryWorld

from .dump import LANGUAGES, read


@pytest.mark.parametrize(
    ("data", "line", "column", "named"),
    [
        ("# 春\n\n学而时习之，不亦说乎".encode("gb18030"), 1, 3, "GB18030"),
        ("# Xue Er\n學而時習之，不亦說乎？有朋自遠方來".encode("big5"), 2, 1, "Big5"),
        ("# 春".encode("utf-16"), 1, 1, "UTF-16"),
        ("一\r\n春天".encode() + b"\xff", 2, 3, ""),
        ("春".encode() + b"\xed\xa0\x80", 1, 2, ""),
    ],
)
def test_bytes_that_are_not_utf8_are_placed_and_named(data: bytes, line: int, column: int, named: str) -> None:
    text, (problem,) = gates.decode("a.md", data)

    assert text is None
    assert (problem.code, problem.span) == ("S002", Span("a.md", line, column))
    assert problem.message.endswith(f"it looks like {named}" if named else "is not UTF-8")


def test_line_ends_are_made_alike() -> None:
    assert gates.decode("a.md", b"a\r\nb\rc\n") == ("a\nb\nc\n", ())


def test_S009_a_file_larger_than_the_limit() -> None:  # noqa: N802
    text, (problem,) = gates.decode("a.md", b" " * (gates.MAX_BYTES + 1))

    assert (text, problem.code, problem.message) == (
        None,
        "S009",
        "file of 8,388,609 bytes, more than 8,388,608",
    )


def test_characters_refused_are_replaced_and_counted() -> None:
    document, found = read("# 春 / Spring\n\n" + "一\x01\n" * 15)

    controls = [item for item in found if item.code == "S004"]
    assert len(controls) == gates.SHOWN
    assert controls[-1].notes == ("5 more lines of the file have one",)
    assert "\x01" not in repr(document)


@pytest.mark.parametrize("path", ["missing.md", "../outside.md", "/etc/passwd"])
def test_S001_a_chapter_that_cannot_be_read(path: str) -> None:  # noqa: N802
    document, (problem,) = source.read(MemoryWorld({}), path, LANGUAGES)

    assert (document, problem.code, problem.span) == (None, "S001", Span(path))


def test_S001_a_link_out_of_the_book(tmp_path: Path) -> None:  # noqa: N802
    (tmp_path / "book").mkdir()
    (tmp_path / "secret.md").write_text("# 春", encoding="utf-8")
    (tmp_path / "book" / "01.md").symlink_to(tmp_path / "secret.md")

    document, (problem,) = source.read(DiskWorld(tmp_path / "book"), "01.md", LANGUAGES)

    assert (document, problem.message) == (None, "chapter cannot be read: leads out of the book: 01.md")
