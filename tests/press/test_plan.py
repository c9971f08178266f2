"""Where units open, pure arithmetic."""

from __future__ import annotations

import pytest

from bookbuild.press.plan import Slot, first_pages, folio, roman, run_length

RECTO, NEXT, VERSO = Slot(False, "recto"), Slot(False, "next"), Slot(False, "verso")
FRONT, FRONT_NEXT = Slot(True, "recto"), Slot(True, "next")


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
    assert run_length([FRONT, FRONT, RECTO], {0: 1, 1: 1, 2: 1}, front=True) == 4
    assert run_length([FRONT, FRONT, RECTO], {0: 1, 1: 1, 2: 1}, front=False) == 2


@pytest.mark.parametrize(("number", "expected"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (90, "xc")])
def test_roman(number: int, expected: str) -> None:
    assert roman(number) == folio(number, front=True) == expected
