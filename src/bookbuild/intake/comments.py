"""HTML comments that hold the other language: each becomes text beside what it translates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.diagnostics import Span
from bookbuild.intake.blocks import Block, blocks
from bookbuild.intake.bookfile import scalar
from bookbuild.intake.passages import Decision, quoted
from bookbuild.source import language

_COMMENT = re.compile(r"\s*<!--(.*?)-->\s*", re.DOTALL)
KEY = re.compile(r"([A-Za-z_][\w-]*):[ \t]*(.*)")
_BULLET = re.compile(r"^([*+-])(?=\s)", re.MULTILINE)


def front_matter(found: list[Block], matter: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], list[Block]]:
    """The front matter a first comment repeats, and the blocks without that comment."""
    if not matter or not found or found[0].kind != "comment":
        return {}, found
    lines = [line for line in _inside(found[0]).split("\n") if line.strip(" -")]
    pairs = [(match[1], match[2]) for line in lines if (match := KEY.fullmatch(line.strip()))]
    known = {key for key, _ in matter}
    if not pairs or len(pairs) < len(lines) or not {key for key, _ in pairs} <= known:
        return {}, found
    return dict(pairs), found[1:]


def both(value: str, other: str, languages: tuple[str, ...]) -> str:
    """Two YAML values as one text by language, in the order of the languages."""
    said = {language.detect(text, languages): text.strip("\"'") for text in (value, other)}
    if len(said) < 2 or "" in said:
        return value
    return "{" + ", ".join(f"{tag}: {scalar(said[tag])}" for tag in languages if tag in said) + "}"


def _inside(block: Block) -> str:
    match = _COMMENT.fullmatch(block.text)
    return match[1].strip("\n") if match else ""


def unwrap(found: list[Block], languages: tuple[str, ...], name: str, told: list[Decision]) -> Iterator[Block]:
    """The blocks with each translating comment set as text; markers are dropped and told."""
    index = 0
    while index < len(found):
        block = found[index]
        index += 1
        if block.kind != "comment":
            yield block
            continue
        after = [other for other in found[index:] if other.kind != "comment"]
        if _translates(block, after, languages):
            held = list(blocks(_inside(block).split("\n"), block.line + _offset(block)))
            count = _facing(held, found[index:], languages)
            facing = found[index : index + count]
            index += count
            told.append(_unwrapped(name, block, held, facing))
            yield from _together(held, facing, languages)
        elif _is_marker(block):
            told.append(Decision("dropped", Span(name, block.line), f"dropped the marker {quoted(block.text)}"))
        else:
            told.append(
                Decision("kept", Span(name, block.line), f"kept as a comment: {quoted(block.text, 40)}")
            )
            yield block


def _unwrapped(name: str, block: Block, held: list[Block], facing: list[Block]) -> Decision:
    said = f"comment set as text ({len(held)} blocks, facing {len(facing)}): {quoted(_inside(block), 40)}"
    return Decision("structure", Span(name, block.line), said)


def _offset(block: Block) -> int:
    """How many lines of the comment stand before its text."""
    before = block.text[: block.text.index("<!--") + 4 :]
    rest = block.text[len(before) :]
    return before.count("\n") + len(rest) - len(rest.lstrip("\n"))


def _is_marker(block: Block) -> bool:
    return len(re.findall(r"\w+", _inside(block))) < 3


def _translates(block: Block, after: list[Block], languages: tuple[str, ...]) -> bool:
    """Whether the comment says in one language what the next text says in another."""
    said = language.detect(_inside(block), languages)
    prose = [other for other in after if other.kind in ("heading", "text", "list")]
    if (
        not said
        or not prose
        or (_is_marker(block) and not re.match(r"\s*(?:#|[*+-] |\d+[.)] )", _inside(block)))
    ):
        return False
    other = language.detect(prose[0].text, languages)
    return bool(other) and other != said


def _facing(held: list[Block], after: list[Block], languages: tuple[str, ...]) -> int:
    """How many of the following blocks the comment translates: of its kinds, up to the next comment."""
    kinds = {block.kind for block in held}
    said = {language.detect(block.text, languages) for block in held}
    heads = sum(block.kind == "heading" for block in held)
    count = 0
    for block in after:
        if block.kind not in kinds or language.detect(block.text, languages) in said - {""}:
            break
        heads -= block.kind == "heading"
        if heads < 0:
            break
        count += 1
    return count


def _together(held: list[Block], facing: list[Block], languages: tuple[str, ...]) -> Iterator[Block]:
    """Headings as one in two languages, paragraphs in turns; groups of other counts in a ``::: pair``."""
    while held and facing and held[0].kind == facing[0].kind == "heading":
        yield _heading(held[0], facing[0], languages)
        held, facing = held[1:], facing[1:]
    facing = [_other_list(block) for block in facing]
    if [block.kind for block in held] == [block.kind for block in facing]:
        for one, other in zip(held, facing, strict=True):
            yield one
            yield other
    elif held and facing and all(block.kind == "text" for block in (*held, *facing)):
        line = held[0].line
        yield Block("::: pair", line, "other")
        yield from (*held, *facing)
        yield Block(":::", line, "other")
    else:
        yield from (*held, *facing)


def _heading(one: Block, other: Block, languages: tuple[str, ...]) -> Block:
    marks = re.match(r"\s*(#+)\s*", other.text)
    texts = [re.sub(r"^\s*#+\s*", "", block.text) for block in (one, other)]
    texts.sort(key=lambda text: [*languages, ""].index(language.detect(text, languages)))
    level = len(marks[1]) if marks else other.level
    return Block(f"{'#' * level} {' / '.join(texts)}", other.line, "heading", level)


def _other_list(block: Block) -> Block:
    """A list with other bullets than the one before it, or the two would be one list."""
    if block.kind != "list":
        return block
    text = _BULLET.sub(lambda match: "-" if match[1] == "*" else "*", block.text)
    text = re.sub(
        r"^(\d+)([.)])(?=\s)", lambda match: match[1] + (")" if match[2] == "." else "."), text, flags=re.M
    )
    return Block(text, block.line, block.kind, block.level)
