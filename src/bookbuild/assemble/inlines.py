"""The inlines of blocks put back settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.model import (
    Block,
    CodeBlock,
    Figure,
    Heading,
    Inline,
    Inlines,
    Link,
    NoteRef,
    Paragraph,
    Rule,
    Styled,
    Table,
)

Change = Callable[[Inline], Inlines]
"""What stands for a link, the call of a note, or a run with an id or an entry in the index."""


def changed(block: Block, name: str, change: Change) -> Block:
    """*block* with the id *name* and with its links, calls of notes and runs others lead to changed."""
    match block:
        case Heading() | Paragraph():
            return replace(block, id=name, content=_changed(block.content, change))
        case Table():
            head = tuple(_changed(cell, change) for cell in block.head)
            rows = tuple(tuple(_changed(cell, change) for cell in row) for row in block.rows)
            return replace(block, id=name, head=head, rows=rows)
        case Figure():
            captions = tuple((tag, _changed(caption, change)) for tag, caption in block.captions)
            return replace(block, id=name, captions=captions)
        case CodeBlock() | Rule():
            return replace(block, id=name)


def _changed(content: Inlines, change: Change) -> Inlines:
    if not any(isinstance(inline, Styled | Link | NoteRef) for inline in content):
        return content
    return tuple(new for inline in content for new in _settled(inline, change))


def _settled(inline: Inline, change: Change) -> Inlines:
    if isinstance(inline, Styled | Link):
        children = _changed(inline.children, change)
        inline = inline if children is inline.children else replace(inline, children=children)
    named = isinstance(inline, Styled) and (inline.id or inline.index)
    return change(inline) if named or isinstance(inline, Link | NoteRef) else (inline,)
