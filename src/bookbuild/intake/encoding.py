"""Bytes → text: UTF-8, UTF-16, GB18030, Big5 or Windows-1252, whichever the bytes can be."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.intake.passages import Decision, Decisions

MAX_BYTES = 64 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# Characters any Chinese text of some length is full of; a wrong codec gives rare ones instead.
_COMMON = frozenset(
    "的一是不了人我在有他这這中大来來上国國个個到说說们們为為子和你地出道也時时年以生之，。、："
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def decode(name: str, data: bytes) -> tuple[str, Decisions, Diagnostics]:
    """The text with ``\\n`` line ends and no control characters; '' with I006."""
    codec, label = _codec(data)
    if len(data) > MAX_BYTES or not codec:
        reason = "is larger than 64 MiB" if len(data) > MAX_BYTES else "is in no encoding that is known"
        help = "save it as UTF-8"
        return "", (), (Diagnostic("I006", f"text {reason}", Span(name), help=help),)
    text = data.decode(codec).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    read = () if label == "UTF-8" else (Decision("reading", Span(name), f"read as {label}"),)
    return clean(text), (*read, *_strays(name, text)), ()


def clean(text: str) -> str:
    """*text* without what no text of a book can hold."""
    return _CONTROL.sub("", text)


def _strays(name: str, text: str) -> Iterator[Decision]:
    for number, line in enumerate(text.split("\n"), 1):
        for char in sorted(set(_CONTROL.findall(line))):
            yield Decision("dropped", Span(name, number), f"dropped the control character U+{ord(char):04X}")


def _codec(data: bytes) -> tuple[str, str]:
    """The codec and its name for people; ('', '') when none can read the bytes."""
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return (codec, label) if _reads(data, codec) else ("", "")
    if _reads(data, "utf-8"):
        return "utf-8", "UTF-8"
    return _wide(data) or _chinese(data) or _latin(data)


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: line ends and spaces leave zero bytes on one side."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    codec = "utf-16-be" if even > odd else "utf-16-le"
    return (codec, "UTF-16") if max(even, odd) and _reads(data, codec) else None


def _chinese(data: bytes) -> tuple[str, str] | None:
    scores = {codec: _familiar(data, codec) for codec in ("gb18030", "big5")}
    best = max(scores, key=scores.__getitem__)
    return (best, {"gb18030": "GB18030", "big5": "Big5"}[best]) if scores[best] else None


def _familiar(data: bytes, codec: str) -> int:
    return sum(char in _COMMON for char in data.decode(codec)) if _reads(data, codec) else 0


def _latin(data: bytes) -> tuple[str, str]:
    """Windows-1252 when most of the bytes are ASCII, as in any Western text."""
    plain = sum(byte < 128 for byte in data)
    return ("cp1252", "Windows-1252") if plain > len(data) * 0.7 and _reads(data, "cp1252") else ("", "")


def _reads(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
