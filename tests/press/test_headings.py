"""Levels of headings for who listens."""

from __future__ import annotations

import pytest

from bookbuild.press.headings import levels


@pytest.mark.parametrize(
    ("written", "nested"),
    [
        ([1, 2, 3, 2, 1], [1, 2, 3, 2, 1]),
        ([1, 3, 3, 2, 3], [1, 2, 2, 2, 3]),
        ([1, 4, 5, 4, 1, 6], [1, 2, 3, 2, 1, 2]),
        ([2, 3, 1, 2], [1, 2, 1, 2]),
        ([], []),
    ],
)
def test_no_level_is_left_out(written: list[int], nested: list[int]) -> None:
    assert list(levels(written)) == nested
