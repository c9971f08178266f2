"""No note is lost, and one that must be is told."""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2

from tests.press.sample import EN, STYLE, ZH, chapter, page, printed


def _note(name: str, words: str) -> str:
    return f'<span class="note" id="{name}" data-mark="1" lang="en">{words}</span>'


def test_crowded_notes_all_arrive(tmp_path: Path) -> None:
    chance = random.Random(7)
    body, count = "", 0
    for number in range(40):
        text = ZH * chance.randint(1, 4)
        for _ in range(chance.randint(0, 2)):
            count += 1
            text += _note(f"n{count}", f"N{count:03d} " + EN * chance.randint(1, 3)) + ZH[:11]
        body += f'<p id="p{number}" lang="zh-Hans">{text}</p>'
    unit = chapter("a", pairs=0)
    crowded = type(unit)(unit.id, unit.kind, unit.zone, unit.title, page(body))
    product, problems = printed([crowded], tmp_path, style=STYLE)
    assert product is not None
    assert not problems

    pdf = pypdfium2.PdfDocument(product.pdf)
    text = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    assert [name for name in (f"N{number:03d}" for number in range(1, count + 1)) if name not in text] == []


def test_a_note_longer_than_pages_fails_by_name(tmp_path: Path) -> None:
    product, problems = printed(
        [chapter("a", extra=_note("giant", "word " * 4000))],
        tmp_path,
        style=STYLE + ".note { break-inside: avoid }",
    )

    assert product is None
    assert {problem.code for problem in problems} <= {"P001", "P002"}
