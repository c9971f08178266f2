"""What changed, on one line."""

from __future__ import annotations

import pytest

from bookbuild.acceptance.difference import difference, marked


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("船不来了。", "船又不来了。", "船{+又+}不来了。"),
        ("船不来了。", "船来了。", "船[-不-]来了。"),
        ("the old cat", "the very old cat", "the {+very+} old cat"),
        ("the very old cat", "the old cat", "the [-very-] old cat"),
        ("it went home", "it left home", "it [-went-]{+left+} home"),
        ("don’t go", "do not go", "[-don’t-]{+do not+} go"),
        ("", "雨", "{+雨+}"),
        ("Rain.", "", "[-Rain.-]"),
        ("“好……”他说", '"好..." 她说', '"好..." [-他-]{+她+}说'),
        ("run `x --all`", "run `x -all`", "run `x [----]{+-+}all`"),
        ("if x:\n  y", "if x:\n    y", "if x[-:-]{+:+}↵y"),
        ("one\ntwo", "one\nthree", "one↵[-two-]{+three+}"),
        ("用 Rust 写", "用 Go 写", "用 [-Rust-]{+Go+} 写"),
    ],
)
def test_difference(old: str, new: str, shown: str) -> None:
    assert marked(difference(old, new)) == shown


def test_what_is_far_from_a_change_is_left_out() -> None:
    old = "一二三四五六七八九十" * 5 + "甲" + "一二三四五六七八九十" * 5
    shown = marked(difference(old, old.replace("甲", "乙")))

    assert shown == "…四五六七八九十一二三四五六七八九十[-甲-]{+乙+}一二三四五六七八九十一二三四五六七…"


def test_a_long_change_is_shortened_and_two_long_texts_are_compared_at_once() -> None:
    shown = marked(difference("山" * 5000, "水" * 5000))

    assert shown == f"[-{'山' * 60} … {'山' * 60}-]{{+{'水' * 60} … {'水' * 60}+}}"
