"""Notes: at the end of the chapter in an EPUB, at the foot of the page in print.

An EPUB's note is an aside that leads back to its first call (EPUB 3.3 §9.5, DPUB-ARIA 1.1). In print
the note stands, as a span, where it is called, and the stylesheet floats it to the foot; a second
call prints the mark alone.
"""

from __future__ import annotations

from bookbuild.model import Block, CodeBlock, Figure, Heading, Note, NoteRef, Paragraph, Rule, Table
from bookbuild.render import blocks, inlines
from bookbuild.render.frames import Nest, frames_of
from bookbuild.render.labels import label
from bookbuild.render.markup import attribute, escape, language
from bookbuild.render.setting import Setting


def call(reference: NoteRef, setting: Setting) -> str:
    """The call of a note, with the note itself where print wants it."""
    name = reference.note
    note = setting.notes.get(name)
    if note is None:
        return f"<sup>{escape(reference.mark)}</sup>"
    count = setting.called[name] = setting.called.get(name, 0) + 1
    if setting.flavour == "pdf" and count == 1:
        return _foot(note, setting)
    first = attribute("id", f"{name}-ref" if count == 1 and setting.flavour == "epub" else "")
    href = attribute("href", f"#{name}")
    return (
        f'<a class="noteref" epub:type="noteref" role="doc-noteref"{first}{href}>'
        f"{escape(reference.mark)}</a>"
    )


def section(setting: Setting) -> str:
    """The notes called in an EPUB chapter, in order of their first call; '' where there are none."""
    asides: list[str] = []
    written = 0
    while written < len(setting.called):  # a note may call another
        name = list(setting.called)[written]
        asides.append(_aside(setting.notes[name], setting))
        written += 1
    if not asides:
        return ""
    title = " ".join(
        f"<span{language(tag)}>{escape(label('notes', tag))}</span>" for tag in setting.languages
    )
    return (
        f'<section class="notes" epub:type="footnotes">\n<h2>{title}</h2>\n' + "".join(asides) + "</section>\n"
    )


def _aside(note: Note, setting: Setting) -> str:
    hint = attribute("aria-label", f"{label('back-to-text', note.lang)} {note.mark}")
    back = f'<a role="doc-backlink"{hint} href="#{note.id}-ref">{escape(note.mark)}</a> '
    nest = Nest()
    for index, block in enumerate(note.blocks):
        html = blocks.leaf(block, setting)
        if index == 0 and isinstance(block, Paragraph):
            start = html.index(">") + 1
            html = html[:start] + back + html[start:]
        elif index == 0:
            html = f"<p>{back}</p>\n" + html
        nest.add(frames_of(block), html)
    body = nest.close()
    return (
        f'<aside class="note" epub:type="footnote" role="doc-footnote"{attribute("id", note.id)}'
        f"{language(note.lang)}>\n{body}</aside>\n"
    )


def _foot(note: Note, setting: Setting) -> str:
    paragraphs = [_flat(block, note.lang, setting) for block in note.blocks]
    first, *others = [text for text in paragraphs if text] or [""]
    inner = first + "".join(f' <span class="note-par">{text}</span>' for text in others)
    return (
        f'<span class="note"{attribute("id", note.id)} data-mark="{escape(note.mark)}"'
        f"{language(note.lang)}>{inner}</span>"
    )


def _flat(block: Block, lang: str, setting: Setting) -> str:
    """A block of a note as one run: what floats to the foot holds no blocks."""
    match block:
        case Paragraph() | Heading():
            return inlines.inlines(block.content, lang, setting)
        case CodeBlock():
            return f"<code>{escape(block.text)}</code>"
        case Figure():
            captions = "".join(
                f" <span{language(tag)}>{inlines.inlines(text, tag or lang, setting)}</span>"
                for tag, text in block.captions
            )
            return inlines.image(block.image, lang, setting) + captions
        case Table():
            rows = [row for row in (block.head, *block.rows) if row]
            return " ".join(
                '<span class="note-par">'
                + " · ".join(inlines.inlines(cell, lang, setting) for cell in row)
                + "</span>"
                for row in rows
            )
        case Rule():
            return ""
