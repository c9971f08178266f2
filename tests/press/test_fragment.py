"""Fragments travel as bytes and come back equal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bookbuild.press.fragment import Bookmark, FontUse, Fragment, font_use_message, font_uses

numbers = st.integers(0, 60_000)
uses = st.builds(
    FontUse,
    widths=st.dictionaries(numbers, numbers),
    unicode=st.dictionaries(numbers, st.text(max_size=3)),
    missing=st.dictionaries(numbers, numbers),
)
fragments = st.builds(
    Fragment,
    unit=numbers,
    pages=numbers,
    anchors=st.dictionaries(st.text(max_size=9), st.tuples(numbers, st.just(1.5), st.just(2.25))),
    bookmarks=st.tuples(st.builds(Bookmark, numbers, st.text(), numbers, st.just(0.5), st.just(7.0))),
    fonts=st.dictionaries(st.text(max_size=6), uses),
    log=st.tuples(st.text()),
    lost_notes=st.tuples(st.text()),
    lost_text=st.tuples(st.text()),
    served=st.tuples(st.text()),
    pdf=st.binary(),
)


@given(fragments)
def test_a_fragment_survives_the_way(fragment: Fragment) -> None:
    assert Fragment.unpack(fragment.pack()) == fragment


@given(st.dictionaries(st.text(max_size=6), uses))
def test_font_uses_survive_the_way(found: dict[str, FontUse]) -> None:
    import json

    assert font_uses(json.loads(json.dumps(font_use_message(found)))) == found


def test_what_was_seen_first_stays() -> None:
    first, second = FontUse("A", {1: 500}, {1: "a"}, {}), FontUse("A", {1: 501, 2: 600}, {1: "b", 2: "c"}, {})

    assert first.merged(second) == FontUse("A", {1: 500, 2: 600}, {1: "a", 2: "c"}, {})
