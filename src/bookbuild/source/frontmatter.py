"""A chapter's YAML front matter → ChapterMeta. Scalars stay what the author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from bookbuild.diagnostics import Span
from bookbuild.model import Bilingual, ChapterMeta
from bookbuild.source import language, references
from bookbuild.source.report import Report

MAX_CHARACTERS = 65536
KEYS = ("id", "title", "subtitle", "byline", "date", "role")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")


def find(lines: list[str]) -> int:
    """The number of lines the front matter takes with its two fences, 0 without any.

    As in Pandoc a blank line after the first fence makes it a thematic break.
    """
    if len(lines) < 2 or lines[0].rstrip() != "---" or not lines[1].strip():
        return 0
    ends = (number for number, line in enumerate(lines) if number and _END.fullmatch(line))
    return next((number + 1 for number in ends), 0)


def read(report: Report, end: int, languages: tuple[str, ...], default_lang: str) -> ChapterMeta:
    """The chapter's data in the file's first *end* lines (S011, S012, S013)."""
    if not end:
        return ChapterMeta()
    span = report.span(0, end)
    node = _compose("\n".join(report.lines[1 : end - 1]), report, span)
    if node is None:
        return ChapterMeta(span=span)
    reader = _Reader(report, languages, default_lang)
    found = dict(reader.entries(node))
    return ChapterMeta(
        id=reader.string("id", found.get("id")),
        title=reader.texts("title", found.get("title")),
        subtitle=reader.texts("subtitle", found.get("subtitle")),
        byline=reader.texts("byline", found.get("byline")),
        date=reader.string("date", found.get("date")),
        role=reader.string("role", found.get("role")),
        span=span,
    )


def _compose(text: str, report: Report, span: Span) -> yaml.MappingNode | None:
    try:
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"more than {MAX_CHARACTERS:,} characters")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = Span(report.path, mark.line + 2, mark.column + 1) if mark else span
        report.add("S011", f"front matter is not YAML: {problem.problem}", place)
        return None
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        reason = str(problem).partition("\n")[0] or "nested too deep"
        report.add("S011", f"front matter is not YAML: {reason}", span)
        return None
    if node is None or isinstance(node, yaml.MappingNode):
        return node
    report.add("S011", "front matter is not a list of keys and values", span, "write title: … in it")
    return None


class _Reader:
    def __init__(self, report: Report, languages: tuple[str, ...], default_lang: str) -> None:
        self.report, self.languages, self.default_lang = report, languages, default_lang

    def span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        place = (start.line + 2, start.column + 1, end.line + 2, end.column + 1)
        return Span(self.report.path, *place)

    def entries(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        """The known keys with their values; a repeated one is S011, an unknown one S012."""
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "a collection"
            if name in seen:
                self.report.add("S011", f"front matter has {name!r} twice", self.span(key))
            elif name in KEYS:
                yield name, value
            else:
                self.report.add("S012", f"front matter key {name!r} is not used", self.span(key))
            seen.add(name)

    def string(self, name: str, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode):
            return references.clean(str(node.value), self.span(node), self.report).strip()
        self.report.add("S013", f"{name!r} is not a string", self.span(node))
        return ""

    def texts(self, name: str, node: yaml.Node | None) -> Bilingual:
        """A text in each language: a mapping of them, or ``A / B``, or one."""
        if not isinstance(node, yaml.MappingNode):
            return self._split(self.string(name, node))
        texts: dict[str, str] = {}
        for key, value in node.value:
            lang = language.resolve(str(key.value), self.languages)
            if lang:
                texts[lang] = self.string(name, value)
                continue
            known = ", ".join(self.languages)
            message = f"{key.value!r} is not one of the book's languages"
            self.report.add("S013", message, self.span(key), f"they are {known}")
        return Bilingual.of({tag: texts[tag] for tag in self.languages if tag in texts})

    def _split(self, text: str) -> Bilingual:
        if self.default_lang:
            return Bilingual.of({self.default_lang: text})
        for match in re.finditer(" / ", text):
            halves = text[: match.start()].strip(), text[match.end() :].strip()
            tags = [language.detect(half, self.languages) for half in halves]
            if all(tags) and tags[0] != tags[1]:
                found = dict(zip(tags, halves, strict=True))
                return Bilingual.of({tag: found[tag] for tag in self.languages if tag in found})
        tag = language.detect(text, self.languages) or self.languages[0]
        return Bilingual.of({tag: text})
