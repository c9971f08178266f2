"""What a stylesheet fetches and colours, read as CSS: escapes, comments and case hide nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
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


# ---------------------------------------------------------------- colours

_COLOURS = frozenset({"color", "background", "background-color"})
_NO_COLOURS = frozenset({"inherit", "initial", "unset", "revert", "currentcolor", "transparent", "none"})
_RUNNING = re.compile(
    r"(?:^|[\s>+~])(?:\*|html|body|section|div|blockquote|p|li|span)?(?::[\w-]+(?:\([^)]*\))?)*$"
)


def forced_colours(css: str) -> Iterator[Address]:
    """Each declaration of a colour for the elements all text stands in, whatever its class."""
    return _forced(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _forced(rules: Iterable[Any]) -> Iterator[Address]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            yield from _forced(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule" and _is_running(tinycss2.serialize(rule.prelude)):
            for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if one.type == "declaration" and one.lower_name in _COLOURS:
                    value = tinycss2.serialize(one.value).strip()
                    if value.lower() not in _NO_COLOURS:
                        yield Address(f"{one.lower_name}: {value}", one.source_line, one.source_column)


def _is_running(selectors: str) -> bool:
    return any(_RUNNING.search(selector.strip()) for selector in selectors.split(","))


# ---------------------------------------------------------------- selectors


class Rule(NamedTuple):
    """One selector of a stylesheet: the classes and ids without which it meets nothing, and where it stands."""

    selector: str
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    line: int
    column: int


def rules(css: str) -> Iterator[Rule]:
    """The selectors of *css*, one after the other, those of media queries too."""
    return _selectors(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _selectors(found: Iterable[Any]) -> Iterator[Rule]:
    for rule in found:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content:
            yield from _selectors(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            )
        elif rule.type == "qualified-rule":
            for tokens in _by_comma(rule.prelude):
                yield _rule(tokens)


def _by_comma(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    held: list[Any] = []
    for token in tokens:
        if token == ",":
            yield held
            held = []
        elif held or token.type != "whitespace":
            held.append(token)
    if held:
        yield held


def _rule(tokens: list[Any]) -> Rule:
    """What stands in brackets is passed over: ``:not(.a)`` meets what has no such class."""
    classes = tuple(
        token.value for before, token in pairwise(tokens) if before == "." and token.type == "ident"
    )
    ids = tuple(token.value for token in tokens if token.type == "hash")
    text = tinycss2.serialize(tokens).strip()
    return Rule(text, classes, ids, tokens[0].source_line, tokens[0].source_column)
