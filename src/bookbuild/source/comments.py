"""HTML comments are not text; one that holds prose is told, for prose is seldom meant to vanish."""

from __future__ import annotations

import re

from bookbuild.diagnostics import Span
from bookbuild.source import ignores, language
from bookbuild.source.report import Report

_REMINDER = re.compile(r"\s*(?:TODO|FIXME|XXX|NOTE|待办|待定|待译)(?![A-Za-z])", re.IGNORECASE)


def check(text: str, span: Span, report: Report) -> None:
    """S019 for a comment of three words or four Han characters; a short reminder may be longer."""
    if ignores.is_ignore(text):
        report.remarks.append((text, span))
        return
    factor = 4 if _REMINDER.match(text) else 1
    words, han = language.weight(text, "Latn"), language.weight(text, "Han")
    if words >= 3 * factor or han >= 4 * factor:
        message = "comment holds prose, which is not printed"
        report.add("S019", message, span, "take it out of the comment, or delete it")
