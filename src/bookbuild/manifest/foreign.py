"""Languages the book does not have: each told once, however often the manifest names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.nodes import ListNode, Node, TextNode
from bookbuild.manifest.scalars import Fault, language, quoted

FOREIGN = "M013"
_NAMED = 6  # places a message names


def report_foreign(tag: str, span: Span, desk: Desk) -> None:
    """*tag* is not a language of the book."""
    same = [known for known in desk.languages if known.split("-")[0] == tag.split("-")[0]]
    help = f'did you mean "{same[0]}"?' if same else f"add {quoted(tag)} to languages, or remove it here"
    desk.say(FOREIGN, f"{quoted(tag)} is not among the book's languages", span, help)


def told_once(problems: Sequence[Diagnostic], languages: Node | None) -> Iterator[Diagnostic]:
    """*problems* with one for each foreign language; *languages* is where the book lists its own.

    Where one of these cannot be read, that alone is told.
    """
    yield from (problem for problem in problems if problem.code != FOREIGN)
    if isinstance(languages, ListNode) and not all(map(_is_sound, languages.items)):
        return
    places: dict[str, list[Diagnostic]] = {}
    for problem in problems:
        if problem.code == FOREIGN:
            places.setdefault(problem.message, []).append(problem)
    for found in places.values():
        yield _gathered(found, languages)


def _is_sound(item: Node) -> bool:
    return isinstance(item, TextNode) and not isinstance(language(item.text), Fault)


def _gathered(found: list[Diagnostic], languages: Node | None) -> Diagnostic:
    """The first of *found*, which are about one language, with where the others are."""
    first, *others = sorted(found, key=lambda problem: problem.span or Span(""))
    if not others or not languages:
        return first
    tag = first.message.split(" ", 1)[0]
    help = f"write {tag} in languages, on line {languages.span.line}, or correct it in all these places"
    return replace(first, notes=(f"also at {_places(others)}",), help=help)


def _places(problems: Sequence[Diagnostic]) -> str:
    named = ", ".join(str(problem.span) for problem in problems[:_NAMED])
    return f"{named}, …" if len(problems) > _NAMED else named
