"""What is doubted in a PDF that is read aloud and is the author's own: proven by the sources, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pymupdf

_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_MARKUP = re.compile(r"<[^>]+>|[*_]")
_LEADS = re.compile(r"\]\([^)\s]*|<https?:[^>\s]*>|^ *\[[^\]]*\]: *\S+", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|[\w.+-]+@)[!-~]+")
_FEWEST = 4  # letters of a line that tell it from others


class Finding(Protocol):
    """outloud's: a box is {page, x0, y0, x1, y1}; pages count from 1, points from the foot of the page."""

    rule: str
    boxes: list[dict[str, float]]


@dataclass(frozen=True)
class Sources:
    """What stands in the chapters of a book, without white space."""

    headings: str
    lines: tuple[str, ...]  # all others
    unlinked: str  # all but where links lead

    @classmethod
    def of(cls, root: Path) -> Sources:
        text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md")))
        headings = "\n".join(map(_ink, _HEADING.findall(text)))
        lines = map(_plain, _HEADING.sub("", text).splitlines())
        return cls(headings, tuple(filter(None, lines)), _ink(_LEADS.sub("", text)))


def own(finding: Finding, pdf: Path, sources: Sources) -> str:
    """Why *finding* is the author's own; '' where that is not proven of every place it names."""
    reason, proves = _OWN.get(finding.rule, ("", _never))
    with pymupdf.open(pdf) as document:
        texts = [_text(document, box) for box in finding.boxes]
    return reason if texts and all(proves(text, sources) for text in texts) else ""


def _text(document: pymupdf.Document, box: dict[str, float]) -> str:
    page = document[int(box["page"]) - 1]
    height = page.rect.height
    area = pymupdf.Rect(box["x0"] - 1, height - box["y1"] - 1, box["x1"] + 1, height - box["y0"] + 1)
    return str(page.get_textbox(area))


def _heading(text: str, sources: Sources) -> bool:
    """Each line of it, for one box may hold both languages."""
    return bool(text.strip()) and all(_ink(line) in sources.headings for line in text.splitlines())


def _lines(text: str, sources: Sources) -> bool:
    """Each line of it begins one of the author's; heads of pages are made of titles."""
    found = list(filter(None, map(_plain, text.splitlines())))
    return bool(found) and all(
        len(line) >= _FEWEST and any(told.startswith(line) for told in sources.lines) for line in found
    )


def _unlinked(text: str, sources: Sources) -> bool:
    found = _ADDRESS.findall(text)
    return bool(found) and all(address.rstrip(".,;:)") in sources.unlinked for address in found)


def _never(_text: str, _sources: Sources) -> bool:
    return False


def _plain(text: str) -> str:
    return _ink(_MARKUP.sub("", text))


def _ink(text: str) -> str:
    return "".join(text.split())


_OWN: dict[str, tuple[str, Callable[[str, Sources], bool]]] = {
    "HDG-010": ("a heading that greets is what the author wrote", _heading),
    "LNK-010": ("an address the author wrote, in code or without a link", _unlinked),
    "PAG-001": ("lines that begin alike, at the head of pages by chance", _lines),
}
