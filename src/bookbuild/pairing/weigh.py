"""What the aligner needs to know of a block: its length, kind and anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bookbuild.model import Block, CodeBlock, Figure, Heading, Paragraph, Rule
from bookbuild.reading import text

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LETTER = re.compile(r"[^\W\d_]")
_COMMENT = re.compile(r"(?m)(?:(?:^|(?<=\s))(?://|#|--|;|%).*$)|/\*[\s\S]*?\*/|<!--[\s\S]*?-->")
HAN_WEIGHT = 3  # letters of English that translate a character of modern Chinese
_SPACES = " \n\t\u3000\xa0"
_LEANING = 300.0  # weight of a text too short to tell its own scale
_KINDS = {"quote": "quote", "item": "item", "term": "term", "definition": "definition"}
_CLASSICAL, _MODERN = "之也曰者矣其而", "的了是在们們这這"
_TELLING = 6
_SCALES = (0.5, 3.0)  # classical Chinese reaches 2.2, technical prose full of English 0.7


def has_letters(block: Block) -> bool:
    """Whether the block's text says anything a language could be told by."""
    return bool(_LETTER.search(text(block)))


def weight(block: Block) -> float:
    """Length in letters of an alphabet, white space left out; a Chinese character counts three."""
    written = text(block)
    return weight_of(written, han(written))


def weight_of(written: str, runs: Iterable[str]) -> float:
    """The same of a text with its *runs* of Chinese characters."""
    return len(written) - sum(map(written.count, _SPACES)) + (HAN_WEIGHT - 1) * sum(map(len, runs))


def han(written: str) -> list[str]:
    """The runs of Chinese characters in a text."""
    return [] if written.isascii() else HAN.findall(written)


def scale(left: float, right: float) -> float:
    """The weight to expect right for one left, from the weights of a whole chapter."""
    lowest, highest = _SCALES
    return min(max((right + _LEANING) / (left + _LEANING), lowest), highest)


def classical(chinese: str) -> float:
    """How far *chinese* is classical prose, 0 to 1, told by its particles; 0 when there are too few."""
    old, new = (sum(map(chinese.count, marks)) for marks in (_CLASSICAL, _MODERN))
    return old / (old + new) if old + new >= _TELLING else 0.0


def usual_ratio(chinese: str, left: float, right: float) -> float:
    """The weight to expect of a translation for one of *chinese*; without any Chinese the ratio of all.

    A character of classical prose says twice what one of modern prose does (measured: 1.0 and 2.3).
    """
    return 2.3 ** classical(chinese) if HAN.search(chinese) else scale(left, right)


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
    return bool(HAN.search(text(block)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
