"""YAML's syntax errors in plain words."""

from __future__ import annotations

import re

import yaml

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.manifest.indentation import misfit

_QUOTES = "put the whole text in quotes"
_PLAIN_WORDS = (
    (r"mapping values are not allowed", 'a ": " stands where no key can be', _QUOTES),
    (
        r"',' or '[\]}]'",
        "a list or mapping in brackets is not closed, or a comma is missing",
        "check the brackets and commas before this place",
    ),
    (
        r"expected '-' indicator|sequence entries are not allowed",
        "a list is interrupted here",
        'start each item with "- ", all in one column',
    ),
    (r"unknown escape", "YAML does not know this backslash escape", "use single quotes"),
    (r"tab character", "a tab stands where YAML wants spaces", "indent with spaces"),
    (r"alphabetic or numeric character", "YAML takes this sign for an alias or anchor", _QUOTES),
    (r"node content", "a value or a key is missing before this sign", "write it, or remove the sign"),
    (r"comment or line break|chomping", 'a "|" or ">" opens a block of text, and more follows it', _QUOTES),
    (r"directive|\bURI\b|whitespace or line break", 'YAML takes a "%" or "!" for a sign of its own', _QUOTES),
    (
        r"expected key|<block end>|<document start>",
        "this does not fit the lines above",
        "indent the keys of one mapping alike; after a closing quote nothing may follow",
    ),
)


def syntax_error(error: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """The parser's complaint at its place; an unclosed quote is reported where it opens."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    opening = getattr(error, "context_mark", None)
    if opening and "quoted scalar" in str(getattr(error, "context", "")) and "end of stream" in problem:
        return _at(opening, path, "a quotation mark is never closed", "close it, or double it inside the text")
    if "nesting depth" in problem:  # libyaml's own limit, far beyond ours, met while it looks ahead
        return Diagnostic("M002", "values lie too deep in each other", Span(path, mark.line + 1 if mark else 1))
    if mark and (found := misfit(text.splitlines(), mark.line + 1)):
        span = Span(path, found.line, found.column + 1, found.line, found.column + 2)
        return Diagnostic("M005", found.message, span, help=found.help)
    if opening and "could not find expected ':'" in problem:
        return _at(opening, path, "a key has no colon", 'write "key: value", or "- value" in a list')
    if mark and "cannot start any token" in problem:
        return _at(mark, path, *_bad_start(text, mark))
    for pattern, message, help in _PLAIN_WORDS:
        if re.search(pattern, problem):
            return _at(mark, path, message, help)
    return _at(mark, path, f"this is not YAML: {problem.splitlines()[0]}", _QUOTES)


def _bad_start(text: str, mark: yaml.Mark) -> tuple[str, str]:
    char = (text.splitlines()[mark.line : mark.line + 1] or [""])[0][mark.column : mark.column + 1]
    if char == "\t":
        return "a tab stands where YAML wants spaces", "indent with spaces"
    return f'plain text cannot start with "{char}"', _QUOTES


def _at(mark: yaml.Mark | None, path: str, message: str, help: str) -> Diagnostic:
    if mark is None:
        return Diagnostic("M005", message, Span(path), help=help)
    line, column = mark.line + 1, mark.column + 1
    return Diagnostic("M005", message, Span(path, line, column, line, column + 1), help=help)
