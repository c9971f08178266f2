"""One Markdown file → model.Document.

``gates`` let text in · ``frontmatter`` takes its data off · ``markdown`` gives tokens · ``reader`` makes
blocks of them (``inlines``, ``html``, ``links``, ``attributes``) · ``language`` says what each is in ·
``headings`` splits the bilingual ones · ``checks`` looks at the whole.
"""

from __future__ import annotations

from typing import Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.model import Document
from bookbuild.source import checks, frontmatter, gates, headings
from bookbuild.source.attributes import Checker
from bookbuild.source.inlines import Context
from bookbuild.source.links import Links
from bookbuild.source.reader import Reader
from bookbuild.source.report import Report
from bookbuild.world import World

__all__ = ["read"]


def read(
    world: World, path: str, languages: tuple[str, ...], default_lang: str = ""
) -> tuple[Document | None, Diagnostics]:
    """Read the chapter at *path*.

    *languages* are the book's, at least one. *default_lang* says that the file is one of several
    parallel ones and in that language: then every block has it unless marked otherwise, tables, code
    and figures included (so that they find their counterparts in the other file), and headings are
    never split. None when the file cannot be read at all.
    """
    try:
        data = world.read(path)
    except OSError as problem:
        missing = isinstance(problem, FileNotFoundError)
        reason = "there is no such file" if missing else problem.strerror or str(problem)
        return None, (Diagnostic("S001", f"chapter cannot be read: {reason}", Span(path)),)
    text, found = gates.decode(path, data)
    if text is None:
        return None, found
    report = Report(path, text)
    report.extend(found)
    return _document(world, report, languages, default_lang), report.sorted()


def _document(world: World, report: Report, languages: tuple[str, ...], default_lang: str) -> Document:
    end = frontmatter.find(report.lines)
    meta = frontmatter.read(report, end, languages, default_lang)
    env: dict[str, Any] = {}
    checker = Checker(report, languages)
    context = Context(report, checker, Links(report, world), languages, default_lang)
    reader = Reader(context, env)
    # Blank lines in place of the front matter keep the parser's line numbers those of the file.
    reader.read("\n" * end + "\n".join(report.lines[end:]))
    blocks = tuple(reader.blocks)
    if not default_lang:
        blocks = tuple(headings.split_all(blocks, languages, report))
    checks.notes(reader.notes, context.called, report)
    checks.headings(blocks, meta, report)
    checks.references(env, report)
    return Document(report.path, meta, blocks, tuple(reader.notes), reader.places.in_order())
