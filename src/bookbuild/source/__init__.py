"""One Markdown file → model.Document.

``gates`` let text in · ``frontmatter`` takes its data off · ``markdown`` gives tokens · ``reader`` makes
blocks of them (``inlines``, ``html``, ``links``, ``attributes``) · ``language`` says what each is in ·
``headings`` splits the bilingual ones · ``checks`` looks at the whole. For proof-reading ``tracing`` keeps
places, ``tracer`` makes ``strips`` of the same tokens, and ``galleys`` joins them by language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.model import Document
from bookbuild.source import checks, frontmatter, galleys, gates, headings, ignores
from bookbuild.source.attributes import Checker
from bookbuild.source.inlines import Context
from bookbuild.source.links import Links
from bookbuild.source.reader import Reader
from bookbuild.source.report import Report
from bookbuild.source.tracer import Tracer
from bookbuild.world import World

__all__ = ["read"]


def read(
    world: World,
    path: str,
    languages: tuple[str, ...],
    default_lang: str = "",
    *,
    role: str = "",
    traced: bool = False,
) -> tuple[Document | None, Diagnostics]:
    """Read the chapter at *path*.

    *languages* are the book's, at least one. *default_lang* says that the file is one of several
    parallel ones and in that language: then every block has it unless marked otherwise, tables, code
    and figures included (so that they find their counterparts in the other file), and headings are
    never split. *role*: what the manifest says the chapter is. *traced*: with galleys, to be proof-read.
    None when the file cannot be read at all.
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
    return _document(world, report, languages, default_lang, role, traced), report.sorted()


def _document(
    world: World, report: Report, languages: tuple[str, ...], default_lang: str, role: str, traced: bool
) -> Document:
    end = frontmatter.find(report.lines)
    meta = frontmatter.read(report, end, languages, default_lang)
    env: dict[str, Any] = {}
    checker = Checker(report, languages)
    tracer = Tracer(report, languages) if traced else None
    context = Context(report, checker, Links(report, world), languages, default_lang, tracer=tracer)
    reader = Reader(context, env)
    # Blank lines in place of the front matter keep the parser's line numbers those of the file.
    reader.read("\n" * end + "\n".join(report.lines[end:]))
    blocks = tuple(reader.blocks)
    if not default_lang:
        blocks = tuple(headings.split_all(blocks, languages, report))
    checks.notes(reader.notes, context.called, report)
    checks.headings(blocks, meta, role or meta.role, report)
    checks.references(env, report)
    document = Document(report.path, meta, blocks, tuple(reader.notes), reader.places.in_order())
    return _proofs(document, tracer, report, languages, default_lang) if tracer else document


def _proofs(
    document: Document, tracer: Tracer, report: Report, languages: tuple[str, ...], default_lang: str
) -> Document:
    """*document* with what proof-reading needs."""
    notes = (block for note in document.notes for block in note.blocks)
    lines = galleys.on_lines((*document.blocks, *notes))
    found = galleys.galleys(tracer.strips, lines, languages, default_lang)
    return replace(document, galleys=found, ignores=tuple(ignores.read(report.remarks, lines)))
