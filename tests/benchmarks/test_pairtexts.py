"""Rows written out, and where the truth says their passages stand."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from paircorpora import by_hand
from pairscore import Score, Truth, judge
from pairtexts import Row, Sample, samples_of_rows

from pairing import Goal, paired

ROWS = (
    Row("題", "Title", "heading", 1),
    Row("甲", "One"),
    Row("", "More of one"),
    Row("戊\n己", "Five,\nsix", "verse"),
    Row("庚", "Seven", "item"),
    Row("", "Eight", "item"),
    Row("Rust", "Rust", "item"),
)


def both(rows: tuple[Row, ...], *, joins: bool = False) -> tuple[Sample, Sample]:
    parallel, one_file = samples_of_rows("corpus", "01", rows, "zh-Hans", joins=joins)
    return parallel, one_file


def one(*pairs: tuple[int, int]) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    return tuple((frozenset({zh}), frozenset({en})) for zh, en in pairs)


def test_parallel_files_hold_one_language_each() -> None:
    sample, _ = both(ROWS)

    assert dict(sample.files) == {
        "01.zh-Hans.md": "# 題\n\n甲\n\n戊\\\n己\n\n- 庚\n- Rust\n",
        "01.en.md": "# Title\n\nOne\n\nMore of one\n\nFive,\\\nsix\n\n- Seven\n- Eight\n- Rust\n",
    }
    assert sample.truth == Truth(one((1, 1), (3, 3), (5, 7), (8, 10), (9, 12)), frozenset({(1, 5), (1, 11)}))


def test_one_file_holds_chinese_then_english_and_lists_side_after_side() -> None:
    _, sample = both(ROWS)

    assert dict(sample.files) == {
        "01.md": "# 題\n\n# Title\n\n甲\n\nOne\n\nMore of one\n\n戊\\\n己\n\nFive,\\\nsix\n\n"
        "- 庚\n- Rust\n\n- Seven\n- Eight\n"
    }
    neutral = {(1, 9), (1, 21), (0, 18), (1, 18)}
    assert sample.truth == Truth(one((1, 3), (5, 7), (11, 14), (17, 20)), frozenset(neutral))


def test_one_sided_rows_may_belong_to_the_rows_of_their_kind_beside_them() -> None:
    rows = (
        Row("題", "Title", "heading"),
        Row("序", ""),
        Row("甲", "One"),
        Row("乙", ""),
        Row("", "Rhyme", "verse"),
    )
    parallel, one_file = both(rows, joins=True)

    assert parallel.truth.joins == dict.fromkeys([(0, 3), (0, 7)], frozenset(one((5, 3))))
    assert parallel.truth.neutral == {(0, 3), (0, 7), (1, 5)}
    assert one_file.files["01.md"] == "## 題\n\n## Title\n\n序\n\n甲\n\n乙\n\nOne\n\nRhyme\n"
    assert one_file.truth.joins == dict.fromkeys([(0, 5), (0, 9)], frozenset(one((7, 11))))


def test_a_sample_tells_what_stands_on_a_line() -> None:
    parallel, one_file = both(ROWS)

    assert (parallel.text((0, 5)), parallel.text((1, 10))) == ("戊\\ 己", "- Seven")
    assert one_file.text((1, 14)) == "Five,\\ six"


def test_bookbuild_is_asked_in_both_shapes() -> None:
    for sample in both((Row("標題", "A title", "heading"), Row("第一段文字。", "The first paragraph."))):
        given, seconds = paired(sample)

        assert judge(sample.truth, given).score.right == 2
        assert seconds > 0


def test_truth_by_hand_says_when_the_text_is_another(tmp_path: Path) -> None:
    texts = {}
    for tag, text in (("zh", "甲\n"), ("en", "One\n")):
        (tmp_path / f"{tag}.md").write_text(text, encoding="utf-8")
        texts[tag] = {"path": f"{tag}.md", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    texts["en"]["sha256"] = "0" * 64
    truth = tmp_path / "truth" / "mine" / "ch1.json"
    truth.parent.mkdir(parents=True)
    truth.write_text(json.dumps({"texts": texts, "pairs": [{"zh": [1], "en": [1]}]}), encoding="utf-8")

    (sample,) = by_hand(tmp_path, tmp_path / "truth")

    assert (sample.name, sample.shape, sample.truth.pairs) == ("mine/ch1", "parallel", one((1, 1)))
    assert sample.remarks == ("mine/ch1.json was written for another en.md",)


def test_a_goal_names_the_figures_that_miss_it() -> None:
    goal = Goal(f1=0.9, sure_precision=0.8, in_doubt=0.1)

    assert goal.missed(Score(truth=10, given=10, right=9, doubted=1, doubted_right=1)) == []
    assert goal.missed(Score(truth=10, given=10, right=7, doubted=2, doubted_right=1)) == [
        "F1",
        "sure",
        "doubt",
    ]
