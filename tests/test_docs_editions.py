"""Every example of docs/editions.md gives what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuild import manifest, typography
from bookbuild.build import read_book
from bookbuild.model import Code, Heading, Inlines, Link, Paragraph, Ruby, Styled, Text
from bookbuild.world import MemoryWorld

PAGE = (Path(__file__).parents[1] / "docs" / "editions.md").read_text(encoding="utf-8")
_BODY = r"((?:(?!```).*\n)*)"
EXAMPLES = re.findall(
    rf"^```yaml\n{_BODY}```\n```markdown\n{_BODY}```\n```text\n{_BODY}```$", PAGE, re.MULTILINE
)


def _written(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Ruby):
            parts = (f"{base}|{reading} " if reading else base for base, reading in inline.parts)
            yield "{" + re.sub(r" $", "", "".join(parts)) + "}"
        elif isinstance(inline, Styled | Link):
            yield from _written(inline.children)
        elif isinstance(inline, Text | Code):
            yield inline.text


def _lines(keys: str, chapter: str) -> Iterator[str]:
    edition = "".join(f"    {line}\n" for line in keys.splitlines())
    book = (
        "title: {zh-Hans: 书}\nlanguages: [zh-Hans]\nvolumes:\n  - {title: {zh-Hans: 卷}, chapters: [a.md]}\n"
        f"editions:\n  e:\n    format: epub\n{edition}"
    )
    world = MemoryWorld({"book.yaml": book, "a.md": chapter})
    loaded, problems = manifest.load(world)
    assert loaded, problems
    assert not problems
    read, _ = read_book(world, loaded)
    assert read
    done, _, found = typography.apply(read, loaded.editions[0])
    assert not found
    for pair in done.volumes[0].body[0].all_pairs():
        for block in pair.blocks():
            assert isinstance(block, Heading | Paragraph)
            yield "".join(_written(block.content))


def test_every_markdown_fence_is_an_example() -> None:
    assert len(EXAMPLES) == PAGE.count("```markdown\n") == 5


@pytest.mark.parametrize(("keys", "chapter", "expected"), EXAMPLES)
def test_example_gives_what_the_page_says(keys: str, chapter: str, expected: str) -> None:
    assert "\n".join(_lines(keys, chapter)) + "\n" == expected


def test_the_editions_at_the_top_are_right() -> None:
    keys = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
    book = "title: {zh-Hans: 书, en: Book}\nlanguages: [zh-Hans, en]\nvolumes:\n  - {chapters: [a.md]}\n"
    loaded, problems = manifest.load(MemoryWorld({"book.yaml": book + keys, "a.md": "# 题 / Title"}))

    assert not problems
    assert loaded
    assert [edition.name for edition in loaded.editions] == ["children", "learners", "taiwan", "hongkong"]
