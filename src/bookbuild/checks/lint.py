"""What EPUBCheck and Ace let pass, and readers or libraries trip over. A rule is a function with a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from bookbuild.checks.readback import Epub, Path, target
from bookbuild.checks.styles import forced_colours
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.typography.readings import HAN_CHARACTER
from bookbuild.typography.scripts import HAN, script

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = Path("//*[self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6]")
_SAYING = Path("//*[@lang]")
_REFINED = Path("//opf:meta[@property = 'alternate-script']")
_PAGE_LIST = Path("//h:nav[@epub:type = 'page-list']//h:a")
_TARGETS = Path("/ncx:ncx/ncx:pageList/ncx:pageTarget")
_BREAKS = Path("//*[@epub:type = 'pagebreak']")
_LINKS = Path("//h:a[@href]")
_PICTURES = Path(".//h:img/@alt | .//svg:svg/@aria-label")
_SHOWN_BY_ITSELF = frozenset({"application/xhtml+xml", "application/x-dtbncx+xml"})
_KEPT = frozenset({"head", "code", "pre", "kbd", "samp", "rt"})  # a page's title cannot say two languages
_WITH_HAN = frozenset({"ja", "ko", "vi"})


def headings(epub: Epub) -> Iterator[Diagnostic]:
    """E040: a page opens with its title, and no level of heading is left out (WCAG 1.3.1)."""
    for name, root in epub.pages.items():
        levels = [0, *(int(etree.QName(head).localname[1]) for head in _HEADINGS.elements(root))]
        for above, level in pairwise(levels):
            if level > above + 1:
                before = f"an h{above}" if above else "any h1"
                yield Diagnostic("E040", f"{name} has an h{level} right after {before}", epub.place(name))


def languages_of_text(epub: Epub) -> Iterator[Diagnostic]:
    """E041: no Chinese where another language is said: a voice would spell it out (WCAG 3.1.2)."""
    for name, root in epub.pages.items():
        for element in _SAYING.elements(root):
            lang = str(element.get("lang"))
            if _without_han(lang) and HAN_CHARACTER.search("".join(map(str, element.itertext()))):
                for text in _own(element):
                    if HAN_CHARACTER.search(text):
                        said = " ".join(text.split())[:20]
                        yield Diagnostic("E041", f"{name} calls “{said}” {lang}", epub.place(name))


def _without_han(lang: str) -> bool:
    return script(lang) != HAN and lang.split("-")[0] not in _WITH_HAN


def _own(element: etree._Element) -> Iterator[str]:
    """The text in *element* that no element inside it says another language of, code apart."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not child.get("lang") and etree.QName(child).localname not in _KEPT:
            yield from _own(child)
        yield child.tail or ""


def alternates(epub: Epub) -> Iterator[Diagnostic]:
    """E042: another form of a name says its language, and that is not the first form's (EPUB 3.3 §D.3.1)."""
    root = epub.package[1]
    if root is None:
        return
    refined = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    for meta in _REFINED.elements(root):
        first = refined.get(str(meta.get("refines"))[1:])
        lang = meta.get(_XML_LANG)
        if first is None or not lang or lang == first.get(_XML_LANG):
            message = f"“{meta.text}” is called another script of a name in {lang or 'no language'}"
            yield Diagnostic("E042", message, epub.edition.span)


def orphans(epub: Epub) -> Iterator[Diagnostic]:
    """E043: every file of the archive is shown by a page or asked for by a stylesheet."""
    asked = {target(name, address) for name, found in epub.resources.items() for address in found}
    asked |= {target(name, found) for name, found, _ in epub.fetched}
    for name, kind in epub.manifest.values():
        if kind not in _SHOWN_BY_ITSELF and name not in asked:
            yield Diagnostic("E043", f"nothing in the book shows {name}", epub.edition.span)


def colours(epub: Epub) -> Iterator[Diagnostic]:
    """E044: running text keeps the reader's colours, night mode among them."""
    for name, kind in epub.manifest.values():
        if kind == "text/css" and name.endswith("/author.css"):
            for found in forced_colours(epub.files[name].decode(errors="replace")):
                message = f"{found.text} is set for running text"
                help = "leave it to the reader; or set it for a class of your own, with a background beside it"
                yield Diagnostic("E044", message, Span("styles/epub.css", found.line, found.column), help=help)


def page_list(epub: Epub) -> Iterator[Diagnostic]:
    """E045: each list of pages names every page break there is, in reading order (EPUB 3.3 §7.4.3)."""
    breaks = [
        (f"{name}#{mark.get('id')}", str(mark.get("aria-label")))
        for name, root in epub.pages.items()
        for mark in _BREAKS.elements(root)
    ]
    for listed in (_links_of(epub), _targets_of(epub)):
        if listed != breaks:
            pairs = zip(listed, breaks, strict=False)
            first = next((f"{one[0]} ({one[1]})" for one, other in pairs if one != other), "its end")
            message = f"the list of pages differs from the text at {first}"
            yield Diagnostic("E045", message, epub.edition.span)


def _links_of(epub: Epub) -> list[tuple[str, str]]:
    """The pages that the navigation document lists."""
    return [
        (_absolute(name, str(link.get("href"))), "".join(map(str, link.itertext())))
        for name, root in epub.pages.items()
        for link in _PAGE_LIST.elements(root)
    ]


def _targets_of(epub: Epub) -> list[tuple[str, str]]:
    """The pages that the NCX lists."""
    return [
        (_absolute(name, str(point[-1].get("src"))), "".join(map(str, point[0].itertext())))
        for name, root in epub.pages.items()
        for point in _TARGETS.elements(root)
    ]


def _absolute(name: str, address: str) -> str:
    path, _, id = address.partition("#")
    return f"{target(name, path)}#{id}"


def names_of_links(epub: Epub) -> Iterator[Diagnostic]:
    """E046: a link says where it leads: by its text, its label, or what its picture shows (WCAG 2.4.4)."""
    for name, root in epub.pages.items():
        for link in _LINKS.elements(root):
            said = "".join(map(str, link.itertext())) + str(link.get("aria-label") or "")
            if not re.search(r"\S", said + "".join(_PICTURES.strings(link))):
                yield Diagnostic(
                    "E046", f"the link to {link.get('href')} in {name} has no name", epub.place(name)
                )


LINT = (headings, languages_of_text, alternates, orphans, colours, page_list, names_of_links)
