"""Inlines → XHTML strings.

In print a note stands, as a span, where it is first called, and the stylesheet floats it to the foot
of the page; in an EPUB its call is a link to the end of the chapter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bookbuild.fonts.roles import region
from bookbuild.model import (
    Block,
    Break,
    Clip,
    Code,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inlines,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Ruby,
    Rule,
    Styled,
    Table,
    Text,
)
from bookbuild.render import clips
from bookbuild.render import ruby as rubies
from bookbuild.render.labels import label
from bookbuild.render.links import address, image_address
from bookbuild.render.markup import attribute, classes, described, escape, language
from bookbuild.render.setting import Setting
from bookbuild.typography.scripts import HAN, script

EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
# Kai faces draw these a third of an em wide; in print they are taken from Song (research: cjk 4, rule 4), and
# with them the marks they meet: only within one face can two marks be set close.
_FULL = "、。，．：；！？（）《》〈〉【】〔〕「」『』"
_SONG_MARKS = re.compile(f"[{_FULL}]*[“”‘’—…][{_FULL}“”‘’—…]*")
# Where marks stand in the middle of their squares, all of them: Kai faces have the mainland's.
_CENTRED_MARKS = re.compile(f"[{_FULL}“”‘’—…]+")


def inlines(content: Inlines, lang: str, setting: Setting) -> str:
    """*content*, standing in text of language *lang*."""
    return "".join([_WRITERS[type(inline)](inline, lang, setting) for inline in content])


def _text(text: Text, lang: str, setting: Setting) -> str:
    written = escape(text.text)
    if setting.kai and setting.flavour == "pdf" and script(lang) == HAN:
        return _song_marks(lang).sub(r'<span data-face="song">\g<0></span>', written)
    return written


def _song_marks(lang: str) -> re.Pattern[str]:
    """The marks Song sets in Kai text of *lang*."""
    return _SONG_MARKS if region(lang) == "SC" else _CENTRED_MARKS


def _styled(styled: Styled, lang: str, setting: Setting) -> str:
    inner = styled.lang or lang
    foreign = inner if inner != lang else ""
    dotted = setting.dots and styled.tag == "em" and script(inner) == HAN
    before = setting.kai
    setting.kai = before or (styled.tag in EMPHASIS and not dotted)
    children = inlines(styled.children, inner, setting)
    setting.kai = before
    marks = (
        attribute("id", styled.id)
        + classes(*styled.classes)
        + language(foreign)
        + attribute("title", styled.title)
        + attribute("data-run", styled.run)
        + attribute("data-emphasis", "dots" if dotted else "")
    )
    if styled.tag == "span" and not marks:
        return children
    return f"<{styled.tag}{marks}>{children}</{styled.tag}>"


def _ruby(ruby: Ruby, lang: str, setting: Setting) -> str:
    """Marks that Kai lacks stand between the runs of ruby, as they do between those of text."""
    if setting.flavour == "epub":
        return rubies.elements(ruby)
    if not setting.kai:
        return rubies.run(ruby.parts)
    written: list[str] = []
    held: list[tuple[str, str]] = []
    for base, reading in (*ruby.parts, ("", "")):
        if reading or (base and not _song_marks(lang).search(base)):
            held.append((base, reading))
            continue
        written += [rubies.run(tuple(held))] if held else []
        written.append(_text(Text(base), lang, setting))
        held.clear()
    return "".join(written)


def _code(code: Code, _lang: str, _setting: Setting) -> str:
    return f"<code>{escape(code.text)}</code>"


def _link(link: Link, lang: str, setting: Setting) -> str:
    children = inlines(link.children, lang, setting)
    href = address(link, setting)
    if not href:
        return children
    page = _page(link, lang) if link.page and setting.flavour == "pdf" else ""
    return f"<a{attribute('href', href)}{attribute('title', link.title)}>{children}</a>{page}"


def _page(link: Link, lang: str) -> str:
    """Which page a link leads to; the press fills in its number."""
    before, after = label("page", lang).split("{}")
    around = classes("page") + attribute("data-before", before) + attribute("data-after", after)
    return f'<span{around}><span class="folio"{attribute("data-ref", link.target[1:])}></span></span>'


def image(image: Image, lang: str, setting: Setting) -> str:
    """The image, or its alternative text where it could not be had."""
    foreign = image.lang if image.lang != lang else ""
    if not image.source:
        return f"<span{classes('alt')}{language(foreign)}>{escape(image.alt)}</span>"
    src = image_address(image.source, setting)
    title = attribute("title", image.title)
    return f"<img{attribute('src', src)}{described(image.alt)}{language(foreign)}{title}/>"


def _call(reference: NoteRef, _lang: str, setting: Setting) -> str:
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
        f'<a class="noteref" epub:type="noteref" role="doc-noteref"{first}{href}>{escape(reference.mark)}</a>'
    )


def _break(_inline: Break, _lang: str, _setting: Setting) -> str:
    return "<br/>"


def _foot(note: Note, setting: Setting) -> str:
    before, setting.kai = setting.kai, False
    inner = " ".join(_note_parts(note, setting))
    setting.kai = before
    return (
        f'<span class="note"{attribute("id", note.id)}{attribute("data-mark", note.mark)}'
        f"{language(note.lang)}>{inner}</span>"
    )


def _note_parts(note: Note, setting: Setting) -> Iterator[str]:
    """The note's blocks, each in a run that says its own language and its number in a list."""
    item = None
    first = True
    for block in note.blocks:
        lang = block.lang or note.lang
        held = next((frame for frame in reversed(block.frames) if frame.kind == "item"), None)
        number = "" if held is None or held == item else f"{held.number}." if held.number else "•"
        item = held
        if text := _flat(block, lang, setting):
            marks = classes("" if first else "note-par") + attribute("data-item", number)
            marks += language(block.lang if block.lang != note.lang else "")
            yield f"<span{marks}>{text}</span>" if marks else text
            first = False


def _flat(block: Block, lang: str, setting: Setting) -> str:
    """A block of a note as one run: what floats to the foot holds no blocks."""
    match block:
        case Paragraph() | Heading():
            return inlines(block.content, lang, setting)
        case CodeBlock():
            return f"<code>{escape(block.text)}</code>"
        case Figure():
            captions = "".join(
                f" <span{language(tag)}>{inlines(text, tag or lang, setting)}</span>"
                for tag, text in block.captions
                if tag in ("", *setting.languages)
            )
            if isinstance(block.image, Clip):
                return clips.line(block.image, captions, setting)
            return image(block.image, lang, setting) + captions
        case Table():
            rows = [row for row in (block.head, *block.rows) if row]
            return " ".join(
                f'<span class="note-par">{"".join(_note_cell(cell, lang, setting) for cell in row)}</span>'
                for row in rows
            )
        case Rule():
            return ""


def _note_cell(cell: Inlines, lang: str, setting: Setting) -> str:
    return f'<span class="note-cell">{inlines(cell, lang, setting)}</span> '


_WRITERS: Mapping[type, Callable[[Any, str, Setting], str]] = {
    Text: _text,
    Styled: _styled,
    Ruby: _ruby,
    Code: _code,
    Link: _link,
    Image: image,
    Clip: clips.run,
    NoteRef: _call,
    Break: _break,
}
