"""Galley → findings: every rule for its language, each character in one finding at most."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.editorial.marks import masked
from bookbuild.editorial.rules import RULES
from bookbuild.editorial.value import Finding, House, language_of
from bookbuild.model import Galley


def read(galley: Galley, house: House) -> Iterator[tuple[str, Finding]]:
    """``(code, finding)``: what is wrong in the text of *galley*."""
    wanted = language_of(galley.lang)
    text = masked(galley.text)
    taken = bytearray(len(text) + 1)
    for row in RULES:
        if row.language == wanted:
            for finding in row.rule(text, house):
                if not (finding.unbroken and _broken(galley, finding)) and _free(taken, finding):
                    yield row.code, finding


def _broken(galley: Galley, finding: Finding) -> bool:
    """Whether markup begins or ends beside the finding."""
    return galley.run(finding.start - 1).depth != galley.run(finding.end).depth


def _free(taken: bytearray, finding: Finding) -> bool:
    """Take the characters the finding is of, unless another has one of them."""
    spans = [(edit.start, max(edit.end, edit.start + 1)) for edit in finding.edits]
    spans = spans or [(finding.start, finding.end)]
    if any(any(taken[start:end]) for start, end in spans):
        return False
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    return True
