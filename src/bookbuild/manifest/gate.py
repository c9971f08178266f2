"""The first step: bytes → text that YAML and XML can both hold."""

from __future__ import annotations

import re

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span

MAX_BYTES = 1024 * 1024

_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff" + _NONCHARACTERS + "]"
)
"""Characters no string of a book may hold: XML 1.0 §2.2, Unicode's noncharacters, hidden line ends."""

_LINE_END = re.compile(r"\r\n|\r|\n")


def text_of(data: bytes, path: str) -> tuple[str | None, Diagnostics]:
    """The file's text without its byte order mark, or None and what is wrong with it."""
    if len(data) > MAX_BYTES:
        fact = f"the manifest has {len(data)} bytes, {MAX_BYTES} are the limit"
        return None, (Diagnostic("M002", fact, Span(path), help="move text out of it into chapters"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, error.start, path),)
    problems = _forbidden(text, path)
    return (None if problems else text), problems


def _not_utf8(data: bytes, offset: int, path: str) -> Diagnostic:
    before = data[:offset].decode("utf-8", "replace")
    fact = f"byte 0x{data[offset]:02x} is not UTF-8"
    return Diagnostic("M003", fact, _place(before, len(before), path), help=_encoding_help(data))


def _encoding_help(data: bytes) -> str:
    """UTF-16 opens with its mark; GB 18030 is what Chinese editors of old write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "save the file as UTF-8; it looks like UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "save the file as UTF-8"
    return "save the file as UTF-8; it may be GB 18030"


def _forbidden(text: str, path: str) -> Diagnostics:
    """One diagnostic a character, at its first place: a binary file would give thousands."""
    first = {match[0]: match.start() for match in reversed(list(FORBIDDEN.finditer(text)))}
    return tuple(forbidden(char, _place(text, offset, path)) for char, offset in first.items())


def forbidden(char: str, span: Span) -> Diagnostic:
    """The diagnostic for a character of FORBIDDEN."""
    return Diagnostic("M004", f"character U+{ord(char):04X} cannot stand in a book", span, help="delete it")


def _place(text: str, offset: int, path: str) -> Span:
    """The one character at *offset*."""
    ends = list(_LINE_END.finditer(text, 0, offset))
    line, column = len(ends) + 1, offset - (ends[-1].end() if ends else 0) + 1
    return Span(path, line, column, line, column + 1)
