"""Chapters aligned beside the reading come out as if this process had aligned them, worker or no worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from bookbuild.aligner import Item, Sides
from bookbuild.aligner.crew import Alone, Beads, Crew, Workers, gather
from bookbuild.aligner.messages import DOUBTS, Task, Told, answer, asked, task, told
from bookbuild.aligner.worker import Open, _judge
from bookbuild.runtime.pool import WorkerDied
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


def crossed() -> Sequence[Sides]:
    """Five pairs, of which the translator put the first last."""
    left, right = (
        side(CHINESE + "|孩子们回家睡觉了。", 0),
        side(ENGLISH + "|The children went home to sleep.", 1),
    )
    return [(left, [*right[1:], right[0]])]


CHAPTERS = {number: chapter(number) for number in (1, 2, 3, 4)} | {5: crossed()}
Found = dict[int, tuple[Beads, Sequence[str]]]


def found(crew: Crew, order: Sequence[int], between: Callable[[], None] = lambda: None) -> Found:
    """The beads of every chapter, then the doubts about them."""
    for number, passages in CHAPTERS.items():
        crew.give(number, passages, explain=number % 2 == 0)
    beads = {number: crew.take(number) for number in order}
    between()
    doubts = {number: crew.doubts(number) for number in reversed(order)}
    crew.close()
    return {number: (beads[number], doubts[number]) for number in order}


ALONE = found(Alone(), [1, 2, 3, 4, 5])


def killed(crew: Workers) -> None:
    assert crew._pool
    os.kill(crew._pool._processes[0].pid or 0, signal.SIGKILL)


@pytest.mark.parametrize("count", [1, 2])
def test_workers_find_what_one_process_finds(count: int) -> None:
    assert found(Workers(count), [3, 1, 5, 4, 2]) == ALONE


def test_doubts_are_one_for_each_bead() -> None:
    assert all(sum(map(len, beads)) == len(doubts) for beads, doubts in ALONE.values())
    assert any(ALONE[5][1])


def test_what_a_worker_leaves_is_done_here() -> None:
    crew = Workers(1)
    killed(crew)

    assert found(crew, [1, 2, 3, 4, 5]) == ALONE


def test_what_a_worker_leaves_before_it_is_asked_for_doubts_is_done_here() -> None:
    crew = Workers(1)
    assert crew._pool
    send = crew._pool.send

    def gone(worker: int, message: bytes) -> None:
        if message == DOUBTS:
            raise WorkerDied
        send(worker, message)

    crew._pool.send = gone  # type: ignore[method-assign]

    assert found(crew, [1, 2, 3, 4, 5]) == ALONE


def test_doubts_a_worker_leaves_are_thought_of_here() -> None:
    crew = Workers(1)

    assert found(crew, [1, 2, 3, 4, 5], between=lambda: killed(crew)) == ALONE


def test_doubts_are_told_early_where_too_much_would_be_kept() -> None:
    ours, theirs = Pipe()
    open_: Open = deque((number, 10, partial(list, [f"doubt {number}"])) for number in (1, 2, 3))

    _judge(theirs, open_, left=20)

    assert told(ours.recv_bytes()) == Told(1, doubts=["doubt 1"])
    assert [number for number, *_ in open_] == [2, 3]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crew_is_idle_when_it_has_aligned_all(jobs: int) -> None:
    crew = gather(jobs)
    for number, passages in CHAPTERS.items():
        crew.give(number, passages)
    if isinstance(crew, Workers):
        assert not crew.idle()
    for number in CHAPTERS:
        crew.take(number)

    assert crew.idle()
    crew.close()


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
    done = [Told(5, [ALONE[4][0][1], []]), Told(6, doubts=["", "why “\ud800”"])]

    assert [task(asked(one)) for one in given] == given
    assert [told(answer(one)) for one in done] == done


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
