"""Live progress on a terminal, silence with --json."""

from __future__ import annotations

import io
import sys

import pytest

from bookbuild.cli.progress import Live, Plain, Silent, progress
from tests.cli.fake import MADE, SAME


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_which_progress_is_shown_where(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress(json=True, verbose=False) as shown:
        assert type(shown) is Silent
    with progress(json=False, verbose=False) as shown:
        assert type(shown) is Plain
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress(json=False, verbose=False) as shown:
        assert type(shown) is Live


def test_live_lines_name_the_chapter_the_pages_and_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with Live() as live:
        live.stage("", "read")
        live.chapter("reader", 1, 2, "麦当劳 [bold]", 7)
        live._display.refresh()
        live.made(MADE)
        live._display.refresh()
        live.made(SAME)
    shown = terminal.getvalue()

    assert "book" in shown
    assert "麦当劳 [bold] · 7 pages" in shown  # a title is text, never markup
    assert "gemini-reader.epub" in shown
    assert "up to date" in shown
