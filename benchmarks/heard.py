"""What is doubted in a PDF that is read aloud and is the author's own: proven by the sources, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pymupdf

_FENCED = re.compile(r"^ *(`{3,}|~{3,})[^\n]*\n(.*?)^ *\1", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_LEADS = re.compile(r"\]\([^)\s]*|<https?:[^>\s]*>|^ *\[[^\]]*\]: *\S+", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|[\w.+-]+@)[!-~]+")
_FEWEST = 4  # letters of a line that tell it from others


class Finding(Protocol):
    """outloud's: a box is {page, x0, y0, x1, y1}; pages count from 1, points from the foot of the page."""

    rule: str
    boxes: list[dict[str, float]]


@dataclass(frozen=True)
class Sources:
    """What stands in the chapters of a book; headings and lines of code without white space."""

    headings: str
    code: tuple[str, ...]
    unlinked: str  # all but where links lead

    @classmethod
    def of(cls, root: Path) -> Sources:
        text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md")))
        code = "\n".join(found[2] for found in _FENCED.finditer(text))
        headings = "\n".join(_ink(line) for line in _HEADING.findall(text))
        return cls(headings, tuple(map(_ink, code.splitlines())), _LEADS.sub("", text))


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
    return all(_ink(line) in sources.headings for line in text.splitlines())


def _code(text: str, sources: Sources) -> bool:
    line = _ink(text)
    return len(line) >= _FEWEST and any(told.startswith(line) for told in sources.code)


def _unlinked(text: str, sources: Sources) -> bool:
    found = _ADDRESS.findall(text)
    return bool(found) and all(address.rstrip(".,;:)") in sources.unlinked for address in found)


def _never(_text: str, _sources: Sources) -> bool:
    return False


def _ink(text: str) -> str:
    return "".join(text.split())


_OWN: dict[str, tuple[str, Callable[[str, Sources], bool]]] = {
    "HDG-010": ("a heading that greets is what the author wrote", _heading),
    "LNK-010": ("an address the author wrote, in code or without a link", _unlinked),
    "PAG-001": ("listings that begin alike, at the head of pages by chance", _code),
}
