"""What blocks hold, one by one, and their characters."""

from __future__ import annotations

from bookbuild.model import (
    Break,
    Code,
    CodeBlock,
    Figure,
    Image,
    Link,
    NoteRef,
    Paragraph,
    Ruby,
    Rule,
    Styled,
    Table,
    Text,
)
from bookbuild.reading import calls, contents, inlines, spelt, text, walk

RUBY = Ruby((("漢", "hàn"),))
CONTENT = (
    Text("a "), Link("x", (Code("b"), Styled("em", (NoteRef("n"),)))), Break(),
    Image("i.png", "an image"), RUBY,
)  # fmt: skip


def test_outer_inlines_come_before_those_they_hold() -> None:
    link = CONTENT[1]
    assert isinstance(link, Link)

    assert list(walk(CONTENT[:2])) == [
        Text("a "), link, Code("b"), Styled("em", (NoteRef("n"),)), NoteRef("n"),
    ]  # fmt: skip


def test_characters_are_as_the_reader_says_but_for_readings_of_ruby() -> None:
    assert text(Paragraph(content=CONTENT)) == "a b an image漢"
    assert spelt(CONTENT, lambda leaf: type(leaf).__name__[0]) == "TCNBIT"


def test_tables_and_figures_hold_several_runs() -> None:
    cells = tuple((Text(char),) for char in "abcd")
    table = Table(align=("", ""), head=cells[:2], rows=(cells[2:],))
    figure = Figure(image=Image("i.png", "图"), captions=(("zh", cells[0]), ("en", (NoteRef("n"),))))

    assert list(contents(table)) == list(cells)
    assert text(table) == "a b c d"
    assert list(inlines(figure)) == [Text("a"), NoteRef("n")]
    assert text(figure) == "图 a "
    assert list(calls(figure)) == [NoteRef("n")]


def test_code_and_rules_hold_no_runs() -> None:
    assert list(contents(CodeBlock(text="x"))) == list(contents(Rule())) == []
    assert (text(CodeBlock(text="x")), text(Rule())) == ("x", "")
