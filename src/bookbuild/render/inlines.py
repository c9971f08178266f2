"""Inlines → XHTML strings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from bookbuild.model import Break, Code, Image, Inlines, Link, NoteRef, Styled, Text
from bookbuild.render import notes
from bookbuild.render.links import address, image_address
from bookbuild.render.markup import attribute, classes, escape, language
from bookbuild.render.setting import Setting
from bookbuild.typography.scripts import HAN, script

EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
# Kai faces draw these a third of an em wide; in print they are taken from Song (research: cjk 4, rule 4).
_SONG_MARKS = re.compile("[“”‘’—…]+")


def inlines(content: Inlines, lang: str, setting: Setting) -> str:
    """*content*, standing in text of language *lang*."""
    return "".join([_WRITERS[type(inline)](inline, lang, setting) for inline in content])


def _text(text: Text, lang: str, setting: Setting) -> str:
    written = escape(text.text)
    if setting.kai and setting.flavour == "pdf" and script(lang) == HAN:
        return _SONG_MARKS.sub(r'<span class="song">\g<0></span>', written)
    return written


def _styled(styled: Styled, lang: str, setting: Setting) -> str:
    inner = styled.lang or lang
    foreign = inner if inner != lang else ""
    before = setting.kai
    setting.kai = before or styled.tag in EMPHASIS
    children = inlines(styled.children, inner, setting)
    setting.kai = before
    marks = (
        attribute("id", styled.id)
        + classes(*styled.classes)
        + language(foreign)
        + attribute("title", styled.title)
    )
    if styled.tag == "span" and not marks:
        return children
    return f"<{styled.tag}{marks}>{children}</{styled.tag}>"


def _code(code: Code, _lang: str, _setting: Setting) -> str:
    return f"<code>{escape(code.text)}</code>"


def _link(link: Link, lang: str, setting: Setting) -> str:
    children = inlines(link.children, lang, setting)
    href = address(link, setting)
    return f"<a{attribute('href', href)}{attribute('title', link.title)}>{children}</a>" if href else children


def image(image: Image, lang: str, setting: Setting) -> str:
    """The image, or its alternative text where it could not be had."""
    foreign = image.lang if image.lang != lang else ""
    if not image.source:
        return f"<span{classes('alt')}{language(foreign)}>{escape(image.alt)}</span>"
    src = image_address(image.source, setting)
    alt = f' alt="{attribute("alt", image.alt)[6:-1]}"'
    return f"<img{attribute('src', src)}{alt}{language(foreign)}{attribute('title', image.title)}/>"


def _note(call: NoteRef, _lang: str, setting: Setting) -> str:
    return notes.call(call, setting)


def _break(_inline: Break, _lang: str, _setting: Setting) -> str:
    return "<br/>"


_WRITERS: Mapping[type, Callable[[Any, str, Setting], str]] = {
    Text: _text,
    Styled: _styled,
    Code: _code,
    Link: _link,
    Image: image,
    NoteRef: _note,
    Break: _break,
}
