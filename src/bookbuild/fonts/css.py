"""What stylesheets say of faces: the rules that choose one, the families they name and where.

Read as WeasyPrint reads them, down to imported sheets and nested rules; all else in a sheet is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import cssselect2
import tinycss2

from bookbuild.diagnostics import Span

Sheets = tuple[tuple[str, str], ...]
Tokens = Sequence[Any]
Read = Callable[[str], str]
"""The text of another sheet by its path; OSError when it cannot be had."""

PROPERTIES = frozenset({"font-family", "font", "font-weight", "font-style"})
_WIDE = frozenset({"inherit", "initial", "unset", "revert"})
_DEPTH = 5  # of imports within imports, of properties within properties


@dataclass(frozen=True)
class Declaration:
    """``name: value``; *span* is the declaration's place."""

    name: str
    value: Tokens
    important: bool
    span: Span


@dataclass(frozen=True)
class Rule:
    """The declarations about faces of one rule, and for what they hold."""

    selectors: tuple[cssselect2.CompiledSelector, ...]
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Mention:
    """A family a sheet names, and where."""

    family: str
    span: Span


@dataclass(frozen=True)
class Styles:
    """All that the sheets of a cascade say of faces. ``brought``: families of ``@font-face`` rules."""

    rules: tuple[Rule, ...]
    named: tuple[Mention, ...]
    brought: frozenset[str]


def read(sheets: Sheets, other: Read) -> Styles:
    """The sheets in cascade order, imports first in each; one no parser bears says nothing (P010)."""
    reader = _Reader(other)
    for path, text in sheets:
        with suppress(RecursionError):
            reader.sheet(path, text, _DEPTH)
    return Styles(tuple(reader.rules), tuple(_named(reader.found)), frozenset(reader.brought))


class _Reader:
    def __init__(self, other: Read) -> None:
        self._other = other
        self.rules: list[Rule] = []
        self.found: list[Declaration] = []
        self.brought: list[str] = []

    def sheet(self, path: str, text: str, depth: int) -> None:
        self._blocks(_parsed(text), path, depth)

    def _blocks(self, nodes: Iterable[Any], path: str, depth: int) -> None:
        for node in nodes:
            if node.type == "qualified-rule":
                self._rule(tinycss2.serialize(node.prelude), node.content, path)
            elif node.type == "at-rule":
                self._at_rule(node, path, depth)

    def _rule(self, selector: str, content: Tokens, path: str) -> None:
        said = self._declarations(content, path)
        try:
            selectors = tuple(cssselect2.compile_selector_list(selector))
        except cssselect2.SelectorError:
            return  # the typesetter says so
        if said:
            self.rules.append(Rule(selectors, said))
        for node in _contents(content):
            if node.type == "qualified-rule":
                self._rule(", ".join(_nested(node.prelude, f":is({selector})")), node.content, path)

    def _at_rule(self, node: Any, path: str, depth: int) -> None:
        name = node.lower_at_keyword
        if name == "import" and depth:
            self._import(node, path, depth - 1)
        elif name in ("media", "layer"):
            if name == "layer" or _is_for_print(node):
                self._blocks(tinycss2.parse_rule_list(node.content or ()), path, depth)
        elif name == "font-face":
            said = (item for item in _contents(node.content) if item.type == "declaration")
            named = (item.value for item in said if item.lower_name == "font-family")
            self.brought += [family for tokens in named for family in families(tokens)]
        elif name == "page" and node.content:
            self._declarations(node.content, path)

    def _import(self, node: Any, path: str, depth: int) -> None:
        target = next((token.value for token in node.prelude if token.type in ("string", "url")), "")
        file = normpath(join(dirname(path), unquote(target)))
        try:
            self.sheet(file, self._other(file), depth)
        except (OSError, ValueError):
            return  # the typesetter says so

    def _declarations(self, content: Iterable[Any], path: str) -> tuple[Declaration, ...]:
        """Those about faces in a block; boxes in the margin of a page are blocks within theirs."""
        said = []
        for node in _contents(content):
            if node.type == "declaration" and (node.lower_name in PROPERTIES or node.name.startswith("--")):
                span = Span(path, node.source_line, node.source_column)
                said.append(Declaration(_name(node), node.value, node.important, span))
            elif node.type == "at-rule" and node.content:
                self._declarations(node.content, path)
        self.found += said
        return tuple(said)


@lru_cache(maxsize=16)
def _parsed(text: str) -> tuple[Any, ...]:
    return tuple(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _contents(content: Iterable[Any]) -> list[Any]:
    found: list[Any] = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return found


def _nested(prelude: Tokens, outer: str) -> Iterator[str]:
    """The selectors of a nested rule, on their own feet."""
    for group in _groups(prelude):
        within = any(token == "&" for token in group)
        text = "".join(outer if token == "&" else token.serialize() for token in group).strip()
        yield text if within else f"{outer} {text}"


def _groups(tokens: Tokens) -> Iterator[list[Any]]:
    """*tokens* parted at commas."""
    group: list[Any] = []
    for token in tokens:
        if token == ",":
            yield group
            group = []
        else:
            group.append(token)
    yield group


def _name(node: Any) -> str:
    name: str = node.name if node.name.startswith("--") else node.lower_name
    return name


def _is_for_print(node: Any) -> bool:
    queries = tinycss2.serialize(node.prelude).lower()
    return "print" in queries or "all" in queries or "screen" not in queries


# ---------------------------------------------------------------- values


def expanded(tokens: Tokens, custom: Mapping[str, Tokens], depth: int = _DEPTH) -> list[Any]:
    """*tokens* with every ``var()`` replaced by what *custom* or its own fallback says."""
    out: list[Any] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var" and depth:
            name, fallback = _var(token)
            out += expanded(custom.get(name, fallback), custom, depth - 1)
        else:
            out.append(token)
    return out


def _var(token: Any) -> tuple[str, Tokens]:
    inner = [item for item in token.arguments if item.type not in ("whitespace", "comment")]
    name = inner[0].value if inner and inner[0].type == "ident" else ""
    groups = list(_groups(inner))
    return name, groups[1] if groups[1:] else ()  # of a fallback with commas WeasyPrint takes the first part


def families(tokens: Tokens) -> list[str]:
    """The families of a ``font-family`` value, generic ones included, in order."""
    words = ([token.value for token in part if token.type in ("ident", "string")] for part in _groups(tokens))
    names = map(" ".join, words)
    return [name for name in names if name and name.lower() not in _WIDE]


def is_wide(tokens: Tokens) -> bool:
    """Whether a value is one of the words every property knows: ``inherit`` and the like."""
    words = [token.lower_value for token in tokens if token.type == "ident"]
    return len(words) == 1 and words[0] in _WIDE


def families_of_font(tokens: Tokens) -> list[str]:
    """The families of a ``font`` value: what follows its size and leading."""
    sized = [index for index, token in enumerate(tokens) if token.type in ("dimension", "percentage", "number")]
    return families(tokens[sized[-1] + 1 :]) if sized else []


def _named(found: Sequence[Declaration]) -> Iterator[Mention]:
    """The families of every declaration that says any, and of the properties these refer to."""
    wanted = {name for item in found if item.name in ("font-family", "font") for name in _referred(item.value)}
    grown = True
    while grown:
        more = {name for item in found if item.name in wanted for name in _referred(item.value)}
        grown = not more <= wanted
        wanted |= more
    for item in found:
        if item.name == "font":
            yield from (Mention(family, item.span) for family in families_of_font(item.value))
        elif item.name == "font-family" or item.name in wanted:
            yield from (Mention(family, item.span) for family in families(item.value))


def _referred(tokens: Tokens) -> Iterator[str]:
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var":
                yield _var(token)[0]
            yield from _referred(token.arguments)


@dataclass(frozen=True)
class Lists:
    """The lists of families a value may come to: its own, and for each property in it one of several."""

    families: tuple[str, ...]
    properties: tuple[tuple[Lists, ...], ...]

    def always(self, has: Callable[[str], bool]) -> bool:
        """Whether every one of the lists has a family for which *has* holds."""
        return any(map(has, self.families)) or any(
            bool(values) and all(value.always(has) for value in values) for values in self.properties
        )


def lists(tokens: Tokens, custom: Mapping[str, Sequence[Tokens]], depth: int = _DEPTH) -> Lists:
    """What *tokens* may come to with any of the values each property is given somewhere."""
    referred = [_var(token) for token in tokens if token.type == "function" and token.lower_name == "var"]
    values = (custom.get(name) or (fallback,) for name, fallback in referred) if depth else ()
    properties = tuple(tuple(lists(value, custom, depth - 1) for value in each) for each in values)
    return Lists(tuple(families(tokens)), properties)
