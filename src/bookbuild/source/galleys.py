"""Strips → galleys: which language each paragraph is in, and all of one language in one string."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.model import PARAGRAPH, Block, Galley, Run
from bookbuild.source import language
from bookbuild.source.strips import Strip

OnLines = Mapping[int, Sequence[Block]]
"""The blocks that stand on each line of a file."""

_HALF = re.compile("(?: / )?((?:(?! / ).)+)", re.DOTALL)
Part = tuple[str, str, list[Run]]
"""A language, a text in it, the text's runs."""


@dataclass(slots=True)
class _Sheet:
    texts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, runs: list[Run]) -> None:
        self.texts.append(text)
        self.runs += [run._replace(start=run.start + self.length) for run in runs]
        self.length += len(text) + len(PARAGRAPH)


def on_lines(blocks: Iterable[Block]) -> OnLines:
    """The blocks that stand on each line."""
    found: dict[int, list[Block]] = {}
    for block in blocks:
        for line in range(block.span.line, block.span.end_line + 1):
            found.setdefault(line, []).append(block)
    return found


def galleys(
    strips: Iterable[Strip], lines: OnLines, languages: tuple[str, ...], default_lang: str
) -> tuple[Galley, ...]:
    """A galley for each language there is text in, in the order in which they appear."""
    sheets: dict[str, _Sheet] = {}
    for strip in strips:
        for lang, text, runs in _parts(strip, lines, languages, default_lang):
            if lang and text.strip():
                sheets.setdefault(lang, _Sheet()).add(text, runs)
    return tuple(Galley(lang, PARAGRAPH.join(sheet.texts), tuple(sheet.runs)) for lang, sheet in sheets.items())


def _parts(strip: Strip, lines: OnLines, languages: tuple[str, ...], default_lang: str) -> Iterator[Part]:
    """A strip is in the language said, or that of its block; a heading or a caption may be in two."""
    if not strip.runs:
        return
    text = "".join(strip.pieces)
    langs = {block.lang for block in lines.get(strip.runs[0].line, ())}
    said = strip.lang or (default_lang if strip.caption else langs.pop() if len(langs) == 1 else "")
    if said or not (strip.caption or langs):
        yield said, text, strip.runs
        return
    for half in _HALF.finditer(text):
        yield language.detect(half[1], languages), half[1], list(_within(strip.runs, *half.span(1)))


def _within(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The runs of the characters from *start* up to *end*, counted from *start*."""
    for run, after in zip(runs, (*runs[1:], None), strict=True):
        if run.start < end and (after is None or after.start > start):
            skipped = max(start - run.start, 0)
            yield run._replace(start=run.start + skipped - start, column=run.column + skipped)
