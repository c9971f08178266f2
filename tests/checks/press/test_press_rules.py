"""The rules on lines made by hand: every mark, and what looks like a fault and is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.rules import RULES
from bookbuild.diagnostics import Span
from tests.checks.press.laid import file

HAN = "河上的雾还没有散船桨的声音已经从对岸传过来了他把信折好放进口袋"


def _codes(texts: Sequence[str], lang: str = "zh-Hans") -> list[str]:
    """The codes the marks of lines give, P021 to P025."""
    pressed = file(texts, lang=lang)
    tell = Teller("print", pressed, {})
    return [code for code, _, rule in RULES[1:6] for fault in rule(pressed, tell) if fault]


@pytest.mark.parametrize("mark", "，。、；：！？）》」』】〉”’…％·～—,.;:!?)]}%")
def test_no_line_begins_with(mark: str) -> None:
    assert _codes([HAN[:10], f"{mark}{HAN[:10]}"]) == ["P021"]


@pytest.mark.parametrize("mark", "（《〈「『【“‘￥$([{")
def test_no_line_ends_with(mark: str) -> None:
    assert _codes([f"{HAN[:10]}{mark}", HAN[:10]]) == ["P022"]


@pytest.mark.parametrize("word", ["——雾", ".5", "!important", "’90s", "“雾", "（雾", "①雾", "…雾"[1:]])
def test_a_line_may_begin_with(word: str) -> None:
    assert _codes([HAN[:10], f"{word}{HAN[:10]}"]) == []


def test_a_western_stop_before_a_space_is_no_word() -> None:
    assert _codes([HAN[:10], f". a{HAN[:10]}"]) == ["P021"]


@pytest.mark.parametrize(
    ("before", "after"), [("—", "—"), ("…", "…"), ("———", "—"), ("12", "34"), ("1,", "000"), ("3.", "14")]
)
def test_a_line_end_inside(before: str, after: str) -> None:
    assert _codes([f"雾{before}", f"{after}雾雾"]) == ["P025"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("——", "——"), ("2024", "年"), ("第12", "34a"), ("a1", "2"), ("12 ", "34"), ("3.", "雾"), ("——", "雾")],
)
def test_a_line_end_beside(before: str, after: str) -> None:
    assert _codes([f"雾{before}", f"{after}雾雾"]) == []


@pytest.mark.parametrize("last", ["雾", "雾。", "雾！”", "（雾）", "雾……"])
def test_a_last_line_of_one_character(last: str) -> None:
    assert _codes([HAN[:10], last]) == ["P023"]


@pytest.mark.parametrize("last", ["雾散", "ab", "a雾", "2雾"])
def test_a_last_line_of_more(last: str) -> None:
    assert _codes([HAN[:10], last]) == []


def test_a_paragraph_of_one_line_may_be_one_character() -> None:
    assert _codes(["雾。"]) == []


def test_other_languages_have_rules_of_their_own() -> None:
    assert _codes(["mist", "—the", "x"], lang="en") == []


def _measure(texts: Sequence[str], indent: float = 0, hung: Sequence[float] = ()) -> list[str]:
    pressed = file(texts, indent=indent, hung=hung)
    return [
        fault.message.partition("” ")[2]
        for fault in RULES[0][2](pressed, Teller("print", pressed, {}))
        if fault
    ]


def test_full_lines_reach_their_measure_and_the_last_need_not() -> None:
    assert _measure([HAN[:28], HAN[:30], HAN[:30], HAN[:5]], indent=20) == []


def test_a_mark_at_the_end_counts_half() -> None:
    hangs = f"{HAN[:29]}。"  # as wide as the others: its ink ends half a character before them

    assert _measure([HAN[:30], HAN[:30], hangs, "雾"]) == ["ends 5.0 pt before its measure (page 1 of print)"]


def test_an_opening_mark_may_hang_out_of_the_only_other_line() -> None:
    found = _measure([HAN[:30], f"（{HAN[:29]}", HAN[:30], HAN[:5]], hung=(0, 5, 0, 7))

    assert [message for message in found if message.startswith("begins")] == []


def test_a_line_short_of_its_measure_and_one_beyond() -> None:
    assert _measure([HAN[:30], HAN[:30], HAN[:29], HAN[:31], "雾"]) == [
        "ends 10.0 pt before its measure (page 1 of print)",
        "ends 10.0 pt beyond its measure (page 1 of print)",
    ]


def test_a_fault_is_placed_where_its_text_stands_once() -> None:
    pressed = file([HAN[:10], HAN[10:20]])
    tell = Teller("print", pressed, {"a.md": f"# 船\n\n**{HAN[:8]}**{HAN[8:]}\n雾散"})
    whole = Span("a.md", 3, 1, 4, 3)

    assert tell.of("P021", 0, whole, HAN[8:14], "x").span == Span("a.md", 3, 13, 3, 19)
    assert tell.of("P021", 0, whole, "雾", "x").span == whole  # it stands there three times
    assert tell.of("P021", 0, whole, "无此句", "x").span == whole
    assert tell.of("P021", 0, None, HAN[:3], "x").span is None
