"""Whole processes measured from outside: wall and processor seconds, peak of the tree's memory.

They run as installed ones do: Python keeps what it has compiled.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL = 0.05  # seconds between two readings of the memory


@dataclass(frozen=True)
class Run:
    """One finished run. ``memory`` is the largest sum of PSS over all its processes, in MiB."""

    wall: float
    cpu: float
    memory: float


def run(argv: Sequence[str], cwd: Path, *, memory: bool = False) -> Run:
    """Run *argv* to its end; RuntimeError when it fails."""
    before = os.times()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        with subprocess.Popen(
            argv, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=said
        ) as process:
            peak = _peak(process) if memory else 0.0
            process.wait()
        said.seek(0)
        errors = said.read()
    wall = time.perf_counter() - started
    after = os.times()
    if process.returncode:
        raise RuntimeError(f"{' '.join(argv)} ended with {process.returncode}:\n{errors.decode()[-3000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, peak)


def _peak(process: subprocess.Popen[bytes]) -> float:
    tree = psutil.Process(process.pid)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_pss(member) for member in _members(tree)))
        time.sleep(INTERVAL)
    return peak / 2**20


def _members(tree: psutil.Process) -> list[psutil.Process]:
    try:
        return [tree, *tree.children(recursive=True)]
    except psutil.Error:
        return []


def _pss(member: psutil.Process) -> int:
    try:
        return int(member.memory_full_info().pss)
    except psutil.Error:
        return 0
