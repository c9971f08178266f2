"""What an edition should hold, and the judgement on what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.checks.completeness import Passage, compare, expected, ink
from bookbuild.diagnostics import Span
from bookbuild.model import Book, Image, Inline, Metadata, Note, NoteRef, Paragraph, Text, Volume
from tests.epub.sample import book, both, chapter, edition, paragraphs


def passage(id: str, text: str = "雨") -> Passage:
    return Passage(id, text, Span("a.md", 1))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("江 流\u3000天地\n外", "江流天地外"),
        ("hyphen\u00ad\u2010\u200bation\u00a0\u2060", "hyphenation"),
        ("a-b — c。", "a-b—c。"),
    ],
)
def test_ink_is_what_setting_leaves_alone(text: str, left: str) -> None:
    assert ink(text) == left


def test_passages_stand_in_the_order_of_the_edition() -> None:
    ids = [passage.id for passage in expected(book(), edition())]

    assert ids == [
        "preface-h-zh-Hans",
        "preface-h-en",
        "preface-p1-zh-Hans",
        "preface-p1-en",
        "rain-h-zh-Hans",
        "rain-h-en",
        "rain-p1-zh-Hans",
        "rain-p1-en",
        "rain-p2-zh-Hans",
        "rain-p2-en",
        "rain-fig",
        "rain-table",
        "rain-code",
        "rain-n1",
        "snow-h-zh-Hans",
        "snow-h-en",
        "snow-p1-zh-Hans",
        "snow-p1-en",
        "wind-h-zh-Hans",
        "wind-h-en",
        "wind-p1-zh-Hans",
        "wind-p1-en",
    ]


def test_a_single_edition_holds_its_language_and_what_is_shared() -> None:
    passages = expected(book(), edition(languages=("en",), volumes=("one",)))

    assert [passage.id for passage in passages][2:] == [
        "rain-h-en",
        "rain-p1-en",
        "rain-p2-en",
        "rain-fig",
        "rain-table",
        "rain-code",
        "snow-h-en",
        "snow-p1-en",
    ]
    assert passages[5].ink == "Theyardintherain"


def test_the_texts_of_all_kinds_of_blocks() -> None:
    inks = {passage.id: passage.ink for passage in expected(book(), edition())}

    assert inks["rain-p1-zh-Hans"] == "昔我往矣，霏fēi①"
    assert inks["rain-p2-zh-Hans"] == "参见雪"
    assert inks["rain-fig"] == "雨中的院子Theyardintherain"
    assert inks["rain-table"] == "时辰Hour子11p.m."
    assert inks["rain-code"] == "letrain=1;rain+1"
    assert inks["rain-n1"] == "出自《诗经》。"


@pytest.mark.parametrize(("source", "left"), [("", "雨yard"), ("yard.png", "雨")])
def test_the_words_for_an_image_that_could_not_be_had_are_text(source: str, left: str) -> None:
    pair = paragraphs("p", "雨", "Rain", Image(source, "yard"))
    volume = Volume("v", 1, both("卷", "V"), both("", ""), (), (chapter("c", both("", ""), pair),), ())
    small = Book(Metadata(both("书", "Book"), "urn:x", "x"), ("zh-Hans", "en"), (), (volume,), ())

    inks = {passage.id: passage.ink for passage in expected(small, edition(volumes=()))}
    assert inks["p-zh-Hans"] == left


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ((("a", "雨"),), "E020"),
        ((("a", "雨"), ("b", "雪")), "E021"),
        ((("a", "雨"), ("b", "雨"), ("a", "雨")), "E022"),
        ((("b", "雨"), ("a", "雨")), "E023"),
    ],
)
def test_one_fault_one_code(found: tuple[tuple[str, str], ...], code: str) -> None:
    (problem,) = compare((passage("a"), passage("b")), found)

    assert problem.code == code
    assert problem.span == Span("a.md", 1)


def test_what_nobody_expects_is_passed_over() -> None:
    assert list(compare((passage("a"),), (("x", "?"), ("a", "雨")))) == []


def test_a_text_cut_off_is_shown_as_nothing() -> None:
    (problem,) = compare((passage("a"),), (("a", ""),))

    assert problem.notes == ("written: 雨", "found: nothing")


def test_notes_come_in_the_order_they_are_called_and_those_never_called_do_not() -> None:
    def note(id: str, *content: Inline) -> Note:
        return Note(id, "zh-Hans", (Paragraph(content=(Text(id), *content)),))

    first = paragraphs("p", "雨", "Rain", NoteRef("n2", "①"))
    second = paragraphs("q", "雪", "Snow", NoteRef("n1", "②"), NoteRef("n2", "①"))
    notes = (note("n1"), note("n2", NoteRef("n3", "③")), note("n3"), note("n4"))
    small = replace(book(), front=(chapter("c", both("甲", "A"), first, second, notes=notes),))

    found = [(passage.id, passage.ink) for passage in expected(small, edition())]
    assert found[6:9] == [("n2", "n2③"), ("n1", "n1"), ("n3", "n3")]
    assert "n4" not in dict(found)
