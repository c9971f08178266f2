"""The specimen: each row shows what its rule does, and the pages hold together."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
import specimen
from specimen import Row, Slip

ROWS = specimen.rows()


@pytest.fixture(scope="module")
def pairs() -> Sequence[tuple[Slip, Slip]]:
    return specimen.slips(ROWS)


def test_every_row_names_its_rule_in_both_languages_and_says_where_it_stands() -> None:
    assert len({row.name["en"] for row in ROWS}) == len(ROWS) >= 21
    for row in ROWS:
        assert all(row.name.values())
        assert row.source
        assert not row.lacks(), row.name


def test_a_row_whose_rule_is_not_there_says_so() -> None:
    row = Row({"zh-Hans": "无", "en": "None"}, "", "雾。", rules=("no_such_rule",), patches=("text_align",))

    assert row.lacks() == ["no_such_rule"]


def _drawn(slip: Slip) -> tuple[object, ...]:
    """Its lines, and how many curves are drawn beside them: dots are circles."""
    steps = pikepdf.parse_content_stream(slip.pdf.pages[slip.page])
    return *map(specimen.looks, slip.lines), [str(step.operator) for step in steps].count("c")


def test_the_rule_makes_a_difference_to_each_row(pairs: Sequence[tuple[Slip, Slip]]) -> None:
    alike = [
        row.name["en"]
        for row, (right, wrong) in zip(ROWS, pairs, strict=True)
        if _drawn(right) == _drawn(wrong)
    ]

    assert alike == []


def test_right_and_wrong_are_the_same_text(pairs: Sequence[tuple[Slip, Slip]]) -> None:
    for right, wrong in pairs:
        words = [
            "".join(line.ink.removesuffix("\u2010").removesuffix("-") for line in slip.lines)
            for slip in (right, wrong)
        ]
        assert words[0] == words[1]


def test_what_was_switched_off_is_on_again(pairs: Sequence[tuple[Slip, Slip]]) -> None:
    again = specimen.slips(ROWS[:1])[0][0]

    assert [specimen.looks(line) for line in again.lines] == [
        specimen.looks(line) for line in pairs[0][0].lines
    ]


@pytest.mark.parametrize("trim", specimen.TRIMS.values())
def test_a_specimen_is_two_pages_that_hold_every_slip(pairs: Sequence[tuple[Slip, Slip]], trim: str) -> None:
    rooms = [max(right.room, wrong.room) for right, wrong in pairs]
    data = specimen.composed(specimen.frame(trim, ROWS, rooms), pairs)

    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2
        shown = [[str(step.operator) for step in pikepdf.parse_content_stream(page)] for page in pdf.pages]
        assert [operators.count("Do") for operators in shown] == [22, 20]
