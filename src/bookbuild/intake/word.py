"""A DOCX file → a part, by way of the HTML Mammoth makes of it."""

from __future__ import annotations

import io
import re
from contextlib import suppress

import mammoth

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.intake import archive, trees
from bookbuild.intake.markup import Element
from bookbuild.intake.notes import Notes
from bookbuild.intake.page import Page
from bookbuild.intake.passages import Decision, Part
from bookbuild.intake.pictures import Pictures

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
u => u
strike => s
"""
_BLOCK = re.compile(r"h[1-6]|p|li|tr")


def read(path: str, data: bytes, pictures: Pictures) -> tuple[Part, ...]:
    """The document; lines of its places count paragraphs, for a DOCX has no lines."""
    members, found = archive.unpack(path, data)
    if found:
        return (Part(path, (), diagnostics=found),)
    if any(_declares(member) for member in members.values()):
        help = "do not trust this file; Word writes none"
        said = "document declares entities"
        return (Part(path, (), diagnostics=(Diagnostic("I004", said, Span(path), help=help),)),)
    try:
        return (_converted(path, data, pictures),)
    except Exception as problem:  # whatever a library makes of a file nobody vouches for
        help = "open it in Word or LibreOffice and save it again"
        said = f"document cannot be read: {type(problem).__name__}: {problem}"
        return (Part(path, (), diagnostics=(Diagnostic("I009", said, Span(path), help=help),)),)


def _declares(member: bytes) -> bool:
    """Whether a part declares entities, in any encoding its parser would follow."""
    return b"<!ENTITY" in member.replace(b"\0", b"")


def _converted(path: str, data: bytes, pictures: Pictures) -> Part:
    files: dict[str, bytes] = {}

    def keep(image: mammoth.images.Image) -> dict[str, str]:
        kept = f"image-{len(files) + 1}"
        with suppress(KeyError), image.open() as file:  # else the page tells that it is not there
            files[kept] = file.read()
        return {"src": kept}

    result = mammoth.convert_to_html(
        io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(keep), id_prefix=""
    )
    root = trees.markup(f"<html><body>{result.value}</body></html>")
    numbers = {element: number for number, element in enumerate(filter(_is_block, root.iter()), 1)}

    def place(element: Element) -> Span:
        inside = next((numbers[one] for one in (element, *element.iter()) if one in numbers), 0)
        return Span(
            path, inside or next((numbers[one] for one in element.iterancestors() if one in numbers), 0)
        )

    page = Page("", root, Notes({"": root}), files, place, pictures)
    told = [
        Decision("reading", Span(path), message.message)
        for message in result.messages
        if _matters(message.message)
    ]
    return Part(path, page.read(), decisions=tuple(told), diagnostics=tuple(page.diagnostics))


def _is_block(element: Element) -> bool:
    return isinstance(element.tag, str) and bool(_BLOCK.fullmatch(element.tag))


def _matters(message: str) -> bool:
    """A style that has no counterpart is set as plain text, which loses nothing."""
    return "style" not in message
