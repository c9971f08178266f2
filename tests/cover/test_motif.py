"""The two arches: interleaved legs and a true weave."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bookbuild.cover import motif

NIGHT, DAY = motif.arches(1600, 1600, 396, ("双子座", "Gemini Notes"))


def test_the_lines_of_the_middle_pillar_alternate_evenly() -> None:
    right_legs = [(NIGHT.x + ring.radius, 0) for ring in NIGHT.rings]
    left_legs = [(DAY.x - ring.radius, 1) for ring in DAY.rings]
    legs = sorted(right_legs + left_legs)
    gaps = [after - before for (before, _), (after, _) in pairwise(legs)]

    assert [arch for _, arch in legs] == [0, 1] * motif.LINES
    assert gaps == pytest.approx([gaps[0]] * len(gaps))


def test_doors_stay_clear_of_every_line() -> None:
    assert NIGHT.x + NIGHT.door < min(DAY.x - ring.radius for ring in DAY.rings)
    assert DAY.x - DAY.door > max(NIGHT.x + ring.radius for ring in NIGHT.rings)


def test_lines_pass_over_and_under_in_turn() -> None:
    over = [crossing.arch for crossing in motif.crossings(NIGHT, DAY)]

    assert len(over) == motif.LINES * (motif.LINES - 1) // 2
    assert over.count(0) == 9
    assert over.count(1) == 6


@pytest.mark.parametrize(
    ("title", "weights"),
    [
        ("双子座", (0.369, 0.369, 0.369, 0.369)),
        ("Gemini Notes", (0.407, 0.369, 0.407, 0.369)),
        ("A Childhood", (0.218, 0.52, 0.218, 0.52)),
        ("", (0.218, 0.218, 0.218, 0.218)),
    ],
)
def test_rhythm_is_that_of_the_words(title: str, weights: tuple[float, ...]) -> None:
    assert motif.rhythm(title, 4) == weights
