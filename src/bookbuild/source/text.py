"""Inlines as characters, and where lines of text join."""

from __future__ import annotations

from bookbuild.model import Break, Code, Inline, Inlines, Link, Ruby, Styled, Text
from bookbuild.reading import walk
from bookbuild.source.emphasis import is_chinese


def joins(before: str, after: str) -> bool:
    """Whether a line's end between these characters stands for nothing rather than a space."""
    if not before or not after:
        return before.isspace() if before else False
    if before.isspace() or after.isspace():
        return True
    chinese = is_chinese(before), is_chinese(after)
    full_width = (_mark(before), _mark(after))
    shared = (before in "“”‘’—…" and chinese[1]) or (after in "“”‘’—…" and chinese[0])
    return all(chinese) or any(full_width) or shared


def _mark(char: str) -> bool:
    return is_chinese(char) and not char.isalnum()


def plain(inlines: Inlines) -> str:
    """All characters of the inlines, without the readings of ruby."""
    return "".join(map(_plain, walk(inlines)))


def _plain(node: Inline) -> str:
    if isinstance(node, Text | Code):
        return node.text
    if isinstance(node, Ruby):
        return node.base
    return "\n" if isinstance(node, Break) else ""


def prose(inlines: Inlines) -> str:
    """The characters a language is told by: no code, nothing marked as of another language."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return inlines[0].text
    return "".join(_prose(node) for node in inlines)


def _prose(node: Inline) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Ruby):
        return node.base
    if isinstance(node, Styled | Link):
        return "" if isinstance(node, Styled) and node.lang else prose(node.children)
    return " "
