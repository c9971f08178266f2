"""Characters written as references or escapes, ``&#12;`` or ``"\\f"``: those no text can hold are dropped.

The gates let no such character in as itself. References name them in ASCII, so they are looked for where
Markdown, HTML and YAML resolve them.
"""

from __future__ import annotations

import re

from bookbuild.diagnostics import Span
from bookbuild.source import gates
from bookbuild.source.report import Report

# HTML resolves a number without its semicolon too, Markdown only as CommonMark 0.31 §2.5 has it.
REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>[0-9]{1,8}));?")
MARKDOWN = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<dec>[0-9]{1,7}));")
_HELP = "delete it"


def is_refused(char: str) -> bool:
    """Whether *char* can stand in no text of a book: XML 1.0 §2.2 forbids it, or it prints as nothing."""
    return char == "\r" or "\ud800" <= char <= "\udfff" or bool(gates.REFUSED.match(char))


def refused(match: re.Match[str]) -> str:
    """``U+000C`` when the reference is to a character no text can hold, else ''."""
    number = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    return f"U+{number:04X}" if number > 0x10FFFF or is_refused(chr(number)) else ""


def told(name: str, span: Span, report: Report) -> None:
    """S004 for a reference to the character *name*."""
    report.add("S004", f"reference to {name}, which no text can hold", span, _HELP)


def without(source: str, span: Span, report: Report) -> str:
    """HTML without the references no text can hold (S004); *span* is where it begins."""
    if "&#" not in source:
        return source

    def drop(match: re.Match[str]) -> str:
        name = refused(match)
        if name:
            line = span.line - 1 + source.count("\n", 0, match.start())
            told(name, report.find(match[0], line, line + 1), report)
        return "" if name else match[0]

    return REFERENCE.sub(drop, source)


def clean(text: str, span: Span, report: Report) -> str:
    """*text*, whose escapes are resolved, without the characters no text can hold (S004)."""
    if text.isprintable():
        return text
    for char in dict.fromkeys(filter(is_refused, text)):
        told(f"U+{ord(char):04X}", span, report)
    return "".join(char for char in text if not is_refused(char))
