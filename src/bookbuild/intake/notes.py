"""Footnotes of HTML: calls, definitions and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from bookbuild.intake.markup import EPUB_TYPE, Element, characters, name

_CALL = re.compile(r"[\[(（【]?(?:\d{1,4}|[*†‡§①-⓿]|[ivxlc]{1,6})[\])）】]?")
_BACK = re.compile(r"[↩↑⤴⏎^\ufe0e\ufe0f\s]*|return|back|返回", re.IGNORECASE)
_HOLDERS = frozenset({"li", "aside", "p", "div", "dd", "section"})
Key = tuple[str, str]


class Notes:
    """The notes of a source of one or more pages.

    ``defined``: definitions by (page, id). A link is a call when it says so or looks so, and its target
    is a block.
    """

    def __init__(self, pages: Mapping[str, Element]) -> None:
        self._ids = {(page, said): element for page, root in pages.items() for said, element in _ids(root)}
        self.calls: dict[Element, Key] = {}
        self.defined: dict[Key, Element] = {}
        inside: set[Element] = set()  # a link in a note that was called already leads back
        for page, root in pages.items():
            for link in root.iter("{*}a"):
                if (key := self._called(page, link)) and not inside.intersection(link.iterancestors()):
                    self.calls[link] = key
                    self.defined[key] = self._holder(key)
                    inside.add(self.defined[key])
        self.calls = {
            link: key for link, key in self.calls.items() if not inside.intersection(link.iterancestors())
        }
        self.defined = {key: self.defined[key] for key in dict.fromkeys(self.calls.values())}

    def skipped(self) -> set[Element]:
        """What is no text where it stands: definitions, and links back from them."""
        definitions = set(self.defined.values())
        return definitions | {link for element in definitions for link in element.iter() if _leads_back(link)}

    def _holder(self, key: Key) -> Element:
        """The block that is the note: the target, or what it marks."""
        element = self._ids[key]
        around = [element, *element.iterancestors()]
        return next((one for one in around if name(one) in _HOLDERS), element)

    def _called(self, page: str, link: Element) -> Key | None:
        href = link.get("href") or ""
        path, sign, said = href.partition("#")
        key = (join(page, path), said)
        if not sign or key not in self._ids or ":" in path:
            return None
        if _says(link, "noteref") or (_looks(link) and self._returns(key, page, link)):
            return key if name(self._holder(key)) in _HOLDERS else None
        return None

    def _returns(self, key: Key, page: str, link: Element) -> bool:
        """Whether the target links back to where the call stands."""
        own = {_id(element) for element in (link, *link.iterancestors(), *link.iter())} - {""}
        links = (other.get("href") or "" for other in self._holder(key).iter() if name(other) == "a")
        return any(href.partition("#")[2] in own for href in links)


def _ids(root: Element) -> Iterator[tuple[str, Element]]:
    for element in root.iter():
        if said := _id(element):
            yield said, element


def _id(element: Element) -> str:
    """What links call the element by: in older pages, an anchor's name."""
    return element.get("id") or (element.get("name") if name(element) == "a" else "") or ""


def join(page: str, path: str) -> str:
    """The path a link from *page* leads to, without leaving the source."""
    if not path:
        return page
    parts: list[str] = page.split("/")[:-1]
    for part in unquote(path).split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _says(link: Element, word: str) -> bool:
    said = (link.get(EPUB_TYPE), link.get("epub:type"), link.get("role"), link.get("class"))
    return any(word in (value or "") for value in said)


def _looks(link: Element) -> bool:
    return bool(_CALL.fullmatch(characters(link).strip()))


def _leads_back(link: Element) -> bool:
    if name(link) != "a" or "#" not in (link.get("href") or ""):
        return False
    text = characters(link).strip()
    return _says(link, "back") or bool(_BACK.fullmatch(text)) or bool(_CALL.fullmatch(text))
