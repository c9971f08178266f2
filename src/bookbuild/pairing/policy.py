"""The author's policy: what pairing reports of a chapter, graded anew.

Pairing itself knows no policy; passages marked ``{.untranslated}`` are never reported in the first place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from bookbuild.diagnostics import Diagnostic, Diagnostics, Severity
from bookbuild.model import Policy

Key = Literal["counterparts", "doubts"]

GOVERNED: Mapping[str, Key] = {
    "A001": "counterparts",
    "A002": "counterparts",
    "A007": "counterparts",
    "A017": "doubts",
    "A018": "doubts",
    "A026": "doubts",
}
"""The codes an author may grade, each with the key of the manifest that does."""


def regrade(problems: Diagnostics, policy: Policy) -> Diagnostics:
    """*problems* as *policy* takes them: errors under ``error``, left out under ``allow``, else as they are."""
    return tuple(_graded(problems, policy))


def _graded(problems: Diagnostics, policy: Policy) -> Iterator[Diagnostic]:
    for problem in problems:
        key = GOVERNED.get(problem.code)
        grade = getattr(policy, key) if key else "warn"
        if grade == "error":
            notes = (*problem.notes, f'the manifest says "{key}: error"')
            yield replace(problem, notes=notes, severity=Severity.ERROR)
        elif grade == "warn":
            yield problem
