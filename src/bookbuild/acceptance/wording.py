"""What a passage says, as it is written down when it is accepted, and when two wordings are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from bookbuild.model import (
    Block,
    Code,
    CodeBlock,
    Document,
    Figure,
    Heading,
    Inlines,
    Note,
    Paragraph,
    Rule,
    Table,
    Text,
)
from bookbuild.pairing.matches import Match
from bookbuild.reading import Leaf, bare, spelt

Texts = tuple[tuple[str, str], ...]
"""What is said in each language; under SHARED what belongs to all of them."""

SHARED = "*"  # the language range for any language (RFC 4647 §2.1)
CJK = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DASHES = "-‐‑‒–—―─－"
ELLIPSES = r"\.{3,}|…+|⋯+|。{3,}"

Notes = Mapping[tuple[str, int], Note]
"""Footnotes by file and line."""


def notes_of(documents: Iterable[Document]) -> Notes:
    """The footnotes of a chapter's files by where they stand."""
    return {(note.span.path, note.span.line): note for document in documents for note in document.notes}


# ---------------------------------------------------------------- as it is written down


def texts(match: Match, notes: Notes) -> Texts:
    """What *match* says; languages in which it says nothing are left out."""
    if match.pair:
        told = [found for tag, blocks in match.pair.sides for found in _told(tag or SHARED, blocks)]
    else:
        told = [
            (tag, "\n".join(_placed(place.span.path, place.span.line, place.text, notes) for place in places))
            for tag, places in match.places
        ]
    return tuple((tag, text) for tag, text in told if text)


def _told(tag: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """A side's text; captions in several languages of one figure are a text each."""
    yield tag, "\n".join(map(said, blocks))
    for block in blocks if tag == SHARED else ():
        if isinstance(block, Figure):
            yield from ((own, _line(caption)) for own, caption in block.captions if own)


def _placed(path: str, line: int, text: str, notes: Notes) -> str:
    note = notes.get((path, line))
    return "\n".join(map(said, note.blocks)) if note else " ".join(text.split())


def said(block: Block) -> str:
    """A block as plain text: a line, but for tables and code. Code stands in backticks, as in Markdown."""
    match block:
        case Heading() | Paragraph():
            return _line(block.content)
        case CodeBlock():
            return _fenced(block.text)
        case Table():
            return "\n".join(" | ".join(map(_line, row)) for row in (block.head, *block.rows))
        case Figure():
            own = [_line(caption) for tag, caption in block.captions if not tag or tag == block.lang]
            return "\n".join([f"![{block.image.alt}]({block.image.shown()})", *own])
        case Rule():
            return ""


def _line(content: Inlines) -> str:
    if len(content) == 1 and isinstance(content[0], Text):
        return " ".join(content[0].text.split())
    return " ".join(spelt(content, _written).split())


def _written(leaf: Leaf) -> str:
    if not isinstance(leaf, Code):
        return bare(leaf)
    ticks = _ticks(leaf.text, 1)
    return f"{ticks}{leaf.text}{ticks}"


def _fenced(code: str) -> str:
    lines = [line.rstrip() for line in code.strip("\n").split("\n")]
    ticks = _ticks(code, 3)
    return "\n".join([ticks, *lines, ticks])


def _ticks(code: str, least: int) -> str:
    """More backticks than stand together anywhere in *code*."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    return "`" * max(longest + 1, least)


# ---------------------------------------------------------------- the same wording

_CODE = re.compile(r"(^(`{3,})\n(?:.*\n)*?\2$)|((?<!`)(`+)(?!`).+?(?<!`)\4(?!`))", re.MULTILINE)
_ELLIPSIS = re.compile(ELLIPSES)
_DASH = re.compile(f"[{DASHES}]+")
_SPACE = re.compile(rf" ++(?![^\W{CJK}])|(?<![^\W{CJK}]) ++")
_INVISIBLE = "\xad\u200b\u2060\ufeff\ufe0e\ufe0f"
_SAME = {
    **{chr(0xFF01 + at): chr(0x21 + at) for at in range(94)},  # full-width forms of ASCII
    **dict.fromkeys("“”„‟〝〞「」﹁﹂", '"'),
    **dict.fromkeys("‘’‚‛『』﹃﹄", "'"),
    **dict.fromkeys("·・•‧･", "·"),
    **dict.fromkeys("｡．。", "."),
    **dict.fromkeys("\t\n\r\f\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **dict.fromkeys(_INVISIBLE, ""),
}
_TABLE = str.maketrans(_SAME)


def fold(text: str) -> str:
    """*text* without what is typography only; two wordings are the same when this is the same.

    White space, composition (NFC), widths, the shapes of quotes, dashes and ellipses do not count.
    Code counts as written; only white space around inline code does not.
    """
    if "`" not in text:
        return _folded(text)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        parts += [_folded(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, _folded(text[at:])])


def _folded(text: str) -> str:
    text = _ELLIPSIS.sub("…", unicodedata.normalize("NFC", text))
    return _SPACE.sub("", _DASH.sub("-", text).translate(_TABLE))
