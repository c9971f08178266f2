"""What ``make check-conversions`` makes of a converted book; no converter runs here."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import check_conversions
import pytest
from book_in_order import run_of

from tests.checks.test_epub_readback import RAIN, Change, Files, broken, edit

PAGES = '<nav epub:type="page-list"><ol><li><a href="text/rain.xhtml#rain-p2">7</a></li></ol></nav></body>'


def lost(folder: Path, change: Change) -> list[str]:
    book, made = folder / "book.epub", folder / "made.epub"
    paged = edit("nav.xhtml", "</body>", PAGES)
    book.write_bytes(broken(paged))
    made.write_bytes(broken(lambda files: change(paged(files))))
    return list(check_conversions.lost(run_of(book), run_of(made)))


def moved(files: Files) -> Files:
    """What a converter may do: the rain has another name, and a sentence stands in a span."""
    marked = edit(RAIN, "出自《诗经》。", '<span class="koboSpan">出自《诗经》。</span>')(files)
    return {
        name.replace("rain.xhtml", "part1.xhtml"): data.replace(b"rain.xhtml", b"part1.xhtml")
        for name, data in marked.items()
    }


def more(files: Files) -> Files:
    return edit("text/wind.xhtml", "</body>", "<p>Table of Contents</p></body>")(files)


@pytest.mark.parametrize("change", [lambda files: files, moved, more])
def test_a_converted_book_that_is_whole(change: Change, tmp_path: Path) -> None:
    assert lost(tmp_path, change) == []


@pytest.mark.parametrize(
    ("change", "aspect", "said"),
    [
        (
            edit("text/wind.xhtml", "风起", "起风"),
            "text",
            "'风起。Thewindrises.' on, which is '起风。Thewindrises.'",
        ),
        (edit("text/wind.xhtml", "wind rises", "windrises"), "passages", "The wind rises.')] on, which is "),
        (edit("nav.xhtml", "text/wind.xhtml", "text/snow.xhtml"), "contents", "风Wind')] on, which is "),
        (edit("nav.xhtml", "#rain-p2", ""), "printed", "'7')] on, which is "),
        (edit("nav.xhtml", "page-list", "lot"), "printed", "'7')] on, which is []"),
        (edit(RAIN, "snow.xhtml#snow-p1", "snow.xhtml#snow"), "links", "'雪')] on, which is "),
        (edit(RAIN, 'alt="雨 Rain"', 'alt=""'), "images", "'雨 Rain')] on, which is "),
        (edit(RAIN, "<rt>fēi</rt>", "fēi"), "readings", "'fēi')] on, which is []"),
        (edit(RAIN, 'lang="en" xml:lang="en"', ""), "languages", "'en')] on, which is "),
    ],
)
def test_a_converted_book_that_lost_something(change: Change, aspect: str, said: str, tmp_path: Path) -> None:
    [fault] = lost(tmp_path, change)

    assert fault.startswith(f"other {aspect} than the book's, from ")
    assert said in fault


def test_a_cover_that_is_shown_twice(tmp_path: Path) -> None:
    again = edit("content.opf", '<itemref idref="text-cover"/>', '<itemref idref="text-cover"/>' * 2)

    assert lost(tmp_path, again) == ["2 pages are the cover alone, and in the book 1"]


def test_text_a_kobo_could_not_mark(tmp_path: Path) -> None:
    made = tmp_path / "made.kepub"
    page = '<body><pre>let</pre><p><span class="koboSpan">雨。</span> </p></body>'

    def only(body: str) -> list[str]:
        made.write_bytes(broken(lambda files: {RAIN: f"<html>{body}</html>".encode()}))
        return list(check_conversions.unmarked(made))

    assert only(page) == []
    assert only(page.replace("</span> ", "</span>雪。")) == [f"{RAIN} has text without marks of Kobo's"]


def test_what_cannot_be_converted_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = {"ebook-convert"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in installed else None)
    monkeypatch.setattr(check_conversions, "_calibre", lambda: 6)
    monkeypatch.setenv("PATH", "")
    wanted = Namespace(folder=tmp_path, books=[], kepub=True)

    assert check_conversions.main(wanted) == 2
    assert capsys.readouterr().out == "needs calibre 8 for KEPUB; KEPUB=no does without it\n"
    assert check_conversions.main(Namespace(folder=tmp_path, books=[], kepub=False)) == 0
    installed.clear()
    assert check_conversions.main(wanted) == 2
