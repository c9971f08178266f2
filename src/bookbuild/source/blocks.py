"""Blocks being made: what each inherits from its containers, and the language it is in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from bookbuild.diagnostics import Span
from bookbuild.model import (
    Align,
    Block,
    Clip,
    CodeBlock,
    Figure,
    Frame,
    Heading,
    Image,
    Inlines,
    Marks,
    Paragraph,
    Rule,
    Table,
    Text,
)
from bookbuild.source import clips, language
from bookbuild.source.attributes import NONE, Attributes
from bookbuild.source.inlines import Context
from bookbuild.source.tags import told_template
from bookbuild.source.text import prose

_INCLUDE = re.compile(r"\{\{\s*#(?:include|rustdoc_include|playground|example)\b.*?\}\}")


@dataclass(slots=True)
class Scope:
    """A container being read: what its blocks inherit."""

    frames: tuple[Frame, ...] = ()
    said: Attributes = NONE
    keep_lines: bool = False
    html: str = ""
    first: int = 0
    start: int = 0
    items: int = 0


class Blocks:
    """The blocks of one file, added one by one; ``_scopes`` are the containers open."""

    def __init__(self, context: Context) -> None:
        self.context, self.report = context, context.report
        self.blocks: list[Block] = []
        self._scopes = [Scope()]
        self._next = NONE
        self._told_script = False

    def _base_fields(
        self, first: int, end: int, said: Attributes, text: str | None, shared: str = ""
    ) -> dict[str, Any]:
        """Fields all blocks have. *text* None: the block has no language of its own but *shared*."""
        scope = self._scopes[-1]
        span = self.report.span(first, end)
        self.context.checker.no_recording(said, span)
        inherited = replace(scope.said, id="") if scope.said.id else scope.said
        anchor = said.id or scope.said.id
        scope.said = inherited
        classes = said.classes
        said = said.over(inherited)
        anchor = self.context.checker.anchor(anchor, span)
        lang = said.lang or (shared if text is None else self._language(text, span))
        marks = Marks(said.pair, said.untranslated, bool(said.lang), anchor, (*inherited.classes, *classes))
        return {"span": span, "lang": lang, "frames": scope.frames, "marks": marks}

    def _language(self, text: str, span: Span) -> str:
        found = language.candidates(text, self.context.languages)
        if self.context.default_lang:
            return self.context.default_lang if found or any(map(str.isalpha, text)) else ""
        if len(found) > 1 and not self._told_script:
            self._told_script = True
            names = " and ".join(found)
            message = f"{names} share a script, the language cannot be detected"
            help = "mark the blocks {lang=…}, or write one file for each language"
            self.report.add("S032", message, span, help, (f"taken for {found[0]}, and so are all below",))
        return found[0] if found else ""

    def heading(self, level: int, content: Inlines, first: int, end: int, said: Attributes = NONE) -> None:
        """Add a heading; one without content is nothing."""
        fields = self._base_fields(first, end, said, prose(content))
        if content:
            self.blocks.append(Heading(level=level, content=content, **fields))

    def paragraph(
        self,
        content: Inlines,
        first: int,
        end: int,
        said: Attributes = NONE,
        classes: tuple[str, ...] = (),
    ) -> None:
        """Add a paragraph; an image alone in it is a figure, one without content is nothing."""
        if not content:
            self._next = said.over(self._next) if said is not NONE else self._next
            return
        if shown := clips.alone(content, said):
            self._figure(shown, first, end, said)
            return
        if classes:
            said = replace(said, classes=(*said.classes, *classes))
        fields = self._base_fields(first, end, said, prose(content))
        self.blocks.append(Paragraph(content=content, **fields))

    def _figure(self, image: Image | Clip, first: int, end: int, said: Attributes) -> None:
        if isinstance(image, Clip):
            image, said = self._told_clip(image, said), replace(said, url="", poster="")
        fields = self._base_fields(first, end, said, None, self.context.default_lang)
        captions = self._captions((image.title or image.alt).strip())
        lang = captions[0][0] if len(captions) == 1 else ""
        self.blocks.append(Figure(image=replace(image, lang=lang), captions=captions, **fields))

    def _told_clip(self, clip: Clip, said: Attributes) -> Clip:
        """A recording with what its braces say."""
        url = self.context.links.web(said.url, clip.span) if said.url else ""
        return self.context.links.with_poster(replace(clip, url=url or clip.url), said.poster, clip.span)

    def _captions(self, text: str) -> tuple[tuple[str, Inlines], ...]:
        """A caption in each of its languages, split at `` / ``."""
        if not text:
            return ()
        if self.context.default_lang:
            return (("", (Text(text),)),)
        for match in re.finditer(" / ", text):
            halves = text[: match.start()].strip(), text[match.end() :].strip()
            tags = [language.detect(half, self.context.languages) for half in halves]
            if all(tags) and tags[0] != tags[1]:
                return tuple((tag, (Text(half),)) for tag, half in zip(tags, halves, strict=True))
        return ((language.detect(text, self.context.languages), (Text(text),)),)

    def code(self, text: str, info: str, first: int, end: int, said: Attributes = NONE) -> None:
        """Add code, which all languages share unless the file is of one."""
        fields = self._base_fields(first, end, said, None, self.context.default_lang)
        for match in _INCLUDE.finditer(text):
            told_template(match[0], self.report.find(match[0], first, end), self.report)
        self.blocks.append(CodeBlock(text=text, info=info, **fields))

    def rule(self, first: int, end: int, said: Attributes = NONE) -> None:
        """Add a thematic break, which is of no language."""
        self.blocks.append(Rule(**self._base_fields(first, end, said, None)))

    def table(
        self,
        align: tuple[Align, ...],
        head: tuple[Inlines, ...],
        rows: tuple[tuple[Inlines, ...], ...],
        first: int,
        end: int,
        said: Attributes = NONE,
    ) -> None:
        """Add a table; its language is told by all its cells."""
        text = "\n".join(prose(cell) for cells in (head, *rows) for cell in cells)
        fields = self._base_fields(first, end, said, text)
        if not fields["lang"]:
            fields["lang"] = self.context.default_lang
        self.blocks.append(Table(align=align, head=head, rows=rows, **fields))
