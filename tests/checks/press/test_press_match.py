"""Lines laid against the text they should hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.checks.press.additions import FOLIO, MARKER, again
from bookbuild.checks.press.match import Gap, match
from bookbuild.checks.press.wanted import Flow
from tests.checks.press.laid import line

TEXT = "河上的雾还没有散，船桨的声音已经从对岸传过来了。他把信折好，放进口袋，慢慢走出门去。"


def _cut(text: str, width: int = 7) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _gaps(flow: Flow, texts: list[str]) -> list[tuple[str, str]]:
    return [
        (flow.text[gap.start : gap.end], gap.found) for gap in match(flow, [line(text) for text in texts])[1]
    ]


def test_lines_that_follow_the_text() -> None:
    held, gaps = match(Flow(TEXT), [line(text) for text in _cut(TEXT)])

    assert gaps == []
    assert [(start, end) for _, start, end in held] == [
        (at, min(at + 7, len(TEXT))) for at in range(0, len(TEXT), 7)
    ]


def test_hyphens_at_line_ends_are_the_typesetters() -> None:
    assert _gaps(Flow("themistlifted"), ["themist\u2010", "lif-", "ted"]) == []
    assert _gaps(Flow("themistlifted"), ["the\u2010mist", "lifted"]) == [("", "\u2010")]


def test_what_a_stylesheet_adds_at_its_place() -> None:
    text = "雾散了船来了"
    flow = Flow(text, [], {0: [MARKER], 3: [MARKER]})

    assert _gaps(flow, ["•", "雾散了", "•船来了"]) == []
    assert _gaps(flow, ["•雾散", "•了船来了"]) == [("", "•")]


def test_leaders_and_folios_come_in_pieces() -> None:
    flow = Flow("雾散了船来了", [], {3: [FOLIO], 6: [FOLIO]})

    assert _gaps(flow, ["雾散了", "·", "·", "12", "船来了····xiv"]) == []
    assert _gaps(flow, ["雾散了", "12", "13", "船来了"]) == [("", "13")]


def test_the_head_of_a_table_comes_again() -> None:
    flow = Flow("船雾一二三四", [], {4: [again("船雾")]})

    assert _gaps(flow, ["船", "雾", "一", "二", "船", "雾", "三", "四"]) == []


def test_a_passage_that_is_missing() -> None:
    lines = _cut(TEXT)

    assert _gaps(Flow(TEXT), lines[:2] + lines[4:]) == [(TEXT[14:28], "")]


def test_lines_hold_what_they_hold_in_spite_of_a_difference() -> None:
    lines = _cut(TEXT)
    lines[2] = lines[2].replace("经", "今")

    held, gaps = match(Flow(TEXT), [line(text) for text in lines])

    assert gaps == [Gap(15, 16, "今", 0)]
    assert [(item.start, item.end) for item in held][1:4] == [(7, 14), (14, 21), (21, 28)]


def test_nothing_at_all() -> None:
    assert _gaps(Flow(TEXT), []) == [(TEXT, "")]
    assert _gaps(Flow(), ["多"]) == [("", "多")]


CHARACTERS = st.sampled_from("河上雾散，。ab")


@settings(max_examples=300, deadline=None)
@given(
    st.text(CHARACTERS, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.text(CHARACTERS, max_size=4), st.integers(0, 6)), max_size=4),
    st.integers(3, 12),
)
def test_the_gaps_turn_the_text_into_what_was_found(
    text: str, edits: list[tuple[int, str, int]], width: int
) -> None:
    found = text
    for at, new, length in edits:
        found = found[:at] + new + found[at + length :]
    lines = [line(part) for part in _cut(found, width)]

    held, gaps = match(Flow(text), lines)

    made, at = "", 0
    for gap in gaps:
        made += text[at : gap.start] + gap.found
        at = gap.end
    assert made + text[at:] == found
    assert [item.line for item in held] == lines
    assert bool(gaps) == (found != text)
