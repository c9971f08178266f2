"""A few lines of shorthand → Blocks, and Pairs → the same shorthand.

``zh: 文`` and ``en: text`` are paragraphs, ``zh## 题`` a heading, ``zh- 项`` a list item, ``zh> 引`` a
quotation, ``zh/ 诗`` a stanza, ``code: x`` ``fig: a.png`` ``rule:`` and ``any: 1984`` are of no
language. A trailing ``{x}`` sets the pair mark x, ``{.untranslated}`` that mark, ``{#id}`` an id.
"""

from __future__ import annotations

import re
from typing import Any

from bookbuild.diagnostics import Span
from bookbuild.model import (
    Block,
    ChapterMeta,
    CodeBlock,
    Document,
    Figure,
    Frame,
    Heading,
    Image,
    Marks,
    Note,
    NoteRef,
    Pair,
    Paragraph,
    Rule,
    Text,
)
from bookbuild.reading import text

LANGUAGES = ("zh-Hans", "en")
_LINE = re.compile(r"(\w*)(#+|-|>|/|:) ?(.*?)(?: \{([.#]?)([\w-]+)\})?$")
_FRAMES = {
    "-": (Frame("bullet", 1), Frame("item", 2)),
    ">": (Frame("quote", 3),),
    "/": (Frame("div", 4, classes=("verse",)),),
}
_TAGS = {"zh": "zh-Hans", "any": ""}


def block(line: str, number: int = 1, path: str = "a.md") -> Block:
    """The block of one line of shorthand."""
    match = _LINE.fullmatch(line)
    assert match, line
    tag, sign, words, kind, name = match.groups()
    shared: dict[str, Any] = {
        "span": Span(path, number, 1, number, len(line) + 1),
        "lang": _TAGS.get(tag, tag),
        "frames": _FRAMES.get(sign, ()),
        "marks": _marks(kind, name or ""),
    }
    if tag in ("code", "fig", "rule"):
        return _of_no_language(tag, words.replace("\\n", "\n"), shared | {"lang": ""})
    content = tuple(
        NoteRef(piece[2:-1]) if piece.startswith("[^") else Text(piece)
        for piece in re.split(r"(\[\^\w+\])", words)
        if piece
    )
    if sign[0] == "#":
        return Heading(level=len(sign), content=content, **shared)
    return Paragraph(content=content, **shared)


def _marks(kind: str | None, name: str) -> Marks:
    match kind:
        case ".":
            return Marks(untranslated=name == "untranslated")
        case "#":
            return Marks(id=name)
        case _:
            return Marks(pair=name)


def _of_no_language(tag: str, words: str, shared: dict[str, Any]) -> Block:
    if tag == "code":
        return CodeBlock(text=words, **shared)
    if tag == "rule":
        return Rule(**shared)
    return Figure(image=Image(words, ""), **shared)


def document(source: str, path: str = "a.md", notes: str = "", **meta: Any) -> Document:
    """A document of lines of shorthand; *notes* are lines ``label zh: text``."""
    lines = [line.strip() for line in source.strip().splitlines()]
    blocks = tuple(block(line, number, path) for number, line in enumerate(lines, 1) if line)
    return Document(path, ChapterMeta(**meta), blocks, tuple(map(_note, notes.strip().splitlines())))


def _note(line: str) -> Note:
    label, _, words = line.strip().partition(" ")
    inner = block(words)
    return Note(label, inner.lang, (inner,))


def show(pairs: tuple[Pair, ...]) -> list[str]:
    """One line a pair: ``文 | text``, the sides' blocks joined by ``+``; a shared one is bracketed."""
    return [_show(pair) for pair in pairs]


def _show(pair: Pair) -> str:
    if pair.kind == "shared":
        return f"[{_words(pair.side(''))}]"
    if pair.kind == "one-sided":
        (tag, blocks), *_ = pair.sides
        return f"{_words(blocks)} | -" if tag == "zh-Hans" else f"- | {_words(blocks)}"
    return " | ".join(_words(blocks) for _, blocks in pair.sides)


def _words(blocks: tuple[Block, ...]) -> str:
    return "+".join(one.image.source if isinstance(one, Figure) else text(one) or "rule" for one in blocks)
