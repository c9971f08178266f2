"""What can only be judged when more than one block is read: notes, headings, links no one uses, rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from markdown_it.rules_block.table import escapedSplit

from bookbuild.diagnostics import Span
from bookbuild.model import UNTITLED, Block, ChapterMeta, Heading, Note
from bookbuild.source import ruby
from bookbuild.source.markdown import References
from bookbuild.source.report import Report


def notes(found: Iterable[Note], called: Mapping[str, Span], report: Report) -> None:
    """S015 for a note never called, S016 for a label defined twice in one language."""
    seen: dict[tuple[str, str], Note] = {}
    for note in found:
        if note.id not in called:
            report.add("S015", f"note [^{note.id}] is never called", note.span, "call it, or delete it")
        twin = next((seen[key] for key in seen if key[0] == note.id and _same(key[1], note.lang)), None)
        if twin:
            message = f"note [^{note.id}] is defined twice"
            report.add("S016", message, note.span, notes=(f"first on line {twin.span.line}",))
        seen[note.id, note.lang] = note


def _same(one: str, other: str) -> bool:
    return one == other or not one or not other


def headings(blocks: tuple[Block, ...], meta: ChapterMeta, role: str, report: Report) -> None:
    """S027 for an empty chapter, S028 for one that lacks heading and title, S029 for a level left out."""
    whole = Span(report.path)
    if not blocks:
        report.add("S027", "chapter is empty", whole)
        return
    found = [block for block in blocks if isinstance(block, Heading)]
    if not found and not meta.title and role not in UNTITLED:
        report.add("S028", "chapter has no heading", whole, "open it with a line like # 题目 / Title")
    for before, heading in pairwise(found):
        if heading.level > before.level + 1:
            message = f"heading of level {heading.level} follows one of level {before.level}"
            report.add("S029", message, heading.span)


def references(env: Mapping[str, Any], report: Report) -> None:
    """S033 for a link definition no link uses: it may be text that only looks like one."""
    known: References = env["references"]
    unused = [entry for label, entry in known.items() if label not in known.used]
    for entry in (*unused, *env.get("duplicate_refs", ())):
        first, end = entry["map"]
        help = "delete it, or write a backslash before the [ when it is text"
        report.add("S033", "link definition is not used and not printed", report.span(first, end), help)


def cells(report: Report, first: int, end: int, columns: int) -> None:
    """S034: Markdown tables drop the cells beyond their head's columns."""
    for line in range(first + 2, min(end, len(report.lines))):
        source = report.lines[line].strip().lstrip("> ").strip()
        found = escapedSplit(ruby.hidden(source))
        count = len(found) - (not found[0]) - (len(found) > 1 and not found[-1])
        if count > columns:
            message = f"table row has {count} cells and its head {columns}"
            span = report.span(line, line + 1)
            report.add("S034", message, span, "widen the head, or write \\| for a bar in the text")
