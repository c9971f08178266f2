"""One file → two: bodies, front matter, link definitions, with marks where they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.diagnostics import Diagnostics
from bookbuild.pairing import Study
from bookbuild.rewrite import labels, matter
from bookbuild.rewrite.apart import Apart
from bookbuild.rewrite.desk import Desk, Text, Texts
from bookbuild.rewrite.owners import Owners
from bookbuild.rewrite.repair import mark, settled
from bookbuild.rewrite.signs import bare
from bookbuild.rewrite.tree import page
from bookbuild.rewrite.writing import Pen


def split_up(desk: Desk, text: Text, study: Study, paths: tuple[str, str]) -> tuple[Texts, int, Diagnostics]:
    """The two files of a chapter, how many pairs are marked in them, and what cannot be taken apart (A030)."""
    lines = text.lines()
    yaml, start = matter.cut(lines)
    whole = bare(page(lines, start))
    apart = Apart(study, whole, Owners(study, whole), desk)
    made: list[Text] = []

    def attempt(numbers: frozenset[int]) -> Study:
        tags = study.languages[:2]
        pens = {tag: Pen(lang=tag) for tag in study.languages}
        mark(pens, dict.fromkeys(study.languages, whole), study, numbers)
        made[:] = [
            Text(
                tag,
                path,
                _file(matter.apart(yaml, study.documents[0].meta, tag, tags), apart.body(tag, pens[tag])),
            )
            for tag, path in zip(tags, paths, strict=True)
        ]
        made[:] = [replace(text, text=_own_labels(text)) for text in made]
        _drop_unused(desk, made)
        return desk.study(tuple(made))

    marked = settled(study, attempt)
    return tuple(made), len(marked), tuple(dict.fromkeys(apart.problems))


def _file(yaml: tuple[str, ...], body: tuple[str, ...]) -> str:
    return "\n".join((*matter.fenced(yaml), *body)) + "\n"


def _own_labels(text: Text) -> str:
    return labels.restored(text.text, page(text.lines(), matter.cut(text.lines())[1]), text.lang)


def _drop_unused(desk: Desk, made: list[Text]) -> None:
    """Take a link definition out of a file that has no link to it, unless neither has."""
    unused = []
    for text in made:
        desk.read(text)
        spans = [one.span for one in desk.told[text.path] if one.code == "S033" and one.span]
        unused.append({at for span in spans for at in range(span.line - 1, span.end_line)})
    said = [{text.lines()[at] for at in gone} for text, gone in zip(made, unused, strict=True)]
    for index, text in enumerate(made):
        keep = said[0] & said[1] if index == 0 else frozenset()
        gone = {at for at in unused[index] if text.lines()[at] not in keep}
        made[index] = Text(text.lang, text.path, "\n".join(_without(text.lines(), gone)))


def _without(lines: list[str], gone: set[int]) -> Iterator[str]:
    """*lines* without some, and without the blank line behind what ended there."""
    for at, line in enumerate(lines):
        around = at - 1 in gone and not line and (at < 2 or not lines[at - 2] or at - 2 in gone)
        if at not in gone and not around:
            yield line
