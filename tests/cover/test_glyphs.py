"""Shaping: the right face for each run, kerning, columns."""

from __future__ import annotations

import pytest

from bookbuild.cover.glyphs import EM, Voice, _runs, column, drawable, outline
from bookbuild.fonts.choose import choose
from bookbuild.fonts.face import looks
from bookbuild.model import Edition
from bookbuild.world import MemoryWorld

CHOSEN, _ = choose(Edition("reader", "epub"), ("zh-Hans", "en"), MemoryWorld({}))
CHINESE, ENGLISH = Voice(CHOSEN, "zh-Hans"), Voice(CHOSEN, "en")


def families(text: str, voice: Voice) -> list[tuple[str, str]]:
    return [(looks(face).family.split()[0], run) for face, run in _runs(text, voice)]


@pytest.mark.parametrize(
    ("text", "voice", "runs"),
    [
        ("双子座 Gemini", CHINESE, [("Noto", "双子座 "), ("EB", "Gemini")]),
        ("“春”", CHINESE, [("Noto", "“春”")]),  # Chinese quotation marks are one em wide
        ("Tanya’s 春", ENGLISH, [("EB", "Tanya’s "), ("Noto", "春")]),
        ("Cafe\u0301", ENGLISH, [("EB", "Cafe\u0301")]),  # a combining mark stays with its letter
    ],
)
def test_runs_are_set_in_the_face_of_their_script(text: str, voice: Voice, runs: list[tuple[str, str]]) -> None:
    assert families(text, voice) == runs


def test_han_characters_are_one_em_and_latin_is_kerned() -> None:
    assert outline("双子座", CHINESE).advance == 3 * EM
    assert outline("AV", ENGLISH).advance < outline("A", ENGLISH).advance + outline("V", ENGLISH).advance


def test_letter_space_stands_between_and_not_after() -> None:
    assert outline("双子座", Voice(CHOSEN, "zh-Hans", tracking=100)).advance == 3 * EM + 200


def test_a_column_is_as_high_as_its_characters() -> None:
    assert column("双子座", CHINESE).advance == pytest.approx(3 * EM, abs=1)


def test_a_space_draws_nothing_and_nothing_has_no_width() -> None:
    assert outline(" ", ENGLISH).path == ""
    assert outline("", ENGLISH).advance == 0


def test_drawable_parts_what_no_font_has() -> None:
    assert drawable("a\U00100000b\U00100000\u200d", ENGLISH) == ("ab\u200d", "\U00100000")
