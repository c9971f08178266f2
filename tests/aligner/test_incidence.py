"""Listings and sums over what two sides hold alike, against looking at each passage by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.aligner.incidence import BLOCK, PARTS, SLOTS, Entries, Incidence, Listing, distinct, runs, spread

HELD = st.lists(st.lists(st.integers(0, 6), max_size=5), min_size=1, max_size=5)


def listing(held: Sequence[Sequence[int]]) -> Listing:
    key = np.array([key for keys in held for key in keys], dtype=np.int64)
    passage = np.repeat(np.arange(len(held)), list(map(len, held)))
    return Listing(Entries(key, passage, spread(passage)), len(held))


@given(st.lists(st.integers(-5, 5)))
def test_distinct_values_are_told_in_the_order_they_come(values: list[int]) -> None:
    first, place = distinct(np.array(values, dtype=np.int64))
    kept = list(dict.fromkeys(values))

    assert [values[at] for at in first.tolist()] == kept
    assert [kept[at] for at in place.tolist()] == values


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4))))
def test_runs_are_all_numbers_of_each_reach(reaches: list[tuple[int, int]]) -> None:
    first = np.array([start for start, _ in reaches], dtype=np.int64)
    run, number = runs(first, first + np.array([size for _, size in reaches], dtype=np.int64))

    assert list(zip(run.tolist(), number.tolist(), strict=True)) == [
        (at, number) for at, (start, size) in enumerate(reaches) for number in range(start, start + size)
    ]


@given(HELD)
def test_a_listing_says_who_holds_what(held: list[list[int]]) -> None:
    said = listing(held)
    pairs = sorted({(key, passage) for passage, keys in enumerate(held) for key in keys})

    assert list(zip(said.key.tolist(), said.passage.tolist(), strict=True)) == pairs
    assert said.sizes().tolist() == [len(set(keys)) for keys in held]
    assert [sorted(said.held(range(at, at + 1)).tolist()) for at in range(len(held))] == [
        sorted(set(keys)) for keys in held
    ]


def test_parts_are_those_where_a_key_stands_first() -> None:
    said = listing([[4, 5, 4, 6, 7, 8, 9, 5]])

    assert dict(zip(said.key.tolist(), said.part.tolist(), strict=True)) == {4: 0, 5: 0, 6: 1, 7: 2, 8: 2, 9: 3}


@given(HELD, HELD, st.lists(st.integers(-2, 4), min_size=5, max_size=5), st.integers(1, 4))
def test_tables_hold_what_each_two_passages_share(
    rows: list[list[int]], columns: list[list[int]], low: list[int], width: int
) -> None:
    said, held = listing(rows), listing(columns)
    weight, crowd = said.key.astype(np.float64) + 1.5, np.arange(len(columns), dtype=np.float64) / 8
    lows = np.array(low[: len(rows)], dtype=np.int64)
    one = Incidence(said, weight, held, crowd)
    by_row, by_column = one.tables(lows, width, parted=True)
    whole, _ = one.tables(lows, width, parted=False)

    for row, keys in enumerate(rows):
        for cell in range(width):
            column = low[row] + cell
            inside = 0 <= column < len(columns)
            shared = set(keys) & set(columns[column]) if inside else set()
            expected = sum(key + 1.5 - crowd[column] for key in shared)
            assert by_row[:, row, cell].sum() == pytest.approx(expected)
            assert by_column[:, row, cell].sum() == pytest.approx(expected)
            assert whole[0, row, cell] == pytest.approx(expected)
            if inside:
                pair = np.array([row]), np.array([column])
                parts = [one.between(*pair, range(part, part + 1), range(SLOTS))[0] for part in range(PARTS)]
                assert parts == pytest.approx(by_row[:PARTS, row, cell].tolist())


def test_rows_beyond_a_block_are_summed_too() -> None:
    count = 2 * BLOCK + 3
    same = listing([[number] for number in range(count)])
    one = Incidence(same, np.ones(count), same, np.zeros(count))
    (whole,), _ = one.tables(np.arange(count) - 1, 3, parted=False)

    assert whole.tolist() == [[0.0, 1.0, 0.0]] * count
    rows = np.arange(count)
    assert one.between(rows, rows, range(SLOTS), range(SLOTS)).tolist() == [1.0] * count
