"""What EPUBCheck and Ace let pass, and readers or libraries trip over. A rule is a function with a code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.checks import naming, weight
from bookbuild.checks.readback import Epub, Path, target
from bookbuild.checks.styles import forced_colours
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.typography.readings import HAN_CHARACTER
from bookbuild.typography.scripts import HAN, script

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_REFINED = Path("//opf:meta[@property = 'alternate-script']")
_PAGE_LIST = Path("//h:nav[@epub:type = 'page-list']//h:a")
_TARGETS = Path("/ncx:ncx/ncx:pageList/ncx:pageTarget")
_LANGUAGES = Path("opf:metadata/dc:language")
_HEADLESS = Path("//h:table[not(.//h:th)]")
_PICTURES = Path(".//h:img/@alt | .//svg:svg/@aria-label")
_SHOWN_BY_ITSELF = frozenset({"application/xhtml+xml", "application/x-dtbncx+xml"})
_KEPT = frozenset({"head", "code", "pre", "kbd", "samp", "rt"})  # a page's title cannot say two languages
_WORDS = re.compile(r"[A-Za-z]{2,}")
_SENTENCE = 5  # words; fewer may be a name
_WITH_HAN = frozenset({"ja", "ko", "vi", "zxx"})


def headings(epub: Epub) -> Iterator[Diagnostic]:
    """E040: a page opens with its title, and no level of heading is left out (WCAG 1.3.1)."""
    for name, parts in epub.page_parts.items():
        above = 0
        for head in parts.headings:
            level = int(str(head.tag)[-1])
            if level > above + 1:
                before = f"an h{above}" if above else "any h1"
                message = f"{name} has an h{level} right after {before}"
                yield Diagnostic("E040", message, epub.place(name, head))
            above = level


def languages_of_text(epub: Epub) -> Iterator[Diagnostic]:
    """E041: no Chinese where another language is said: a voice would spell it out (WCAG 3.1.2)."""
    for name, parts in epub.page_parts.items():
        for element in parts.saying:
            lang = str(element.get("lang"))
            if _without_han(lang) and _has_han("".join(map(str, element.itertext()))):
                for text in _own(element):
                    if HAN_CHARACTER.search(text):
                        said = " ".join(text.split())[:20]
                        yield Diagnostic("E041", f"{name} calls “{said}” {lang}", epub.place(name, element))


def _has_han(text: str) -> bool:
    return not text.isascii() and bool(HAN_CHARACTER.search(text))


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
    asked = {target(name, path) for name, parts in epub.page_parts.items() for path in parts.resources}
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
        for name, parts in epub.page_parts.items()
        for mark in parts.breaks
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
        if b"page-list" in epub.files[name]
        for link in _PAGE_LIST.elements(root)
    ]


def _targets_of(epub: Epub) -> list[tuple[str, str]]:
    """The pages that the NCX lists."""
    return [
        (_absolute(name, str(point[-1].get("src"))), "".join(map(str, point[0].itertext())))
        for name, root in epub.pages.items()
        if b"pageList" in epub.files[name]
        for point in _TARGETS.elements(root)
    ]


def _absolute(name: str, address: str) -> str:
    path, _, id = address.partition("#")
    return f"{target(name, path)}#{id}"


def names_of_links(epub: Epub) -> Iterator[Diagnostic]:
    """E046: a link says where it leads: by its text, its label, or what its picture shows (WCAG 2.4.4)."""
    for name, parts in epub.page_parts.items():
        for link in parts.links:
            said = "".join(map(str, link.itertext())) + str(link.get("aria-label") or "")
            if not re.search(r"\S", said + "".join(_PICTURES.strings(link))):
                message = f"the link to {link.get('href')} in {name} has no name"
                yield Diagnostic("E046", message, epub.place(name, link))


def no_chinese(epub: Epub) -> Iterator[Diagnostic]:
    """E062: no running English where Chinese is said: a voice would not know how to say it (WCAG 3.1.2)."""
    for name, parts in epub.page_parts.items():
        for element in parts.saying:
            if script(str(element.get("lang"))) == HAN:
                for text in _own(element):
                    if not HAN_CHARACTER.search(text) and len(_WORDS.findall(text)) >= _SENTENCE:
                        said = " ".join(text.split())[:40]
                        message = f"{name} calls “{said}” {element.get('lang')}"
                        yield Diagnostic("E062", message, epub.place(name, element))


def languages_of_pages(epub: Epub) -> Iterator[Diagnostic]:
    """E063: a page says its language, and it is one the package document names (EPUB 3.3 §5.5.3)."""
    package = epub.package[1]
    named = [] if package is None else [str(one.text) for one in _LANGUAGES.elements(package)]
    for name, root in epub.pages.items():
        lang = root.get(_XML_LANG)
        if lang not in named:
            message = f"{name} is in {lang or 'no language'}, the book in {', '.join(named) or 'none'}"
            yield Diagnostic("E063", message, epub.place(name))


def table_heads(epub: Epub) -> Iterator[Diagnostic]:
    """E064: a table says what its columns or rows hold (WCAG 1.3.1)."""
    for name, root in epub.pages.items():
        if b"table" not in epub.files[name]:
            continue
        for table in _HEADLESS.elements(root):
            message = f"a table of {name} has no heading in any column or row"
            yield Diagnostic("E064", message, epub.place(name, table))


LINT = (
    headings,
    languages_of_text,
    alternates,
    orphans,
    colours,
    page_list,
    names_of_links,
    no_chinese,
    languages_of_pages,
    table_heads,
    *naming.RULES,
    *weight.RULES,
)
