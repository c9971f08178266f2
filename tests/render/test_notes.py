"""Notes: asides at the end of an EPUB's chapter, spans that float to the foot in print."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bookbuild.model import Break, CodeBlock, Frame, Note, NoteRef, Text
from bookbuild.render import render
from bookbuild.world import MemoryWorld
from tests.render.sample import book, chapter, edition, pair, para, volume

NOTES = (
    Note("z", "zh-Hans", (para("zh-Hans", (Text("甲"), NoteRef("n", "②"))), para("zh-Hans", "乙")), "①"),
    Note("n", "zh-Hans", (para("zh-Hans", "注中之注"),), "②"),
    Note("e", "en", (CodeBlock(text="x"), para("en", (Text("a"), Break(), Text("b")))), "1"),
    Note("u", "en", (para("en", "never called"),), "2"),
)
TEXT = pair(
    "p",
    para("zh-Hans", (Text("文"), NoteRef("z", "①"), Text("，又"), NoteRef("z", "①"))),
    para("en", (Text("Text"), NoteRef("e", "1"))),
)
BOOK = book(volume(1, chapter("a", TEXT, notes=NOTES)))


@pytest.mark.parametrize("format", ["epub", "pdf"])
def test_notes_are_written_once_and_called_twice(format: str, golden: Callable[[str, str], None]) -> None:
    rendition, problems = render(BOOK, edition(format), MemoryWorld({}))

    assert problems == ()
    golden(f"notes-{format}.html", rendition.units[-1].html)


def test_a_single_edition_has_the_notes_of_its_language() -> None:
    rendition, _ = render(BOOK, edition("epub", "single", languages=("en",)), MemoryWorld({}))

    html = rendition.units[-1].html
    assert 'id="e"' in html
    assert 'id="z"' not in html


def test_a_printed_note_keeps_languages_numbers_and_lines() -> None:
    item = Frame("ordered", 1), Frame("item", 2, number=4)
    blocks = (
        para("zh-Hans", "甲"),
        para("en", "a", *item),
        para("en", "b", *item),
        CodeBlock(text="x\n  y", lang="zh-Hans"),
    )
    text = pair("p", para("zh-Hans", (NoteRef("z", "①"),)))
    noted = book(volume(1, chapter("a", text, notes=(Note("z", "zh-Hans", blocks, "①"),))))

    html = render(noted, edition("pdf"), MemoryWorld({}))[0].units[-1].html

    assert (
        '>甲 <span class="note-par" data-item="4." lang="en" xml:lang="en">a</span> '
        '<span class="note-par" lang="en" xml:lang="en">b</span> '
        '<span class="note-par"><code>x\n  y</code></span></span>'
    ) in html
