"""Plain characters → Markdown that says exactly these characters."""

from __future__ import annotations

import re

# What opens markup anywhere in a line (`<1@b>` links to an address); an underscore inside a word opens nothing.
_INLINE = re.compile(r"\\|\*|`|\[|~~|\{|<(?=[A-Za-z/!?]|\S+@)|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
# What makes a line a heading, a quotation, a list, a fence, a rule or a definition.
_START = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|:{3,}|[:~](?=\s)|=+\s*$|-[\s-]*$|~{3,}")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
# A row of dashes, bars and colons below a line would make a table of both.
_DELIMITERS = re.compile(r"(?=[|:\s]*-)[|:\s-]+")


def inline(text: str) -> str:
    """*text* so that no character of it opens markup."""
    return _INLINE.sub(lambda match: "\\" + "\\".join(match[0]), text)


def line(text: str) -> str:
    """One line of text, as it may begin a block."""
    return opening(inline(text))


def opening(markdown: str) -> str:
    """A line escaped inside already, so that it begins as text."""
    if _START.match(markdown) or _DELIMITERS.fullmatch(markdown):
        return "\\" + markdown
    return _NUMBER.sub(r"\1\\\2", markdown, count=1) if _NUMBER.match(markdown) else markdown


def heading(text: str) -> str:
    """The text of an ATX heading."""
    return closing(inline(text))


def closing(markdown: str) -> str:
    """A heading escaped inside already: marks at its end would be taken for its closing."""
    return re.sub(r"(#+)$", r"\\\1", markdown)
