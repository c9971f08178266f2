"""Where the elements of a file stand, line by line: what pairing reports, and what prints nothing too."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.model import Place, PlaceKind
from bookbuild.source.report import Report

_KINDS: dict[str, PlaceKind] = {
    "heading_open": "heading", "paragraph_open": "paragraph", "dt_open": "paragraph", "list_item_open": "item",
    "fence": "code", "code_block": "code", "table_open": "table", "hr": "rule",
    "footnote_reference_open": "note",
}  # fmt: skip


class Places:
    """Collects the places of one file; of elements that begin on one line the outermost is kept."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found: dict[int, Place] = {}

    def add(self, tokens: Sequence[Token], first: int, end: int) -> None:
        """The place of the element *tokens* are of, on lines *first* to before *end* (from 0)."""
        token = tokens[0]
        kind = _KINDS.get(token.type)
        text = ""
        if token.type == "html_block":
            text = token.content.strip()
            kind = "comment" if text.startswith("<!--") and text.find("-->") in (-1, len(text) - 3) else "html"
        elif kind == "paragraph" and len(tokens) > 1 and _is_image(tokens[1]):
            kind = "image"
        if kind:
            self._found.setdefault(first, Place(kind, self._report.span(first, end), text))

    def in_order(self) -> tuple[Place, ...]:
        """All places, from the first line to the last."""
        return tuple(self._found[line] for line in sorted(self._found))


def _is_image(inline: Token) -> bool:
    return [child.type for child in inline.children or ()] == ["image"]
