"""Lines of so many columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.diagnostics import width
from bookbuild.review.wrapping import clip, pad, shorten, wrap


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("the ferry had left", 10, ["the ferry", "had left"]),
        ("渡船已经开了", 6, ["渡船已", "经开了"]),
        ("渡船已经。开了", 8, ["渡船已", "经。开了"]),
        ("他说“走吧”就走", 6, ["他说", "“走吧”", "就走"]),
        ("用Python写的书", 8, ["用Python", "写的书"]),
        ("one\n\ntwo", 9, ["one", "", "two"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, [""]),
    ],
)
def test_lines(text: str, columns: int, lines: list[str]) -> None:
    assert list(wrap(text, columns)) == lines


@given(st.text(st.sampled_from("水山。，“”（）a b-c\u3000é\n"), max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_too_wide(text: str, columns: int) -> None:
    lines = list(wrap(text, columns))

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


def test_shorten_and_pad_count_columns() -> None:
    assert shorten("渡船已经开了", 12) == "渡船已经开了"
    assert shorten("渡船已经开了", 9) == "渡船已经…"
    assert pad("渡船", 6) == "渡船  "
    assert clip("渡船", 1) == "渡"
