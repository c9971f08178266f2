"""Chapters on their way through split and merge."""

from __future__ import annotations

from bookbuild import rewrite
from bookbuild.rewrite import Desk, Rewritten, Text
from bookbuild.world import MemoryWorld

LANGUAGES = ("zh-Hans", "en")
FILES = {"c/i.png": b"", "c/s.mp3": b""}
ONE, LEFT, RIGHT = "c/x.md", "c/x.zh-Hans.md", "c/x.en.md"


def split(text: str) -> Rewritten:
    """The chapter *text*, split."""
    desk = Desk.of(MemoryWorld(FILES), LANGUAGES)
    return rewrite.split(desk, Text("", ONE, text), (LEFT, RIGHT))


def merge(left: str, right: str) -> Rewritten:
    """The two texts of a chapter, merged."""
    desk = Desk.of(MemoryWorld(FILES), LANGUAGES)
    return rewrite.merge(desk, (Text("zh-Hans", LEFT, left), Text("en", RIGHT, right)), ONE)


def texts(done: Rewritten) -> tuple[str, ...]:
    """The new files' texts; fails with what was refused."""
    assert done.texts, done.problems
    return tuple(text.text for text in done.texts)


def codes(done: Rewritten) -> list[str]:
    return [problem.code for problem in done.problems]
