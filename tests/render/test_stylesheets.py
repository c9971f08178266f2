"""The cascade, the page, and the sheets themselves."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

import pytest
import tinycss2
from weasyprint import CSS

from bookbuild.render.measure import page
from bookbuild.render.stylesheets import stylesheets
from bookbuild.world import MemoryWorld
from tests.render.sample import LANGUAGES, edition


def _names(format: str, world: MemoryWorld) -> list[str]:
    return [name for name, _ in stylesheets(edition(format), LANGUAGES, world)[0]]


def test_the_authors_sheet_comes_last() -> None:
    world = MemoryWorld({"styles/print.css": "p {}", "styles/epub.css": "p {}"})

    assert _names("pdf", world) == [
        "faces.css",
        "print.css",
        "print-interleaved.css",
        "page.css",
        "styles/print.css",
    ]
    assert _names("epub", world) == ["book.css", "author.css"]
    assert _names("epub", MemoryWorld({})) == ["book.css"]


def test_l002_a_sheet_that_is_not_text() -> None:
    _, problems = stylesheets(edition("pdf"), LANGUAGES, MemoryWorld({"styles/print.css": b"\xff\xfe\x00"}))

    assert [(problem.code, problem.span and problem.span.path) for problem in problems] == [
        ("L002", "styles/print.css")
    ]


@pytest.mark.parametrize("layout", ["interleaved", "columns"])
@pytest.mark.parametrize("trim", [(148.0, 210.0), (152.4, 228.6), (185.0, 260.0)])
def test_the_type_area_is_whole_characters_and_the_same_on_both_sides(
    trim: tuple[float, float], layout: str
) -> None:
    text = page(replace(edition("pdf", layout), trim=trim))
    sides = re.findall(r"margin-left: ([\d.]+)pt; margin-right: ([\d.]+)pt", text)
    right, left = ([float(value) for value in side] for side in sides)
    measure = trim[0] * 72 / 25.4 - sum(right)

    assert right == left[::-1]
    assert measure / 10.5 == pytest.approx(round(measure / 10.5), abs=0.01)
    assert min(right) > 0.1 * trim[0] * 72 / 25.4


@pytest.mark.parametrize("layout", ["interleaved", "columns", "single"])
def test_weasyprint_knows_every_rule_of_the_print_sheets(layout: str, caplog: pytest.LogCaptureFixture) -> None:
    sheets, _ = stylesheets(edition("pdf", layout), LANGUAGES, MemoryWorld({}))
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        logging.getLogger("weasyprint").propagate = True
        for _, text in sheets:
            CSS(string=text)

    assert caplog.messages == []


def test_the_epub_sheet_is_css_2_1() -> None:
    ((_, text),) = stylesheets(edition("epub"), LANGUAGES, MemoryWorld({}))[0]
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)

    assert [rule.type for rule in rules if rule.type != "qualified-rule"] == []
    newer = r"flex|grid|calc|var\(|:not|:is|(?<!-)position|(?<![-\w])color:"
    assert re.findall(newer, _without_comments(text)) == []
    assert "em:lang(en)" in text
    assert "em span:lang(en)" in text


def _without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S)
