"""What pairing calls the signs two passages share, in words."""

from __future__ import annotations

import pytest

from bookbuild.aligner.features import speech
from bookbuild.aligner.lexicon import NAMES
from bookbuild.model import Paragraph, Styled, Text
from bookbuild.pairing.elements import of_block
from bookbuild.review.signs import told


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("end?", ("both end in ?",)),
        ("has!", ("both have !",)),
        ("hasq", ("both quote",)),
        ("endq", ("both end in a quotation",)),
        ("bold first", ("both begin in bold",)),
        ("em 2", ("emphasis in both: 2",)),
        ("link 4", ("link in both: 4 or more",)),
        ("has:", ()),
        ("has;", ()),
        ("雾 = mist", ("雾 = mist",)),
        ("endless", ("endless",)),
        ("1984", ("1984",)),
    ],
)
def test_a_reason(reason: str, words: tuple[str, ...]) -> None:
    assert told([reason]) == words


def test_the_names_are_those_of_pairing() -> None:
    bold, slanted = (Styled(tag, (Text("—"),)) for tag in ("strong", "em"))
    item = of_block(Paragraph(content=(bold, slanted, Text("“x”; x: x! x?"))), 0).item
    numbers = speech([item]).signs.numbers.tolist()
    names = {NAMES.names[number].removeprefix("$") for number in numbers}

    assert names == {"end?", "has?", "has!", "has:", "has;", "hasq", "strong 1", "em 1", "bold first"}
    assert not names & set(told(sorted(names)))
