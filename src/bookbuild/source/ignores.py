"""``<!-- bookbuild-ignore T004: the reason -->``: what proof-reading shall pass over in the next block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Span
from bookbuild.model import Ignore
from bookbuild.source.galleys import OnLines

_SIGN = "bookbuild-ignore"
_IGNORE = re.compile(
    rf"\s*{_SIGN}\s+(?P<codes>[A-Z]\d{{3}}(?:[\s,]+[A-Z]\d{{3}})*)\s*(?::\s*(?P<reason>.*?))?\s*", re.DOTALL
)


def is_ignore(comment: str) -> bool:
    """Whether the text of a comment is meant for proof-reading."""
    return comment.lstrip().startswith(_SIGN)


def read(comments: Iterable[tuple[str, Span]], lines: OnLines) -> Iterator[Ignore]:
    """What to ignore in the block a comment stands in, else in the next. No codes: it cannot be read."""
    last = max(lines, default=0)
    for text, span in comments:
        match = _IGNORE.fullmatch(text)
        codes = tuple(re.findall(r"[A-Z]\d{3}", match["codes"])) if match else ()
        reason = (match["reason"] or "") if match else ""
        line = next((line for line in range(span.line, last + 1) if line in lines), 0)
        ends = [block.span.end_line for block in lines.get(line, ())]
        yield Ignore(codes, reason, span, line or span.line, max(ends, default=span.line))
