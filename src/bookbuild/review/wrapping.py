"""Text in lines of so many columns: Chinese breaks between characters, English between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.diagnostics import width

_WIDE = (
    r"\u2e80-\u303e\u3041-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f"
    r"\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003ffff"
)
_OPENING = "（《〈「『【〔［｛“‘"
_CLOSING = r"，。、；：？！）》〉」』】〕］｝”’…—·)\]"  # never first on a line (GB/T 15834)
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+|[{_OPENING}])[{_CLOSING}]*")


def wrap(text: str, columns: int) -> Iterator[str]:
    """*text* in lines at most *columns* wide (UAX #11); at least one; its own line ends are kept."""
    for line in text.split("\n"):
        yield from _wrapped(line, columns)


def _wrapped(text: str, columns: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _PIECE.findall(text):
        wide = measure(piece)
        if used + wide > columns and line:
            if line.strip():
                yield line.rstrip()
            line, used = "", 0
            if piece.isspace():
                continue
        while wide > columns:
            head = clip(piece, columns)
            yield head
            piece = piece[len(head) :]
            wide = measure(piece)
        line, used = line + piece, used + wide
    yield line.rstrip()


def clip(text: str, columns: int) -> str:
    """As much of *text* as *columns* hold: one character at least."""
    used = 0
    for index, char in enumerate(text):
        used += width(char)
        if used > columns:
            return text[: max(index, 1)]
    return text


def shorten(text: str, columns: int) -> str:
    """*text*, with an ellipsis for what *columns* do not hold."""
    return text if measure(text) <= columns else clip(text, columns - 1) + "…"


def pad(text: str, columns: int) -> str:
    """*text* with spaces up to *columns*."""
    return text + " " * (columns - measure(text))


def measure(text: str) -> int:
    """The columns *text* takes."""
    return len(text) if text.isascii() else width(text)
