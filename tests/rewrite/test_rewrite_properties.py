"""Random chapters: split and merge keep the book or refuse, and hardly ever refuse."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.rewrite import Desk, Text, compare
from bookbuild.world import MemoryWorld
from tests.rewrite.sample import FILES, LANGUAGES, LEFT, ONE, RIGHT, codes, merge, split

ZH = (
    "江流天地外{}。",
    "山色有无中，人在画中行走了很久{}。",
    "学而时习之，不亦说乎{}？",
    "她说：“走吧{}。”",
    "**花开**了{}。",
)
EN = (
    "The river flows beyond the sky {}.",
    "Hills come and go, and a man walks in them for long {}.",
    "Is it not a joy to learn {}?",
    "“Go,” she said {}.",
    "The *flowers* are open {}.",
)
numbers = st.lists(st.integers(0, 999), min_size=1, max_size=3, unique=True)


def _two(number: int) -> tuple[str, str]:
    return ZH[number % 5].format(number), EN[number % 5].format(number)


def _in_turn(found: list[int], mark: str, gap: str) -> str:
    return gap.join(f"{mark} {text}" for number in found for text in _two(number))


def _of_both(found: list[int]) -> str:
    return "\n\n".join(f"- {zh}\n\n  {en}" for zh, en in map(_two, found))


def _runs(found: list[int]) -> str:
    return "\n\n".join(line.format(number) for line in (ZH[0], EN[0]) for number in found)


blocks = st.one_of(
    numbers.map(lambda found: "\n\n".join(text for number in found for text in _two(number))),
    numbers.map(_runs),
    st.builds(_in_turn, numbers, st.sampled_from(["-", "1."]), st.sampled_from(["\n", "\n\n"])),
    numbers.map(_of_both),
    numbers.map(lambda found: "> {}\n>\n> {}".format(*_two(found[0]))),
    numbers.map(lambda found: "> {}\n\n> {}".format(*_two(found[0]))),
    numbers.map(lambda found: "::: note\n{}\n\n{}\n:::".format(*_two(found[0]))),
    numbers.map(lambda found: "::: pair\n{}\n\n{}\n:::".format(*_two(found[0]))),
    numbers.map(lambda found: f"## 第{found[0]}节 / Section {found[0]}"),
    numbers.map(lambda found: "见[^{0}]。\n\nSee[^{0}].\n\n[^{0}]: 注。\n\n[^{0}]: Note.".format(found[0])),
    st.sampled_from(
        [
            *(
                "```py\nx = 1\n```",
                "* * *",
                "1948",
                "| 1 |\n|---|\n| 2 |",
                "![图 / Figure](i.png)",
                "![Figure](i.png)",
            ),
            *("<!-- todo -->", "译注。 {.untranslated}", "{lang=en}\n中文 words", "Русский текст"),
        ]
    ),
)


def _is_mixture(parts: list[str]) -> bool:
    """Two lists in a row, which Markdown makes one of: items of both languages beside items of one."""
    lists = [part.startswith("- ") for part in parts]
    return any(one and other for one, other in pairwise(lists))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, min_size=1, max_size=6, unique=True).filter(lambda parts: not _is_mixture(parts)))
def test_split_and_merge_back_is_the_same_book(parts: list[str]) -> None:
    text = "\n\n".join(["# 题 / Title", *parts]) + "\n"

    done = split(text)
    assert codes(done) in ([], ["A032"])
    if not done.texts:
        return
    left, right = (one.text for one in done.texts)
    back = merge(left, right)

    assert back.texts, back.problems
    desk = Desk.of(MemoryWorld(FILES), LANGUAGES)
    before, after = desk.study((Text("", ONE, text),)), desk.study(back.texts)
    assert compare.exact(after) == compare.exact(before)
    assert compare.notes(after, exactly=True) == compare.notes(before, exactly=True)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(numbers, st.sampled_from(["", "> ", "- ", "## "])), min_size=1, max_size=6))
def test_merge_and_split_back_is_the_same_book(parts: list[tuple[list[int], str]]) -> None:
    sides = [
        "\n\n".join([title, *(mark + _two(n)[side] for found, mark in parts for n in found)]) + "\n"
        for side, title in enumerate(("# 题", "# Title"))
    ]

    done = merge(*sides)
    assert codes(done) in ([], ["A032"])
    if not done.texts:
        return
    back = split(done.texts[0].text)

    assert back.texts, back.problems
    desk = Desk.of(MemoryWorld(FILES), LANGUAGES)
    before = desk.study((Text("zh-Hans", LEFT, sides[0]), Text("en", RIGHT, sides[1])))
    assert compare.exact(desk.study(back.texts)) == compare.exact(before)
