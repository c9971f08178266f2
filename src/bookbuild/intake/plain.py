"""Raw text → passages: where a paragraph ends, which lines are verse, which are headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from bookbuild.diagnostics import Span
from bookbuild.intake import escape, roles, shapes
from bookbuild.intake.passages import Decision, Decisions, Kind, Passage, quoted
from bookbuild.source import language
from bookbuild.source.text import joins

Line = tuple[int, str]


def read(name: str, text: str, languages: tuple[str, ...]) -> tuple[tuple[Passage, ...], Decisions]:
    """The passages of a raw text; headings that only look so have level 0."""
    blocks = _blocks(text)
    passages = [
        passage for block in blocks for run in _runs(block, languages) for passage in _passages(name, run)
    ]
    return tuple(_with_headings(passages, languages)), tuple(_told(passages))


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines between blank ones."""
    numbered = enumerate(text.split("\n"), 1)
    for blank, lines in groupby(numbered, key=lambda line: not line[1].strip(" \t\u00a0\u3000")):
        if not blank:
            yield list(lines)


def _runs(block: list[Line], languages: tuple[str, ...]) -> Iterator[list[Line]]:
    """The lines of a block by what they are: each with a role by itself, the rest by language."""
    run: list[Line] = []
    for line in block:
        alone = bool(roles.of(line[1])) or shapes.is_break(line[1])
        if run and (alone or _turns(run[-1][1], line[1], languages)):
            yield run
            run = []
        run.append(line)
        if alone:
            yield run
            run = []
    if run:
        yield run


def _turns(before: str, after: str, languages: tuple[str, ...]) -> bool:
    tags = language.detect(before, languages), language.detect(after, languages)
    return all(tags) and tags[0] != tags[1]


def _passages(name: str, run: list[Line]) -> Iterator[Passage]:
    """The passages a run of lines makes."""
    lines = [text for _, text in run]
    if len(run) == 1:
        yield _single(name, run[0])
    elif shapes.is_talk(lines):
        yield _kept(name, run, "speech")
    elif shapes.is_wrapped(lines):
        yield _joined(name, run)
    elif shapes.is_stanza(lines):
        yield _kept(name, run, "verse")
    else:
        yield from (_single(name, line) for line in run)


def _single(name: str, line: Line) -> Passage:
    number, text = line
    if shapes.is_break(text):
        return Passage(text.strip(), "* * *", Span(name, number), "rule")
    stripped = text.strip(" \t\u00a0\u3000")
    return Passage(stripped, escape.line(stripped), Span(name, number))


def _joined(name: str, run: list[Line]) -> Passage:
    text = ""
    for _, line in run:
        stripped = line.strip(" \t\u00a0\u3000")
        text += stripped if joins(text[-1:], stripped[:1]) or not text else f" {stripped}"
    return Passage(text, escape.line(text), _span(name, run))


def _kept(name: str, run: list[Line], kind: Kind) -> Passage:
    """Lines kept: wide spaces in front are the author's, others are not."""
    lines = [line.rstrip().lstrip(" \t") for _, line in run]
    return Passage("\n".join(lines), "\n".join(map(escape.line, lines)), _span(name, run), kind)


def _span(name: str, run: list[Line]) -> Span:
    return Span(name, run[0][0], 1, run[-1][0], len(run[-1][1]) + 1)


def _with_headings(passages: list[Passage], languages: tuple[str, ...]) -> Iterator[Passage]:
    """Lines by themselves that stand as titles before something longer."""
    for passage, after in pairwise([*passages, None]):
        assert passage is not None
        if passage.kind == "text" and after and _is_heading(passage.text, after, languages):
            yield replace(passage, kind="heading", markdown=escape.heading(passage.text))
        else:
            yield passage


def _is_heading(text: str, after: Passage, languages: tuple[str, ...]) -> bool:
    if roles.of(text) or roles.is_link(text):
        return False
    split = shapes.halves(text, languages)
    if split:
        titles = all(shapes.may_be_title(half.rstrip("!！")) for _, half in split)
        return titles and shapes.size(after.text) > 2 * shapes.size(text)
    return shapes.looks_like_heading(text)


def _told(passages: list[Passage]) -> Iterator[Decision]:
    for passage in passages:
        lines = passage.text.count("\n") + 1
        if passage.kind in ("verse", "speech"):
            what = "verse" if passage.kind == "verse" else "dialogue"
            yield Decision(
                "structure", passage.span, f"{lines} lines kept as {what}: {quoted(passage.text, 40)}"
            )
        elif passage.span.end_line > passage.span.line:
            count = passage.span.end_line - passage.span.line + 1
            yield Decision(
                "structure", passage.span, f"{count} lines joined to a paragraph: {quoted(passage.text, 40)}"
            )
