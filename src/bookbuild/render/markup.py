"""The smallest pieces of XHTML: escaped text, attributes, runs in a language."""

from __future__ import annotations

from functools import cache
from html import escape as _escape


def escape(text: str) -> str:
    """*text* as character data."""
    return _escape(text, quote=False)


def attribute(name: str, value: str) -> str:
    """`` name="value"``, nothing for an empty value."""
    return f' {name}="{_escape(value)}"' if value else ""


def described(alt: str) -> str:
    """An ``alt`` attribute, empty for an image that says nothing."""
    return f' alt="{_escape(alt)}"'


@cache
def language(tag: str) -> str:
    """``lang`` and ``xml:lang``, which readers look at by turns; nothing for no language."""
    return attribute("lang", tag) + attribute("xml:lang", tag)


def classes(*names: str) -> str:
    """A class attribute of the names that are not empty."""
    return attribute("class", " ".join(name for name in names if name))
