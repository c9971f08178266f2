"""What ``make check-conversions`` makes of a converted book; no converter runs here."""

from __future__ import annotations

from pathlib import Path

import check_conversions
import pytest

from tests.checks.test_epub_readback import RAIN, Change, broken, edit


def lost(folder: Path, change: Change) -> list[str]:
    book, made = folder / "book.epub", folder / "made.epub"
    book.write_bytes(broken(lambda files: files))
    made.write_bytes(broken(change))
    return list(check_conversions.lost(book, made))


def test_a_converted_book_that_is_whole(tmp_path: Path) -> None:
    assert lost(tmp_path, lambda files: files) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit(RAIN, "昔我往矣", "昔我往"), "the text of EPUB/text/rain.xhtml is not there as it was"),
        (edit("toc.ncx", "<navMap>", "<navMap><text>…</text>"), "other contents than the book's"),
    ],
)
def test_a_converted_book_that_lost_something(change: Change, said: str, tmp_path: Path) -> None:
    assert lost(tmp_path, change) == [said]
