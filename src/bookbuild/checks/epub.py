"""Reading a finished EPUB back: the container, its documents, its links, and the author's text.

EPUBCheck passes over ``javascript:`` addresses, half-declared languages and lost text; these rules
do not. A rule is a function of the whole EPUB and yields what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from urllib.parse import unquote
from zipfile import ZIP_STORED, BadZipFile

from lxml import etree

from bookbuild.checks.completeness import compare, expected
from bookbuild.checks.drawings import faults
from bookbuild.checks.lint import LINT
from bookbuild.checks.readback import Epub, Path, target
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.epub.archive import collisions
from bookbuild.model import Book, Edition

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# What an edition adds to a passage: the way back from a note, the way to a translation, words for no player.
_APPARATUS = Path("//h:a[@role = 'doc-backlink' or @class = 'noteref translation'] | //h:audio | //h:video")
_MARKS = (b"doc-backlink", b"noteref translation", b"<audio", b"<video")
_SCHEME = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9+.-]*):|//)")
_OUTSIDE = frozenset({"http", "https", "mailto"})


Rule = Callable[[Epub], Iterator[Diagnostic]]


def check_epub(data: bytes, book: Book, edition: Edition) -> Diagnostics:
    """What the rules have to say of a finished EPUB; *book* as typography left it."""
    try:
        epub = Epub(data, book, edition)
    except BadZipFile:
        return (Diagnostic("E010", "the file is not a zip archive", edition.span),)
    for rules in CHECKS:
        if found := tuple(chain.from_iterable(rule(epub) for rule in rules)):
            return found
    return ()


def container(epub: Epub) -> Iterator[Diagnostic]:
    """E010: the media type comes first and is stored as it is (OCF 3.3 §4.3)."""
    first = epub.entries[0] if epub.entries else None
    if first is None or epub.files.get("mimetype") != b"application/epub+zip":
        yield Diagnostic("E010", "the archive does not say that it is an EPUB", epub.edition.span)
    elif first.filename != "mimetype" or first.compress_type != ZIP_STORED or first.extra:
        message = "the archive does not open with its media type as plain text"
        yield Diagnostic("E010", message, epub.edition.span)


def package(epub: Epub) -> Iterator[Diagnostic]:
    """E011: files, manifest and spine name the same things, each once (EPUB 3.3 §5.6, §5.7)."""
    span, package = epub.edition.span, epub.package[0]
    if epub.package[1] is None:
        return  # E012 says so
    listed = {name for name, _ in epub.manifest.values()}
    present = {name for name in epub.files if not name.startswith("META-INF/")}
    for name in sorted(listed - present):
        yield Diagnostic("E011", f"the manifest names {name}, which is not in the archive", span)
    for name in sorted(present - listed - {"mimetype", package}):
        yield Diagnostic("E011", f"the manifest does not name {name}", span)
    for id in epub.spine:
        if id not in epub.manifest:
            yield Diagnostic("E011", f"the spine names {id}, which the manifest does not", span)
    for id, (name, kind) in epub.manifest.items():
        if kind == "application/xhtml+xml" and epub.spine.count(id) != 1:
            yield Diagnostic("E011", f"the spine does not name {name} exactly once", span)
    for first, second in collisions(entry.filename for entry in epub.entries):
        yield Diagnostic("E001", f"{second} and {first} are one file where case does not count", span)


def well_formed(epub: Epub) -> Iterator[Diagnostic]:
    """E012: every XML document can be read by an XML parser, entities of HTML not being XML's."""
    for name, reason in epub.broken.items():
        yield Diagnostic("E012", f"{name or 'the package document'}: {reason}", epub.place(name))


def unique_ids(epub: Epub) -> Iterator[Diagnostic]:
    """E013: an id names one element of its document."""
    for name, parts in epub.parts.items():
        if len(parts.ids) != len(set(parts.ids)):
            for id in sorted({id for id in parts.ids if parts.ids.count(id) > 1}):
                yield Diagnostic("E013", f"{name} has the id {id} more than once", epub.place(name))


def links(epub: Epub) -> Iterator[Diagnostic]:
    """E014: an address inside the book leads to a file, and to an id of it."""
    known = {name: frozenset(parts.ids) for name, parts in epub.parts.items()}
    for name, address, place in _addresses(epub):
        if not _SCHEME.match(address):
            path, _, fragment = address.partition("#")
            file = target(name, path) if path else name
            lost = fragment and file in known and unquote(fragment) not in known[file]
            if lost or file not in epub.files:
                message = f"the link to {address} in {name} leads nowhere"
                yield Diagnostic("E014", message, place or epub.place(name))


def addresses(epub: Epub) -> Iterator[Diagnostic]:
    """E015: links outside go to the web or to mail, and nothing is fetched from outside."""
    for name, parts in epub.page_parts.items():
        for address in parts.anchors:
            scheme = _SCHEME.match(address)
            if scheme and (scheme[1] or "").lower() not in _OUTSIDE:
                yield Diagnostic("E015", f"{name} links to {address}", epub.place(name))
    for name, parts in epub.page_parts.items():
        for address in parts.resources:
            if _SCHEME.match(address):
                yield Diagnostic("E015", f"{name} fetches {address}", epub.place(name))
    for name, address, place in epub.fetched:
        if _SCHEME.match(address):
            yield Diagnostic("E015", f"{name} fetches {address}", place)


def scripts(epub: Epub) -> Iterator[Diagnostic]:
    """E016: no script and no event handler."""
    for name, parts in epub.page_parts.items():
        for element in parts.scripts:
            tag = etree.QName(element).localname
            yield Diagnostic("E016", f"{name} has a script at <{tag}>", epub.place(name))


def drawings(epub: Epub) -> Iterator[Diagnostic]:
    """E018: an SVG image draws, and neither runs nor fetches anything."""
    for name in sorted(epub.drawings & epub.documents.keys()):
        for fault in dict.fromkeys(faults(epub.documents[name])):
            image = epub.image(name)
            message = f"the image {image.source if image else name} {fault}"
            yield Diagnostic("E018", message, image.span if image else epub.edition.span)


def languages(epub: Epub) -> Iterator[Diagnostic]:
    """E017: ``lang`` and ``xml:lang`` say the same, as readers look at either."""
    for name, parts in epub.parts.items():
        for element in parts.half_saying:
            html, xml = element.get("lang"), element.get(_LANG)
            message = f'{name} has lang="{html or ""}" beside xml:lang="{xml or ""}"'
            yield Diagnostic("E017", message, epub.place(name))


def completeness(epub: Epub) -> Iterator[Diagnostic]:
    """E020–E023: every passage of the book is there once, unaltered and in order."""
    passages = expected(epub.book, epub.edition)
    wanted = {passage.id for passage in passages}
    yield from compare(passages, _found(epub, wanted))


CHECKS: tuple[tuple[Rule, ...], ...] = (
    (container, package, well_formed),
    (unique_ids, links, addresses, scripts, drawings, languages, completeness),
    LINT,
)
"""The rules in the order of a report; where one fails, those of the next row would speak of what follows."""


def _found(epub: Epub, wanted: set[str]) -> Iterator[tuple[str, str]]:
    for name, root in epub.documents.items():
        marked = any(mark in epub.files[name] for mark in _MARKS)  # told much faster than found
        apparatus = frozenset(_APPARATUS.elements(root) if marked else ())
        holders = {parent for element in apparatus for parent in element.iterancestors()}
        parts = epub.parts[name]
        for id, element in zip(parts.ids, parts.named, strict=True):
            if id in wanted:
                held = _text(element, apparatus) if element in holders else element.itertext()
                yield id, "".join(map(str, held))


def _text(element: etree._Element, without: frozenset[etree._Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in without:
            yield from _text(child, without)
        yield child.tail or ""


def _addresses(epub: Epub) -> Iterator[tuple[str, str, Span | None]]:
    """(file, address, place where more is known than the file) of everything linked to or shown."""
    for name, parts in epub.page_parts.items():
        yield from ((name, address, None) for address in (*parts.anchors, *parts.resources))
    yield from epub.fetched
