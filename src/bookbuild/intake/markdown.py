"""Markdown → passages. Blocks stay as they are written; comments that translate become text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.diagnostics import Span
from bookbuild.intake import comments, shortcodes
from bookbuild.intake.blocks import Block, blocks
from bookbuild.intake.passages import Decision, Part, Passage, quoted
from bookbuild.source import frontmatter
from bookbuild.source.tags import ACTIVE

_MARKUP = re.compile(r"[*_`]+|!?\[([^\[\]]*)\]\([^()]*\)|\[\^[^\[\]]+\]|\{[#.][^{}]*\}|\\(?=[^\w\s])")
_ELEMENT = re.compile(rf"<({'|'.join(sorted(ACTIVE))})\b.*?(?:</\1\s*>|\Z)\s*", re.DOTALL | re.IGNORECASE)


def read(name: str, text: str, languages: tuple[str, ...], lang: str = "") -> Part:
    """A Markdown file. *lang*: the language of all of it, when it is one half of a parallel text."""
    lines = text.split("\n")
    end = frontmatter.find(lines)
    matter = tuple(_entries(lines[1 : end - 1])) if end else ()
    found = list(blocks(lines[end:], end + 1))
    twin, found = comments.front_matter(found, matter)
    told: list[Decision] = []
    matter = _bilingual(matter, twin, languages, Span(name, 1), told) if twin else matter
    found = list(_inert(shortcodes.clean(found, name, told), name, told))
    found = list(comments.unwrap(found, languages, name, told)) if not lang else found
    passages = tuple(_passage(block, name) for block in found)
    return Part(name, passages, lang=lang, matter=matter, decisions=tuple(told))


def _inert(found: Iterable[Block], name: str, told: list[Decision]) -> Iterator[Block]:
    """The blocks without HTML that acts or shows another page."""
    for block in found:
        if block.kind == "other" and block.text.startswith("<"):
            said = [quoted(match[0]) for match in _ELEMENT.finditer(block.text)]
            told += [Decision("dropped", Span(name, block.line), f"dropped {one}") for one in said]
            block = replace(block, text=_ELEMENT.sub("", block.text))
        if block.text:
            yield block


def _entries(lines: list[str]) -> Iterator[tuple[str, str]]:
    """The front matter's keys with their values as they stand, whatever they hold."""
    key, value = "", ""
    for line in lines:
        match = comments.KEY.fullmatch(line)
        if match:
            if key:
                yield key, value
            key, value = match[1], match[2]
        elif key:
            value += f"\n{line}"
    if key:
        yield key, value


def _bilingual(
    matter: tuple[tuple[str, str], ...],
    twin: dict[str, str],
    languages: tuple[str, ...],
    span: Span,
    told: list[Decision],
) -> tuple[tuple[str, str], ...]:
    """Front matter whose comment repeats it in the other language: its texts are in both."""
    made = []
    for key, value in matter:
        other = twin.get(key, value)
        if other == value or key not in frontmatter.KEYS:
            made.append((key, value))
            continue
        made.append((key, comments.both(value, other, languages)))
        told.append(
            Decision("structure", span, f"front matter {key!r} taken in both languages from the comment")
        )
    return tuple(made)


def _passage(block: Block, name: str) -> Passage:
    span = Span(name, block.line, 1, block.line + block.text.count("\n"), 0)
    if block.kind == "heading":
        said = re.sub(r"^#{1,6}\s*|\s+#+\s*$", "", block.text.split("\n")[0]).strip()
        return Passage(plain(said), said, span, "heading", block.level)
    if block.kind == "note":
        return Passage("", block.text, span, "note")
    if block.kind == "text":
        return Passage(plain(block.text), block.text, span)
    return Passage(plain(block.text) if block.kind == "list" else "", block.text, span, "block")


def plain(text: str) -> str:
    """The text without the marks of inline markup, near enough to judge it."""
    return _MARKUP.sub(lambda match: match[1] or "", text).strip()
