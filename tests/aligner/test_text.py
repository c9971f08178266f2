"""A side's characters as arrays say what its texts say one by one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.aligner.features import speech
from bookbuild.aligner.items import Item
from bookbuild.aligner.lengths import HAN, weight
from bookbuild.aligner.lexicon import NAMES, WORDS, stem
from bookbuild.aligner.text import DIGIT, LATIN, text
from bookbuild.aligner.text import HAN as CHINESE

TEXTS = st.lists(st.text("aé9٣𝟗山𠮟, \n“？」)", max_size=12), max_size=6)


def held(texts: list[str], kinds: int) -> list[list[str]]:
    """What runs of characters of the *kinds* each text holds."""
    read = text(texts)
    found: list[list[str]] = [[] for _ in texts]
    for start, end in zip(*(places.tolist() for places in read.runs(kinds)), strict=True):
        found[read.item[start]].append(read.written[start:end])
    return found


@given(TEXTS)
def test_runs_are_those_a_pattern_finds(texts: list[str]) -> None:
    plain = re.compile(r"[A-Za-zÀ-ɏ]+|\d+")

    assert held(texts, CHINESE) == [HAN.findall(one) for one in texts]
    assert held(texts, LATIN | DIGIT) == [plain.findall(one) for one in texts]


@given(TEXTS)
def test_weights_are_those_of_each_text(texts: list[str]) -> None:
    assert text(texts).weights().tolist() == [weight(one) for one in texts]


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=9))
def test_a_word_has_one_key_wherever_it_stands(words: list[str]) -> None:
    read = text([" ".join(words)])
    start, end = read.runs(LATIN)
    known = dict(zip(words, read.keys(start, end).tolist(), strict=True))

    assert [known[word] for word in words] == read.keys(start, end).tolist()
    assert len(set(known.values())) == len(set(words))


def test_words_at_the_end_of_the_table_are_still_themselves() -> None:
    words = [f"walked{number % 7}x" for number in range(12_000)]
    said = speech([Item("paragraph", " ".join(words))]).signs
    names = [NAMES.names[number] for number in said.numbers.tolist()]

    assert [names[place] for place in said.said.key.tolist()] == [
        part for number in range(12_000) for part in (stem("walked"), str(number % 7)) if part
    ]


def test_what_an_item_says_and_where() -> None:
    first = Item("paragraph", "他在 Beijing 住了 12 年，“住”？", ("$em 1",))
    said = speech([first, Item("code", "年", anchor="code 年")])

    words = [
        (WORDS.names[said.words.numbers[key]], passage)
        for key, passage, _ in zip(*said.words.said, strict=True)
    ]
    signs = {NAMES.names[said.signs.numbers[key]]: part for key, _, part in zip(*said.signs.said, strict=True)}
    assert words == [("他", 0), ("在", 0), ("住", 0), ("了", 0), ("年", 0), ("住", 0), ("年", 1)]
    assert signs == {"beij": 0, "12": 2, "$hasq": 4, "$has?": 4, "$end?": 4, "$em 1": 4}
    assert said.weight.tolist() == [weight(first.text), 0.0]
