"""What stands beside what."""

from __future__ import annotations

import pytest

from bookbuild.layouts import LAYOUTS
from bookbuild.model import OneSided, Row
from tests.render.sample import heading, pair, para

BOTH = pair("a", para("zh-Hans", "一"), para("en", "one"))
CHINESE = pair("b", para("zh-Hans", "二"), reason="untranslated")
SHARED = pair("c", para("", "三"))
PAIRS = (BOTH, CHINESE, SHARED)


def _shape(rows: tuple[Row, ...]) -> list[tuple[str, str, list[str]]]:
    return [(row.pair.id, row.arrangement, [cell.lang for cell in row.cells]) for row in rows]


@pytest.mark.parametrize("languages", [("zh-Hans", "en"), ("en", "zh-Hans")], ids="-".join)
def test_interleaved_stacks_the_sides_in_the_order_of_the_edition(languages: tuple[str, ...]) -> None:
    assert _shape(LAYOUTS["interleaved"].place(PAIRS, languages)) == [
        ("a", "stack", list(languages)),
        ("b", "stack", ["zh-Hans"]),
        ("c", "stack", [""]),
    ]


def test_columns_set_counterparts_side_by_side_and_the_rest_across() -> None:
    assert _shape(LAYOUTS["columns"].place(PAIRS, ("en", "zh-Hans"))) == [
        ("a", "side", ["en", "zh-Hans"]),
        ("b", "stack", ["zh-Hans"]),
        ("c", "stack", [""]),
    ]


def test_facing_pages_have_a_row_a_passage() -> None:
    assert _shape(LAYOUTS["facing"].place(PAIRS, ("en", "zh-Hans"))) == [
        ("a", "facing", ["en", "zh-Hans"]),
        ("b", "facing", ["zh-Hans"]),
        ("c", "facing", [""]),
    ]


def test_single_holds_one_language_and_what_is_shared() -> None:
    assert _shape(LAYOUTS["single"].place(PAIRS, ("en",))) == [
        ("a", "stack", ["en"]),
        ("c", "stack", [""]),
    ]


def _one_sided(layout: str, one_sided: OneSided, languages: tuple[str, ...]) -> list[str]:
    """Each row: its id, its cells with the language, ``-`` when empty, and why when a note says so."""
    pairs = (
        BOTH,
        pair("h", heading("zh-Hans", "节"), reason="missing"),
        pair("m", para("zh-Hans", "缺"), reason="missing"),
        SHARED,
        pair("n", para("zh-Hans", "缺"), reason="missing"),
        pair("u", para("zh-Hans", "注"), reason="untranslated"),
        pair("e", para("en", "only"), reason="missing"),
        pair("a2", para("zh-Hans", "一"), para("en", "one")),
        pair("f", para("en", "again"), reason="missing"),
    )
    return [
        " ".join([row.pair.id, *(cell.lang + ("" if cell.blocks else "-") + cell.lacks for cell in row.cells)])
        for row in LAYOUTS[layout].place(pairs, languages, one_sided)
    ]


def test_columns_keep_a_place_for_what_is_missing() -> None:
    rows = _one_sided("columns", "blank", ("en", "zh-Hans"))

    assert rows == [
        "a en zh-Hans",
        "h en- zh-Hans",
        "m en- zh-Hans",
        "c ",
        "n en- zh-Hans",
        "u en- zh-Hans",
        "e en zh-Hans-",
        "a2 en zh-Hans",
        "f en zh-Hans-",
    ]


def test_the_first_of_a_run_says_what_is_missing() -> None:
    assert _one_sided("columns", "note", ("en", "zh-Hans")) == [
        "a en zh-Hans",
        "h en- zh-Hans",
        "m en-missing zh-Hans",
        "c ",
        "n en- zh-Hans",
        "u en-untranslated zh-Hans",
        "e en zh-Hans-missing",
        "a2 en zh-Hans",
        "f en zh-Hans-missing",
    ]


def test_a_stack_has_notes_but_no_empty_places() -> None:
    told = _one_sided("interleaved", "note", ("zh-Hans", "en"))

    assert told == [
        "a zh-Hans en",
        "h zh-Hans",
        "m zh-Hans en-missing",
        "c ",
        "n zh-Hans",
        "u zh-Hans en-untranslated",
        "e zh-Hans-missing en",
        "a2 zh-Hans en",
        "f zh-Hans-missing en",
    ]
    assert _one_sided("interleaved", "blank", ("zh-Hans", "en")) == _one_sided(
        "interleaved", "full", ("zh-Hans", "en")
    )


def test_one_language_alone_tells_what_the_other_had() -> None:
    assert _one_sided("single", "note", ("en",)) == [
        "a en",
        "m en-missing",
        "c ",
        "u en-untranslated",
        "e en",
        "a2 en",
        "f en",
    ]
    assert _one_sided("single", "full", ("en",)) == ["a en", "c ", "e en", "a2 en", "f en"]


def test_every_layout_says_its_name_and_only_print_has_pages() -> None:
    assert {name: (layout.name, sorted(layout.supports)) for name, layout in LAYOUTS.items()} == {
        "interleaved": ("interleaved", ["epub", "pdf"]),
        "columns": ("columns", ["pdf"]),
        "facing": ("facing", ["pdf"]),
        "single": ("single", ["epub", "pdf"]),
        "wide": ("wide", ["epub"]),
        "study": ("study", ["epub"]),
    }
