"""An EPUB's package: what is in it, in which order, under which titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.intake import trees
from bookbuild.intake.html import plain
from bookbuild.intake.markup import EPUB_TYPE, Element, name
from bookbuild.intake.notes import join


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: where it leads, and the titles above it."""

    path: str
    anchor: str
    title: str
    above: tuple[str, ...]
    parent: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """``spine``: the pages in reading order, whether the archive holds them or not."""

    spine: tuple[str, ...]
    contents: tuple[Entry, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    nav: str = ""


def read(files: Mapping[str, bytes]) -> Package:
    """The package. trees.Broken or trees.Unsafe when it cannot be read."""
    if "META-INF/container.xml" not in files:
        raise trees.Broken("it has no META-INF/container.xml")
    found = [one.get("full-path") or "" for one in _all(trees.xml(files["META-INF/container.xml"]), "rootfile")]
    if not found or found[0] not in files:
        raise trees.Broken("its package document is missing")
    root = trees.xml(files[found[0]])
    items = {one.get("id"): one for one in _all(root, "item")}
    path = {key: join(found[0], item.get("href") or "") for key, item in items.items()}
    refs = _all(root, "itemref")
    spine = tuple(path[ref.get("idref")] for ref in refs if ref.get("idref") in path)
    nav = next(
        (path[key] for key, item in items.items() if "nav" in (item.get("properties") or "").split()), ""
    )
    ncx = next(
        (path[key] for key, item in items.items() if (item.get("media-type") or "").endswith("dtbncx+xml")), ""
    )
    contents = _nav(files, nav) or _ncx(files, ncx)
    return Package(
        spine,
        contents,
        _first(root, "title"),
        tuple(filter(None, (plain(one) for one in _all(root, "creator")))),
        _first(root, "language"),
        nav,
    )


def _all(root: Element, tag: str) -> list[Element]:
    return [element for element in root.iter() if name(element) == tag]


def _first(root: Element, tag: str) -> str:
    return next((plain(element) for element in _all(root, tag)), "")


def _nav(files: Mapping[str, bytes], path: str) -> tuple[Entry, ...]:
    if path not in files:
        return ()
    for nav in _all(trees.page(files[path]), "nav"):
        if "toc" in (nav.get(EPUB_TYPE) or nav.get("epub:type") or "").split():
            lists = [child for child in nav if name(child) == "ol"]
            return tuple(_items(lists[0], path, ())) if lists else ()
    return ()


def _items(element: Element, page: str, above: tuple[str, ...]) -> Iterator[Entry]:
    for item in element:
        labels = [child for child in item if name(child) in ("a", "span")]
        inner = [child for child in item if name(child) == "ol"]
        title = " ".join(plain(labels[0]).split()) if labels else ""
        if labels:
            yield _entry(page, labels[0].get("href") or "", title, above, bool(inner))
        for one in inner:
            yield from _items(one, page, (*above, title))


def _ncx(files: Mapping[str, bytes], path: str) -> tuple[Entry, ...]:
    if path not in files:
        return ()
    maps = _all(trees.xml(files[path]), "navmap")
    return tuple(_points(maps[0], path, ())) if maps else ()


def _points(element: Element, page: str, above: tuple[str, ...]) -> Iterator[Entry]:
    for point in element:
        if name(point) != "navpoint":
            continue
        title = next((" ".join(plain(child).split()) for child in point if name(child) == "navlabel"), "")
        source = next((child.get("src") or "" for child in point if name(child) == "content"), "")
        inner = any(name(child) == "navpoint" for child in point)
        yield _entry(page, source, title, above, inner)
        yield from _points(point, page, (*above, title))


def _entry(page: str, href: str, title: str, above: tuple[str, ...], parent: bool) -> Entry:
    path, _, anchor = href.partition("#")
    return Entry(join(page, path) if path else "", anchor, title, above, parent)
