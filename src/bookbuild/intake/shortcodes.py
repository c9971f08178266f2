"""Hugo's shortcodes: boxes become containers, words their text; the rest stays and is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.diagnostics import Span
from bookbuild.intake.blocks import Block
from bookbuild.intake.passages import Decision, Group, quoted

_TAG = re.compile(r"\{\{[<%]\s*(?P<end>/)?\s*(?P<name>[\w-]+)(?P<rest>(?:(?!\{\{).)*?)/?\s*[>%]\}\}")
_BOXES = frozenset({"note", "warning", "caution", "alert", "tip", "info", "important", "details", "callout"})
_TEXT = re.compile(r'text="([^"]*)"')
_WORD = re.compile(r'\s*"([^"]*)"\s*')
_SHOWN = frozenset({"heading", "glossary_definition"})


def clean(found: list[Block], name: str, told: list[Decision]) -> Iterator[Block]:
    """The blocks with shortcodes replaced; a line that opens or closes a box is a block of its own."""
    for block in found:
        if "{{" not in block.text or (block.kind == "other" and block.text.lstrip()[:3] in ("```", "~~~")):
            yield block
            continue
        yield from _cleaned(block, name, told)


def _cleaned(block: Block, name: str, told: list[Decision]) -> Iterator[Block]:
    lines: list[str] = []
    first = block.line
    for number, line in enumerate(block.text.split("\n"), block.line):
        match = _TAG.fullmatch(line.strip())
        if match and match["name"].lower() in _BOXES:
            if lines:
                yield replace(block, text="\n".join(lines), line=first)
            fence = ":::" if match["end"] else f"::: {match['name'].lower()}"
            told.append(_told(name, number, match[0], f"set as {quoted(fence)}"))
            yield Block(fence, number, "other")
            lines, first = [], number + 1
        else:
            lines.append(_TAG.sub(lambda match: _inline(match, name, number, told), line))  # noqa: B023
    if lines:
        yield replace(block, text="\n".join(lines), line=first)


def _inline(match: re.Match[str], name: str, number: int, told: list[Decision]) -> str:
    said = _TEXT.search(match["rest"])
    said = said or (_WORD.fullmatch(match["rest"]) if match["name"] in _SHOWN else None)
    what = f"set as {quoted(said[1])}" if said else "kept as it stands"
    told.append(_told(name, number, match[0], what, "structure" if said else "kept"))
    return said[1] if said else match[0]


def _told(name: str, number: int, tag: str, what: str, group: Group = "structure") -> Decision:
    return Decision(group, Span(name, number), f"shortcode {quoted(tag)} {what}")
