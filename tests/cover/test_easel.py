"""Covers painted beside the work come out in any order, however many, painter or no painter."""

from __future__ import annotations

import os
import signal

import pytest

from bookbuild.cover.easel import Easel

# Enough shapes that drawing and picture together would fill a pipe several times over.
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 2560">'
    + "".join(
        f'<circle cx="{x * 37 % 1600}" cy="{x * 91 % 2560}" r="{3 + x % 41}" fill="#{x * 7919 % 65536:06x}"/>'
        for x in range(1500)
    )
    + "</svg>"
)


@pytest.mark.parametrize("apart", [True, False])
def test_many_covers(apart: bool) -> None:
    easel = Easel(apart)
    for name in "abcdef":
        easel.give(name, DRAWING)
    easel.start()
    painted = [easel.take(name) for name in "cabfde"]
    easel.close()

    assert len(set(painted)) == 1
    assert painted[0].startswith(b"\x89PNG")


def test_nothing_is_painted_before_it_is_time() -> None:
    easel = Easel(apart=True)
    easel.give("a", DRAWING)
    assert easel._out is None

    easel.start()
    assert easel._out == ("a", DRAWING)
    assert easel.take("a").startswith(b"\x89PNG")
    assert easel._painter is None  # all are painted: its process is let go


def test_a_painter_that_dies_is_replaced() -> None:
    easel = Easel(apart=True)
    assert easel._painter
    os.kill(easel._painter._processes[0].pid or 0, signal.SIGKILL)
    easel.give("a", DRAWING)
    easel.give("b", DRAWING)
    easel.start()

    assert easel.take("b").startswith(b"\x89PNG")
    assert easel.take("a").startswith(b"\x89PNG")
