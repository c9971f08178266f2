"""The presets that come with bookbuild: whole, sourced, and honest about what nobody told."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner

from bookbuild.cli import cli
from bookbuild.model import Printing
from bookbuild.printers import Fact, Preset, Wanted, presets, resolve
from bookbuild.printers.load import parsed
from bookbuild.printers.terms import TERMS
from bookbuild.printers.value import CONFIDENCE

NAMES = ("kdp", "ingramspark", "lulu", "blurb", "generic-cn-offset", "generic-cn-digital", "desktop")


def _facts(preset: Preset) -> list[Fact]:
    return [
        *preset.facts.values(),
        *(fact for paper in preset.papers.values() for fact in paper.facts.values()),
    ]


def test_the_presets_are_there_in_order() -> None:
    assert tuple(presets()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_number_has_a_source_a_day_and_a_confidence(name: str) -> None:
    known = [fact for fact in _facts(presets()[name]) if fact.known]

    assert len(known) >= 10
    for fact in known:
        assert fact.source
        assert fact.source.where
        assert date(2026, 1, 1) <= date.fromisoformat(fact.source.checked_on)
        assert fact.source.confidence in CONFIDENCE


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unknown_has_no_value(name: str) -> None:
    assert all(fact.known == (fact.value is not None) for fact in _facts(presets()[name]))


def _wanted(trim: tuple[float, float] = (152.4, 228.6), **more: object) -> Wanted:
    return Wanted(**{"paper": "cream", "trim": trim, **more})  # type: ignore[arg-type]


def _resolved(name: str, **more: object) -> Printing:
    return resolve(presets()[name], _wanted(**more))[0]  # type: ignore[arg-type]


def test_gutters_grow_with_the_pages() -> None:
    kdp = _resolved("kdp")

    assert [kdp.gutter(pages) for pages in (24, 150, 151, 500, 501, 828)] == [
        9.525, 9.525, 12.7, 15.875, 19.05, 22.225,
    ]  # fmt: skip


def test_bleed_is_the_authors_where_the_printer_leaves_it_to_him() -> None:
    assert _resolved("kdp").bleed == (0, 0, 0, 0)
    assert _resolved("kdp", bleed=True).bleed == (3.175, 3.175, 3.175, 0)
    assert _resolved("kdp", bleed=True).margin == 9.525
    assert _resolved("lulu", paper="colour").bleed == (3.175,) * 4


def test_a_paper_says_its_ink_and_its_limits() -> None:
    assert (_resolved("kdp").ink, _resolved("kdp").most) == ("black", 776)
    assert _resolved("kdp", trim=(215.9, 279.4)).most == 550
    assert _resolved("ingramspark", paper="white-70").ink == "colour"


def test_the_authors_words_go_before_the_presets() -> None:
    found = _resolved(
        "generic-cn-offset", paper="offset-80", own={"gutter": 18.0, "multiple": 4, "ink": "colour"}
    )

    assert (found.gutter(900), found.multiple, found.ink) == (18.0, 4, "colour")


def test_what_a_build_needs_and_nobody_told_is_asked() -> None:
    asked = resolve(presets()["blurb"], _wanted(paper="colour"))[1]
    answered = resolve(presets()["blurb"], _wanted(paper="colour", own={"gutter": 15.0, "margin": 12.0}))[1]

    assert [term.name for term in asked] == ["gutter", "margin"]
    assert all(term.key for term in TERMS if term.needed)
    assert answered == ()


SOURCES = "sources: {a: {what: w, where: x, checked_on: 2026-01-01, confidence: vendor}}\n"


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("gutter", "{is: {200: 5mm, 100: 6mm}, by: a}"),
        ("margin", "{is: 3, by: a}"),
        ("margin", "{is: 3mm, by: b}"),
        ("marks", "{is: 1, by: a}"),
        ("standard", "{is: x-2, by: a}"),
        ("margin", "{is: 3mm, by: a, notes: none}"),
        ("stranger", "{is: 3mm, by: a}"),
    ],
)
def test_a_wrong_preset_is_refused_with_its_place(name: str, fact: str) -> None:
    fields = {term.name: "null" for term in TERMS} | {name: fact}
    text = SOURCES + "printers:\n  p:\n    name: P\n    papers: {}\n"
    text += "".join(f"    {key}: {value}\n" for key, value in fields.items())

    with pytest.raises(ValueError, match=r"^p"):
        parsed(text)


def test_the_command_lists_explains_and_gives_data() -> None:
    runner = CliRunner()
    listed = runner.invoke(cli, ["printers"]).output
    explained = runner.invoke(cli, ["printers", "blurb"]).output
    data = json.loads(runner.invoke(cli, ["printers", "kdp", "--json"]).output)

    assert [line.split(" ")[0] for line in listed.splitlines()] == list(NAMES)
    assert "not known; say printing: {gutter: 18mm}" in explained
    assert re.search(r"bleed +top 3.175 mm .*\[1\]", explained)
    assert data["papers"]["cream"]["most"]["value"] == 776
    assert data["refuses"]["confidence"] == "quoted"
    assert data["line_least"] is None


def test_a_misspelt_printer_is_guessed() -> None:
    done = CliRunner().invoke(cli, ["printers", "ingram-spark"])

    assert done.exit_code == 2
    assert "did you mean ingramspark?" in done.output
