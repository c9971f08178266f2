"""What stands beside what."""

from __future__ import annotations

import pytest

from bookbuild.layouts import LAYOUTS
from bookbuild.model import Row
from tests.render.sample import pair, para

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


def test_single_holds_one_language_and_what_is_shared() -> None:
    assert _shape(LAYOUTS["single"].place(PAIRS, ("en",))) == [
        ("a", "stack", ["en"]),
        ("c", "stack", [""]),
    ]


def test_every_layout_says_its_name_and_only_print_has_columns() -> None:
    assert {name: (layout.name, sorted(layout.supports)) for name, layout in LAYOUTS.items()} == {
        "interleaved": ("interleaved", ["epub", "pdf"]),
        "columns": ("columns", ["pdf"]),
        "single": ("single", ["epub", "pdf"]),
    }
