"""What an edition may say of its printing."""

from __future__ import annotations

import pytest

from bookbuild.diagnostics import Severity
from bookbuild.manifest import load
from bookbuild.model import Printing
from bookbuild.world import MemoryWorld

BOOK = """title: {title}
languages: [zh-Hans, en]
volumes: [{{chapters: [a.md]}}]
editions:
  print: {{{edition}}}
"""


def _load(edition: str, title: str = "{zh-Hans: 书, en: Book}") -> tuple[Printing | None, list[str]]:
    world = MemoryWorld({"book.yaml": BOOK.format(title=title, edition=edition), "a.md": "", "f.icc": b""})
    manifest, problems = load(world)
    assert manifest

    printing = manifest.editions[0].printing if manifest.editions else None
    grave = [problem for problem in problems if problem.level > Severity.NOTE]
    return printing, [f"{problem.code} {problem.message}" for problem in grave]


def test_without_a_printer_a_pdf_is_for_the_screen() -> None:
    assert _load("format: pdf") == (Printing(), [])
    assert _load("format: pdf, standard: a-2a")[0] == Printing(standard=("a-2a",))


def test_a_printer_implies_its_standard_and_the_author_may_choose_another() -> None:
    spark = "format: pdf, printer: ingramspark, paper: creme, trim: 6x9in"
    first, problems = _load(spark)
    other, _ = _load(spark + ", standard: x-3:2002, output_intent: f.icc")

    assert (first and first.standard, problems) == (("x-1a:2001",), [])
    assert other
    assert (other.standard, other.intent) == (("x-3:2002",), "f.icc")


def test_what_the_printer_told_the_author_counts() -> None:
    told = "gutter: 16mm, margin: 0.5in, bleed: 5mm, multiple: 8, ink: colour, ink_limit: 280, ppi: 250"
    told += ", marks: false"
    found, problems = _load(f"format: pdf, printer: generic-cn-offset, paper: cream-70, printing: {{{told}}}")

    assert problems == []
    assert found
    assert (found.gutter(1), found.margin, found.bleed, found.multiple) == (16, 12.7, (5, 5, 5, 5), 8)
    assert (found.ink, found.ink_limit, found.ppi, found.marks) == ("colour", 280, 250, False)


@pytest.mark.parametrize(
    ("edition", "problem"),
    [
        ("format: pdf, printer: kpd", 'M024 "kpd" is not a printer'),
        ("format: pdf, printer: lulu, trim: 6x9in", "M042 no paper is named, and Lulu, paperback has several"),
        (
            "format: pdf, printer: lulu, paper: gold, trim: 6x9in",
            'M024 Lulu, paperback has no paper "gold"',
        ),
        ("format: pdf, paper: cream", 'M028 "paper" has no effect without a printer'),
        ("format: epub, printer: desktop", 'M028 "printer" has no effect in an epub'),
        ("format: pdf, standard: x-4", "M027 x-4 is for a printer, and none is named"),
        ("format: pdf, standard: [ua-1, plain]", "M027 one file cannot be ua-1 and plain"),
        (
            "format: pdf, printer: lulu, paper: colour, trim: 6x9in, standard: a-2a",
            "M027 a-2a is for screens, not for a printer's file",
        ),
        (
            "format: pdf, printer: ingramspark, paper: creme, trim: 7x10in",
            "M041 177.8 × 254 mm is not among the trims of IngramSpark, paperback",
        ),
    ],
)
def test_what_is_wrong_is_told(edition: str, problem: str) -> None:
    assert _load(edition)[1] == [problem]


def test_a_trim_missing_from_a_list_that_is_not_whole_is_a_warning() -> None:
    assert _load("format: pdf, printer: ingramspark, paper: creme, trim: 7x10in")[0] is not None
    assert _load("format: pdf, printer: lulu, paper: colour, trim: 150x230mm")[0] is None


def test_a_title_without_latin_letters_is_told_where_they_are_wanted() -> None:
    spark = "format: pdf, printer: ingramspark, paper: creme, trim: 6x9in"

    assert _load(spark, title="书")[1] == ["M043 IngramSpark, paperback wants the title in Latin letters too"]
