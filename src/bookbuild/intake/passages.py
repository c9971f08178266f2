"""What every reader of a source gives: passages in order, each with its place, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bookbuild.diagnostics import Diagnostics, Span

Kind = Literal["text", "heading", "verse", "speech", "rule", "block", "note"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a source.

    ``text`` is what it says, for rules to look at; ``markdown`` how it is written in a chapter. A
    ``block`` (code, list, table, image) is nobody's sentence; a ``note`` is the definition of a footnote.
    ``level`` is a heading's, 0 when the source only looks as if it were one.
    """

    text: str
    markdown: str
    span: Span
    kind: Kind = "text"
    level: int = 0


Group = Literal["reading", "chapters", "front matter", "dropped", "kept", "structure", "order"]
GROUPS: Mapping[Group, str] = {
    "reading": "How the sources were read",
    "chapters": "Chapters found",
    "front matter": "Moved to the front matter",
    "dropped": "Dropped",
    "kept": "Kept as they are",
    "structure": "Headings, verse and speech",
    "order": "Order and volumes",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the import decided for the author, and where, so that it can be undone."""

    group: Group
    span: Span
    text: str

    def __str__(self) -> str:
        return f"{self.span}: {self.text}"


Decisions = tuple[Decision, ...]


def quoted(text: str, limit: int = 60) -> str:
    """*text* on one line, in quotes, cut after *limit* characters."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= limit else line[:limit].rstrip() + '…'}”"


@dataclass(frozen=True, slots=True)
class Part:
    """A source read, or a chapter of one that says where its chapters begin (``whole``).

    ``raw``: it has no markup, so that headings and speech must be told by their looks.
    ``matter`` is the source's own front matter, entries of YAML as they stood; ``shelf`` the titles of
    what encloses the chapter, outermost first.
    """

    name: str
    passages: tuple[Passage, ...]
    whole: bool = False
    raw: bool = False
    lang: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    matter: tuple[tuple[str, str], ...] = ()
    shelf: tuple[str, ...] = ()
    zone: Literal["", "front", "back"] = ""
    decisions: Decisions = ()
    diagnostics: Diagnostics = ()
