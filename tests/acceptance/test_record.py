"""The record as a file: what it looks like, what merges and people do to it, which chapters it concerns."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.acceptance.record import PATH, Record, parse, read
from bookbuild.world import MemoryWorld, Refused
from tests.acceptance.remembered import acceptance, accepted, book, codes, edited, ids, told

RIVER = "# 河 / The River\n\n船不来了。\n\nThe “boats” no longer come.\n"
HILL = "# 山 / The Hill\n\n山高。\n\nThe hill is high.\n"
BOOK = book({"chapters/a.md": RIVER, "chapters/b.md": HILL})


def test_the_record_is_a_line_a_pair_in_the_order_of_its_lines() -> None:
    text = accepted(BOOK)[PATH]

    assert text == (
        '{"chapter": "chapters/a", "id": "6q6fi2si", "after": "", '
        '"texts": {"zh-Hans": "河", "en": "The River"}}\n'
        '{"chapter": "chapters/a", "id": "sbycrvjc", "after": "6q6fi2si", '
        '"texts": {"zh-Hans": "船不来了。", "en": "The “boats” no longer come."}}\n'
        '{"chapter": "chapters/b", "id": "jv263v2u", "after": "zhzzuk6f", '
        '"texts": {"zh-Hans": "山高。", "en": "The hill is high."}}\n'
        '{"chapter": "chapters/b", "id": "zhzzuk6f", "after": "", '
        '"texts": {"zh-Hans": "山", "en": "The Hill"}}\n'
    )


def test_accepting_again_changes_nothing() -> None:
    once = accepted(BOOK)

    assert accepted(once) == once
    assert acceptance(once).dropped == 0


def test_a_chapter_that_is_not_named_stays_as_it_was() -> None:
    ahead = edited(accepted(BOOK), ("船不来了", "船又不来了"), ("山高", "山很高"))
    after = accepted(ahead, ["chapters/b.md"])

    assert codes(ahead) == ["A020", "A020"]
    assert codes(after) == ["A020"]
    assert [line for line in after[PATH].splitlines() if "chapters/a" in line] == [
        line for line in BOOK_LINES if "chapters/a" in line
    ]


BOOK_LINES = accepted(BOOK)[PATH].splitlines()


def test_gone_passages_stay_until_the_chapter_is_accepted_and_are_counted() -> None:
    gone = edited(accepted(BOOK), ("山高。\n\nThe hill is high.\n", ""))

    assert codes(gone) == []
    assert acceptance(gone, ["chapters/a.md"]).dropped == 0
    done = acceptance(gone, ["chapters/b.md"])
    assert done.dropped == 1
    assert len(done.record.lines) == 3


def test_what_cannot_be_read_stays_until_everything_is_accepted() -> None:
    broken = {**BOOK, PATH: "<<<<<<< HEAD\n" + accepted(BOOK)[PATH] + "=======\n"}
    part = acceptance(broken, ["chapters/a.md"])
    assert (part.dropped, part.record.unread) == (0, ("<<<<<<< HEAD", "======="))
    assert part.record.data().decode().endswith("<<<<<<< HEAD\n=======\n")

    whole = acceptance(broken)
    assert (whole.dropped, whole.record.unread) == (2, ())


EMPTY = b'{"chapter": "a", "id": "x", "after": "", "texts": {}}'


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        (b"<<<<<<< HEAD", (1, 1), "a mark of a merge that was not finished"),
        (b"=======", (1, 1), "a mark of a merge that was not finished"),
        (b">>>>>>> other", (1, 1), "a mark of a merge that was not finished"),
        (b"{", (1, 2), "not a line of JSON: expecting property name enclosed in double quotes"),
        ('{"chapter": "章'.encode(), (1, 13), "not a line of JSON: unterminated string"),
        (b'{"chapter": "\xff"}', (1, 14), "not UTF-8"),
        ('{"chapter": "章'.encode() + b'\xff"}', (1, 15), "not UTF-8"),
        (b"[1]", (1, 1), "not an object with chapter, id, after and texts"),
        (b"9" * 5000, (1, 1), "not a line of JSON that can be read"),
        (b"[" * 100_000, (1, 1), "not a line of JSON that can be read"),
        (b'{"chapter": 1}', (1, 2), "chapter is not a string"),
        (b'{"chapter": "a", "texts": []}', (1, 18), "texts is not an object"),
        (b'{"chapter": "a", "more": 1}', (1, 18), "'more' is no key of an accepted pair"),
        (b'{"chapter": "a", "id": "x", "texts": {}}', (1, 1), "after is missing"),
        (b'{"chapter": "a", "id": "X", "after": "", "texts": {}}', (1, 18), "'X' cannot be an id"),
        (EMPTY.replace(b"{}", b'{"en": 1}'), (1, 42), "texts holds something else than strings"),
        (EMPTY.replace(b"{}", b'{"en": "\\ud800"}'), (1, 1), "half a character, as in \\ud800"),
    ],
)  # fmt: skip
def test_a022_says_what_is_wrong_and_where(line: bytes, place: tuple[int, int], message: str) -> None:
    good = accepted(BOOK)[PATH].encode()
    record, problems = parse(line + b"\r\n\n" + good)

    assert [(item.code, item.message) for item in problems] == [("A022", message)]
    assert [(item.span.line, item.span.column) for item in problems if item.span] == [place]
    assert [one.line() for one in record.lines] == BOOK_LINES
    assert record.data() == good + line + b"\n"


class Locked(MemoryWorld):
    """A world that lets nobody read the record."""

    def read(self, path: str) -> bytes:
        if path == PATH:
            raise Refused("not a regular file: accepted.jsonl")
        return super().read(path)


def test_a022_for_a_record_that_cannot_be_read_at_all() -> None:
    record, problems = read(Locked(BOOK))

    assert record is None
    assert [(item.code, item.message) for item in problems] == [
        ("A022", "accepted.jsonl cannot be read: not a regular file: accepted.jsonl")
    ]


def test_a_book_without_a_record_says_nothing_of_it() -> None:
    assert read(MemoryWorld(BOOK)) == (Record(), ())
    assert codes(BOOK) == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_are_read_without_an_exception_and_kept(data: bytes) -> None:
    record, _ = parse(data)

    assert parse(record.data())[0].unread == record.unread


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.text(max_size=5), lambda inner: st.dictionaries(
    st.sampled_from(["chapter", "id", "after", "texts", "en"]), inner, max_size=5)))  # fmt: skip
def test_any_json_is_read_without_an_exception(value: object) -> None:
    record, problems = parse(json.dumps(value).encode())

    assert len(record.lines) + len(problems) == 1


def test_a_merge_that_kept_two_versions_is_told_and_the_one_in_use_counts() -> None:
    old, new = accepted(BOOK), accepted(edited(BOOK, ("船不来了", "船又不来了")))
    both = "".join(sorted({*old[PATH].splitlines(keepends=True), *new[PATH].splitlines(keepends=True)}))
    first, second = ({**files, PATH: both} for files in (old, edited(BOOK, ("船不来了", "船又不来了"))))

    assert [code for code in codes(first) if code != "A024"] == []
    assert codes(second) == []
    assert ids(first)[0] == ids(old)[0]


def test_one_id_with_two_texts_is_told() -> None:
    line = BOOK_LINES[1]
    twice = {**BOOK, PATH: "\n".join([*BOOK_LINES, line.replace("船", "舟")])}

    assert told(twice).splitlines()[0] == (
        "accepted.jsonl:5:1: warning[A023]: the id sbycrvjc of chapters/a is accepted twice, with other texts"
    )
    assert codes(accepted(twice)) == []


def test_a_chapter_that_left_the_book_is_told_and_kept() -> None:
    alone = {**book({"chapters/b.md": HILL}), PATH: accepted(BOOK)[PATH]}
    assert codes(alone) == ["A024"]
    assert accepted(alone)[PATH] == accepted(BOOK)[PATH]


def test_a_chapter_cut_in_two_is_remembered_in_both() -> None:
    text = RIVER + "\n桥是石头造的。\n\nThe bridge is built of stone.\n\n雨停了。\n\nThe rain has stopped.\n"
    base = accepted(book({"chapters/a.md": text}))
    cut = book({"chapters/x.md": RIVER, "chapters/y.md": "# 桥 / Bridge\n\n" + text.split("\n\n", 3)[3]})
    ahead = edited({**cut, PATH: base[PATH]}, ("石头", "木头"))
    assert codes(ahead) == ["A025", "A020"]

    part = accepted(ahead, ["chapters/x.md"])
    assert codes(part) == ["A025", "A020"]
    assert codes(accepted(ahead)) == []


def test_branches_that_accept_different_chapters_merge(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *names, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(text: str) -> None:
        (tmp_path / PATH).write_text(text, encoding="utf-8")
        git("add", PATH)
        git("commit", "-m", "accept")

    rain = "# 雨 / Rain\n\n雨停了。\n\nThe rain has stopped.\n"
    base = accepted(book({"chapters/a.md": RIVER, "chapters/am.md": rain, "chapters/b.md": HILL}))
    boats = [("船不来了", "船又不来了"), ("no longer come", "do not come again")]
    hill = [("山高", "山很高"), ("is high", "is very high")]
    left, right = accepted(edited(base, *boats)), accepted(edited(base, *hill))
    git("init", "-b", "main")
    commit(base[PATH])
    git("checkout", "-b", "left")
    commit(left[PATH])
    git("checkout", "main")
    commit(right[PATH])
    git("merge", "left")
    merged = (tmp_path / PATH).read_text(encoding="utf-8")

    assert merged == accepted(edited(base, *boats, *hill))[PATH]
