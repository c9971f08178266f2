"""Ids last: through edits of either side, moves, renames, and from one file to two."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild import manifest
from bookbuild.acceptance import Recalled, compare
from bookbuild.acceptance.lasting import Known, lines_of
from bookbuild.acceptance.record import Accepted
from bookbuild.build import read_book
from bookbuild.diagnostics import Diagnostics, Span
from bookbuild.model import Pair, Paragraph, Place, Text
from bookbuild.pairing import Study
from bookbuild.pairing.matches import Match
from bookbuild.world import MemoryWorld
from tests.acceptance.remembered import Files, accepted, book, codes, edited, ids, one, studied

LANGUAGES = ("zh-Hans", "en")
Said = tuple[str, str]

RIVER = """# 河 / The River

船不来了。

The boats no longer come.

桥是石头造的。

The bridge is built of stone.
"""


def printed(files: Files) -> list[str]:
    """The ids of the book's pairs."""
    world = MemoryWorld(files)
    loaded, _ = manifest.load(world)
    assert loaded
    made, _ = read_book(world, loaded)
    assert made
    return [pair.id for chapter in made.chapters() for pair in chapter.all_pairs()]


def test_without_a_record_an_edit_of_the_main_language_gives_a_new_id() -> None:
    before, after = ids(one(RIVER)), ids(edited(one(RIVER), ("石头", "木头")))

    assert before[:2] == after[:2]
    assert before[2] != after[2]


def test_an_accepted_pair_keeps_its_id_whatever_side_is_edited() -> None:
    base = accepted(one(RIVER))
    zh, en = ("石头造的", "木头做的"), ("of stone", "of wood")
    for changes in ([zh], [en], [zh, en]):
        assert ids(edited(base, *changes)) == ids(base)


def test_the_book_has_the_ids_of_the_record_behind_the_chapters() -> None:
    base = accepted(one(RIVER))
    assert printed(base) == [f"a-{name}" for name in ids(base)]
    assert printed(edited(base, ("石头", "木头"))) == printed(base)


def test_an_author_s_id_is_the_pair_s_and_others_have_another() -> None:
    base = accepted(one(RIVER.replace("船不来了。", "船不来了。 {#boats}")))
    assert ids(base)[1] == "boats"
    assert printed(base)[1] == "boats"
    bare = edited(base, (" {#boats}", ""))
    assert ids(bare)[1] == "boats"
    assert printed(bare)[1] == "a-boats"
    moved = edited(bare, ("造的。", "造的。 {#boats}"))
    assert len(set(ids(moved))) == 3
    assert ids(moved)[2] == "boats"


def test_a_new_passage_takes_no_id_that_is_or_was_another_s() -> None:
    base = accepted(one(RIVER))
    old = ids(base)
    ahead = edited(base, ("船不来了。", "船又不来了。"))
    again = {**ahead, "chapters/a.md": ahead["chapters/a.md"] + "\n船不来了。\n\nSo it was said.\n"}

    assert ids(again) == [*old, f"{old[1]}-2"]


def test_moved_pairs_keep_their_ids() -> None:
    base = accepted(one(RIVER))
    head, boats, ships, bridge, stone = RIVER.rstrip("\n").split("\n\n")
    old = ids(base)

    assert ids({**base, "chapters/a.md": "\n\n".join([head, bridge, stone, boats, ships])}) == [
        old[0],
        old[2],
        old[1],
    ]


def test_a_renamed_chapter_is_found_by_its_text() -> None:
    base = accepted(one(edited(one(RIVER), ("石头", "木头"))["chapters/a.md"]))
    there = edited(base, ("木头", "石头"))
    renamed = {**book({"chapters/b.md": there["chapters/a.md"]}), "accepted.jsonl": base["accepted.jsonl"]}

    assert ids(renamed, "chapters/b.md") == ids(base)
    assert codes(renamed) == ["A020"]
    assert '"chapters/a"' not in accepted(renamed)["accepted.jsonl"]


def test_passages_that_say_the_same_are_told_by_their_neighbours() -> None:
    text = "# 话 / Talk\n\n" + "".join(
        f"是。\n\nYes.\n\n第{n}段话说完了。\n\nThat was {n}.\n\n" for n in "一二三四"
    )
    base = accepted(one(text))
    gone = {**base, "chapters/a.md": text.replace("第二段话说完了。\n\nThat was 二.\n\n是。\n\nYes.\n\n", "")}
    old = ids(base)

    assert len(set(old)) == 9
    assert ids(gone) == [*old[:4], *old[6:]]


def test_notes_and_what_prints_nothing_have_ids_that_last() -> None:
    text = RIVER.replace("船不来了。", "船[^a]不来了。") + "\n[^a]: 渡船。\n\n<!-- look again -->\n"
    base = accepted(one(text))
    after = edited(base, ("渡船", "小渡船"), ("look again", "look once again"))

    assert {match.kind for match in studied(base)[0]["chapters/a.md"]} == {"translated", "note", "silent"}
    assert ids(after) == ids(base)


def test_an_accepted_pair_is_beyond_doubt_until_it_changes() -> None:
    base = accepted(one(RIVER))
    bridge = studied(base)[0]["chapters/a.md"][2]
    changed = studied(edited(base, ("石头", "木头")))[0]["chapters/a.md"][2]

    assert (bridge.confidence, bridge.doubt) == (1.0, "")
    assert bridge.reasons[0] == "accepted by the author"
    assert "accepted by the author" not in changed.reasons


# ---------------------------------------------------------------- any edits


def match(number: int, said: Said) -> Match:
    spans = (
        Span("a.md", number * 4 + 1, 1, number * 4 + 1, 2),
        Span("a.md", number * 4 + 3, 1, number * 4 + 3, 2),
    )
    sides = tuple(
        (tag, (Paragraph(span=span, lang=tag, content=(Text(text),)),))
        for tag, span, text in zip(LANGUAGES, spans, said, strict=True)
    )
    places = tuple((tag, (Place("paragraph", span),)) for tag, span in zip(LANGUAGES, spans, strict=True))
    return Match("", "translated", places, Pair("translated", sides))


def recall(texts: list[Said], lines: tuple[Accepted, ...] = ()) -> tuple[Recalled, Diagnostics]:
    return compare(Study((), LANGUAGES, tuple(match(number, said) for number, said in enumerate(texts))), lines)


def know(texts: list[Said], lines: tuple[Accepted, ...] = ()) -> tuple[Known, ...]:
    return recall(texts, lines)[0].passages


def accept(texts: list[Said], lines: tuple[Accepted, ...] = ()) -> tuple[Accepted, ...]:
    return tuple(lines_of("c", know(texts, lines)))


def names(passages: tuple[Known, ...]) -> list[str]:
    return [one.match.id for one in passages]


_WORD = st.sampled_from("山水云雨雪风月日花草树木")
_CHINESE = st.lists(_WORD, min_size=2, max_size=12).map("".join)
_NAMES = st.sampled_from(["hill", "water", "cloud", "rain", "snow", "wind"])
_ENGLISH = st.lists(_NAMES, min_size=2, max_size=9).map(" ".join)
_SAID = st.tuples(_CHINESE, _ENGLISH)
_TEXTS = st.lists(_SAID, min_size=1, max_size=14, unique=True)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.data())
def test_edits_of_other_paragraphs_never_move_an_id(texts: list[Said], data: st.DataObject) -> None:
    lines = accept(texts)
    old = dict(zip(texts, names(know(texts, lines)), strict=True))
    after = list(texts)
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(after)))
        match data.draw(st.sampled_from(["edit", "edit zh", "drop", "insert", "move"])):
            case "insert":
                after.insert(at, data.draw(_SAID))
            case "drop":
                del after[at : at + 1]
            case "move" if after:
                after.insert(at, after.pop(data.draw(st.integers(0, len(after) - 1))))
            case "edit zh" if at < len(after):
                after[at] = (data.draw(_CHINESE), after[at][1])
            case _ if at < len(after):
                after[at] = data.draw(_SAID)
    now = know(after, lines)

    assert len(set(names(now))) == len(after)
    for passage, said in zip(now, after, strict=True):
        if said in old and after.count(said) == 1:
            assert passage.match.id == old[said]
            assert passage.accepted


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([("是。", "Yes."), ("不。", "No."), ("", "")]), min_size=1, max_size=14), st.data()
)
def test_where_all_say_the_same_an_edit_moves_no_other_id(texts: list[Said], data: st.DataObject) -> None:
    lines = accept(texts)
    at = data.draw(st.integers(0, len(texts) - 1))
    after = [*texts[:at], ("山高水长。", "High hills."), *texts[at + 1 :]]
    old, now = names(know(texts, lines)), names(know(after, lines))

    assert now[:at] + now[at + 1 :] == old[:at] + old[at + 1 :]
    assert len(set(now)) == len(now)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS)
def test_to_accept_twice_is_to_accept_once(texts: list[Said], other: list[Said]) -> None:
    lines = accept(other, accept(texts))

    assert accept(other, lines) == lines
    assert not recall(other, lines)[1]


def test_three_thousand_pairs_are_known() -> None:
    texts = [
        (f"第{n}段，" + chr(0x4E00 + n) * 100, f"Paragraph {n} of many " + f"word{n} " * 60)
        for n in range(3000)
    ]
    lines = accept(texts)
    after = [("新" + zh, en) if n % 60 == 0 else (zh, en) for n, (zh, en) in enumerate(texts)]
    now = know(after, lines)

    assert names(now) == [one.match.id for one in know(texts, lines)]
    assert sum(bool(one.changed) for one in now) == 50
