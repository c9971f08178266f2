"""What stands before and after a run of text, whatever inlines part them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.model import Break, Code, Image, Inline, Inlines, Link, NoteRef, Styled, Text

NOTE = "\ufff9"  # stands for the call of a note
ATOM = "\ufffc"  # stands for an image
BREAK = "\n"

Rewrite = Callable[[str, str, str], str]
"""``(text, the character before it, the one after it) -> text``; '' where there is none."""


def first(inline: Inline) -> str:
    """The first character a reader sees of *inline*, '' for none."""
    return _edge(inline, 0)


def last(inline: Inline) -> str:
    """The last character a reader sees of *inline*, '' for none."""
    return _edge(inline, -1)


def _edge(inline: Inline, end: int) -> str:
    match inline:
        case Text() | Code():
            return inline.text[end] if inline.text else ""
        case Styled(tag="rt"):
            return ""
        case Styled() | Link():
            inside = inline.children if end == 0 else inline.children[::-1]
            return next(filter(None, (_edge(child, end) for child in inside)), "")
        case Break():
            return BREAK
        case NoteRef():
            return NOTE
        case Image():
            return ATOM


def around(content: Inlines, index: int, before: str, after: str) -> tuple[str, str]:
    """The characters beside ``content[index]``, *before* and *after* beside the whole."""
    earlier = (last(content[place]) for place in range(index - 1, -1, -1))
    later = (first(content[place]) for place in range(index + 1, len(content)))
    return next(filter(None, earlier), before), next(filter(None, later), after)


def over_texts(content: Inlines, rewrite: Rewrite, before: str = "", after: str = "") -> Inlines:
    """*content* with *rewrite* applied to its texts; code and ruby are left alone."""
    beside = [around(content, index, before, after) for index in range(len(content))]
    made = tuple([_rewritten(inline, rewrite, *chars) for inline, chars in zip(content, beside, strict=True)])
    return content if all(new is old for new, old in zip(made, content, strict=True)) else made


def _rewritten(inline: Inline, rewrite: Rewrite, before: str, after: str) -> Inline:
    if isinstance(inline, Text):
        text = rewrite(inline.text, before, after)
        return inline if text == inline.text else Text(text)
    if isinstance(inline, Link) or (isinstance(inline, Styled) and inline.tag != "ruby"):
        children = over_texts(inline.children, rewrite, before, after)
        return inline if children is inline.children else replace(inline, children=children)
    return inline


def flat(content: Inlines) -> str:
    """What a reader sees of *content*, one character for an image or the call of a note."""
    return "".join([_flat(inline) for inline in content])


def _flat(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Styled(tag="rt"):
            return ""
        case Styled() | Link():
            return flat(inline.children)
    return _edge(inline, 0)


def insert(content: Inlines, offset: int, sign: str) -> Inlines:
    """*content* with *sign* before the character ``flat(content)[offset]``; as it is in code and ruby."""
    made = list(content)
    for index, inline in enumerate(content):
        length = len(_flat(inline))
        if offset < length:
            made[index] = _with_sign(inline, offset, sign)
            break
        offset -= length
    return tuple(made)


def _with_sign(inline: Inline, offset: int, sign: str) -> Inline:
    if isinstance(inline, Text):
        return Text(inline.text[:offset] + sign + inline.text[offset:])
    if isinstance(inline, Link) or (isinstance(inline, Styled) and inline.tag != "ruby"):
        return replace(inline, children=insert(inline.children, offset, sign))
    return inline
