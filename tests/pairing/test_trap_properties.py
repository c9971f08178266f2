"""Chapters made at random of passages whose partners are known: nothing lost, nothing wrong and undoubted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pairing.files import LANGUAGES, Chapter, codes, doubted, parallel, rows, woven
from tests.pairing.sentences import CODES, PASSAGES

LETTERS = "abcdefghijklmnopqrstuvw"
SIZES = (1, 2, 99)  # pairs a run of one file holds


@dataclass(frozen=True, slots=True)
class Passage:
    """What becomes of one passage: ``kept``, an ``item``, of one language (``zh``, ``en``), two paragraphs in
    one language only (``joined``: in Chinese, ``split``: in English); or a piece of ``code`` in its place.
    """

    number: int
    fate: str
    other: int = 0

    def pieces(self, letter: str) -> tuple[list[str], list[str]]:
        """Its paragraphs on either side, with *letter* in the margin."""
        if self.fate == "code":
            code = CODES[self.number % len(CODES)].replace("\n", "\n   ")
            return [f"{letter}= {code}"], [f"{letter.upper()}= {code}"]
        sides: tuple[list[str], list[str]] = ([], [])
        for side, mark in enumerate((letter, letter.upper())):
            words = [PASSAGES[self.number][side]]
            if self.fate in ("joined", "split"):
                words.append(PASSAGES[self.other][side])
            if (self.fate, side) in (("joined", 1), ("split", 0)):
                words = ["".join(words) if side == 0 else " ".join(words)]
            bullet = "- " if self.fate == "item" else ""
            if (self.fate, side) not in (("zh", 1), ("en", 0)):
                sides[side].extend(f"{mark}  {bullet}{one}" for one in words)
        return sides


def _texts(passages: Sequence[Passage]) -> tuple[str, str]:
    """Both languages, each behind a heading."""
    sides: tuple[list[str], list[str]] = (["y  # 杂记"], ["Y  # Jottings"])
    for letter, passage in zip(LETTERS, passages, strict=False):
        for side, pieces in zip(sides, passage.pieces(letter), strict=True):
            side.extend(pieces)
    return "\n\n".join(sides[0]), "\n\n".join(sides[1])


@st.composite
def _passages(draw: st.DrawFn, fates: Sequence[str], least: int = 4) -> list[Passage]:
    numbers = draw(st.lists(st.integers(0, len(PASSAGES) - 1), min_size=least * 2, max_size=24, unique=True))
    half = len(numbers) // 2
    return [
        Passage(number, draw(st.sampled_from(fates)), other)
        for number, other in zip(numbers[:half], numbers[half:], strict=False)
    ]


ANY = _passages(["kept", "kept", "kept", "zh", "en", "joined", "split", "item", "code"], 1)


@st.composite
def _one_changed(draw: st.DrawFn) -> list[Passage]:
    """Passages with partners, and one that a translator dropped or added."""
    found = draw(_passages(["kept"], 5))
    at = draw(st.integers(0, len(found) - 1))
    found[at] = Passage(found[at].number, draw(st.sampled_from(["zh", "en"])))
    return found


@st.composite
def _two_strangers(draw: st.DrawFn) -> list[Passage]:
    """Passages with partners, and where one was dropped another was added."""
    found = draw(_passages(["kept"], 5))
    at = draw(st.integers(1, len(found) - 1))
    fates = draw(st.permutations(["zh", "en"]))
    found[at - 1 : at + 1] = [
        Passage(one.number, fate) for one, fate in zip(found[at - 1 : at + 1], fates, strict=True)
    ]
    return found


def _read(passages: Sequence[Passage], size: int) -> Chapter:
    """Two files (*size* 0), or one file of such runs."""
    texts = _texts(passages)
    return woven(*texts, size) if size else parallel(*texts)


def _lines(chapter: Chapter) -> list[Counter[int]]:
    """For each file the lines of its elements."""
    return [Counter(place.span.line for place in one.places) for one in chapter.study().documents]


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_the_sides_of_files_give_back_both_texts_in_order(passages: list[Passage]) -> None:
    chapter = parallel(*_texts(passages))
    done = chapter.study()
    for tag, lines in zip(LANGUAGES, _lines(chapter), strict=True):
        assert [place.span.line for match in done.matches for place in match.side(tag)] == sorted(
            lines.elements()
        )


@settings(max_examples=60, deadline=None)
@given(ANY, st.sampled_from(SIZES))
def test_every_element_of_one_file_is_in_one_match(passages: list[Passage], size: int) -> None:
    chapter = woven(*_texts(passages), size)
    done = chapter.study()
    held = Counter(
        line for match in done.matches for line in {p.span.line for _, side in match.places for p in side}
    )
    assert [held] == _lines(chapter)
    for tag in LANGUAGES:
        own = [p.span.line for match in done.matches if match.kind != "shared" for p in match.side(tag)]
        assert own == sorted(own)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(_one_changed(), st.sampled_from((0, *SIZES)))
def test_one_paragraph_dropped_or_added_moves_no_other(passages: list[Passage], size: int) -> None:
    chapter = _read(passages, size)
    done = chapter.study()
    wrong = set(rows(done)) - set(chapter.rows)
    assert wrong <= doubted(done)
    assert wrong or "A002" in codes(done.problems())


def test_most_neighbours_that_say_nothing_alike_are_told() -> None:
    """Each language has a paragraph of its own in one place; nothing tells all from free translations."""
    passed = 0
    for chinese in range(0, 40, 2):
        kept = [Passage(number, "kept", 0) for number in range(1, 40) if number % 8 == 3 and number != chinese]
        strangers = [Passage(chinese, "zh", 0), Passage((chinese + 7) % 40, "en", 0)]
        chapter = _read([kept[0], *strangers, *kept[1:]], 0)
        done = chapter.study()
        found = {row for row in rows(done) if row[0] == "translated"}
        passed += not found - set(chapter.rows) <= doubted(done)
    assert passed <= 6


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ANY, st.sampled_from((0, *SIZES)))
def test_no_pair_of_a_free_translation_is_wrong_and_undoubted(passages: list[Passage], size: int) -> None:
    _no_wrong_pair_is_undoubted(_read(passages, size))


def _no_wrong_pair_is_undoubted(chapter: Chapter) -> None:
    done = chapter.study()
    found = {row for row in rows(done) if row[0] == "translated"}
    assert found - set(chapter.rows) <= doubted(done)
