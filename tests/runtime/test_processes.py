"""Programs run with a limit."""

from __future__ import annotations

import sys

from bookbuild.runtime.processes import run


def test_what_a_program_says_and_how_it_ends() -> None:
    script = "import sys; print('雨'); print('!', file=sys.stderr); sys.exit(3)"
    finished = run([sys.executable, "-X", "utf8", "-c", script], 20)

    assert (finished.code, finished.output, finished.errors) == (3, "雨\n", "!\n")


def test_a_program_that_is_not_there_is_a_reason() -> None:
    finished = run(["no-such-program"], 5)

    assert finished.code is None
    assert finished.reason == "no-such-program cannot be run: No such file or directory"


def test_a_program_that_takes_too_long_is_ended_with_its_children() -> None:
    child = "import subprocess; subprocess.run(['sleep', 'infinity'])"  # run() reads until both are gone
    finished = run([sys.executable, "-c", child], 0.5)

    assert finished.reason.endswith("took more than 0.5 s")
