"""What counts as a right pair, on a few lines."""

from __future__ import annotations

import pytest
from pairscore import Given, Lines, Score, Truth, Verdict, judge


def lines(text: str) -> Lines:
    """``1+3 2`` → Chinese lines 1 and 3, English line 2; ``-`` is no line."""
    zh, en = (frozenset(int(one) for one in side.split("+") if one != "-") for side in text.split())
    return zh, en


def given(text: str, kind: str = "translated", doubt: str | None = None) -> Given:
    return Given(kind, lines(text), 0.5 if doubt else 1.0, doubt)


def truth(*pairs: str, whole: bool = False) -> Truth:
    return Truth(tuple(map(lines, pairs)), whole=whole)


def counts(verdict: Verdict) -> tuple[int, int, int]:
    return verdict.score.truth, verdict.score.given, verdict.score.right


def test_only_the_same_lines_on_both_sides_are_a_right_pair() -> None:
    verdict = judge(truth("1 1", "3 3", "5+7 5"), [given("1 1"), given("3 3+5"), given("5+7 5")], 0.25)

    assert verdict.score == Score(
        truth=3, given=3, right=2, truth_links=4, given_links=5, right_links=4, seconds=0.25
    )
    assert verdict.wrong == (given("3 3+5"),)
    assert verdict.missed == (lines("3 3"),)


def test_the_same_number_on_the_other_side_is_another_line() -> None:
    assert counts(judge(truth("1 3"), [given("3 1")])) == (1, 1, 0)


def test_one_sided_pairs_are_not_counted_but_what_they_miss_is() -> None:
    verdict = judge(truth("1 1", "3 -", "- 3"), [given("1 -"), given("- 1"), given("3 3")])

    assert counts(verdict) == (1, 1, 0)
    assert verdict.missed == (lines("1 1"),)


def test_pairs_of_neutral_lines_only_count_neither_way() -> None:
    neutral = Truth((lines("1 1"),), frozenset({(0, 3), (1, 3), (1, 5)}))

    assert counts(judge(neutral, [given("1 1"), given("3 3")])) == (1, 1, 1)
    assert counts(judge(neutral, [given("1 1+3"), given("3 5")])) == (1, 1, 0)


def test_links_to_neutral_lines_are_not_counted() -> None:
    neutral = Truth((lines("1 1"),), frozenset({(1, 3)}))

    assert judge(neutral, [given("1 1+3")]).score.link_f1 == 1.0


def test_a_neutral_line_may_join_its_own_pair_and_no_other() -> None:
    joining = Truth((lines("1 1"), lines("3 5")), frozenset({(1, 3)}), {(1, 3): frozenset({lines("1 1")})})

    assert counts(judge(joining, [given("1 1+3"), given("3 5")])) == (2, 2, 2)
    assert counts(judge(joining, [given("1 1"), given("3 5")])) == (2, 2, 2)
    assert counts(judge(joining, [given("1 1"), given("3 3+5")])) == (2, 2, 1)
    assert counts(judge(joining, [given("1 3"), given("3 5")])) == (2, 2, 1)


def test_a_line_the_whole_truth_does_not_name_is_part_of_the_element_before_it() -> None:
    named = truth("1 1", "5 4", whole=True)
    pieces = [given("1 1"), given("5 4"), given("7 6", doubt="length")]

    assert judge(named, pieces).score == Score(
        truth=2, given=2, right=2, doubted=1, doubted_right=1, truth_links=2, given_links=2, right_links=2
    )
    assert counts(judge(truth("1 1", "5 4"), pieces)) == (2, 3, 2)


def test_a_thing_kept_once_is_not_asked_for_unless_its_other_place_is_told() -> None:
    assert counts(judge(truth("1 1", "3 3"), [given("1 1"), given("3 -", "shared")])) == (1, 1, 1)
    assert counts(judge(truth("1 1", "3 3"), [given("1 1"), given("3 3", "shared")])) == (2, 2, 2)
    assert counts(judge(truth("1 1", "3 3"), [given("1 1"), given("3 -", "one-sided")])) == (2, 1, 1)


def test_figures_of_doubt() -> None:
    pairs = [given("1 1"), given("3 3", doubt="far apart"), given("5 7", doubt=""), given("7 5")]
    score = judge(truth("1 1", "3 3", "5 5", "7 7", "9 9"), pairs).score

    assert (score.doubted, score.doubted_right) == (2, 1)
    assert (score.precision, score.recall, score.in_doubt, score.sure_precision) == (0.5, 0.4, 0.5, 0.5)
    assert score.f1 == pytest.approx(4 / 9)


def test_scores_add_up_and_nothing_is_no_fault() -> None:
    one = judge(truth("1 1"), [given("1 1")], 1.0).score
    other = judge(truth("1 1", "3 3"), [given("1 3")], 2.0).score

    assert one + other == Score(3, 2, 1, 0, 0, 3, 2, 1, 3.0)
    assert (Score().f1, Score().in_doubt, Score().sure_precision) == (1.0, 0.0, 1.0)
