"""The words of a block: to be counted, or shown where there is no type but one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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


def contents(block: Block) -> Iterator[Inlines]:
    """The runs of text in *block* that a reader reads."""
    match block:
        case Heading() | Paragraph():
            yield block.content
        case Table():
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        case Figure():
            yield from (caption for _, caption in block.captions)
        case CodeBlock() | Rule():
            return


def captions(figure: Figure) -> tuple[tuple[str, Inlines], ...]:
    """Those of its captions that do not only repeat its description."""
    return tuple((tag, caption) for tag, caption in figure.captions if plain(caption) != figure.image.alt)


def printed(block: Block) -> tuple[str, ...]:
    """The words of *block*, an image's description among them."""
    alt = (block.image.alt,) if isinstance(block, Figure) else ()
    return (*alt, *map(plain, contents(block)))


def plain(content: Inlines, *, marked: bool = False) -> str:
    """The characters of *content*; *marked*: code in backticks, notes and images by name."""
    return "".join(_plain(inline, marked) for inline in content)


def _plain(inline: Inline, marked: bool) -> str:
    match inline:
        case Text():
            return inline.text
        case Code():
            return f"`{inline.text}`" if marked else inline.text
        case Styled(tag="rt"):
            return ""
        case Styled() | Link():
            return plain(inline.children, marked=marked)
        case NoteRef():
            return f"[^{inline.note}]" if marked else ""
        case Image():
            return f"![{inline.alt}]({inline.source})" if marked else ""
        case Break():
            return "\n"
