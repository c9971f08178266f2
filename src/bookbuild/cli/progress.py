"""Progress while building: live lines on a terminal, plain lines elsewhere, nothing with --json."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bookbuild.cli.console import human, say

if TYPE_CHECKING:
    from bookbuild.run import Product, Progress

BOOK = "book"  # what a stage that serves every edition is shown as


class Silent:
    """Says nothing."""

    def stage(self, edition: str, name: str) -> None: ...

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None: ...

    def made(self, product: Product) -> None: ...


class Plain(Silent):
    """A line whenever a file is there; with *verbose* a line for each stage and chapter too."""

    def __init__(self, verbose: bool) -> None:
        self._verbose = verbose

    def stage(self, edition: str, name: str) -> None:
        if self._verbose:
            say(f"{edition or BOOK}: {name}")

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None:
        if self._verbose:
            say(f"{edition}: chapter {done}/{total} {title} ({pages} pages so far)")

    def made(self, product: Product) -> None:
        if product.written and not product.up_to_date:
            say(f"{product.edition}: {product.path} ({human(product.size)}, {product.seconds:.1f} s)")


class Live(Silent):
    """One line an edition, kept up to date: the chapter, the pages so far, the time."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._display = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[doing]}", markup=False),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Live:
        self._display.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._display.stop()

    def stage(self, edition: str, name: str) -> None:
        self._display.update(self._task(edition), doing=name)

    def chapter(self, edition: str, done: int, total: int, title: str, pages: int) -> None:
        doing = f"{title} · {pages} pages" if pages else title
        self._display.update(self._task(edition), completed=done, total=total, doing=doing)

    def made(self, product: Product) -> None:
        doing = "up to date" if product.up_to_date else product.path if product.written else "not written"
        self._display.update(self._task(product.edition), completed=1, total=1, doing=doing)

    def _task(self, edition: str) -> Any:
        if edition not in self._tasks:
            self._tasks[edition] = self._display.add_task(edition or BOOK, total=None, doing="")
        return self._tasks[edition]


def progress(*, json: bool, verbose: bool) -> AbstractContextManager[Progress]:
    """What suits where the output goes."""
    if json:
        return nullcontext(Silent())
    if sys.stderr.isatty() and not verbose:
        return Live()
    return nullcontext(Plain(verbose))
