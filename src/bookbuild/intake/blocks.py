"""A Markdown file's lines → its blocks, as coarse as rearranging needs: what a blank line parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "text", "list", "comment", "note", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """``text`` as it stands, lines joined by ``\\n``; ``line`` counts from 1."""

    text: str
    line: int
    kind: Kind
    level: int = 0


_ATX = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RAW = re.compile(r" {0,3}<(script|pre|style|textarea)\b", re.IGNORECASE)  # may hold blank lines
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_NOTE = re.compile(r" {0,3}\[[^\]]+\]:")  # a note's definition, or a link's
_OTHER = re.compile(
    r" {0,3}(?:>|<(?!https?:)[A-Za-z/!]|\||:::|(?:\*\s*){3,}$|(?:-\s*){3,}$|(?:_\s*){3,}$)| {4}|\t"
)


def blocks(lines: list[str], first: int) -> Iterator[Block]:
    """The blocks of *lines*, the first of which is line *first* of its file."""
    index = 0
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        end, kind, level = _block(lines, index)
        yield Block("\n".join(lines[index:end]).rstrip(), first + index, kind, level)
        index = end


def _block(lines: list[str], start: int) -> tuple[int, Kind, int]:
    """Where the block that begins at *start* ends, what it is, and a heading's level."""
    line = lines[start]
    if fence := _FENCE.match(line):
        return _fenced(lines, start, fence[1]), "other", 0
    if line.lstrip().startswith("<!--"):
        return _through(lines, start, "-->"), "comment", 0
    if raw := _RAW.match(line):
        return _through(lines, start, f"</{raw[1].lower()}>"), "other", 0
    if heading := _ATX.match(line):
        return start + 1, "heading", len(heading[1])
    if _ITEM.match(line) and not _OTHER.match(line):
        return _listed(lines, start), "list", 0
    if _NOTE.match(line):
        return _noted(lines, start), "note", 0
    end = start + 1
    while end < len(lines) and lines[end].strip() and not _interrupts(lines[end]):
        underline = _UNDERLINE.fullmatch(lines[end])
        end += 1
        if underline and end == start + 2 and not _OTHER.match(line):
            return end, "heading", 1 if "=" in underline[1] else 2
    return end, "other" if _OTHER.match(line) else "text", 0


def _interrupts(line: str) -> bool:
    return bool(_FENCE.match(line) or _ATX.match(line) or line.lstrip().startswith("<!--"))


def _fenced(lines: list[str], start: int, fence: str) -> int:
    closing = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*")
    for index in range(start + 1, len(lines)):
        if closing.fullmatch(lines[index]):
            return index + 1
    return len(lines)


def _through(lines: list[str], start: int, end: str) -> int:
    for index in range(start, len(lines)):
        if end in lines[index].lower():
            return index + 1
    return len(lines)


def _noted(lines: list[str], start: int) -> int:
    """A definition with the indented lines that belong to it."""
    end = start + 1
    while end < len(lines) and not _NOTE.match(lines[end]):
        paragraph_goes_on = lines[end].strip() and lines[end - 1].strip() and not _interrupts(lines[end])
        if lines[end].strip() and not lines[end].startswith(("    ", "\t")) and not paragraph_goes_on:
            break
        end += 1
    return end


def _listed(lines: list[str], start: int) -> int:
    """A list with the blank lines and the paragraphs its items hold."""
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if line.strip() and (line[0] not in " \t") and not _ITEM.match(line):
            if not lines[end - 1].strip() or _interrupts(line):
                break
        elif line.strip() and _OTHER.match(line) and not line.startswith((" ", "\t")):
            break
        end += 1
    return end
