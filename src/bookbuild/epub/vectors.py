"""An SVG image made for the screen: it scales, and says nothing but its drawing.

What runs or fetches is not taken out in silence: ``checks/drawings.py`` finds it in the finished EPUB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
# Namespaces a reader acts on; in those of drawing programs it does nothing.
LIVE = frozenset(
    {
        "",
        SVG,
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/2001/xml-events",
    }
)
_ATTRIBUTES = LIVE | {"http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.I)
# CSS pixels (CSS Values 4 §6.2).
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def tidied(data: bytes) -> bytes:
    """The SVG *data* with a ``viewBox``, without comments and what drawing programs note, paths among it.

    What is no XML, or has entities of its own, stays as it is.
    """
    if b"<!ENTITY" in data:
        return data
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return data
    _strip(root)
    _scale(root)
    etree.cleanup_namespaces(root)
    return b"\n".join([b'<?xml version="1.0" encoding="UTF-8"?>', *map(_written, _around(root))])


def _around(root: etree._Element) -> Iterator[etree._Element]:
    """*root* and the processing instructions beside it."""
    for node in (*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()):
        if not isinstance(node, etree._Comment):
            yield node


def _written(node: etree._Element) -> bytes:
    return etree.tostring(node, encoding="UTF-8", xml_declaration=False, with_tail=False)


def _strip(root: etree._Element) -> None:
    etree.strip_elements(root, etree.Comment, f"{{{SVG}}}metadata", with_tail=False)
    spaces = {etree.QName(element).namespace or "" for element in root.iter(etree.Element)}
    for space in spaces - LIVE:
        etree.strip_elements(root, f"{{{space}}}*", with_tail=False)
    for element in root.iter(etree.Element):
        for name in element.attrib:
            if (etree.QName(name).namespace or "") not in _ATTRIBUTES:
                del element.attrib[name]


def _scale(root: etree._Element) -> None:
    """Say the drawing's extent where only its size is said, so that it scales with that (SVG 2 §8.6)."""
    sizes = [_pixels(str(root.get(name) or "")) for name in ("width", "height")]
    if root.get("viewBox") is None and all(sizes):
        root.set("viewBox", "0 0 " + " ".join(f"{size:.6g}" for size in sizes))


def _pixels(length: str) -> float:
    """A length in CSS pixels, 0 for one that depends on what is around it."""
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _UNITS[(match[2] or "").lower()] if match else 0.0
