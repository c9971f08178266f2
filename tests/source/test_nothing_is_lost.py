"""Every word of the author's is in the document, or a diagnostic names its line."""

from __future__ import annotations

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild import source
from bookbuild.diagnostics import render
from bookbuild.world import MemoryWorld

from .dump import block, read

WORD = "\N{LATIN SMALL LETTER Z}q"
PIECES = st.sampled_from(
    [
        "#",
        "##",
        ">",
        "-",
        "1.",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "]",
        "![",
        "]{lang=en}",
        "{.a}",
        "{#x}",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<td>",
        "<pre>",
        "</pre>",
        "<ul><li>",
        "</li></ul>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<figure>",
        "</figure>",
        "<figcaption>",
        "</figcaption>",
        "<h2>",
        "</h2>",
        "<code>",
        "</code>",
        "<wbr>",
        "<blink>",
        "::: verse\n",
        ":::\n",
        "::: pair\n",
        "[^a]",
        "\n[^a]: ",
        "\n    ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "汉",
        "，",
        "“",
        "”",
        "（",
        "）",
        "\\",
        "&amp;",
        "~~",
        "---\n",
        "\n: ",
        "{{<x>}}",
        "\n\n|a|b|\n|--|--|\n|",
        "|",
        "\t",
        "\u3000",
        " / ",
        "<script>",
        "</script>",
        "-->",
    ]
)
WORDS = st.just(WORD)
SOUP = st.lists(st.one_of(PIECES, WORDS, st.just(" "), st.just("| ")), max_size=40)


def numbered(pieces: list[str]) -> str:
    """The pieces as text, each WORD a different one."""
    return "".join(f"{WORD}{index}x" if piece == WORD else piece for index, piece in enumerate(pieces))


def words(text: str) -> list[str]:
    return [f"{WORD}{rest.split('x')[0]}x" for rest in text.split(WORD)[1:]]


def everything(text: str) -> tuple[str, set[int]]:
    """All that the document holds as text, and the lines diagnostics name."""
    document, found = read(text)
    kept = [block(item) for item in document.blocks]
    kept += [block(item) for note in document.notes for item in note.blocks]
    spans = [item.span for item in found if item.span]
    named = {line for span in spans for line in range(span.line, max(span.line, span.end_line) + 1)}
    return "\n".join(kept), named


@settings(max_examples=400, deadline=None, derandomize=True)
@given(SOUP)
def test_every_word_is_kept_or_its_line_is_named(pieces: list[str]) -> None:
    text = numbered(pieces)
    kept, named = everything(text)

    lost = [
        (number, word)
        for number, line in enumerate(text.split("\n"), 1)
        for word in words(line)
        if word not in kept and number not in named
    ]
    assert not lost, (text, kept)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_read_and_its_diagnostics_rendered(text: str) -> None:
    encoded = text.encode("utf-8", "surrogatepass")
    _, found = source.read(MemoryWorld({"a.md": encoded}), "a.md", ("zh-Hans", "en"))

    assert all(render(item, lambda path, line: text) for item in found)


def test_random_bytes_are_read_or_refused() -> None:
    chance = random.Random(7)
    for size in range(0, 2000, 40):
        data = chance.randbytes(size)
        document, found = source.read(MemoryWorld({"a.md": data}), "a.md", ("zh-Hans", "en"))

        assert (document is None) == any(item.code == "S002" for item in found), os.fsencode(data)
