"""The words of a block: to be counted, or shown where there is no type but one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bookbuild.model import Block, Break, Clip, Code, Figure, Image, Inlines, NoteRef, Text
from bookbuild.reading import Leaf, contents, spelt

_HAN = r"\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])\w)+")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def unit(tag: str) -> str:
    """What a text in the language *tag* is measured in."""
    return "characters" if tag.startswith(("zh", "ja")) else "words"


def size(blocks: Iterable[Block], tag: str) -> int:
    """How long *blocks* are in the unit of *tag*; a foreign word among characters is one, code none."""
    pattern = _CHARACTER if unit(tag) == "characters" else _WORD
    return sum(len(pattern.findall(plain(content))) for block in blocks for content in contents(block))


def captions(figure: Figure) -> tuple[tuple[str, Inlines], ...]:
    """Those of its captions that do not only repeat its description."""
    return tuple((tag, caption) for tag, caption in figure.captions if plain(caption) != figure.image.alt)


def printed(block: Block) -> tuple[str, ...]:
    """The words of *block*, an image's description among them."""
    alt = (block.image.alt,) if isinstance(block, Figure) else ()
    return (*alt, *map(plain, contents(block)))


def plain(content: Inlines, *, marked: bool = False) -> str:
    """The characters of *content*; *marked*: code in backticks, notes and images by name."""
    return spelt(content, _marked if marked else _unmarked)


def _unmarked(leaf: Leaf) -> str:
    match leaf:
        case Text() | Code():
            return leaf.text
        case NoteRef() | Image() | Clip():
            return ""
        case Break():
            return "\n"


def _marked(leaf: Leaf) -> str:
    match leaf:
        case Code():
            return f"`{leaf.text}`"
        case NoteRef():
            return f"[^{leaf.note}]"
        case Image() | Clip():
            return f"![{leaf.alt}]({leaf.shown()})"
        case _:
            return _unmarked(leaf)
