"""One PDF set in one process, with the rules of typography or without them. Only the benchmark does that.

usage: typocost.py ROOT EDITION [--without]
"""

from __future__ import annotations

import sys
from pathlib import Path

from bookbuild import typography
from bookbuild.press import patches
from bookbuild.run import build

LINES = tuple(f"bookbuild.press.{name}" for name in ("justify", "edges", "steps"))  # whose patches set lines


class Silent:
    """A listener that hears nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: object) -> None: ...


def main() -> None:
    root, edition = Path(sys.argv[1]), sys.argv[2]
    if "--without" in sys.argv:
        vars(typography)["RULES"] = ()
        kept = tuple(patch for patch in patches.PATCHES if patch.make.__module__ not in LINES)
        vars(patches)["PATCHES"] = kept
    for path in (root / ".cache").rglob("*.json"):
        path.unlink()
    report = build(root, (edition,), jobs=1, output=root / "dist", progress=Silent())
    sys.exit(not report.products[0].written)


if __name__ == "__main__":
    main()
