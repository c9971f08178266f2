"""The stage as a whole: which units, in what order, well formed, with which sheets and images."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from bookbuild.diagnostics import Diagnostics, Severity
from bookbuild.model import Book, ChapterMeta, Edition, Figure, Image, Link, Marks, Rendition, Text
from bookbuild.render import image_name, render
from bookbuild.world import MemoryWorld
from tests.render.sample import book, both, chapter, edition, heading, pair, para, volume

TEXT = pair("p1", para("zh-Hans", "一"), para("en", "one"))
SECTION = pair("s", heading("zh-Hans", "节", 3), heading("en", "Section", 3))
ONLY_CHINESE = pair("p2", para("zh-Hans", "二"), reason="missing")
FIGURE = pair("f", Figure(image=Image("images/a.png", "alt")))
PREFACE = chapter("preface", role="preface", number=0, title=both("序", "Preface"))
FIRST = volume(
    1,
    chapter("a", SECTION, TEXT, ONLY_CHINESE, FIGURE, meta=ChapterMeta(byline=both("文", "by"), date="2026")),
    epigraph=both("语", "Word"),
)
SECOND = volume(2, chapter("b", pair("p3", para("zh-Hans", "三"), para("en", "three")), number=2))
BOOK = book(FIRST, SECOND, front=(PREFACE,))


def _render(book: Book = BOOK, wanted: Edition | None = None) -> tuple[Rendition, Diagnostics]:
    return render(book, wanted or edition(), MemoryWorld({}))


def _kinds(rendition: Rendition) -> list[str]:
    return [f"{unit.kind} {unit.id} {unit.zone}" for unit in rendition.units]


def test_units_of_an_epub_in_order() -> None:
    assert _kinds(_render()[0]) == [
        "cover cover front",
        "titlepage titlepage front",
        "colophon colophon front",
        "chapter preface front",
        "part part-vol1 body",
        "chapter a body",
        "part part-vol2 body",
        "chapter b body",
    ]


def test_units_of_a_print_edition_in_order() -> None:
    assert _kinds(_render(wanted=edition("pdf"))[0])[:6] == [
        "halftitle halftitle front",
        "titlepage titlepage front",
        "colophon colophon front",
        "contents contents front",
        "chapter preface front",
        "part part-vol1 body",
    ]


def test_an_edition_of_one_volume_names_it_on_the_title_page() -> None:
    rendition, _ = _render(wanted=edition("pdf", volumes=("vol2",)))

    assert [unit.id for unit in rendition.units if unit.volume] == ["part-vol2", "b"]
    assert "Part 2" in next(unit.html for unit in rendition.units if unit.kind == "titlepage")


def test_a_book_of_one_volume_has_no_part_page_and_front_matter_of_its_own() -> None:
    rendition, _ = _render(book(replace(FIRST, front=(PREFACE,))))

    assert _kinds(rendition)[3:] == ["chapter preface front", "chapter a body"]


def test_a_page_of_ours_gives_way_to_a_chapter_of_its_name() -> None:
    rendition, _ = _render(book(volume(1, chapter("contents", TEXT))), edition("pdf"))

    assert [unit.id for unit in rendition.units][3:] == ["contents-page", "contents"]


@pytest.mark.parametrize(
    "wanted",
    [
        edition(),
        edition("epub", "single", languages=("en",)),
        edition("pdf"),
        edition("pdf", "columns", trim=(185.0, 260.0)),
        edition("pdf", "single", languages=("zh-Hans",)),
    ],
    ids=lambda wanted: f"{wanted.format}-{wanted.layout}",
)
def test_every_unit_is_well_formed_with_unique_ids(wanted: Edition) -> None:
    seen: list[str] = []
    for unit in _render(wanted=wanted)[0].units:
        root = ElementTree.fromstring(unit.html)
        seen += [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        assert root.findtext(".//{http://www.w3.org/1999/xhtml}title")

    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("format", ["epub", "pdf"])
def test_a_whole_edition_as_written(format: str, golden: Callable[[str, str], None]) -> None:
    rendition, problems = _render(wanted=edition(format))

    assert problems == ()
    golden(f"units-{format}.html", "\n".join(f"==== {unit.id}\n{unit.html}" for unit in rendition.units))


def test_columns_as_written(golden: Callable[[str, str], None]) -> None:
    rendition, _ = _render(wanted=edition("pdf", "columns", trim=(185.0, 260.0)))

    golden("columns.html", next(unit.html for unit in rendition.units if unit.id == "a"))


def test_a_single_edition_leaves_out_what_is_not_in_its_language() -> None:
    html = _render(wanted=edition("epub", "single", languages=("en",)))[0].units[-3].html

    assert 'id="p1-en"' in html
    assert 'id="f"' in html
    assert "p2" not in html
    assert "zh-Hans" not in html


def test_a_chapter_without_a_word_for_the_edition_is_left_out() -> None:
    alien = replace(chapter("x", ONLY_CHINESE), heading=pair("x-title", heading("zh-Hans", "题", 1)))
    rendition, _ = _render(book(volume(1, alien)), edition("epub", "single", languages=("en",)))

    assert "x" not in [unit.id for unit in rendition.units]


def test_images_are_listed_once_and_named_by_their_path() -> None:
    rendition, _ = _render(book(volume(1, chapter("a", FIGURE, replace(FIGURE, id="g")))))

    assert rendition.images == ("images/a.png",)
    assert image_name("images/a.png") in rendition.units[-1].html
    assert image_name("Ünï/图.JPEG").isascii()
    assert image_name("a.png") != image_name("b.png")


def test_links_between_chapters_lead_to_the_other_file() -> None:
    link = pair("l", para("en", (Link("#p3", (Text("far"),)), Link("#vol2", (Text("part"),)))))
    linked = book(replace(FIRST, body=(chapter("a", link),)), SECOND)

    html = _render(linked)[0].units[4].html
    assert 'href="b.xhtml#p3"' in html
    assert 'href="part-vol2.xhtml#vol2"' in html


def test_l001_a_link_out_of_the_edition() -> None:
    link = pair("l", para("en", (Link("#p3", (Text("far"),)),)))
    linked = book(replace(FIRST, body=(chapter("a", link),)), SECOND)

    _, problems = _render(linked, edition(volumes=("vol1",)))

    assert [(problem.code, problem.level) for problem in problems] == [("L001", Severity.WARNING)]


def test_an_edition_the_manifest_refused_has_no_units() -> None:
    assert _render(wanted=edition("epub", "columns")) == (Rendition((), (), ()), ())


def test_l003_two_columns_on_a_narrow_page() -> None:
    assert [problem.code for problem in _render(wanted=edition("pdf", "columns"))[1]] == ["L003"]
    assert _render(wanted=edition("pdf", "columns", trim=(185.0, 260.0)))[1] == ()


def test_an_anchor_of_the_authors_is_kept() -> None:
    named = pair("tree", para("en", "x", marks=Marks(id="tree")))

    assert 'id="tree"' in _render(book(volume(1, chapter("a", named))))[0].units[-1].html


def test_levels_of_headings_close_up_below_the_title() -> None:
    html = next(unit.html for unit in _render()[0].units if unit.id == "a")

    assert "<h2" in html
    assert "<h3" not in html


@pytest.mark.parametrize(
    ("title", "numbered"),
    [
        ("I Remember", False),
        ("Civil War", False),
        ("i. a", False),
        ("IV. War", True),
        ("4 War", True),
        ("chapter 4", True),
        ("第四回", True),
    ],
)
def test_a_title_that_brings_its_own_number_gets_no_other(title: str, numbered: bool) -> None:
    titled = chapter("t", pair("p", para("en", "x")), title=both("题", title))

    assert ('class="number"' in _render(book(volume(1, titled)))[0].units[-1].html) != numbered


def test_what_stands_beside_a_title_comes_after_it() -> None:
    titled = chapter("t", pair("p", para("en", "x")))
    beside = pair("t-title", heading("zh-Hans", "题", 1), para("zh-Hans", "文"), heading("en", "Title", 1))

    html = _render(book(volume(1, replace(titled, heading=beside))))[0].units[-1].html

    ids = re.findall(r' id="(t-title[^"]*|p)"', html)
    assert ids == ["t-title", "t-title-zh-Hans", "t-title-en", "t-title-zh-Hans-2", "p"]
    assert html.index("</header>") < html.index('id="t-title-zh-Hans-2"')
