"""What a stylesheet fetches, read as CSS: escapes, comments and the case of letters do not hide an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import tinycss2

_FETCHING = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})


class Address(NamedTuple):
    """An address and where it stands, counted from 1."""

    text: str
    line: int
    column: int


def addresses(css: str) -> Iterator[Address]:
    """Everything *css*, a stylesheet or a declaration, would fetch."""
    return _walk(tinycss2.parse_component_value_list(css, skip_comments=True), False)


def _walk(tokens: Iterable[Any], fetching: bool) -> Iterator[Address]:
    """*fetching*: strings are addresses here."""
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
        elif token.type == "url" or (token.type == "string" and (fetching or rule == "import")):
            if rule != "namespace":  # the name of a vocabulary
                yield Address(token.value, token.source_line, token.source_column)
        elif token.type == "function":
            yield from _walk(token.arguments, fetching or token.lower_name in _FETCHING)
        elif token.type != "whitespace":
            rule = ""
            yield from _walk(getattr(token, "content", None) or (), fetching)
