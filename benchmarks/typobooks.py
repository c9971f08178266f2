"""The books of the typography benchmark: corpora by others written out as folders bookbuild reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import bigbook

PROJECT = Path(__file__).resolve().parent.parent
_T = TypeVar("_T")

MANIFEST = """title: {{ {main}: {title} }}
slug: {slug}
id: urn:uuid:11111111-2222-5333-8444-555555555555
authors: [{{ {main}: {title} }}]
languages: [{languages}]
date: "2024"
volumes:
  - title: {{ {main}: {title} }}
    chapters:
{chapters}
editions:
  reader: {{ format: epub, layout: {layout} }}
  print: {{ format: pdf, layout: {layout}, trim: 148x210mm }}
  pinyin: {{ format: pdf, layout: {layout}, trim: 148x210mm, pinyin: all }}
"""
_LEFT_OUT = frozenset({"SUMMARY.md", "appendix-06-translation.md"})
"""Contents, and a list of languages each in a script of its own: the usual faces have not all of them."""


def evenly(items: Sequence[_T], count: int) -> list[_T]:
    """*count* of *items*, spread over all of them; all when *count* is 0."""
    if not count or count >= len(items):
        return list(items)
    return [items[index * len(items) // count] for index in range(count)]


def big(folder: Path, root: Path, count: int) -> None:
    """Seven classics, Chinese and English, pair by pair."""
    bigbook.write(root, evenly(bigbook.corpus_rows(folder / "big" / "big.jsonl"), count))


def hongloumeng(folder: Path, root: Path, count: int) -> None:
    """A novel in Chinese alone."""
    chapters = evenly(sorted((folder / "hongloumeng" / "md").glob("*.md")), count)
    _write(root, ("zh-Hant",), "single", [[chapter] for chapter in chapters])


def war_and_peace(folder: Path, root: Path, count: int) -> None:
    """A novel in English alone, its chapters under headings of their own."""
    chapters = evenly(sorted((folder / "war-and-peace" / "md").glob("*.md")), count)
    _write(root, ("en",), "single", [[chapter] for chapter in chapters])


def opensource_guide(folder: Path, root: Path, count: int) -> None:
    """Web pages in parallel files, with lists, links and asides."""
    _parallel(folder / "opensource-guide", ("zh-hans", "en"), root, count)


def rust_book(folder: Path, root: Path, count: int) -> None:
    """A manual of programming in parallel files, with code and tables: a sample of it."""
    _parallel(folder / "rust-book", ("zh", "en"), root, count or 16)


def own(_folder: Path, root: Path, _count: int) -> None:
    """The book in this repository."""
    root.mkdir(parents=True)
    shutil.copy(PROJECT / "book.yaml", root)
    for name in ("chapters", "styles"):
        shutil.copytree(PROJECT / name, root / name)


BOOKS: tuple[tuple[str, str, Callable[[Path, Path, int], None]], ...] = (
    ("own", "", own),
    ("opensource-guide", "opensource-guide", opensource_guide),
    ("rust-book", "rust-book", rust_book),
    ("hongloumeng", "hongloumeng", hongloumeng),
    ("big", "big/big.jsonl", big),
)
"""(name, what must be in the corpora, writer)."""


def _parallel(folder: Path, sides: tuple[str, str], root: Path, count: int) -> None:
    zh, en = (folder / side for side in sides)
    names = [path.name for path in sorted(zh.glob("*.md")) if (en / path.name).is_file()]
    names = [name for name in names if name not in _LEFT_OUT]
    _write(root, ("zh-Hans", "en"), "interleaved", [[zh / name, en / name] for name in evenly(names, count)])


def _write(root: Path, languages: tuple[str, ...], layout: str, chapters: Sequence[Sequence[Path]]) -> None:
    """The book's folder: a copy of each file, in a folder for each language."""
    rows = []
    for files in chapters:
        entry = []
        for tag, file in zip(languages, files, strict=True):
            name = f"chapters/{tag}/{file.name}"
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, root / name)
            entry.append(f"{tag}: {name}")
        rows.append(f"      - {{ {', '.join(entry)} }}" if len(entry) > 1 else f"      - {name}")
    main = languages[0]
    title = "Sample" if main == "en" else "樣本"
    text = MANIFEST.format(
        main=main,
        title=title,
        slug=root.name,
        languages=", ".join(languages),
        layout=layout,
        chapters="\n".join(rows),
    )
    (root / "book.yaml").write_text(text, encoding="utf-8")
