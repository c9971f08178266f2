"""The sure faults of a file mended in its own bytes: nothing else in it changes, and the book stays the same.

Findings are places in a galley. An edit is made only where the file has those very characters side by side;
markup, escapes and line ends are never touched. Mending goes on until nothing is left to mend, so that doing
it twice changes nothing; a file whose blocks would then be others is refused (T042).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from bookbuild import source
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.editorial.proofs import Fault, Proof, ProofReader
from bookbuild.editorial.value import Edit
from bookbuild.model import Clip, Document, Galley, Image, Text
from bookbuild.rewrite.desk import Overlay
from bookbuild.world import World

ROUNDS = 8
_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its faults mended: how many of each code; ``before`` is what it held."""

    path: str
    before: bytes
    after: bytes
    counts: tuple[tuple[str, int], ...]


def mend(
    world: World, proofs: Sequence[Proof], languages: tuple[str, ...], spacing: str
) -> tuple[tuple[Mended, ...], Diagnostics]:
    """The files that change, and T042 for each that cannot be mended."""
    desk = _Desk(Overlay(world, {}), languages)
    sheets = [_Sheet(proof, world.read(proof.document.path)) for proof in proofs]
    for _ in range(ROUNDS):
        reader = ProofReader.of([sheet.proof for sheet in sheets], spacing)
        if not sum(desk.mend(sheet, reader) for sheet in sheets):
            break
    mended = (sheet.mended(world) for sheet in sheets if not sheet.refused)
    refused = (
        Diagnostic("T042", sheet.refused, Span(sheet.proof.document.path), help="mend what is reported by hand")
        for sheet in sheets
        if sheet.refused
    )
    return tuple(one for one in mended if one.after != one.before), tuple(refused)


@dataclass(slots=True)
class _Sheet:
    """A file under way; ``refused`` says why it is left as it was."""

    proof: Proof
    data: bytes
    counts: Counter[str] = field(default_factory=Counter)
    refused: str = ""

    def mended(self, world: World) -> Mended:
        path = self.proof.document.path
        return Mended(path, world.read(path), self.data, tuple(sorted(self.counts.items())))


@dataclass(slots=True)
class _Desk:
    world: Overlay
    languages: tuple[str, ...]

    def mend(self, sheet: _Sheet, reader: ProofReader) -> bool:
        """Mend one file as the habits of the book are now, until nothing is left; whether anything was."""
        changed = False
        for _ in range(0 if sheet.refused else ROUNDS):
            data, done = edited(sheet.data, list(reader.faults(sheet.proof)))
            if not done:
                return changed
            document = self._read(sheet.proof, data)
            if document is None or shape(document) != shape(sheet.proof.document):
                sheet.refused = "left as it is: mending would change its structure"
                return False
            changed = True
            sheet.counts.update(done)
            sheet.proof, sheet.data = replace(sheet.proof, document=document), data
        sheet.refused = sheet.refused or "left as it is: mending finds no end"
        return False

    def _read(self, proof: Proof, data: bytes) -> Document | None:
        path = proof.document.path
        self.world.put(path, data)
        return source.read(self.world, path, self.languages, proof.lang, traced=True)[0]


# ---------------------------------------------------------------- bytes


def edited(data: bytes, faults: Sequence[Fault]) -> tuple[bytes, list[str]]:
    """*data*, a file in UTF-8, with the sure faults mended, and the codes of these."""
    text = data.decode("utf-8")
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    starts[0] += text.startswith(_BOM)
    changes: list[tuple[int, int, str]] = []
    done: list[str] = []
    for fault in faults:
        wanted = [_change(fault.galley, edit, text, starts) for edit in fault.finding.edits]
        if wanted and all(wanted):
            changes += [change for change in wanted if change]
            done.append(fault.code)
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted(set(changes)):
        pieces += (text[at:start], new)
        at = end
    return "".join((*pieces, text[at:])).encode("utf-8"), done


def _change(galley: Galley, edit: Edit, text: str, starts: Sequence[int]) -> tuple[int, int, str] | None:
    """The edit as a change of the file's text; None where the file has no such characters side by side."""
    place = _insertion(galley, edit.start) if edit.start == edit.end else _replacement(galley, edit)
    if place is None:
        return None
    line, column = place
    start = starts[line - 1] + column - 1
    end = start + edit.end - edit.start
    whole = starts[line] if line < len(starts) else len(text)
    if _BOM in text[starts[line - 1] : whole] or text[start:end] != galley.text[edit.start : edit.end]:
        return None
    if " " in text[start:end] and {text[start - 1 : start], text[end : end + 1]} & {"*", "_"}:
        return None  # elsewhere than here emphasis lives by the spaces around it
    return start, end, edit.text


def _replacement(galley: Galley, edit: Edit) -> tuple[int, int] | None:
    run = galley.run(edit.start)
    return galley.place(edit.start) if run.literal and run == galley.run(edit.end - 1) else None


def _insertion(galley: Galley, at: int) -> tuple[int, int] | None:
    """Outside the markup that begins or ends between two characters; None where both do."""
    left, right = galley.run(at - 1), galley.run(at)
    if not (left.literal and right.literal):
        return None
    if left == right or right.depth < left.depth:
        return galley.place(at)
    line, column = galley.place(at - 1)
    return (line, column + 1) if right.depth > left.depth else None


# ---------------------------------------------------------------- the proof


def shape(document: Document) -> Hashable:
    """All of a document but its words: blocks, what encloses and marks them, code, links, notes, images."""
    return tuple(map(_shape, (document.meta, document.blocks, document.notes)))


def _shape(value: Any) -> Hashable:
    if isinstance(value, tuple):
        return tuple(_shape(item) for item in value if not isinstance(item, Text))
    if isinstance(value, Image | Clip):
        return value.shown()
    if isinstance(value, Span):
        return value.line
    if is_dataclass(value):
        return (type(value).__name__, *(_shape(getattr(value, one.name)) for one in fields(value)))
    return value  # type: ignore[no-any-return]
