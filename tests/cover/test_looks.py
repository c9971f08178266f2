"""What authors change of a cover, and what they are told of the rest."""

from __future__ import annotations

import pytest

from bookbuild.cover.front import svg
from bookbuild.cover.looks import COLOURS, SHEET, Looks, looks
from bookbuild.world import MemoryWorld
from tests.cover.test_cover import BOOK, CHOSEN, EDITION


def _read(css: str) -> tuple[Looks, list[tuple[int, int, str]]]:
    found, problems = looks(MemoryWorld({SHEET: css.encode()}))
    assert {problem.code for problem in problems} <= {"L007"}
    places = [problem.span for problem in problems if problem.span]
    return found, [
        (place.line, place.column, problem.message) for place, problem in zip(places, problems, strict=True)
    ]


def test_without_a_sheet_a_cover_looks_as_it_always_did() -> None:
    assert looks(MemoryWorld({})) == (Looks(), ())


def test_colours_and_sizes_are_the_authors() -> None:
    found, told = _read(":root { --sky-top: rgb(43, 29, 14); --gold: #FFF; --back-size: 90% }")

    assert told == []
    assert {name: value for name, value in found.colours.items() if value != COLOURS[name]} == {
        "sky-top": "#2b1d0e",
        "gold": "#ffffff",
    }
    assert found.sizes == {"front-size": 1.0, "back-size": 0.9, "spine-size": 1.0}


@pytest.mark.parametrize(
    ("css", "what"),
    [
        (":root {\n  --sky: red }", "--sky: red"),
        (":root {\n  --gold: rgba(0, 0, 0, .5) }", "--gold: rgba(0, 0, 0, .5)"),
        (":root {\n  --back-size: 12pt }", "--back-size: 12pt"),
        (":root {\n  --back-size: 500% }", "--back-size: 500%"),
        (":root {\n  color: red }", "color: red"),
        ("\n  h1 { color: red }", "h1"),
        ('\n  @import "a.css";', '@import "a.css"'),
    ],
)
def test_l007_what_a_cover_has_no_use_for(css: str, what: str) -> None:
    found, told = _read(css)

    assert told == [(2, 3, f"a cover has no use for “{what}”")]
    assert found == Looks()


def test_the_drawing_has_them() -> None:
    plain, _ = svg(BOOK, EDITION, CHOSEN)
    changed, _ = svg(
        BOOK, EDITION, CHOSEN, looks=_read(":root { --night-thread: #010203; --front-size: 60% }")[0]
    )

    assert "#c5d2e8" in plain
    assert "#c5d2e8" not in changed
    assert "#010203" in changed
    assert plain.count("<path") == changed.count("<path")
