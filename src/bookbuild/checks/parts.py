"""What the rules ask of a document's elements, gathered in one walk.

An XPath for each question would go over the whole document again, and a long book asks a dozen of them of
every chapter.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS = frozenset(f"{_HTML}h{level}" for level in range(1, 7))
_SCRIPTS = frozenset({f"{_HTML}script", f"{_SVG}script"})
_LINK = f"{_HTML}a"
_ANCHORS = frozenset({_LINK, f"{_HTML}area"})
_SHEET = f"{_HTML}link"
_SHOWN = frozenset({"src", "poster", "data"})


class Parts:
    """Elements, and values of attributes, of one document, each in the order of the document."""

    def __init__(self, root: etree._Element) -> None:
        self.ids: list[str] = []
        self.named: list[etree._Element] = []
        """The elements the ids belong to."""
        self.saying: list[etree._Element] = []
        """Those that say their language by ``lang``."""
        self.half_saying: list[etree._Element] = []
        """Those of HTML whose ``lang`` and ``xml:lang`` are not the same."""
        self.headings: list[etree._Element] = []
        self.links: list[etree._Element] = []
        self.anchors: list[str] = []
        """What links and areas lead to."""
        self.resources: list[str] = []
        """What is fetched or shown."""
        self.breaks: list[etree._Element] = []
        """Where printed pages begin."""
        self.scripts: list[etree._Element] = []
        """Scripts, and elements with an event handler."""
        for element in root.iter(etree.Element):
            self._take(element, str(element.tag))

    def _take(self, element: etree._Element, tag: str) -> None:
        if tag in _HEADINGS:
            self.headings.append(element)
        elif tag in _SCRIPTS:
            self.scripts.append(element)
        if attributes := cast("dict[str, str]", dict(element.items())):
            self._take_attributes(element, tag, attributes)

    def _take_attributes(self, element: etree._Element, tag: str, attributes: dict[str, str]) -> None:
        lang = attributes.get("lang")
        if lang is not None:
            self.saying.append(element)
        if lang != attributes.get(_XML_LANG) and tag.startswith(_HTML):
            self.half_saying.append(element)
        for name, value in attributes.items():
            if name == "id":
                self.ids.append(value)
                self.named.append(element)
            elif name == "href":
                self._take_address(element, tag, value)
            elif name in _SHOWN:
                self.resources.append(value)
            elif name == _EPUB_TYPE and value == "pagebreak":
                self.breaks.append(element)
            elif name.startswith("on"):
                self.scripts.append(element)

    def _take_address(self, element: etree._Element, tag: str, address: str) -> None:
        if tag in _ANCHORS:
            self.anchors.append(address)
        if tag == _LINK:
            self.links.append(element)
        elif tag == _SHEET:
            self.resources.append(address)
