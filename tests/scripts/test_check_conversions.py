"""What ``make check-conversions`` makes of a converted book; no converter runs here."""

from __future__ import annotations

from argparse import Namespace
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


def test_what_cannot_be_converted_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = {"ebook-convert"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in installed else None)
    monkeypatch.setattr(check_conversions, "_calibre", lambda: 6)
    wanted = Namespace(folder=tmp_path, books=[], kepub=True)

    assert check_conversions.main(wanted) == 2
    assert capsys.readouterr().out == "needs kepubify or calibre 8 for KEPUB; KEPUB=no does without it\n"
    assert check_conversions.main(Namespace(folder=tmp_path, books=[], kepub=False)) == 0
    installed.clear()
    assert check_conversions.main(wanted) == 2
