"""An EAN-13 read from what is painted: black bars to the thirteen digits they stand for (ISO/IEC 15420)."""

from __future__ import annotations

from collections.abc import Sequence

from bookbuild.checks.streams import Box

_ODD = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
_RIGHT = tuple("".join("10"[int(bit)] for bit in code) for code in _ODD)
_EVEN = tuple(code[::-1] for code in _RIGHT)
_FIRST = (
    "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO",
)  # fmt: skip
MODULES = 95


def digits(bars: Sequence[Box]) -> str:
    """The digits of bars that stand beside each other; '' where they are no such symbol."""
    bits = _bits(bars)
    if len(bits) != MODULES or (bits[:3], bits[45:50], bits[92:]) != ("101", "01010", "101"):
        return ""
    left = [_read(bits[at : at + 7]) for at in range(3, 45, 7)]
    right = [bits[at : at + 7] for at in range(50, 92, 7)]
    parity = "".join(kind for kind, _ in left)
    if parity not in _FIRST or not all(code in _RIGHT for code in right):
        return ""
    found = f"{_FIRST.index(parity)}{''.join(digit for _, digit in left)}"
    return found + "".join(str(_RIGHT.index(code)) for code in right)


def _bits(bars: Sequence[Box]) -> str:
    start, end = min(bar[0] for bar in bars), max(bar[2] for bar in bars)
    middles = [start + (end - start) * (module + 0.5) / MODULES for module in range(MODULES)]
    return "".join("01"[any(bar[0] < middle < bar[2] for bar in bars)] for middle in middles)


def _read(code: str) -> tuple[str, str]:
    """The kind of a digit of the left half, odd or even, and the digit; '' for none."""
    if code in _ODD:
        return "O", str(_ODD.index(code))
    return ("E", str(_EVEN.index(code))) if code in _EVEN else ("", "")
