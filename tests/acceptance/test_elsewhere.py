"""Passages that were accepted, but with others than those they are paired with now."""

from __future__ import annotations

from bookbuild.diagnostics import Severity
from tests.acceptance.remembered import Files, accepted, codes, edited, one, studied, told

TALK = """# 话 / Talk

算了吧，随他去。

Never mind, let it be.

就这么办，不必多说。

Good, that settles the matter.
"""
LET, GOOD = "Never mind, let it be.", "Good, that settles the matter."
BOOK = accepted(one(TALK))


def _exchanged(files: Files) -> Files:
    return edited(files, (LET, "?"), (GOOD, LET), ("?", GOOD))


def test_each_side_is_told_where_its_own_counterpart_stands() -> None:
    found = told(_exchanged(BOOK))

    assert [line for line in found.splitlines() if "A026" in line or "note" in line] == [
        "chapters/a.md:3:1: warning[A026]: this paragraph is paired with the paragraph at chapters/a.md:5:1, "
        "but was accepted with another passage",
        "  = note: the English accepted with this Chinese stands at chapters/a.md:9:1",
        "chapters/a.md:7:1: warning[A026]: this paragraph is paired with the paragraph at chapters/a.md:9:1, "
        "but was accepted with another passage",
        "  = note: the English accepted with this Chinese stands at chapters/a.md:5:1",
    ]


def test_nothing_else_is_told_and_the_pair_is_in_doubt() -> None:
    after = _exchanged(BOOK)

    assert codes(after) == ["A026", "A026"]
    assert [match.doubt[:18] for match in studied(after)[0]["chapters/a.md"]] == [
        "", "accepted otherwise", "accepted otherwise",
    ]  # fmt: skip


def test_accepting_ends_it() -> None:
    assert codes(accepted(_exchanged(BOOK))) == []


def test_the_author_s_marks_are_beyond_doubt() -> None:
    marked = edited(
        _exchanged(BOOK),
        ("随他去。", "随他去。 {pair=a}"),
        (GOOD, f"{GOOD} {{pair=a}}"),
        ("不必多说。", "不必多说。 {pair=b}"),
        (LET, f"{LET} {{pair=b}}"),
    )

    assert codes(marked) == []


def test_the_policy_on_doubts_governs_it() -> None:
    strict, loose = (
        {**_exchanged(BOOK), "book.yaml": f"doubts: {grade}\n{BOOK['book.yaml']}"}
        for grade in ("error", "allow")
    )

    assert [item.level for item in studied(strict)[1]] == [Severity.ERROR, Severity.ERROR]
    assert codes(loose) == []


def test_what_is_written_anew_is_stale_as_ever() -> None:
    assert codes(edited(BOOK, (LET, f"{LET} Enough."))) == ["A020"]


def test_a_passage_that_took_on_another_s_paragraph_was_accepted_without_it() -> None:
    text = (
        "# 话 / Talk\n\n老人来了，坐在门口抽了一袋烟，后来他的狗也跟着走进了院子。 {pair=a}\n\n"
        "The old man came and sat by the door, smoking a pipe. {pair=a}\n\n"
        "孩子睡了。 {pair=b}\n\nLater his dog followed him into the courtyard. {pair=b}\n"
    )
    after = edited(accepted(one(text)), ("孩子睡了。 {pair=b}\n\n", ""), (" {pair=a}", ""), (" {pair=b}", ""))

    assert codes(after) == ["A026"]
    assert "note: this Chinese was accepted without part of this English" in told(after)
