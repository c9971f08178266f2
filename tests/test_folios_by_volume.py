"""Pages counted in each volume anew: what is printed, what refers to them, what viewers call them."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.run import build, check_press
from tests.test_diagnostics import Silent

MANIFEST = """
title: {zh-Hans: 灯, en: The Lamp}
languages: [zh-Hans, en]
volumes:
  - {id: one, title: {zh-Hans: 上, en: One}, chapters: [a.md]}
  - {id: two, title: {zh-Hans: 下, en: Two}, chapters: [b.md, c.md]}
doubts: allow
back: [{role: index}]
editions:
  print: {format: pdf, trim: a6, layout: single, languages: [en], folios: volume}
  reader: {format: epub, layout: single, languages: [en], page_list: print}
"""
CHAPTERS = {
    "a.md": "# 雨 / Rain\n\n雨停了。\n\nThe [rain]{.index} is over. Go to [](b.md){.page}.\n",
    "b.md": "# 夜 / Night\n\n夜长。\n\nThe night and its [rain]{.index} are long.\n",
    "c.md": "# 灯 / Lamp\n\n灯亮。\n\nThe lamp is lit. Go to [](a.md){.page} or [](b.md){.page}.\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    for name, text in {"book.yaml": MANIFEST, **CHAPTERS}.items():
        (root / name).write_text(text, encoding="utf-8")
    report = build(root, jobs=1, output=root / "dist", progress=Silent())
    assert [problem.code for problem in report.diagnostics] == []
    return root


@pytest.fixture(scope="module")
def pages(root: Path) -> dict[str, str]:
    """The text of each page with any, in order, by what viewers call it."""
    pdf = pypdfium2.PdfDocument(root / "dist" / "the-lamp-print.pdf")
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    return {pdf.get_page_label(number): text for number, text in enumerate(texts) if text}


def _page(pages: dict[str, str], words: str) -> tuple[str, str]:
    return next((label, text) for label, text in pages.items() if words in text)


def test_each_volume_begins_at_one_and_viewers_name_it(pages: dict[str, str]) -> None:
    volumes = [label for label in pages if "·" in label]

    assert volumes == ["I·1", "I·3", "II·1", "II·3", "II·5", "II·7"]
    assert _page(pages, "night and its")[1].endswith(" 3")


def test_the_contents_show_the_number_below_its_volume(pages: dict[str, str]) -> None:
    _, text = _page(pages, "Contents")

    assert re.findall(r"(Rain|Night|Lamp)\D*(\d+)", text) == [("Rain", "3"), ("Night", "3"), ("Lamp", "5")]


def test_a_reference_names_the_volume_when_it_is_another(pages: dict[str, str]) -> None:
    assert "Night (page II·3)" in _page(pages, "rain is over")[1]
    assert "Rain (page I·3) or Night (page 3)" in _page(pages, "lamp is lit")[1]


def test_the_index_names_every_volume(pages: dict[str, str]) -> None:
    assert re.search(r"rain I·3, II·3", _page(pages, "Index R")[1])


def test_finished_pages_are_sound(root: Path) -> None:
    found, _ = check_press(root, output=root / "dist", progress=Silent())

    assert [fault.code for one in found for outcome in one.outcomes for fault in outcome.faults] == []
