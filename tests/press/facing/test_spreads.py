"""The plan of spreads: arithmetic, no typesetter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.press.facing.spreads import spreads
from bookbuild.press.facing.value import AVOID, LINE, SENTENCE, WIDOW, Atom, Mode, Side, Slice, Spread
from bookbuild.press.facing.verse import numbered

PAGE = 100.0


def side(*passages: int, line: float = 10.0, gap: float = 0.0, cut: float = LINE) -> Side:
    """A stream of passages, each of so many lines, *gap* between them; two lines of each are kept together."""
    atoms: list[Atom] = []
    top = 0.0
    for passage, count in enumerate(passages):
        for place in range(count):
            loose = WIDOW if place in (1, count - 1) else cut
            atoms.append(Atom(passage, top, top + line, weight=1.0, cut=loose if place else 0.0))
            top += line
        top += gap
    return tuple(atoms)


def ends(plan: tuple[Spread, ...]) -> list[tuple[int, int]]:
    return [(spread.sides[0].last, spread.sides[1].last) for spread in plan]


def planned(first: Side, second: Side, mode: Mode = "flow", gap: float = 0.0) -> tuple[Spread, ...]:
    return spreads((first, second), PAGE, gap, mode)


def test_a_chapter_that_fits_is_one_spread() -> None:
    assert ends(planned(side(4, 5), side(5, 4))) == [(9, 9)]


def test_nothing_is_no_spread() -> None:
    assert planned((), ()) == ()


def test_a_spread_ends_with_a_passage() -> None:
    assert ends(planned(side(3, 6, 3), side(3, 6, 3))) == [(9, 9), (12, 12)]


def test_the_fuller_side_says_when_a_spread_is_full() -> None:
    assert ends(planned(side(2, 2, 2), side(5, 5, 5))) == [(4, 10), (6, 15)]


def test_a_long_passage_is_parted_in_step() -> None:
    first, second = planned(side(8), side(16))

    assert ends((first, second)) == [(5, 10), (8, 16)]


def test_both_sides_part_between_sentences_where_they_can() -> None:
    text = side(40, line=4.0)
    told = (*text[:24], replace(text[24], cut=SENTENCE), *text[25:])

    assert ends(planned(text, text)) == [(25, 25), (40, 40)]
    assert ends(planned(told, told)) == [(24, 24), (40, 40)]


def stanza(*lines: int, before: int = 6, text: Sequence[str] = ()) -> Side:
    """Lines of prose, then a passage of verse in lines that are broken into so many."""
    atoms = list(side(before, sum(lines)))
    place = before
    verses = list(numbered(1, text or ["船"] * len(lines)))
    for number, broken in enumerate(lines):
        for part in range(broken):
            atoms[place] = replace(
                atoms[place], verse=verses[number], cut=AVOID * bool(part), weight=1 / broken
            )
            place += 1
    return tuple(atoms)


def test_verse_is_parted_line_for_line_where_the_counts_agree() -> None:
    assert ends(planned(stanza(*[1] * 8), stanza(*[1] * 8))) == [(10, 10), (14, 14)]
    assert ends(planned(stanza(2, 2, 1, 1), stanza(1, 1, 1, 1))) == [(10, 8), (12, 10)]


def test_a_line_of_verse_may_face_several() -> None:
    couplets = ("江上，江上。江上？江上！」", "江上，江上，江上；")
    three = stanza(1, 1, before=3, text=couplets)

    assert ends(planned(three, stanza(*[1] * 7))) == [(4, 10), (5, 13)]
    assert ends(planned(three, stanza(*[1] * 8))) == [(3, 6), (5, 14)]


def test_other_stanzas_stay_whole() -> None:
    assert ends(planned(stanza(*[1] * 5), stanza(*[1] * 8))) == [(6, 6), (11, 14)]
    assert ends(planned(stanza(1, 1, before=7), stanza(*[1] * 6, before=7))) == [(7, 7), (9, 13)]
    assert ends(planned(stanza(1, 1, 1, before=8), stanza(1, 1, 1, before=8))) == [(8, 8), (11, 11)]


def test_no_line_is_left_alone() -> None:
    assert ends(planned(side(9, 3), side(9, 3))) == [(9, 9), (12, 12)]
    assert ends(planned(side(8, 6), side(8, 6))) == [(10, 10), (14, 14)]


def test_what_holds_together_stays_together() -> None:
    text = side(8, 1, 6)
    stream = (*text[:9], replace(text[9], cut=AVOID), *text[10:])

    assert ends(planned(text, text)) == [(9, 9), (15, 15)]
    assert ends(planned(stream, stream)) == [(8, 8), (15, 15)]


def test_a_forced_page_ends_the_spread_on_both_sides() -> None:
    first, second = side(2, 2), side(2, 2)
    forced = (*first[:2], replace(first[2], forced=True), first[3])

    assert ends(planned(forced, second)) == [(2, 2), (4, 4)]


def test_notes_take_room_on_their_own_side() -> None:
    plain = side(4, 4)
    noted = (replace(plain[0], notes=30.0), *plain[1:])

    assert ends(planned(noted, plain, gap=5.0)) == [(6, 6), (8, 8)]
    assert ends(planned(plain, plain, gap=5.0)) == [(8, 8)]


def test_a_note_that_finds_no_room_is_told() -> None:
    giant = (Atom(0, 0.0, 10.0, notes=200.0),)

    assert [spread.over for spread in planned(giant, side(1))] == [(0,)]


def test_a_passage_of_one_side_leaves_the_other_free() -> None:
    lone = tuple(Atom(atom.passage + 1, atom.top, atom.bottom, weight=1, cut=atom.cut) for atom in side(14))
    first = (
        Atom(0, 0.0, 10.0),
        *(Atom(1, atom.top + 10, atom.bottom + 10, weight=1, cut=atom.cut) for atom in lone),
    )

    assert ends(planned(first, side(1))) == [(10, 1), (15, 1)]


def test_aligned_counterparts_begin_at_one_height() -> None:
    (spread,) = planned(side(1, 2, 1, gap=5.0), side(3, 1, 1, gap=5.0), "aligned")
    tops = [
        [stream[first].top + shift for first, shift in part.shifts]
        for stream, part in zip((side(1, 2, 1, gap=5.0), side(3, 1, 1, gap=5.0)), spread.sides, strict=True)
    ]

    assert tops == [[0.0, 35.0, 60.0], [0.0, 35.0, 60.0]]


def test_aligned_sides_need_the_room_of_the_longer_one() -> None:
    assert ends(planned(side(1, 4, 1), side(4, 1, 4), "aligned")) == [(5, 5), (6, 9)]
    assert ends(planned(side(1, 4, 1), side(4, 1, 4), "flow")) == [(6, 9)]


def test_the_head_of_a_table_comes_again() -> None:
    rows = tuple(Atom(0, 10.0 * i, 10.0 * i + 10, head=10.0 if i else 0.0) for i in range(13))
    first, second = planned(rows, ())

    assert (first.sides[0].last, second.sides[0].shifts) == (10, ((10, -90.0),))


# ---------------------------------------------------------------- whatever the chapter


@st.composite
def streams(draw: st.DrawFn) -> tuple[Side, Side]:
    counts = draw(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=12))
    return _stream(draw, [first for first, _ in counts]), _stream(draw, [second for _, second in counts])


def _stream(draw: st.DrawFn, counts: list[int]) -> Side:
    heights = [draw(st.integers(4, 30)) for count in counts for _ in range(count)]
    tops = list(accumulate(heights, initial=0))
    owners = [passage for passage, count in enumerate(counts) for _ in range(count)]
    return tuple(
        Atom(
            owner,
            float(top),
            float(top + height),
            notes=draw(st.sampled_from([0.0, 0.0, 0.0, 12.0])),
            weight=float(draw(st.integers(1, 30))),
            cut=draw(st.sampled_from([0.0, SENTENCE, LINE, WIDOW, AVOID])),
        )
        for owner, top, height in zip(owners, tops, heights, strict=False)
    )


@given(streams(), st.sampled_from(["aligned", "flow"]))
def test_every_atom_is_on_one_page_and_no_page_overflows(sides: tuple[Side, Side], mode: Mode) -> None:
    plan = spreads(sides, PAGE, 4.0, mode)

    for number, stream in enumerate(sides):
        parts = [spread.sides[number] for spread in plan]
        assert [part.first for part in parts[:1]] == [0] * bool(plan)
        assert all(before.last == after.first for before, after in pairwise(parts))
        assert (parts[-1].last if parts else 0) == len(stream)
        for spread, part in zip(plan, parts, strict=True):
            held = stream[part.first : part.last]
            notes = sum(atom.notes for atom in held)
            foot = max(
                (atom.bottom + _shift(spread, number, part.first + i) for i, atom in enumerate(held)), default=0
            )
            room = PAGE - notes - (4.0 if notes else 0.0)
            assert foot <= room + 0.02 or spread.over or len(held) <= 1


def _shift(spread: Spread, number: int, atom: int) -> float:
    return [shift for first, shift in spread.sides[number].shifts if first <= atom][-1]


@given(streams(), st.sampled_from(["aligned", "flow"]))
def test_spreads_hold_the_same_passages_on_both_sides(sides: tuple[Side, Side], mode: Mode) -> None:
    """Of passages on one spread or two, with as many lines on either side: no line stands on two pages."""
    plan = spreads(sides, PAGE, 4.0, mode)
    for passage in range(12):
        held = [
            {place for place, spread in enumerate(plan) if _holds(sides[number], spread.sides[number], passage)}
            for number in (0, 1)
        ]
        lines = [sum(atom.passage == passage for atom in stream) for stream in sides]
        if len(held[0] | held[1]) <= min(2, *lines):
            assert held[0] == held[1]


def _holds(stream: Side, part: Slice, passage: int) -> bool:
    return any(atom.passage == passage for atom in stream[part.first : part.last])
