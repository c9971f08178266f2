"""A document as lines a reader of tests can check by eye."""

from __future__ import annotations

from bookbuild import source
from bookbuild.diagnostics import Diagnostics
from bookbuild.model import (
    Block,
    Break,
    Clip,
    Code,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    Link,
    NoteRef,
    Paragraph,
    Ruby,
    Styled,
    Table,
    Text,
)
from bookbuild.world import MemoryWorld

LANGUAGES = ("zh-Hans", "en")
FILES = {
    "chapters/images/snow.png": "",
    "chapters/02.md": "",
    "chapters/song.mp3": "",
    "chapters/song.wav": "",
    "cover.png": "",
}


def read(
    text: str | bytes, languages: tuple[str, ...] = LANGUAGES, default_lang: str = ""
) -> tuple[Document, Diagnostics]:
    """The chapter *text* of a little book, which must be readable."""
    world = MemoryWorld({**FILES, "chapters/01.md": text})
    document, found = source.read(world, "chapters/01.md", languages, default_lang)
    assert document is not None, found
    return document, found


def dumped(text: str, languages: tuple[str, ...] = LANGUAGES, default_lang: str = "") -> str:
    """Blocks, notes and codes, one a line."""
    document, found = read(text, languages, default_lang)
    lines = [block(item) for item in document.blocks]
    for note in document.notes:
        lines.append(f"{note.lang or '-'} note {note.id}")
        lines += ["  " + block(item) for item in note.blocks]
    lines += [f"{item.span}: {item.level} {item.code}" for item in found]
    return "\n".join(lines)


def block(item: Block) -> str:
    """Language, frames, kind, marks: content."""
    frames = "".join(
        " ".join(filter(None, (frame.kind, str(frame.number or ""), *frame.classes))) + " > "
        for frame in item.frames
    )
    marks = item.marks
    said = [f"pair={marks.pair}"] if marks.pair else []
    said += ["untranslated"] if marks.untranslated else []
    said += [f"#{marks.id}"] if marks.id else []
    said += [f".{name}" for name in marks.classes]
    return f"{item.lang or '-'} {frames}{kind(item)}{' {' + ' '.join(said) + '}' if said else ''}"


def kind(item: Block) -> str:
    if isinstance(item, Heading):
        return f"heading {item.level}: {inlines(item.content)}"
    if isinstance(item, Paragraph):
        return f"paragraph: {inlines(item.content)}"
    if isinstance(item, CodeBlock):
        return f"code {item.info}: {item.text!r}"
    if isinstance(item, Figure):
        captions = "; ".join(f"{lang or '-'} {inlines(text)}" for lang, text in item.captions)
        what = item.image.kind if isinstance(item.image, Clip) else "figure"
        return f"{what} {item.image.shown() or '(missing)'}: {captions}"
    if isinstance(item, Table):
        rows = [" | ".join(map(inlines, row)) for row in (item.head, *item.rows)]
        return f"table: {' // '.join(rows)}"
    return "rule"


def inlines(content: Inlines) -> str:
    return "".join(map(inline, content))


def inline(node: Inline) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Code):
        return f"`{node.text}`"
    if isinstance(node, Break):
        return "⏎"
    if isinstance(node, NoteRef):
        return f"[^{node.note}]"
    if isinstance(node, Image | Clip):
        return f"![{node.alt}]({node.shown()})"
    if isinstance(node, Link):
        return f"[{inlines(node.children)}]({node.target})"
    if isinstance(node, Ruby):
        return (
            "{"
            + "".join(f"{base}|{reading} " if reading else base for base, reading in node.parts).strip()
            + "}"
        )
    assert isinstance(node, Styled)
    said = "".join(f" {name}={value}" for name, value in (("lang", node.lang), ("id", node.id)) if value)
    said += "".join(f" .{name}" for name in node.classes)
    return f"<{node.tag}{said}>{inlines(node.children)}</{node.tag}>"
