"""What is told of a book: habits, masks, ignores and their use."""

from __future__ import annotations

from bookbuild import source
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.editorial import Proof, proofread
from bookbuild.editorial.house import habits
from bookbuild.editorial.marks import masked
from bookbuild.model import OBJECT, Ignore
from bookbuild.world import MemoryWorld

LANGUAGES = ("zh-Hans", "en")


def proof(text: str, *ignores: Ignore) -> Proof:
    document, _ = source.read(MemoryWorld({"a.md": text}), "a.md", LANGUAGES, traced=True)
    assert document is not None
    return Proof(document, "", ignores)


def told(text: str, *ignores: Ignore, spacing: str = "") -> list[Diagnostic]:
    return list(proofread([proof(text, *ignores)], spacing, "book.yaml"))


def codes(text: str, *ignores: Ignore) -> list[tuple[str, int]]:
    return [(one.code, one.span.line if one.span else 0) for one in told(text, *ignores)]


def test_a_fault_has_its_place() -> None:
    (found,) = told("> 雪化了,\n> 春天来了。\n")

    assert found.span == Span("a.md", 1, 6, 1, 7)


def test_earlier_rules_take_their_characters() -> None:
    assert codes("他说。。。雪化了。\n") == [("T008", 1)]
    assert codes("河边（老码头)起雾,化了。\n") == [("T003", 1), ("T001", 1)]


def test_ignored_in_the_text_for_the_next_block_only() -> None:
    text = '<!-- bookbuild-ignore T004: so it is written -->\n\n他说"好"。\n\n她说"不"。\n'

    assert codes(text) == [("T004", 5)]


def test_ignored_by_the_manifest_with_a_reason() -> None:
    ignore = Ignore(("T004",), "so it is written", Span("book.yaml", 3, 1))

    assert codes('他说"好"。\n', ignore) == []
    assert codes("他说“好”。\n", ignore) == [("T040", 3)]


def test_an_ignore_without_a_reason_is_not_followed() -> None:
    assert codes('<!-- bookbuild-ignore T004 -->\n\n他说"好"。\n') == [("T004", 3), ("T041", 1)]
    assert codes("<!-- bookbuild-ignore quotes: why -->\n\n他说“好”。\n") == [("T041", 1)]
    assert codes("<!-- bookbuild-ignore T999: why -->\n\n他说“好”。\n") == [("T041", 1)]


def test_an_ignore_of_two_codes_is_judged_code_by_code() -> None:
    text = '<!-- bookbuild-ignore T001, T004: both -->\n\n他说"好"。\n'

    assert codes(text) == [("T040", 1)]


def test_quotations_marked_with_their_language_are_held_to_its_rules() -> None:
    assert codes("他写道：[春天來了「好」]{lang=zh-Hant}。\n") == []
    assert codes("他写道：春天來了。\n") == [("T015", 1)]


def test_the_book_is_held_to_its_own_habit() -> None:
    mostly = "用 Rust 写书。" * 9 + "用Rust写书。"

    assert [one.message for one in told(mostly)] == [
        "no space between Han and letters, which the book keeps apart"
    ] * 2
    assert told("用 Rust 写书。用Go写书。") == []


def test_without_a_habit_the_manifest_is_asked() -> None:
    halves = "用 Rust 写书。用Go写书。" * 5
    (found,) = told(halves)

    assert (found.code, found.span) == ("T013", Span("book.yaml"))
    assert found.message == "Han and letters stand apart in 10 places and together in 10"
    assert len(told(halves, spacing="none")) == 10
    assert told(halves, Ignore(("T013",), "as they come", Span("book.yaml", 1))) == []


def test_dashes_follow_the_book() -> None:
    galleys = proof("Spring came – and went. " * 10).document.galleys

    assert habits(galleys).house("en").dash == " – "
    assert habits(()).house("en").dash == "—"


def test_addresses_and_formulas_are_no_words() -> None:
    for text in ("http://a.b/c,d", "me@example.com", "$a, b$", "{{#include a,b}}", ":smile:"):
        assert masked(text) == OBJECT * len(text)
    assert masked("5$ and 6$") == "5$ and 6$"
