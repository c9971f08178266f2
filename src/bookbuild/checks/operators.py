"""A content stream as instructions: an operator and what it is given, as plain values.

ISO 32000-1 §7.2 and §7.8.2. The strings of a TJ stay as they are written until somebody asks (``Strung``): they
are most of a book, and most of them are read as wholes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TEXT = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
_TOKEN = re.compile(
    rb"(?P<strung>\[[<>0-9A-Fa-f\s.+-]*+\](?=\s*TJ))"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?![^\s()<>\[\]{}/%]))"
    rb"|(?P<image>BI\s.*?\sEI(?![^\s]))"
    rb"|(?P<word>[^\s()<>\[\]{}/%]+)"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)"
    rb"|(?P<begin><<|\[)|(?P<end>>>|\])"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)"
    rb"|(?P<text>" + _TEXT + rb")"
    rb"|(?P<comment>%[^\r\n]*)"
    rb"|(?P<stray>[^\s])",
    re.DOTALL,
)
_STRING = re.compile(rb"<([^>]*)>")
_ITEM = re.compile(rb"<([^>]*)>|([-+]?[\d.]+)")
_CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
_VALUES: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    **{b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"},
    **dict.fromkeys((b"\n", b"\r", b"\r\n"), b""),
}


class Strung(bytes):
    """The array of a TJ as it is written: strings in hexadecimal, and numbers."""

    def items(self) -> list[bytes | float]:
        """What it holds."""
        found = _ITEM.findall(self)
        return [float(number) if number else _hex(text) for text, number in found]

    def text(self) -> bytes:
        """All of its strings in one."""
        return _hex(b"".join(_STRING.findall(self)))

    def moves(self) -> tuple[float, float]:
        """The sum of its numbers, and of those after the last string."""
        after = self[self.rfind(b">") + 1 : -1]
        return _sum(_STRING.sub(b" ", self)[1:-1]), _sum(after)

    def begins(self) -> bool:
        """Whether a string comes first."""
        return self.startswith(b"[<")


def instructions(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Operators and operands: numbers as floats, strings as bytes, names as ``/Name``, dictionaries by such.

    Inline images are left out. ValueError where the stream is none.
    """
    operands: list[Any] = []
    outer: list[list[Any]] = []
    for token in _TOKEN.finditer(content):
        kind, data = token.lastgroup, token[0]
        if kind == "number":
            operands.append(float(data))
        elif kind == "word" and data not in _VALUES:
            yield data.decode("latin-1"), operands
            operands = []
        elif kind == "begin":
            outer.append(operands)
            operands = []
        elif kind == "end":
            held, operands = operands, outer.pop() if outer else _broken(data)
            operands.append(held if data == b"]" else dict(zip(held[::2], held[1::2], strict=False)))
        elif kind == "image":
            operands = []
        elif kind != "comment":
            operands.append(_value(kind, data))


def _value(kind: str | None, data: bytes) -> Any:
    match kind:
        case "strung":
            return Strung(data)
        case "name":
            return _CODED.sub(lambda found: bytes([int(found[1], 16)]), data).decode("latin-1")
        case "hex":
            return _hex(data[1:-1])
        case "text":
            return _ESCAPE.sub(_unescaped, data[1:-1])
        case "word":
            return _VALUES[data]
    return _broken(data)


def _sum(numbers: bytes) -> float:
    return sum(map(float, numbers.split()))


def _hex(data: bytes) -> bytes:
    """What hexadecimal digits say; a lone last one counts as followed by a 0 (§7.3.4.3)."""
    digits = b"".join(data.split()).decode()
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPED.get(code, code)


def _broken(data: bytes) -> Any:
    raise ValueError(f"{data.decode('latin-1')} stands where it cannot")
