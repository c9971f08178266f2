"""What is measured of a block: its text, length, kind and anchor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.aligner import lengths
from bookbuild.model import (
    Block,
    Break,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    NoteRef,
    Paragraph,
    Rule,
    Styled,
    Table,
    Text,
)

_LETTER = re.compile(r"[^\W\d_]")
_COMMENT = re.compile(r"(?m)(?:(?:^|(?<=\s))(?://|#|--|;|%).*$)|/\*[\s\S]*?\*/|<!--[\s\S]*?-->")
_KINDS = {"quote": "quote", "item": "item", "term": "term", "definition": "definition"}


def text_of(content: Inlines) -> str:
    """The bare characters of *content*: no notes, no readings of ruby; a line break is a space."""
    if len(content) == 1 and isinstance(content[0], Text):
        return content[0].text
    return "".join(map(_text_of, content))


def _text_of(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Styled(tag="rt") | NoteRef():
            return ""
        case Styled() | Link():
            return text_of(inline.children)
        case Image():
            return inline.alt
        case Break():
            return " "


def text(block: Block) -> str:
    """A block's characters, for measuring and comparing."""
    match block:
        case Heading() | Paragraph():
            return text_of(block.content)
        case CodeBlock():
            return block.text
        case Table():
            return " ".join(text_of(cell) for row in (block.head, *block.rows) for cell in row)
        case Figure():
            return " ".join([block.image.alt, *(text_of(caption) for _, caption in block.captions)])
        case Rule():
            return ""


def has_letters(block: Block) -> bool:
    """Whether the block's text says anything a language could be told by."""
    return bool(_LETTER.search(text(block)))


def weight(block: Block) -> float:
    """Length in letters of an alphabet, white space left out; a Chinese character counts three."""
    return lengths.weight(text(block))


def kind(block: Block) -> str:
    """What stands with what: paragraphs with paragraphs, items with items, verse with verse."""
    if not isinstance(block, Paragraph):
        return "code" if isinstance(block, CodeBlock) else type(block).__name__.lower()
    if "verse" in {*block.marks.classes, *(word for frame in block.frames for word in frame.classes)}:
        return "verse"
    frames = [frame.kind for frame in block.frames if frame.kind in _KINDS]
    return _KINDS[frames[-1]] if frames else "paragraph"


def level(block: Block) -> int:
    """A heading's level, the depth of another block's containers."""
    return block.level if isinstance(block, Heading) else len(block.frames)


def is_anchor(block: Block) -> bool:
    """Whether the block is found by what it holds, not by its length."""
    return isinstance(block, CodeBlock | Figure | Rule) or not block.lang


def anchor(block: Block) -> str:
    """What both languages' copies of a block have in common: code without its comments, an image."""
    match block:
        case CodeBlock():
            return "code " + _squeezed(_COMMENT.sub("", block.text))
        case Figure():
            return "figure " + block.image.source
        case Rule():
            return "rule"
        case _:
            return "text " + _squeezed(text(block))


def same(one: Block, other: Block) -> bool:
    """Whether two anchors are one thing, so that setting it once loses nothing."""
    if anchor(one) != anchor(other):
        return False
    return not isinstance(one, CodeBlock) or _squeezed(one.text) == _squeezed(text(other))


def has_han(block: Block) -> bool:
    """Whether any Chinese character stands in the block."""
    return bool(lengths.HAN.search(text(block)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def calls(block: Block) -> Iterator[str]:
    """The labels of the notes a block calls, in order."""
    match block:
        case Heading() | Paragraph():
            yield from _calls(block.content)
        case Table():
            for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                yield from _calls(cell)
        case Figure():
            for _, caption in block.captions:
                yield from _calls(caption)


def _calls(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, NoteRef):
            yield inline.note
        elif isinstance(inline, Styled | Link):
            yield from _calls(inline.children)
