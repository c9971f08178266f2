"""What holds of any chapter: no block lost, none twice, none out of order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model import Block, Pair
from bookbuild.pairing import study
from tests.pairing.shorthand import LANGUAGES, document

_WORDS = st.text(st.sampled_from("山水ab "), min_size=0, max_size=40).map(lambda text: f"x{text}x")
_MARK = st.sampled_from(["", "", "", " {p}", " {q}", " {.untranslated}"])
_SPOKEN = ["zh:", "en:", "zh:", "en:", "zh##", "en##", "zh-", "en-", "zh>", "en/"]
_SILENT = ["code:", "fig:", "rule:", "any:", "fr:"]


def _lines(signs: list[str]) -> st.SearchStrategy[list[str]]:
    line = st.builds(lambda sign, words, mark: f"{sign} {words}{mark}", st.sampled_from(signs), _WORDS, _MARK)
    return st.lists(line, max_size=25)


def _spans(pairs: tuple[Pair, ...], lang: str) -> list[tuple[str, int]]:
    return [(block.span.path, block.span.line) for one in pairs for block in one.side(lang)]


def _expected(blocks: tuple[Block, ...], lang: str) -> list[tuple[str, int]]:
    return [(block.span.path, block.span.line) for block in blocks if block.lang == lang]


@settings(max_examples=150, deadline=None)
@given(_lines(_SPOKEN))
def test_the_sides_of_one_file_give_back_each_language(lines: list[str]) -> None:
    chapter = document("\n".join(lines))
    pairs = study((chapter,), LANGUAGES).pairs()
    assert sum(len(list(one.blocks())) for one in pairs) == len(chapter.blocks)
    assert [_spans(pairs, lang) for lang in LANGUAGES] == [
        _expected(chapter.blocks, lang) for lang in LANGUAGES
    ]


@settings(max_examples=150, deadline=None)
@given(_lines(_SPOKEN + _SILENT))
def test_no_block_is_lost_or_doubled(lines: list[str]) -> None:
    chapter = document("\n".join(lines))
    pairs = study((chapter,), LANGUAGES).pairs()
    kept = sorted(block.span.line for one in pairs for block in one.blocks())
    gone = {block.span.line for block in chapter.blocks} - set(kept)
    assert len(set(kept)) == len(kept)
    words = ["rule:" if line.startswith("rule:") else line.split(" {")[0] for line in lines]
    assert all(words.count(words[line - 1]) > 1 for line in gone)  # one thing, said in both halves of a turn


@settings(max_examples=150, deadline=None)
@given(_lines(["zh:", "zh##", "zh-"]), _lines(["en:", "en##", "en-"]))
def test_the_sides_of_parallel_files_give_back_each_file(left: list[str], right: list[str]) -> None:
    documents = document("\n".join(left), "z.md"), document("\n".join(right), "e.md")
    pairs = study(documents, LANGUAGES).pairs()
    for chapter, lang in zip(documents, LANGUAGES, strict=True):
        assert _spans(pairs, lang) == _expected(chapter.blocks, lang)
