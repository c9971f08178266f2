"""SVG images hold drawings: what is not on these lists could run, fetch or hide something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.checks.styles import addresses
from bookbuild.epub.vectors import LIVE, SVG

_ELEMENTS = frozenset(  # SVG 2, without what runs, frames or plays
    {
        "a", "animate", "animateMotion", "animateTransform", "circle", "clipPath", "defs", "desc",
        "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix",
        "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA",
        "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode",
        "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
        "feTurbulence", "filter", "g", "image", "line", "linearGradient", "marker", "mask", "metadata",
        "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set", "stop",
        "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
    }
)  # fmt: skip
_LINK = re.compile(r"#|https?://|mailto:", re.I)
_HELD = re.compile(r"#|data:(?:image/(?:png|jpeg|gif|webp)|font/|application/(?:x-)?font)", re.I)
_MAY_FETCH = re.compile(r"url|src|image|\\", re.I)


def faults(root: etree._Element) -> Iterator[str]:
    """What *root*, an SVG document, holds beside a drawing."""
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        if isinstance(node, etree._ProcessingInstruction):
            yield "holds a processing instruction"
        elif isinstance(node, etree._Entity):
            yield f"holds the entity {node.name}"
        elif not isinstance(node, etree._Comment):
            yield from _element(node)


def _element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element)
    space = name.namespace or ""
    if space in LIVE and (space != SVG or name.localname not in _ELEMENTS):
        yield f"holds <{name.localname}>"
        return
    for key, value in element.attrib.items():
        yield from _attribute(name.localname, etree.QName(key).localname, str(value))
    if name.localname == "style":
        yield from _fetched("".join(map(str, element.itertext())))


def _attribute(element: str, name: str, value: str) -> Iterator[str]:
    address = "".join(value.split())
    if name.lower().startswith("on") or name == "base":
        yield f"holds the attribute {name}"
    elif name == "href" and not (_LINK if element == "a" else _HELD).match(address):
        yield f"{'links to' if element == 'a' else 'fetches'} {value}"
    elif name == "attributeName" and address.lower().endswith("href"):
        yield f"holds a changing {value}"
    elif _MAY_FETCH.search(value) and name != "href":
        yield from _fetched(value)


def _fetched(css: str) -> Iterator[str]:
    return (f"fetches {found.text}" for found in addresses(css) if not _HELD.match(found.text))
