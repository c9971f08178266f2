"""The text of a block as one string, whatever runs it is cut into: words go over their borders.

``through`` hands the pieces of text to a rule, all at once, and puts back what the rule made of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.model import Block, Inline, Inlines, Link, NoteRef, Ruby, Styled, Text

VERBATIM = "verbatim"
"""The class of what no rule may change: a run, a block, or a box."""

GAP = "\ufffc"
"""Stands in the string for what is no text: code, images, line breaks, text that is not to be touched."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one language; ``start`` is its place in the string."""

    inline: Text | Ruby
    text: str
    lang: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


Takes = Callable[[str], bool]
"""Whether text of this language is the rule's."""

Change = Callable[[str, Sequence[Piece]], Sequence[Inlines]]
"""(the string, its pieces) → what stands for each piece."""


def through(content: Inlines, lang: str, takes: Takes, change: Change) -> Inlines:
    """*content* with every piece that *takes* is for replaced by what *change* made of it."""
    whole: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for inline, tag in _texts(content, lang, takes):
        text = GAP
        if isinstance(inline, Text | Ruby):
            text = inline.text if isinstance(inline, Text) else inline.base
            pieces.append(Piece(inline, text, tag, at))
        whole.append(text)
        at += len(text)
    if not pieces:
        return content
    return _rebuilt(content, lang, takes, iter(change("".join(whole), pieces)))


def _texts(content: Inlines, lang: str, takes: Takes) -> Iterator[tuple[Inline | None, str]]:
    """The pieces with their language; None for what interrupts them. The call of a note does not."""
    for inline in content:
        if isinstance(inline, Styled | Link):
            inner = _lang(inline, lang)
            if _verbatim(inline):
                yield None, inner
            else:
                yield from _texts(inline.children, inner, takes)
        elif isinstance(inline, Text | Ruby) and takes(lang):
            yield inline, lang
        elif not isinstance(inline, NoteRef):
            yield None, lang


def _rebuilt(content: Inlines, lang: str, takes: Takes, made: Iterator[Inlines]) -> Inlines:
    rebuilt: list[Inline] = []
    for inline in content:
        if isinstance(inline, Styled | Link):
            if not _verbatim(inline):
                children = _rebuilt(inline.children, _lang(inline, lang), takes, made)
                inline = inline if children == inline.children else replace(inline, children=children)
            rebuilt.append(inline)
        elif isinstance(inline, Text | Ruby) and takes(lang):
            rebuilt += next(made)
        else:
            rebuilt.append(inline)
    return tuple(rebuilt)


def _lang(inline: Styled | Link, lang: str) -> str:
    return (inline.lang if isinstance(inline, Styled) else "") or lang


def _verbatim(inline: Styled | Link) -> bool:
    return isinstance(inline, Styled) and VERBATIM in inline.classes


def is_verbatim(block: Block) -> bool:
    """Whether the author keeps *block* as it is."""
    return VERBATIM in block.marks.classes or any(VERBATIM in frame.classes for frame in block.frames)
