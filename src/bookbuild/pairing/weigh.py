"""What is measured of a block: its length, kind and anchor."""

from __future__ import annotations

import re

from bookbuild.aligner import lengths
from bookbuild.model import Block, CodeBlock, Figure, Heading, Paragraph, Rule
from bookbuild.reading import text

_LETTER = re.compile(r"[^\W\d_]")
_COMMENT = re.compile(r"(?m)(?:(?:^|(?<=\s))(?://|#|--|;|%).*$)|/\*[\s\S]*?\*/|<!--[\s\S]*?-->")
_KINDS = {"quote": "quote", "item": "item", "term": "term", "definition": "definition"}


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
            return "figure " + block.image.shown()
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
