"""Spaces in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.editorial.marks import FULL, HAN, paragraph
from bookbuild.editorial.value import Edit, Finding, House
from bookbuild.model import OBJECT

_SEEN = rf"{HAN}A-Za-z0-9{FULL}“”‘’—…"
_AROUND = re.compile(
    f"(?<=[{_SEEN}{OBJECT}]) +(?=[{FULL}])"
    f"|(?<=[{FULL}]) +(?=[{_SEEN}{OBJECT}])"
    f"|(?<=[{HAN}]) +(?=[“‘]|——)|(?<=[”’]) +(?=[{HAN}])|(?<=——) +(?=[{HAN}“])"
    f"|(?<=[“‘]) +(?=[{HAN}])|(?<=[{HAN}]) +(?=[”’])"
)
_BETWEEN = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])(?![{HAN}]*\\.[a-z])")  # not in the name of a file
_ADDRESSED = re.compile(f"@[{HAN}]+\\Z")  # @维护者 你好
_RUNNING = re.compile("[，。；？！]")


def spaces(text: str, house: House) -> Iterator[Finding]:
    """T012: no space beside a full-width mark, and none between Han characters of running text.

    GB/T 15834—2011, 5.1; clreq, “Categories and usage of punctuation marks”: the marks have their space in
    them. Where markup begins or ends a space may part a word in bold from its explanation, and other programs
    want one between ：** and Han.
    """
    for match in _AROUND.finditer(text):
        yield replace(_closed(*match.span(), "space beside a full-width mark"), unbroken=True)
    for match in _BETWEEN.finditer(text):
        first, last = paragraph(text, match.start())
        addressed = _ADDRESSED.search(text, max(0, match.start() - 20), match.start())
        if not addressed and _RUNNING.search(text, first, last):
            yield replace(_closed(*match.span(), "space between Han characters"), unbroken=True)


def _closed(start: int, end: int, message: str) -> Finding:
    return Finding(start, end, message, "write no space", (Edit(start, end, ""),))


LETTERS, DIGITS = "A-Za-z", "0-9"
_COMPOUND = re.compile(f"(?<![A-Za-z0-9])[A-Za-z](?=[{HAN}])|(?<=[{HAN}])[A-Za-z](?![A-Za-z0-9])")


def _gaps(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Where Han and Latin of a *kind* stand apart, and where together."""
    apart = re.compile(f"(?<=[{HAN}]) (?=[{kind}])|(?<=[{kind}]) (?=[{HAN}])")
    together = re.compile(f"(?<=[{HAN}])(?=[{kind}])|(?<=[{kind}])(?=[{HAN}])")
    return apart, together


GAPS = {"letters": _gaps(LETTERS), "digits": _gaps(DIGITS)}


def mixed_spacing(text: str, house: House) -> Iterator[Finding]:
    """T013: between Han and Latin letters, or digits, a book writes a space everywhere or nowhere.

    clreq, “Mixed text composition in horizontal writing mode”, allows U+0020 or none. Words such as T恤 are
    no mixture.
    """
    yield from _against(text, "letters", house.letters)
    yield from _against(text, "digits", house.digits)


def _against(text: str, kind: str, spaced: bool | None) -> Iterable[Finding]:
    if spaced is None:
        return
    apart, together = GAPS[kind]
    if spaced:
        for match in together.finditer(text):
            at = match.start()
            if not _COMPOUND.match(text, at) and not _COMPOUND.match(text, at - 1):
                message = f"no space between Han and {kind}, which the book keeps apart"
                yield Finding(at - 1, at + 1, message, "write a space", (Edit(at, at, " "),))
    else:
        for match in apart.finditer(text):
            yield _closed(*match.span(), f"space between Han and {kind}, which the book sets together")
