"""Where units open, pure arithmetic."""

from __future__ import annotations

import pytest

from bookbuild.press.plan import BODY, Run, Slot, first_pages, folio, label, roman, run_starts
from bookbuild.press.plan import FRONT as MATTER

RECTO, NEXT, VERSO = Slot(BODY, "recto"), Slot(BODY, "next"), Slot(BODY, "verso")
FRONT, FRONT_NEXT = Slot(MATTER, "recto"), Slot(MATTER, "next")


def test_chapters_open_on_a_recto_after_a_blank() -> None:
    assert first_pages([RECTO, RECTO, RECTO], {0: 3, 1: 2}) == {0: 1, 1: 5, 2: 7}


def test_next_leaves_no_blank() -> None:
    assert first_pages([RECTO, NEXT, NEXT], {0: 1, 1: 2}) == {0: 1, 1: 2, 2: 4}


def test_facing_chapters_open_on_a_verso_after_a_blank() -> None:
    assert first_pages([VERSO, VERSO, RECTO, VERSO], {0: 4, 1: 2, 2: 1}) == {0: 2, 1: 6, 2: 9, 3: 10}


def test_front_matter_counts_by_itself() -> None:
    assert first_pages([FRONT, FRONT_NEXT, RECTO, RECTO], {0: 1, 2: 4}) == {0: 1, 1: 2, 2: 1, 3: 5}


def test_nothing_is_known_behind_an_uncounted_unit() -> None:
    assert first_pages([RECTO, RECTO, RECTO], {0: 1, 2: 1}) == {0: 1, 1: 3}


def test_each_run_is_filled_up_to_a_leaf() -> None:
    second = Slot(Run(2, "II·"), "recto")
    places, counts = [FRONT, FRONT, RECTO, second], {0: 1, 1: 1, 2: 1, 3: 3}
    starts = run_starts(places, counts)

    assert starts == {MATTER: 0, BODY: 4, second.run: 6}
    assert first_pages(places, counts) == {0: 1, 1: 3, 2: 1, 3: 1}
    assert [label(index, starts) for index in (0, 3, 4, 5, 6, 8)] == ["i", "iv", "1", "2", "II·1", "II·3"]


@pytest.mark.parametrize(("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (90, "xc")])
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == folio(number, MATTER) == expected
