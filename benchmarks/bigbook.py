"""A large bilingual book as a folder bookbuild reads: from a JSONL corpus, or generated.

A corpus row is ``{"chapter": int, "zh": str|null, "en": str|null, "kind": "para"|"heading"|"verse"}``; the
first row of a chapter is its title.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from bignotes import Annotator

Row = dict[str, Any]
_MARKUP = re.compile(r"([\\`*_\[\]<>|~{}$^])")
_OPENING = re.compile(r"^(\s*)([#+-]|\d+[.)])(?=\s|$)")

MANIFEST = """title: {{zh-Hant: 大書, en: The Big Book}}
id: urn:uuid:11111111-2222-5333-8444-555555555555
authors: [{{zh-Hant: 諸家, en: Various Hands}}]
languages: [zh-Hant, en]
date: "2024"
volumes:
  - title: {{zh-Hant: 上, en: First}}
    chapters:
{first}
  - title: {{zh-Hant: 下, en: Second}}
    chapters:
{second}
editions:
  reader: {{format: epub, layout: interleaved}}
  print: {{format: pdf, layout: interleaved, trim: 148x210mm}}
  columns: {{format: pdf, layout: columns, trim: 185x260mm}}
"""


def escape(text: str) -> str:
    """*text* so that Markdown reads it as it stands."""
    text = _MARKUP.sub(r"\\\1", text.strip())
    return _OPENING.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", text)


def passages(rows: Iterable[Row], annotator: Annotator | None = None) -> Iterator[str]:
    """A chapter's Markdown, block by block; with notes when there is an annotator."""
    notes: list[str] = []
    for index, row in enumerate(rows):
        sides = [[escape(line) for line in row[side].split("\n")] for side in ("zh", "en") if row[side]]
        if annotator and row["kind"] != "heading":
            sides, found = annotator.noted(sides)
            notes += found
        texts = ["\n".join(side) for side in sides]
        if row["kind"] == "verse":
            yield "::: verse\n" + "\n\n".join(texts) + "\n:::"
        elif row["kind"] == "heading":
            marks = "# " if index == 0 else "## "
            alone = " {.untranslated}" if len(sides) == 1 else ""
            yield marks + " / ".join(texts) + alone
        else:
            alone = "\n{.untranslated}" if len(sides) == 1 else ""
            yield from (text + alone for text in texts)
    yield from notes


def corpus_rows(path: Path) -> list[list[Row]]:
    """The chapters of a JSONL corpus, each a list of rows."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [list(group) for _, group in groupby(rows, key=lambda row: row["chapter"])]


def generated_rows(chapters: int = 128, pairs: int = 46) -> list[list[Row]]:
    """Chapters of random but repeatable words, about as long as the corpus's."""
    chance = random.Random(1)
    han = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    words = ["".join(chance.choices("aeiounrstlm", k=chance.randint(2, 9))) for _ in range(2000)]

    def row(kind: str, length: int) -> Row:
        zh = "".join(chance.choices(han, k=length))
        en = " ".join(chance.choices(words, k=max(1, length * 7 // 4)))
        return {"chapter": 0, "zh": zh + "。", "en": en.capitalize() + ".", "kind": kind}

    return [
        [row("heading", 3), *(row("para", chance.randint(8, 60)) for _ in range(pairs))]
        for _ in range(chapters)
    ]


def write(root: Path, chapters: list[list[Row]], annotator: Annotator | None = None) -> Path:
    """The book's folder: ``book.yaml`` and one file a chapter."""
    names = [f"chapters/c{number:03d}.md" for number in range(1, len(chapters) + 1)]
    (root / "chapters").mkdir(parents=True, exist_ok=True)
    for name, rows in zip(names, chapters, strict=True):
        (root / name).write_text("\n\n".join(passages(rows, annotator)) + "\n", encoding="utf-8")
    half = (len(names) + 1) // 2
    first, second = ("\n".join(f"      - {name}" for name in part) for part in (names[:half], names[half:]))
    (root / "book.yaml").write_text(MANIFEST.format(first=first, second=second), encoding="utf-8")
    return root
