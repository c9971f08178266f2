"""A book of few words in which every kind of pair occurs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import html

from bookbuild import build, manifest
from bookbuild.review import Review, page, review
from bookbuild.review.rows import Row
from bookbuild.world import MemoryWorld

BOOK = """\
title: {zh-Hans: 水书, en: The Book of Water}
languages: [zh-Hans, en]
front: [preface.md]
volumes:
  - id: one
    title: {zh-Hans: 上, en: First}
    chapters:
      - {zh-Hans: river.zh.md, en: river.en.md}
  - id: two
    title: {zh-Hans: 下, en: Second}
    chapters: [well.md]
editions:
  reader: {format: epub}
"""
PREFACE = """\
# 序 / Preface

水有两种写法。

Water is written in two ways.
"""
RIVER = {
    "river.zh.md": """\
# 河

河上的雾还没有散，渡船已经开了。

> 逝者如斯夫，不舍昼夜。

```
flow(1)
```

- 一只船
- 一盏灯
""",
    "river.en.md": """\
# The River

<!-- checked in May -->

The mist had not yet lifted from the river, and the ferry had already left.

> It passes on just like this, not ceasing day or night!

```
flow(1)
```

- one boat
- one lamp
""",
}
WELL = """\
# 井 / The Well

井里的水是凉的，夏天也是。[^井]

The water in the well is cold, in summer too.

{.untranslated}
此井今已不存。

***

Nobody remembers who dug the well, and nobody who might have known is left to be asked.

[^井]: 深三丈。
"""
FILES = {"book.yaml": BOOK, "preface.md": PREFACE, **RIVER, "well.md": WELL}


def reviewed(files: Mapping[str, str | bytes]) -> Review:
    """The review of the book in *files*."""
    world = MemoryWorld(files)
    loaded, _ = manifest.load(world)
    assert loaded
    return review(loaded, build.study_book(world, loaded)[0])


def found(review: Review, path: str) -> list[Any]:
    """What the XPath *path* finds on the page of *review*."""
    found = html.document_fromstring(page(review)).xpath(path)
    assert isinstance(found, list)
    return found


def settled(review: Review) -> Review:
    """*review* with the ids and confidences of an aligner that never changes, its first paragraphs doubted."""
    parts = []
    for part in review.parts:
        chapters = tuple(replace(one, rows=_settled(one.rows)) for one in part.chapters)
        parts.append(replace(part, chapters=chapters))
    return replace(review, parts=tuple(parts))


def _settled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    in_order = sorted(rows, key=lambda row: [side.lines() or (99,) for side in row.sides])
    doubts = {2: "the next passage could be its counterpart too"}
    return tuple(
        replace(row, match=replace(row.match, id=f"p{n}", confidence=1 - n / 50, doubt=doubts.get(n, "")))
        for n, row in enumerate(in_order, 1)
    )


def one_chapter(text: str) -> Review:
    """The review of a book whose one chapter is *text*."""
    return reviewed({"book.yaml": MANIFEST, "a.md": text})


def parallel(chinese: str, english: str) -> Review:
    """The review of a book whose one chapter stands in two files."""
    entry = "{zh-Hans: z.md, en: e.md}"
    return reviewed({"book.yaml": MANIFEST.replace("a.md", entry), "z.md": chinese, "e.md": english})


MANIFEST = """\
title: {zh-Hans: 书, en: Book}
languages: [zh-Hans, en]
volumes:
  - chapters:
      - a.md
editions:
  reader: {format: epub}
"""
