"""Bytes → trees of elements, without entities, without the network (I004)."""

from __future__ import annotations

import codecs
import re
from html import unescape

from lxml import etree
from lxml import html as lxml_html

from bookbuild.intake import encoding
from bookbuild.intake.markup import Element

_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#x[0-9a-f]+;?|[a-z][a-z0-9]*;)", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([\w.-]+)")
_ENCODINGS = re.compile(
    r"utf-?(?:8|16(?:[bl]e)?)|(?:us-)?ascii|iso-8859-\d+|windows-\d+|gb[\dk]+|big5|shift_jis|euc-\w+",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class Unsafe(Exception):
    """The document declares entities."""


class Broken(Exception):
    """What a document lacks, or has too much of."""


def xml(data: bytes) -> Element:
    """The root of an XML document. Unsafe when it declares entities; Broken when it is not well formed."""
    text = encoding.clean(_text(data))  # first, for what parts a word is a control character too
    if _ENTITIES.search(text):
        raise Unsafe("it declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        return etree.fromstring(_ready(text), parser)
    except etree.XMLSyntaxError as problem:
        raise Broken(str(problem)) from None


def page(data: bytes) -> Element:
    """The root of a page of an EPUB: XHTML when it is well formed, else what a browser would make of it."""
    try:
        return xml(data)
    except Broken:
        return markup(_text(data))


def markup(text: str) -> Element:
    """The root of an HTML document. Broken when the parser would leave out part of it."""
    parser = lxml_html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(_ready(text), parser=parser)
    except etree.ParserError:  # nothing in it, or nothing but comments
        root = etree.Element("html")
    limits = [one.line for one in parser.error_log if one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT]
    if limits:
        raise Broken(f"line {limits[0]} is nested more than 256 deep, or too long")
    return root


def _ready(text: str) -> bytes:
    """A document with its references resolved as browsers do: parsers know fewer, and let controls in."""
    return _REFERENCE.sub(_resolved, _DECLARATION.sub("", encoding.clean(text))).encode()


def _resolved(reference: re.Match[str]) -> str:
    said = unescape(reference[0])
    return reference[0] if re.search("[<>&\"']", said) else encoding.clean(said)


def _text(data: bytes) -> str:
    """An XML document's characters: its mark or its declaration say the encoding, else it is UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    match = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    said = match[1].decode() if match else ""
    try:
        return data.decode(said if _ENCODINGS.fullmatch(said) else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
