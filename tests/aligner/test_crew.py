"""Chapters aligned beside the reading come out as if this process had aligned them, worker or no worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bookbuild.aligner import Item, Sides
from bookbuild.aligner.crew import Alone, Beads, Crew, Workers, gather
from bookbuild.aligner.messages import Task, answer, asked, task, told
from tests.test_diagnostics import BOOKS

CHINESE = "山上有一座小屋。|河水流得很快。|她打开门，看见三只猫。|“你好！”他说。"
ENGLISH = (
    "There is a small hut on the hill.|The river runs fast.|She opened it and saw 3 cats.|“Hello!” he said."
)


def side(text: str, run: int) -> list[Item]:
    return [Item("paragraph", line, ("$em 1",) if "3" in line else (), run=run) for line in text.split("|")]


def chapter(number: int) -> Sequence[Sides]:
    """A heading, code that both sides show, *number* pairs in all; the last ones bound by a mark."""
    heads = ([Item("heading", "第一章", level=2)], [Item("heading", "Chapter 1", run=1, level=2)])
    code = [Item("code", "x = 1", anchor="code x = 1", run=run) for run in (0, 1)]
    left, right = side(CHINESE, 0)[:number], side(ENGLISH, 1)[:number]
    left[-1], right[-1] = left[-1]._replace(mark="m"), right[-1]._replace(mark="m")
    return [heads, ([code[0], *left], [code[1], *right])]


CHAPTERS = {number: chapter(number) for number in (1, 2, 3, 4)}


def beads(crew: Crew, order: Sequence[int]) -> dict[int, Beads]:
    for number, passages in CHAPTERS.items():
        crew.give(number, passages, explain=number % 2 == 0)
    found = {number: crew.take(number) for number in order}
    crew.close()
    return found


@pytest.mark.parametrize("count", [1, 2])
def test_workers_find_what_one_process_finds(count: int) -> None:
    assert beads(Workers(count), [3, 1, 4, 2]) == beads(Alone(), [1, 2, 3, 4])


def test_what_a_worker_leaves_is_done_here() -> None:
    crew = Workers(1)
    assert crew._pool
    os.kill(crew._pool._processes[0].pid or 0, signal.SIGKILL)

    assert beads(crew, [1, 2, 3, 4]) == beads(Alone(), [1, 2, 3, 4])


def test_one_job_is_this_process_and_more_are_few() -> None:
    crew = gather(9)
    assert isinstance(crew, Workers)
    assert crew._pool
    count = len(crew._pool)
    crew.close()

    assert count == 3
    assert isinstance(gather(1), Alone)


def test_messages_carry_everything() -> None:
    odd = Item("paragraph", "a\ud800\n“”\u2028", ('$code "',), "text a", True, True, 3, 2, "@7")
    given = [Task(5, True, [([odd], []), ([], [odd, Item("heading")])]), Task(6, False, [])]
    done = (5, [beads(Alone(), [4])[4][1], []])

    assert [task(asked(one)) for one in given] == given
    assert told(answer(*done)) == done


def test_who_reads_does_not_load_what_aligns() -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom bookbuild.run import check\n"
        "from tests.test_diagnostics import Silent\n"
        "if __name__ == '__main__':\n"
        "    check(Path(sys.argv[1]), jobs=2, progress=Silent())\n    print('numpy' in sys.modules)\n"
    )
    argv = [sys.executable, "-c", program, str(BOOKS / "A002")]
    done = subprocess.run(argv, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
