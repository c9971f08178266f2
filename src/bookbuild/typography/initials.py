"""Initials, for print: the first letter of a chapter as a run of its own, in languages of Latin letters.

Chinese has none: a paragraph is known by its indent. A mark before the letter goes with it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model import (
    COMPILED,
    UNTITLED,
    Block,
    Book,
    Chapter,
    Edition,
    Inlines,
    Paragraph,
    Styled,
    Text,
)
from bookbuild.reading import text
from bookbuild.typography.scripts import LATIN, LETTERS, script
from bookbuild.typography.walk import over_chapters, over_inlines

RUN = "initial"
_LEAST = 160  # characters: a shorter paragraph has not the lines to stand beside it
_FIRST = re.compile(rf"[“‘\"'«„(\[¿¡]{{0,2}}[{LETTERS}]")


def set_initials(book: Book, edition: Edition) -> Book:
    """*book* with the initials *edition* asks for."""
    return over_chapters(book, _opened) if edition.initials == "drop" else book


def _opened(chapter: Chapter) -> Chapter:
    openers = {id(block) for block in _openers(chapter)}

    def rewrite(content: Inlines, _lang: str, block: Block) -> Inlines:
        return _parted(content) if id(block) in openers else content

    return over_inlines(chapter, rewrite) if openers else chapter


def _openers(chapter: Chapter) -> list[Block]:
    """The paragraphs a chapter opens with, one a language; what begins with a heading or a list has none."""
    if chapter.role in (*COMPILED, *UNTITLED):
        return []
    first: dict[str, Block] = {}
    for pair in chapter.pairs:
        first |= {lang: blocks[0] for lang, blocks in pair.sides if blocks and lang not in first}
    return [block for lang, block in first.items() if _opens(block, lang)]


def _opens(block: Block, lang: str) -> bool:
    plain = isinstance(block, Paragraph) and not block.frames and "verse" not in block.marks.classes
    return plain and script(lang) == LATIN and len(text(block)) >= _LEAST


def _parted(content: Inlines) -> Inlines:
    """*content* with its first letter apart, if it begins with one."""
    first = content[0] if content else None
    match = _FIRST.match(first.text) if isinstance(first, Text) else None
    if not isinstance(first, Text) or match is None:
        return content
    letter = Styled("span", (Text(match[0]),), run=RUN)
    return (letter, replace(first, text=first.text[match.end() :]), *content[1:])
