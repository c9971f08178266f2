"""One page of HTML → passages, with its notes and pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.intake.html import Blocks
from bookbuild.intake.markup import XML_LANG, Element, Inline, name
from bookbuild.intake.notes import Notes, join
from bookbuild.intake.passages import Passage

Place = Callable[[Element], Span]
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


@dataclass
class Page:
    """A page being read. ``files`` are those images may come from, by path."""

    path: str
    root: Element
    notes: Notes
    files: Mapping[str, bytes]
    place: Place
    prefix: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)

    def read(self, lang: str = "") -> tuple[Passage, ...]:
        """The passages of the page's body, then the notes it calls."""
        said = self.root.get("lang") or self.root.get(XML_LANG) or lang
        inline = Inline(said, self._link, self._image, self._note, self.notes.skipped())
        blocks = Blocks(inline, self.place)
        bodies = [element for element in self.root.iter() if name(element) == "body"]
        blocks.read(bodies[0] if bodies else self.root)
        return (*blocks.passages, *self._definitions(inline))

    # ------------------------------------------------------------ what inlines ask

    def _link(self, element: Element) -> str:
        """A link to the web; those inside the source lead nowhere in the book."""
        href = (element.get("href") or "").strip()
        if not re.match(r"(?:https?://|mailto:)", href) or re.search(r"[\s<>()\\]", href):
            href = re.sub(r"[\s<>()\\]", lambda match: f"%{ord(match[0]):02X}", href)
        return href if re.match(r"(?:https?://|mailto:)", href) else ""

    def _note(self, element: Element) -> str:
        links = [element] if name(element) == "a" else []
        if name(element) == "sup" and len(element) == 1 and not (element.text or "").strip():
            links = [element[0]] if name(element[0]) == "a" and not (element[0].tail or "").strip() else []
        key = self.notes.calls.get(links[0]) if links else None
        if key is None:
            return ""
        if key not in self.calls:
            self.calls.append(key)
        return str(self.calls.index(key) + 1)

    def _image(self, element: Element) -> str:
        """The picture's path from a chapter's folder, '' and I005 when it cannot be had."""
        source = (element.get("src") or "").strip()
        target = join(self.path, source.partition("#")[0])
        data = self.files.get(target)
        reason = (
            "is on the web" if re.match(r"(?:[a-z]+:)?//", source, re.IGNORECASE) else "is not in the source"
        )
        ending = suffix(data) if data else ""
        if data is None or not ending:
            reason = "is in no format a book can hold" if data else reason
            help = "add the file to the book and write ![…](path) where it belongs"
            found = Diagnostic("I005", f"image {source[:120]!r} {reason}", self.place(element), help=help)
            self.diagnostics.append(found)
            return ""
        return self._keep(target, data, ending)

    def _keep(self, target: str, data: bytes, ending: str) -> str:
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", posixpath.splitext(posixpath.basename(target))[0]).strip("-")
        kept, number = f"{self.prefix}{stem or 'image'}.{ending}", 1
        while self.pictures.get(kept, data) != data:
            number += 1
            kept = f"{self.prefix}{stem or 'image'}-{number}.{ending}"
        self.pictures[kept] = data
        return f"/images/{kept}"

    # ------------------------------------------------------------ notes

    def _definitions(self, inline: Inline) -> list[Passage]:
        made = []
        for number, key in enumerate(self.calls, 1):
            element = self.notes.defined[key]
            blocks = Blocks(inline, self.place)
            blocks.read(element)
            parts = [one.markdown for one in blocks.passages]
            text = "\n\n".join(parts).replace("\n", "\n    ").replace("\n    \n", "\n\n")
            said = " ".join(one.text for one in blocks.passages)
            made.append(Passage(said, f"[^{number}]: {text}", self.place(element), "note"))
        return made


def suffix(data: bytes) -> str:
    """The ending of an image's name by what it holds, '' for what is no image."""
    found = next((ending for mark, ending in _PICTURES.items() if data.startswith(mark)), "")
    return found or (
        "svg"
        if re.match(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", data, re.DOTALL)
        else ""
    )
