"""Where a line must not break, and where it may."""

from __future__ import annotations

import pytest

from bookbuild.model import Inlines, Link, NoteRef, Ruby, Styled, Text
from bookbuild.typography import holds
from bookbuild.typography.walk import Rewrite
from tests.typography.written import written

LANGUAGES = ("zh-Hans", "en")
LINK = Link("#x", (Styled("em", (Text("“好”"),)),))


def _run(*texts: str) -> Inlines:
    return tuple(Styled("span", (Text(text),), run="western") for text in texts)


@pytest.mark.parametrize(
    ("rule", "content", "expected"),
    [
        (holds.hold_connecting_marks, (Text("罗斯·阿什比"),), "罗斯⁀·阿什比"),
        (holds.hold_connecting_marks, (Text("三～五，甲—乙"),), "三⁀～五，甲⁀—乙"),
        (holds.hold_connecting_marks, (Text("他说——好"),), "他说——好"),
        (holds.hold_connecting_marks, (*_run("3"), Text("～五")), "{western:3}⁀～五"),
        (holds.hold_connecting_marks, (Text("·列"),), "·列"),
        (holds.free_quotation_marks, (Text("他说：“好”吗"),), "他说：|“好”|吗"),
        (holds.free_quotation_marks, (Text("（“好”），“坏”（中）"),), "（“好”），|“坏”|（中）"),
        (holds.free_quotation_marks, (Text("说"), Styled("em", (Text("“好”"),))), "说|<em:“好”>"),
        (holds.free_quotation_marks, (Text("见"), LINK, Text("了")), "见|<a:<em:“好”>>|了"),
        (holds.hold_units, (*_run("2024"), Text("年的")), "{western:2024}⁀年的"),
        (holds.hold_units, (Text("第3章"),), "第3章"),
        (holds.hold_note_calls, (Text("河上"), NoteRef("n"), Text("的")), "河上⁀[^]的"),
        (holds.hold_last_characters, (Text("河上的雾。”"),), "河上的⁀雾。”"),
        (holds.hold_last_characters, (Text("河，雾"), NoteRef("n"), Text("。")), "河，⁀雾[^]。"),
        (holds.hold_last_characters, (Text("河上"), Styled("em", (Text("雾"),)), Text("。")), "河上<em:⁀雾>。"),
        (holds.hold_last_characters, (Text("他曰：「辟。」"),), "他曰：⁀「辟。」"),
        (holds.hold_last_characters, (Text("雾"),), "雾"),
        (holds.hold_last_characters, (Ruby((("河", "hé"), ("雾", "wù"), ("。", ""))),), "[河hé⁀雾wù。]"),
        (holds.hold_last_characters, (Text("在"), Ruby((("花儿", "huār"),))), "在[花⁀儿huār]"),
        (holds.free_quotation_marks, (Ruby((("河", "hé"), ("“", ""), ("雾", "wù"))),), "[河hé|“雾wù]"),
        (holds.hold_note_calls, (Ruby((("雾", "wù"),)), NoteRef("n")), "[雾wù⁀][^]"),
        (holds.hold_units, (*_run("3"), Ruby((("年", "nián"),))), "{western:3}[⁀年nián]"),
        (holds.hold_last_characters, (Text("河上的GPT。"),), "河上的GPT。"),
    ],
)  # fmt: skip
def test_a_rule(rule: Rewrite, content: Inlines, expected: str) -> None:
    assert written(rule(content, "zh-Hans", LANGUAGES)) == expected


@pytest.mark.parametrize("rule", [
    holds.hold_connecting_marks, holds.free_quotation_marks, holds.hold_units, holds.hold_note_calls,
    holds.hold_last_characters,
])  # fmt: skip
def test_english_is_left_alone(rule: Rewrite) -> None:
    content = (Text("He said: “2024年”, in 3·4"), NoteRef("n"))

    assert rule(content, "en", LANGUAGES) is content
