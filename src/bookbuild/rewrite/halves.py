"""Lines that hold both languages: headings and captions, taken apart at `` / `` and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.model import Block, Figure, Heading
from bookbuild.reading import text
from bookbuild.rewrite.braces import without_id
from bookbuild.rewrite.compare import bare
from bookbuild.rewrite.desk import Desk, Text
from bookbuild.rewrite.element import Element, Lines
from bookbuild.source import attributes, language

_ATX = re.compile(r"(?P<open> {0,3}#{1,6}[ \t]+)(?P<text>.*?)(?P<close>[ \t]+#+)?[ \t]*")
# A figure: an image or a recording, which may be a link; braces with an id stay with one line.
_IMAGE = re.compile(
    r"(?P<open> {0,3}!?\[)(?P<alt>(?:[^\[\]\\]|\\.)*)(?P<to>\]\(\s*(?:<[^>]*>|[^\s()]+))"
    r'(?:\s+"(?P<title>(?:[^"\\]|\\.)*)")?\s*\)(?P<said>\s*\{[^{}#]*\})?\s*'
)
_SLASH = " / "


class _Title(NamedTuple):
    """A heading's source: what opens it, its text, its braces, a line of ``===`` under it."""

    opening: str
    text: str
    braces: str
    under: Lines

    def of(self, text: str, braces: str) -> Lines:
        return (f"{self.opening}{text}{braces and ' '}{braces}", *self.under)


def _title(element: Element) -> _Title | None:
    atx = _ATX.fullmatch(element.lines[0])
    if atx and len(element.lines) == 1:
        said, braces = attributes.at_end(atx["text"])
        return _Title(atx["open"], said, braces, ())
    if not atx and len(element.lines) == 2 and element.kind == "heading":
        said, braces = attributes.at_end(element.lines[0].strip())
        return _Title("", said, braces, element.lines[1:])
    return None


def headings_apart(element: Element, blocks: tuple[Block, ...], desk: Desk, path: str) -> dict[str, Lines]:
    """A line for each language of a heading in both; {} when its halves cannot be told apart."""
    title = _title(element)
    if title is None or len(blocks) != 2:
        return {}
    ids = [block.marks.id for block in blocks]
    for halves in _cuts(title.text, blocks):
        lines = {}
        for block, half, own in zip(blocks, halves, ids, strict=True):
            lines[block.lang] = title.of(half, title.braces if own else without_id(title.braces))
        if all(_reads_as(lines[block.lang], block, desk, path) for block in blocks):
            return lines
    return {}


def _cuts(said: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for match in re.finditer(_SLASH, said):
        yield said[: match.start()].rstrip(), said[match.end() :].lstrip()
    yield text(blocks[0]), text(blocks[1])


def _reads_as(lines: Lines, block: Block, desk: Desk, path: str) -> bool:
    read = desk.read(Text(block.lang, path, "\n".join(lines) + "\n")).blocks
    return len(read) == 1 and isinstance(read[0], Heading) and bare(read[0]) == bare(block)


def headings_together(
    elements: tuple[Element, Element], blocks: tuple[Block, Block], desk: Desk, path: str
) -> Lines:
    """One line for two headings; () when it would not be read as these two."""
    one, other = map(_title, elements)
    if one is None or other is None or one.under or other.under or all(block.marks.id for block in blocks):
        return ()
    said = f"{{{_inner(one.braces)}}}" if one.braces else ""
    if without_id(other.braces) not in ("", without_id(one.braces)):
        return ()
    braces = said or other.braces
    line = one.of(f"{one.text}{_SLASH}{other.text}", braces)
    read = desk.read(Text("", path, "\n".join([*line, ""]))).blocks
    return line if [bare(block) for block in read] == [bare(block) for block in blocks] else ()


def _inner(braces: str) -> str:
    return braces.strip()[1:-1]


def figures_apart(element: Element, languages: tuple[str, ...]) -> dict[str, Lines]:
    """A line for each language of an image whose alternative text or title is in both; {} when none is."""
    image = _IMAGE.fullmatch("\n".join(element.lines))
    if image is None:
        return {}
    alts, titles = (_captions(image[part] or "", languages) for part in ("alt", "title"))
    if not alts and not titles:
        return {}
    return {
        tag: _image(image, alts.get(tag, image["alt"]), titles.get(tag, image["title"] or ""))
        for tag in languages[:2]
    }


def _captions(said: str, languages: tuple[str, ...]) -> dict[str, str]:
    for match in re.finditer(_SLASH, said):
        halves = said[: match.start()].strip(), said[match.end() :].strip()
        tags = [language.detect(half, languages) for half in halves]
        if all(tags) and tags[0] != tags[1]:
            return dict(zip(tags, halves, strict=True))
    return {}


def _image(image: re.Match[str], alt: str, title: str) -> Lines:
    called = f' "{title}"' if title else ""
    return tuple(f"{image['open']}{alt}{image['to']}{called}){image['said'] or ''}".split("\n"))


def figures_together(
    elements: tuple[Element, Element], languages: tuple[str, ...], desk: Desk, path: str
) -> Lines:
    """One line for two images of the same file; () when it would not have the captions of both."""
    one, other = (_IMAGE.fullmatch("\n".join(element.lines)) for element in elements)
    if one is None or other is None or one["said"] != other["said"]:
        return ()
    alt, title = (_both(one[part] or "", other[part] or "") for part in ("alt", "title"))
    lines = _image(one, alt, title)
    read = desk.read(Text("", path, "\n".join([*lines, ""]))).blocks
    captions = dict(read[0].captions) if len(read) == 1 and isinstance(read[0], Figure) else {}
    wanted = [match["title"] or match["alt"] for match in (one, other)]
    return (
        lines
        if [bare(captions.get(tag, ())) for tag in languages[:2]] == [_caption(said) for said in wanted]
        else ()
    )


def _caption(said: str) -> object:
    return (("Text", said.strip()),)


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one}{_SLASH}{other}"
