"""One page of HTML → passages, with its notes and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.intake.html import Blocks
from bookbuild.intake.markup import EPUB_TYPE, XML_LANG, Element, Inline, name
from bookbuild.intake.notes import Notes, join
from bookbuild.intake.passages import Passage
from bookbuild.intake.pictures import Pictures

Place = Callable[[Element], Span]


@dataclass
class Page:
    """A page being read. ``files`` are those images may come from, by path."""

    path: str
    root: Element
    notes: Notes
    files: Mapping[str, bytes]
    place: Place
    pictures: Pictures
    diagnostics: list[Diagnostic] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)

    def read(self, lang: str = "") -> tuple[Passage, ...]:
        """The passages of the page's body, then the notes it calls."""
        said = self.root.get("lang") or self.root.get(XML_LANG) or lang
        skipped = self.notes.skipped() | set(filter(is_number, self.root.iter()))
        inline = Inline(said, self._link, self._image, self._note, skipped)
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
        """The picture's path from a chapter's folder, '' when it cannot be had."""
        source = (element.get("src") or "").strip()
        data = self.files.get(join(self.path, source.partition("#")[0]))
        path, found = self.pictures.take(source, data, self.place(element))
        self.diagnostics += found
        return path

    # ------------------------------------------------------------ notes

    def _definitions(self, inline: Inline) -> list[Passage]:
        made = []
        for number, key in enumerate(self.calls, 1):
            element = self.notes.defined[key]
            blocks = Blocks(inline, self.place)
            blocks.read(element)
            parts = [one.markdown for one in blocks.passages]
            bare = re.sub(r"^[.、:：\])）]\s+", "", "\n\n".join(parts))  # what stood behind the number
            text = bare.replace("\n", "\n    ").replace("\n    \n", "\n\n")
            said = " ".join(one.text for one in blocks.passages)
            made.append(Passage(said, f"[^{number}]: {text}", self.place(element), "note"))
        return made


def is_number(element: Element) -> bool:
    """Whether the element only says where a page of the printed book begins."""
    said = (element.get(EPUB_TYPE), element.get("epub:type"), element.get("role"))
    return isinstance(element.tag, str) and any("pagebreak" in (value or "") for value in said)
