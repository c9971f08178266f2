"""What stands before and after a run of text, whatever inlines part them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from bookbuild.model import Break, Clip, Code, Image, Inline, Inlines, Link, NoteRef, Ruby, Styled, Text

NOTE = "\ufff9"  # stands for the call of a note
ATOM = "\ufffc"  # stands for an image
BREAK = "\n"
JOINER, OPENER = "\u2060", "\u200b"  # no line ends here; one may

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
        case Ruby():
            return inline.base[end] if inline.base else ""
        case Styled() | Link():
            inside = inline.children if end == 0 else inline.children[::-1]
            return next(filter(None, (_edge(child, end) for child in inside)), "")
        case Break():
            return BREAK
        case NoteRef():
            return NOTE
        case Image() | Clip():
            return ATOM


def around(content: Inlines, index: int, before: str, after: str) -> tuple[str, str]:
    """The characters beside ``content[index]``, *before* and *after* beside the whole."""
    earlier = (last(content[place]) for place in range(index - 1, -1, -1))
    later = (first(content[place]) for place in range(index + 1, len(content)))
    return next(filter(None, earlier), before), next(filter(None, later), after)


def over_texts(content: Inlines, rewrite: Rewrite, before: str = "", after: str = "") -> Inlines:
    """*content* with *rewrite*, which puts signs in, applied to its texts; code is left alone.

    A sign before all of a link or an emphasis stands outside: a line that ends there has nothing of it.
    """
    beside = [around(content, index, before, after) for index in range(len(content))]
    made = [_rewritten(inline, rewrite, *chars) for inline, chars in zip(content, beside, strict=True)]
    same = all(len(new) == 1 and new[0] is old for new, old in zip(made, content, strict=True))
    return content if same else tuple(chain.from_iterable(made))


def _rewritten(inline: Inline, rewrite: Rewrite, before: str, after: str) -> Inlines:
    if isinstance(inline, Text):
        text = rewrite(inline.text, before, after)
        return (inline if text == inline.text else Text(text),)
    if isinstance(inline, Ruby):
        return (_with_signs(inline, rewrite(inline.base, before, after)),)
    if isinstance(inline, Link | Styled):
        children = over_texts(inline.children, rewrite, before, after)
        if children is not inline.children:
            signs, children = _led(children)
            return (*signs, replace(inline, children=children))
    return (inline,)


def _led(content: Inlines) -> tuple[Inlines, Inlines]:
    """The signs *content* begins with, and the rest."""
    match content:
        case (Text(text), *rest) if text[:1] in (JOINER, OPENER):
            bare = text.lstrip(JOINER + OPENER)
            signs = text[: len(text) - len(bare)]
            return (Text(signs),), (*((Text(bare),) if bare else ()), *rest)
    return (), content


def flat(content: Inlines) -> str:
    """What a reader sees of *content*, one character for an image or the call of a note."""
    return "".join([_flat(inline) for inline in content])


def _flat(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Ruby():
            return inline.base
        case Styled() | Link():
            return flat(inline.children)
    return _edge(inline, 0)


def insert(content: Inlines, offset: int, sign: str) -> Inlines:
    """*content* with *sign* before the character ``flat(content)[offset]``; as it is in code."""
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
    if isinstance(inline, Ruby):
        return _with_signs(inline, inline.base[:offset] + sign + inline.base[offset:])
    if isinstance(inline, Link | Styled):
        return replace(inline, children=insert(inline.children, offset, sign))
    return inline


def _with_signs(ruby: Ruby, text: str) -> Ruby:
    """*ruby* over *text*, which is its base with signs put in: they stand between the parts, of no reading."""
    if text == ruby.base:
        return ruby
    parts: list[tuple[str, str]] = []
    at = 0
    for base, reading in ruby.parts:
        start = text.index(base[0], at)
        end = start
        for char in base:
            end = text.index(char, end) + 1
        parts += [(text[at:start], "")] if at < start else []
        parts.append((text[start:end], reading))
        at = end
    return Ruby((*parts, *([(text[at:], "")] if at < len(text) else [])))
