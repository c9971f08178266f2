"""The author's policy: diagnostics graded anew."""

from __future__ import annotations

import pytest

from bookbuild.build import read_book
from bookbuild.diagnostics import Diagnostic, Severity, Span
from bookbuild.manifest import load
from bookbuild.model import Policy
from bookbuild.pairing.policy import GOVERNED, regrade
from bookbuild.world import MemoryWorld

HERE = Span("a.md", 3, 1)


def _said(code: str, policy: Policy) -> list[tuple[Severity | None, tuple[str, ...]]]:
    found = regrade((Diagnostic(code, "fact", HERE, ("a note",), "help"),), policy)
    assert all(
        (item.code, item.message, item.span, item.help) == (code, "fact", HERE, "help") for item in found
    )
    return [(item.severity, item.notes) for item in found]


@pytest.mark.parametrize("code", ["A001", "A002", "A007"])
def test_counterparts_governs_what_has_none(code: str) -> None:
    strict = [(Severity.ERROR, ("a note", 'the manifest says "counterparts: error"'))]

    assert _said(code, Policy(counterparts="error")) == strict
    assert _said(code, Policy(counterparts="warn", doubts="error")) == [(None, ("a note",))]
    assert _said(code, Policy(counterparts="allow")) == []


def test_doubts_governs_pairs_in_doubt() -> None:
    strict = [(Severity.ERROR, ("a note", 'the manifest says "doubts: error"'))]

    assert _said("A017", Policy(doubts="error")) == strict
    assert _said("A017", Policy(counterparts="error")) == [(None, ("a note",))]
    assert _said("A017", Policy(doubts="allow")) == []


@pytest.mark.parametrize("code", ["A003", "A006", "S001"])
@pytest.mark.parametrize("policy", [Policy("error", "error"), Policy("allow", "allow")])
def test_nothing_else_is_governed(code: str, policy: Policy) -> None:
    assert code not in GOVERNED
    assert _said(code, policy) == [(None, ("a note",))]


def test_the_order_stays() -> None:
    problems = tuple(Diagnostic(code, "fact", HERE) for code in ("A002", "A003", "A017", "A001"))

    assert [item.code for item in regrade(problems, Policy("allow", "error"))] == ["A003", "A017"]


BOOK = """\
title: {{zh-Hans: 书, en: Book}}
languages: [zh-Hans, en]
{book}
volumes:
  - chapters: [a.md, {{path: b.md{chapter}}}]
editions:
  reader: {{format: epub}}
"""
ALONE = "# 题 / Title\n\n船不来了。\n\n只给中文读者。 {.untranslated}\n"


@pytest.mark.parametrize(
    ("book", "chapter", "expected"),
    [
        ("", "", ["a.md warning", "b.md warning"]),
        ("counterparts: error", "", ["a.md error", "b.md error"]),
        ("counterparts: error", ", counterparts: allow", ["a.md error"]),
        ("counterparts: allow", ", counterparts: warn", ["b.md warning"]),
        ("counterparts: allow", "", []),
    ],
)
def test_a_chapter_is_taken_as_the_nearest_policy_says(book: str, chapter: str, expected: list[str]) -> None:
    text = BOOK.format(book=book, chapter=chapter)
    world = MemoryWorld({"book.yaml": text, "a.md": ALONE, "b.md": ALONE.replace("题 / Title", "船 / Boat")})
    manifest, wrong = load(world)
    assert manifest
    assert not wrong
    _, problems = read_book(world, manifest)

    assert {item.code for item in problems} <= {"A002"}
    assert [f"{item.span.path} {item.level}" for item in problems if item.span] == expected
