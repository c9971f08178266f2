"""Reading blocks: the runs of inlines they hold, the inlines in these, their characters.

What stands for code, images, calls of notes and line breaks is for the reader to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bookbuild.model import (
    Block,
    Break,
    Clip,
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
    Ruby,
    Rule,
    Styled,
    Table,
    Text,
)

Leaf = Text | Code | Image | Clip | NoteRef | Break
"""An inline that holds no others."""

Say = Callable[[Leaf], str]


def contents(block: Block) -> Iterator[Inlines]:
    """Every run of inlines of *block*: its text, its cells row by row, its captions."""
    match block:
        case Heading() | Paragraph():
            yield block.content
        case Table():
            for row in (block.head, *block.rows):
                yield from row
        case Figure():
            yield from (caption for _, caption in block.captions)
        case CodeBlock() | Rule():
            pass


def walk(content: Inlines) -> Iterator[Inline]:
    """Every inline of *content*, outer ones before those they hold."""
    for inline in content:
        yield inline
        if isinstance(inline, Styled | Link):
            yield from walk(inline.children)


def inlines(block: Block) -> Iterator[Inline]:
    """Every inline of *block*, as ``walk`` gives them."""
    for content in contents(block):
        yield from walk(content)


def spelt(content: Inlines, say: Say) -> str:
    """The characters of *content*, each leaf as *say* says; readings of ruby are left out."""
    return "".join([_spelt(inline, say) for inline in content])


def _spelt(inline: Inline, say: Say) -> str:
    if isinstance(inline, Styled | Link):
        return spelt(inline.children, say)
    return say(Text(inline.base) if isinstance(inline, Ruby) else inline)


def bare(leaf: Leaf) -> str:
    """A leaf by its characters alone: no notes; an image or a clip is its words, a line break a space."""
    match leaf:
        case Text() | Code():
            return leaf.text
        case Image() | Clip():
            return leaf.alt
        case Break():
            return " "
        case NoteRef():
            return ""


def text_of(content: Inlines) -> str:
    """The ``bare`` characters of *content*."""
    if len(content) == 1 and isinstance(content[0], Text):
        return content[0].text
    return spelt(content, bare)


def text(block: Block) -> str:
    """A block's characters, for measuring and comparing."""
    match block:
        case Heading() | Paragraph():
            return text_of(block.content)
        case CodeBlock():
            return block.text
        case Table():
            return " ".join(map(text_of, contents(block)))
        case Figure():
            return " ".join([block.image.alt, *map(text_of, contents(block))])
        case Rule():
            return ""


def calls(block: Block) -> Iterator[NoteRef]:
    """The calls of notes in *block*, in order."""
    return (inline for inline in inlines(block) if isinstance(inline, NoteRef))
