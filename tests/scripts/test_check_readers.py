"""What ``make check-readers`` makes of what an engine shows; no browser is opened here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import check_readers
import pytest
import weak_reader

from tests.checks.test_epub_readback import RAIN, Change, broken, edit

PHONE = check_readers.SIZES[0]


def written(folder: Path, change: Change = lambda files: files, name: str = "seasons.epub") -> Path:
    path = folder / name
    path.write_bytes(broken(change))
    return path


def seen(book: Path, **changes: Any) -> dict[str, Any]:
    """What an engine without fault shows of *book*, after *changes*."""
    told = check_readers._told(book)
    pages = [{"name": f"EPUB/text/{name}", "text": text, "faults": []} for name, text in told.texts.items()]
    shown = {"engine": "e", "size": [390, 844], "contents": told.contents, "numbers": [], "pages": pages}
    return shown | changes


def faults(book: Path, shown: dict[str, Any]) -> list[str]:
    return [line.strip() for line in check_readers._faults(shown, check_readers._told(book), book)][1:]


def test_what_an_engine_shows_rightly(tmp_path: Path) -> None:
    book = written(tmp_path)

    assert faults(book, seen(book)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"contents": ["Rain"]}, "other contents than the book's"),
        ({"numbers": ["1"]}, "other printed pages than the book's"),
        ({"astray": ["7"]}, "page 7 leads elsewhere"),
        ({"alone": ["EPUB/text/rain.xhtml"]}, "the title of rain.xhtml stands alone"),
        ({"pages": [{"name": "text/rain.xhtml", "text": "", "faults": []}]}, "rain.xhtml reads differently"),
        ({"pages": [{"name": "rain.xhtml", "text": None, "faults": ["is wide"]}]}, "rain.xhtml: is wide"),
        ({"failed": 1}, "the engines could not be run: 1"),
    ],
)
def test_what_an_engine_shows_wrongly(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    book = written(tmp_path)

    assert faults(book, seen(book, **changes)) == [said]


def test_an_engine_may_not_read_roman_numbers() -> None:
    assert check_readers._same_numbers([None, "1"], ["i", "1"])
    assert not check_readers._same_numbers([None, "2"], ["i", "1"])
    assert not check_readers._same_numbers([None], ["i", "1"])


def test_a_study_edition_may_keep_translations_out_of_sight(tmp_path: Path) -> None:
    page = [{"name": "rain.xhtml", "text": None, "faults": ["rain-p1-en is not in sight"]}]
    study, plain = (written(tmp_path, name=f"seasons-{name}.epub") for name in ("study", "plain"))

    assert faults(study, seen(study, pages=page)) == []
    assert faults(plain, seen(plain, pages=page)) == ["rain.xhtml: rain-p1-en is not in sight"]


def test_a_sample_is_the_same_each_time(tmp_path: Path) -> None:
    told = check_readers._told(written(tmp_path))

    assert check_readers._sample(told, 2) == check_readers._sample(told, 2)
    assert len(check_readers._sample(told, 2)) == 2
    assert check_readers._sample(told, 0) == []


def pages(book: Path, *sample: str) -> dict[str, list[str]]:
    return {page["name"]: page["faults"] for page in weak_reader.study(book, PHONE, sample)["pages"]}


def test_mupdf_shows_the_whole_book(tmp_path: Path) -> None:
    found = pages(written(tmp_path))

    assert [name for name, said in found.items() if said] == []
    assert f"EPUB/{RAIN}" in found


def test_mupdf_shows_what_was_hidden(tmp_path: Path) -> None:
    book = written(tmp_path, edit(RAIN, 'id="rain-p2"', 'id="rain-p2" style="display: none"'))

    assert pages(book, "rain.xhtml")[f"EPUB/{RAIN}"][0].startswith("“参见")
    assert list(pages(book, "snow.xhtml")) == ["EPUB/text/snow.xhtml"]


def test_mupdf_shows_what_lies_over_another(tmp_path: Path) -> None:
    raised = 'id="rain-p2" style="position: relative; top: -2em"'

    said = pages(written(tmp_path, edit(RAIN, 'id="rain-p2"', raised)), "rain.xhtml")[f"EPUB/{RAIN}"]

    assert any("overlaps" in fault for fault in said)
