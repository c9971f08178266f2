"""Small chapters, each with one thing that leads an aligner astray, and the pairs a reader would make.

Each is a file of ``traps/``: what it is, in which forms it is read, what must be told; then the chapter with
its truth in the margin (see ``files``), both languages one after the other behind ``=====``, or, for the form
``one``, a single file. ``doubted: apart``: a pair in doubt counts as two passages by themselves, for nothing
tells all strangers from free translations.
"""

from __future__ import annotations

import pytest

from bookbuild.pairing import Study
from tests.pairing.files import TRAPS, Chapter, codes, one, parallel, rows, woven

SIZES = {"turns": 1, "runs": 2, "halves": 99}


def _head(name: str) -> dict[str, list[str]]:
    """The keys above a trap's chapter."""
    _, *lines = (TRAPS / name).read_text(encoding="utf-8").partition("\n\n")[0].split("\n")
    return {key: value.split() for key, _, value in (line.partition(": ") for line in lines)}


def _chapter(name: str, form: str) -> Chapter:
    """A trap in one of its forms: two files; one file in turns, in runs, in halves, or English first."""
    body = (TRAPS / name).read_text(encoding="utf-8").partition("\n\n")[2]
    if form == "one":
        return one(body)
    chinese, english = body.split("\n=====\n")
    if form == "files":
        return parallel(chinese, english)
    return woven(english, chinese, 1) if form == "english" else woven(chinese, english, SIZES[form])


def _languages(name: str) -> tuple[str, ...]:
    return tuple(_head(name).get("languages", ["zh-Hans", "en"]))


NAMES = sorted(path.name for path in TRAPS.glob("*.txt"))
READ = [(name, form) for name in NAMES for form in _head(name)["forms"]]


@pytest.mark.parametrize(("name", "form"), READ)
def test_each_passage_finds_its_partner(name: str, form: str) -> None:
    languages = _languages(name)
    chapter = _chapter(name, form)
    apart = "doubted" in _head(name)
    assert rows(chapter.study(languages), languages, apart=apart) == chapter.rows


@pytest.mark.parametrize(("name", "form"), [one for one in READ if "told" in _head(one[0])])
def test_what_a_reader_must_know_is_told(name: str, form: str) -> None:
    done = _chapter(name, form).study(_languages(name))
    *never, code = _head(name)["told"]
    assert (code in _told(done)) is (never == [])


def _told(done: Study) -> set[str]:
    """The codes of a chapter; ``crossed`` where a passage is said to have been moved, ``doubt`` with any."""
    found = codes(done.problems()) | ({"doubt"} if any(match.doubt for match in done.matches) else set())
    crossed = "A018" in found or any("crossed" in match.doubt for match in done.matches)
    return found | {"crossed"} if crossed else found


def test_which_of_two_equal_passages_is_meant_is_in_doubt() -> None:
    chapter = parallel(
        "a  # 等\n\nb  我问他去不去。\n\nc  他没有回答。\n\nd  他没有回答。\n\ne  天亮了，船开走了。",
        "A  # Waiting\n\nB  I asked him whether he would go.\n\nC  He did not answer.\n\n"
        "E  Day broke, and the boat sailed.",
    )
    done = chapter.study()
    assert [match.side("zh-Hans") for match in done.matches if match.doubt] == [
        match.side("zh-Hans")
        for match in done.matches
        if [place.span.line for place in match.side("en")] == [5]
    ]
