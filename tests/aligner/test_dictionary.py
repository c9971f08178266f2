"""Words of a dictionary found in Chinese text, the longest at each place, and what is told of each."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.aligner.dictionary import Dictionary, code_points
from bookbuild.aligner.incidence import distinct

LINES = """# CC-CEDICT
#! entries=9
3C 3C [san1 C] /computers/
中 中 [zhong1] /middle/
中國 中国 [Zhong1 guo2] /China/
國 国 [guo2] /country/state/
中國人 中国人 [Zhong1 guo2 ren2] /Chinese person/
行 行 [hang2] /row/
行 行 [xing2] /to walk/
人山人海 人山人海 [ren2 shan1 ren2 hai3] /a sea of people/
𠮟 𠮟 [chi4] /to scold (old)/
一二三四五六七 一二三四五六七 [yi1] /too long/
"""
DICTIONARY = Dictionary.of(LINES.replace("\n", "\r\n").rstrip().encode())


def words(dictionary: Dictionary, runs: Iterable[str]) -> list[str]:
    text = "\0".join(runs)
    start, size, _ = dictionary.words(code_points(text))
    return [text[at : at + length] for at, length in zip(start.tolist(), size.tolist(), strict=True)]


def test_the_longest_word_is_found_in_either_script() -> None:
    runs = ["中国人中國", "人山人人山人海", "𠮟国", "一二三四五六七"]

    found = ["中国人", "中國", "人", "山", "人", "人山人海", "𠮟", "国", *"一二三四五六七"]
    assert words(DICTIONARY, runs) == found


def test_a_word_does_not_reach_beyond_its_run() -> None:
    assert words(DICTIONARY, ["中", "国", "人山人", "海"]) == ["中", "国", "人", "山", "人", "海"]


def test_one_word_has_one_key() -> None:
    *_, key = DICTIONARY.words(code_points("国中国人中国国中"))
    first, place = distinct(key)

    assert place.tolist() == [0, 1, 2, 0, 3]
    assert len(first) == 4


def test_every_line_of_a_word_is_told() -> None:
    asked = ["行", "国", "𠮟", "人山人海", "山", "一二三四五六七"]
    told = [glosses.replace("\r", "") for glosses in DICTIONARY.glosses(asked)]

    rows, *others = told
    assert set(rows.split("/")) == {"", "row", "to walk"}
    assert others == ["country/state/", "to scold (old)/", "a sea of people/", "", ""]


def test_what_is_kept_tells_the_same() -> None:
    runs, asked = ["中国人中國", "人山人人山人海", "𠮟国"], ["行", "国", "中国人", "山"]
    again = Dictionary.ready(DICTIONARY.kept())

    assert words(again, runs) == words(DICTIONARY, runs)
    assert list(again.glosses(asked)) == list(DICTIONARY.glosses(asked))
    assert again.kept() == DICTIONARY.kept()


@given(
    st.lists(st.text("山水天人口", min_size=1, max_size=6), max_size=12),
    st.lists(st.text("山水天人口", min_size=1)),
)
def test_what_is_found_is_what_looking_at_each_place_finds(known: list[str], runs: list[str]) -> None:
    lines = [f"{word} {word} [a1] /x/" for word in ("火", "火山", "火山天人", *known)]

    def longest(run: str) -> list[str]:
        size = next((size for size in range(min(len(run), 6), 1, -1) if run[:size] in known), 1)
        return [run[:size], *longest(run[size:])] if run else []

    found = [word for run in runs for word in longest(run)]
    assert words(Dictionary.of("\n".join(lines).encode()), runs) == found
