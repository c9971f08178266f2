"""A finished PDF read back for Chinese typography, without trusting what made it.

``reader`` takes the file apart (content streams, fonts, tag tree), ``wanted`` says what text it should
hold, ``proof`` finds that text in it line by line, and each of RULES judges the whole: a PressFile.
To add a rule: write the function with the rule as its docstring, give its code a page in ``codes/`` and
put it into RULES.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bookbuild.checks.press.losses import losses
from bookbuild.checks.press.places import Teller
from bookbuild.checks.press.proof import proved
from bookbuild.checks.press.reader import Unreadable, read
from bookbuild.checks.press.rules import RULES
from bookbuild.checks.press.value import PressFile
from bookbuild.checks.press.wanted import wanted
from bookbuild.diagnostics import Diagnostic, Diagnostics
from bookbuild.model import Book, Edition, Rendition

__all__ = ["RULES", "Outcome", "Unreadable", "check_press", "prove"]


@dataclass(frozen=True)
class Outcome:
    """What a rule found: what should hold, of how many things it was looked at, and where it does not."""

    code: str
    what: str
    checked: int
    faults: Diagnostics


def check_press(
    data: bytes,
    rendition: Rendition,
    book: Book,
    edition: Edition,
    sources: Mapping[str, str],
    faces: Iterable[str],
) -> tuple[Outcome, ...]:
    """What every rule has to say of a finished PDF. Unreadable when nothing can be said.

    *book* as typography left it; *sources*: the text of its chapters' files by path; *faces*: the names of
    what it may be set in.
    """
    file, tell = _proved(data, rendition, book, edition, sources, faces)
    outcomes = []
    for code, what, rule in RULES:
        looked = list(rule(file, tell))
        faults = tuple(fault for fault in looked if fault)
        outcomes.append(Outcome(code, what, len(looked), faults))
    return tuple(outcomes)


def prove(
    data: bytes,
    rendition: Rendition,
    book: Book,
    edition: Edition,
    sources: Mapping[str, str],
    faces: Iterable[str],
) -> Diagnostics:
    """P011 and P029: what a PDF just written has lost of its book; P027 when it cannot be read."""
    try:
        return tuple(losses(*_proved(data, rendition, book, edition, sources, faces)))
    except Unreadable as reason:
        return (Diagnostic("P027", f"the PDF cannot be read: {reason}", edition.span),)


def _proved(
    data: bytes,
    rendition: Rendition,
    book: Book,
    edition: Edition,
    sources: Mapping[str, str],
    faces: Iterable[str],
) -> tuple[PressFile, Teller]:
    language = (edition.languages or book.languages)[0]
    file = replace(proved(read(data), wanted(rendition, book, language, faces)), has_grid=edition.baseline_grid)
    return file, Teller(edition.name, file, sources)
