"""Western characters in Han text: one face for all of them, and a gap beside Han characters.

clreq, Mixed Text Composition: between Han characters and Western letters or numerals stands a quarter em, none
beside punctuation or a space the author wrote. The gap is a space in the line, never a character; the press
takes it away at the ends of lines. In an EPUB the reading system sees to it (``text-autospace``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model import Code, Inline, Inlines, Link, Styled, Text
from bookbuild.typography.neighbours import around
from bookbuild.typography.scripts import HAN, IDEOGRAPHS, LETTERS, script

_RUN = re.compile(f"[{LETTERS}0-9](?:[{LETTERS}0-9.,:/%+'’–-]*[{LETTERS}0-9%+])?")
_HAN = re.compile(f"[{IDEOGRAPHS}]")


def set_western_runs(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """*content* with every Western run in it marked, when it is Han text."""
    return _marked(content, "", "") if script(lang) == HAN else content


def _marked(content: Inlines, before: str, after: str) -> Inlines:
    made: list[Inline] = []
    for index, inline in enumerate(content):
        made += _marked_inline(inline, *around(content, index, before, after))
    return tuple(made)


def _marked_inline(inline: Inline, before: str, after: str) -> list[Inline]:
    match inline:
        case Text():
            return _split(inline, before, after)
        case Code():
            return [_run(inline, before, after)]
        case Styled(lang=lang) if lang and script(lang) != HAN:
            return [_run(inline, before, after)]
        case Styled() | Link():
            return [replace(inline, children=_marked(inline.children, before, after))]
    return [inline]


def _run(inline: Inline, before: str, after: str) -> Inline:
    """*inline* as a run, with the sides on which a Han character stands beside it."""
    sides = [name for name, char in (("before", before), ("after", after)) if _HAN.match(char)]
    said = " ".join(["western", *sides])
    plain = isinstance(inline, Styled) and inline.tag == "span" and not inline.classes
    return replace(inline, run=said) if plain and isinstance(inline, Styled) else _wrapped(inline, sides)


def _wrapped(inline: Inline, sides: list[str]) -> Inline:
    """Code and styled runs have a face of their own; only the gaps are set around them."""
    if isinstance(inline, Text):
        return Styled("span", (inline,), run=" ".join(["western", *sides]))
    return Styled("span", (inline,), run=" ".join(sides)) if sides else inline


def _split(text: Text, before: str, after: str) -> list[Inline]:
    pieces: list[Inline] = []
    end = 0
    for run in _RUN.finditer(text.text):
        if run.start() > end:
            pieces.append(Text(text.text[end : run.start()]))
        left = text.text[run.start() - 1] if run.start() else before
        right = text.text[run.end()] if run.end() < len(text.text) else after
        pieces.append(_run(Text(run[0]), left, right))
        end = run.end()
    if not pieces:
        return [text]
    return [*pieces, Text(text.text[end:])] if end < len(text.text) else pieces
