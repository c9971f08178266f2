"""Changes of known pairs, on a few sentences."""

from __future__ import annotations

from pairscore import EN, ZH
from pairtrials import dropped, joined, moved, replaced, sentences, split

PAIRS = [
    (("雾散了。船开了。",), ("The mist lifted. The boat left.",)),
    (("“走吧。”他说。",), ("“Let us go.” He said it twice.",)),
    (("天黑了。",), ("It grew dark.",)),
]


def test_a_sentence_ends_behind_its_closing_quotation_mark() -> None:
    assert sentences("“走吧。”他说。天黑了！") == ["“走吧。”", "他说。", "天黑了！"]
    assert sentences("“Let us go.” He left at 3.30. Why?") == ["“Let us go.”", "He left at 3.30.", "Why?"]


def test_a_moved_sentence_leaves_two_paragraphs_facing_two() -> None:
    assert moved(PAIRS, 0, ZH) == [
        (("雾散了。", "船开了。“走吧。”他说。"), (*PAIRS[0][EN], *PAIRS[1][EN])),
        PAIRS[2],
    ]
    assert moved(PAIRS, 1, EN) == [
        PAIRS[0],
        ((*PAIRS[1][ZH], *PAIRS[2][ZH]), ("“Let us go.”", "He said it twice. It grew dark.")),
    ]


def test_what_has_one_sentence_or_no_successor_cannot_be_changed_so() -> None:
    assert moved(PAIRS, 2, ZH) is None
    assert split(PAIRS, 2, EN) is None
    assert joined(PAIRS, 2, ZH) is None
    assert replaced(PAIRS, 0, ZH, ["短。"]) is None


def test_a_paragraph_split_joined_dropped_or_replaced() -> None:
    assert split(PAIRS, 0, EN)[0] == (PAIRS[0][ZH], ("The mist lifted.", "The boat left."))  # type: ignore[index]
    assert joined(PAIRS, 1, ZH) == [
        PAIRS[0],
        (("“走吧。”他说。天黑了。",), (*PAIRS[1][EN], *PAIRS[2][EN])),
    ]
    assert dropped(PAIRS, 1, ZH) == [PAIRS[0], ((), PAIRS[1][EN]), PAIRS[2]]
    apart = [(PAIRS[2][ZH], ()), ((), ("It was morning.",))]
    assert replaced(PAIRS, 2, EN, ["It was morning."]) == [*PAIRS[:2], *apart]
