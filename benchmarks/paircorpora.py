"""The corpora of the pairing benchmark: folders of texts by others, no part of this project.

Pairs come from rows (gettext messages, a table of classics), from a text that exists both interleaved
and as parallel files, and from truth people wrote down.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import bigbook
from pairscore import EN, ZH, Lines, Truth
from pairtexts import ONE_FILE, PARALLEL, Row, Sample, samples_of_rows

from bookbuild import source
from bookbuild.model import Block, CodeBlock
from bookbuild.world import MemoryWorld

REGULAR = frozenset({"comprehensive-rust", "classics, regular", "effective-go"})
TAGS = ("zh", "en")
LANGUAGES = ("zh-Hans", "en")

# ---------------------------------------------------------------- gettext messages

# Strings and comments out of code, and pieces of a paragraph that a link or a key interrupted.
_PIECE = re.compile(r"\s|[:：] |//|/\*|_ = |[(\]]|\W*$|b?(['\"]).*\1$|<[\w.]+>$")
_CELL = re.compile(r"[^\s\[]*[^\s:_]$")


def comprehensive_rust(folder: Path) -> Iterator[Sample]:
    """Chapter by chapter; a message that is no block of its own is left out."""
    messages = _jsonl(folder / "comprehensive-rust" / "pairs.zh-CN.jsonl")
    for file, group in groupby(messages, key=lambda message: message["file"]):
        rows = list(_message_rows(group))
        if any(row.two_sided for row in rows):
            name = file.removesuffix(".md").replace("/", "-")
            yield from samples_of_rows("comprehensive-rust", name, rows, "zh-Hans")


def _message_rows(messages: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """The format does not say what is a list: after a passage that ends in a colon all are items."""
    listing, level = False, 1
    for message in messages:
        zh, en, heading = message["zh"] or "", message["en"], message["kind"] == "heading"
        if not _is_block(en, zh, heading):
            continue
        if heading:
            yield Row(zh, en, "heading", level)
            listing, level = False, 2
        else:
            yield Row(zh, en, "item" if listing or _is_term(en) else "para")
            listing = listing or en.endswith(":")


def _is_block(en: str, zh: str, heading: bool) -> bool:
    """Whether a message may stand alone: no string of code, no cell of a table of registers."""
    if heading or en.startswith("```"):
        return True
    return not (_PIECE.match(en) or (zh == en and _CELL.match(en)) or "\n\n" in en + zh)


def _is_term(text: str) -> bool:
    return ":  \n" in text


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# ---------------------------------------------------------------- classics


def classics(folder: Path) -> Iterator[Sample]:
    """Seven works. A passage that faces several is a row and one-sided rows beside it."""
    chapters = json.loads((folder / "big" / "chapters.json").read_text(encoding="utf-8"))
    works = {entry["chapter"]: _short(entry["work"]) for entry in chapters}
    for group in bigbook.corpus_rows(folder / "big" / "big.jsonl"):
        number = group[0]["chapter"]
        rows = [_classic_row(row, 2 if index else 1) for index, row in enumerate(group)]
        yield from samples_of_rows(works[number], f"{number:03d}", rows, "zh-Hant", joins=True)


def _short(work: str) -> str:
    return re.sub(r"^(?:The )?(?:(?:Classic|Book) of )?", "", work)


def _classic_row(row: bigbook.Row, level: int) -> Row:
    zh, en = ("\n".join(bigbook.escape(line) for line in (row[tag] or "").split("\n")) for tag in TAGS)
    return Row(zh, en, row["kind"], level)


# ---------------------------------------------------------------- a text interleaved and parallel


@dataclass(frozen=True)
class Passage:
    """A block as this module sees it: its line, its side (None: of no language), its bare text."""

    line: int
    side: int | None
    code: bool
    text: str


def long_chapter(folder: Path, pairs: int = 3000) -> list[Row]:
    """So many translated paragraphs of the classics as one chapter."""
    texts = (
        row for row in _jsonl(folder / "big" / "big.jsonl") if row["kind"] == "para" and row["zh"] and row["en"]
    )
    return [Row(row["zh"], row["en"], row["kind"], 1) for row in islice(texts, pairs)]


def effective_go(folder: Path) -> Iterator[Sample]:
    """Where English and Chinese paragraphs alternate their pairs are plain; all else is neutral.

    The parallel files' passages are found by their text.
    """
    root = folder / "effective-go"
    for path in sorted((root / "interleaved").glob("[0-9]*.md")):
        names = [path.relative_to(root).as_posix(), f"zh/{path.name}", f"en/{path.name}"]
        texts = {name: (root / name).read_text(encoding="utf-8") for name in names}
        mixed, zh, en = (_passages(texts, name, tag) for name, tag in zip(names, ("", *LANGUAGES), strict=True))
        couples = list(_couples(mixed))
        yield _sample(path.stem, texts, names[:1], _truth(couples, mixed, mixed))
        yield _sample(path.stem, texts, names[1:], _truth(_found(couples, zh, en), zh, en))


def _sample(chapter: str, texts: dict[str, str], names: Sequence[str], truth: Truth) -> Sample:
    files = {name: texts[name] for name in names}
    return Sample("effective-go", chapter, _shape(files), ("zh-Hans", "en"), files, truth)


def _passages(texts: dict[str, str], name: str, tag: str) -> list[Passage]:
    document, _ = source.read(MemoryWorld(texts), name, LANGUAGES, tag)
    assert document
    lines = texts[name].splitlines()
    return [_passage(block, lines) for block in document.blocks]


def _passage(block: Block, lines: Sequence[str]) -> Passage:
    text = "".join(lines[block.span.line - 1 : block.span.end_line])
    side = LANGUAGES.index(block.lang) if block.lang in LANGUAGES else None
    if isinstance(block, CodeBlock):
        side = ZH if re.search("[一-鿿]", text) else EN
    return Passage(block.span.line, side, isinstance(block, CodeBlock), re.sub(r"\W", "", text).lower())


def _couples(mixed: Sequence[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """(Chinese, English) of each stretch of text, or of code, that alternates from its English on."""
    for _, group in groupby(mixed, key=lambda passage: passage.code):
        stretch = list(group)
        if [passage.side for passage in stretch] == [EN, ZH] * (len(stretch) // 2):
            yield from zip(stretch[1::2], stretch[::2], strict=True)


def _found(
    couples: Iterable[tuple[Passage, Passage]], zh: Sequence[Passage], en: Sequence[Passage]
) -> Iterator[tuple[Passage, Passage]]:
    """The couples whose texts stand in the parallel files, each once."""
    known = tuple({one.text: one for one in side if _once(one, side)} for side in (zh, en))
    for left, right in couples:
        if left.text in known[ZH] and right.text in known[EN]:
            yield known[ZH][left.text], known[EN][right.text]


def _once(passage: Passage, side: Sequence[Passage]) -> bool:
    return sum(other.text == passage.text for other in side) == 1


def _truth(couples: Iterable[tuple[Passage, Passage]], zh: Iterable[Passage], en: Iterable[Passage]) -> Truth:
    pairs = tuple((frozenset({left.line}), frozenset({right.line})) for left, right in couples)
    paired = {(side, line) for pair in pairs for side in (ZH, EN) for line in pair[side]}
    everything = {(side, one.line) for side, passages in ((ZH, zh), (EN, en)) for one in passages}
    return Truth(pairs, frozenset(everything - paired))


# ---------------------------------------------------------------- truth by hand


def by_hand(folder: Path, truths: Path) -> Iterator[Sample]:
    """The pairs people wrote down: ``truths/CORPUS/CHAPTER.json`` on files of the corpora."""
    for path in sorted(truths.glob("*/*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        sources = [folder / data["texts"][tag]["path"] for tag in TAGS]
        if all(source.is_file() for source in sources):
            yield _hand_sample(folder, path, data, sources)


def _hand_sample(folder: Path, path: Path, data: dict[str, Any], sources: Sequence[Path]) -> Sample:
    files = {one.relative_to(folder).as_posix(): one.read_text(encoding="utf-8") for one in sources}
    remarks = tuple(
        f"{path.parent.name}/{path.name} was written for another {data['texts'][tag]['path']}"
        for tag, one in zip(TAGS, sources, strict=True)
        if hashlib.sha256(one.read_bytes()).hexdigest() != data["texts"][tag]["sha256"]
    )
    pairs: tuple[Lines, ...] = tuple((frozenset(one["zh"]), frozenset(one["en"])) for one in data["pairs"])
    truth = Truth(pairs, whole=True)
    return Sample(path.parent.name, path.stem, _shape(files), LANGUAGES, files, truth, remarks)


def _shape(files: Iterable[str]) -> str:
    return PARALLEL if len(list(files)) == 2 else ONE_FILE


# ---------------------------------------------------------------- all of them

CORPORA: tuple[tuple[str, Callable[[Path], Iterable[Sample]]], ...] = (
    ("comprehensive-rust/pairs.zh-CN.jsonl", comprehensive_rust),
    ("big/big.jsonl", classics),
    ("effective-go/interleaved", effective_go),
)


def samples(folder: Path, truths: Path, only: str = "", shape: str = "") -> list[Sample]:
    """Every sample of the corpora in *folder* and of the truth by hand in *truths*.

    *only* is ``CORPUS`` or ``CORPUS/CHAPTER``, by their beginnings; *shape* by its beginning. Truth by
    hand goes before truth made from a corpus.
    """
    hand = list(by_hand(folder, truths))
    known = {(sample.name, sample.shape) for sample in hand}
    made = [
        sample
        for marker, corpus in CORPORA
        if (folder / marker).exists()
        for sample in corpus(folder)
        if (sample.name, sample.shape) not in known
    ]
    return [
        sample
        for sample in (*made, *hand)
        if sample.name.lower().startswith(only.lower()) and sample.shape.startswith(shape)
    ]
