"""Programs of the machine, run with a limit of time."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended. ``code`` is its exit code, None where ``reason`` says why there is none."""

    code: int | None
    output: str = ""
    errors: str = ""
    reason: str = ""


def run(argv: Sequence[str], timeout: float) -> Finished:
    """Run *argv* and wait for at most *timeout* seconds; nothing it started outlives that."""
    try:
        process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        return Finished(None, reason=f"{argv[0]} cannot be run: {error.strerror}")
    try:
        output, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return Finished(None, reason=f"{argv[0]} took more than {timeout:g} s")
    return Finished(process.returncode, output, errors)
