"""``bookbuild watch``"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

import click

from bookbuild.cli import options
from bookbuild.cli.console import internal_error, say, show, table
from bookbuild.cli.progress import progress
from bookbuild.runtime.system import processors

QUIET = 300  # milliseconds without a further change before building: editors save in several steps
_SKIPPED = frozenset({"dist", "node_modules", "__pycache__"})


@click.command()
@options.editions
@options.root
@options.output
@options.jobs
@options.verbose
def command(
    editions: tuple[str, ...], root: Path, output: Path | None, jobs: int | None, verbose: bool
) -> None:
    """Build, then build again whenever a chapter, style, template, image or book.yaml is saved.

    Errors are shown and watching goes on; Ctrl-C ends it.

    \b
    Examples:
      bookbuild watch
      bookbuild watch reader      only the edition being looked at
    """
    from watchfiles import watch

    root = root.resolve()
    target = (output or root / "dist").resolve()

    def matters(_: object, path: str) -> bool:
        return is_source(Path(path), root, target)

    def rebuild() -> None:
        _build_once(root, editions, jobs or processors(), target, verbose)

    rebuild()
    say(f"watching {root} (Ctrl-C ends)")
    for changes in watch(root, watch_filter=matters, step=QUIET, raise_interrupt=False):
        say(f"changed: {_named(changes, root)}")
        rebuild()


def is_source(path: Path, root: Path, output: Path) -> bool:
    """Whether a change of *path* could change the book: not hidden, not an editor's, not an output."""
    if path.is_relative_to(output) or not path.is_relative_to(root):
        return False
    parts = path.relative_to(root).parts
    hidden = any(part.startswith(".") or part in _SKIPPED for part in parts)
    return not hidden and not path.name.endswith(("~", ".swp", ".tmp")) and not path.name.startswith("#")


def _named(changes: Iterable[tuple[object, str]], root: Path) -> str:
    names = sorted({Path(path).relative_to(root).as_posix() for _, path in changes})
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _build_once(root: Path, editions: tuple[str, ...], jobs: int, output: Path, verbose: bool) -> None:
    """One build; whatever goes wrong is said, and never ends the watch."""
    from bookbuild.run import build

    gc.disable()  # a book is a tree of tuples: to look for cycles in it costs time
    try:
        with progress(json=False, verbose=verbose) as shown:
            report = build(root, editions, jobs=jobs, output=output, progress=shown)
        show(report.diagnostics, root)
        if report.products:
            click.echo(table(report.products, output))
    except Exception as error:
        internal_error(error, verbose=verbose)
    finally:
        gc.enable()
        gc.collect()  # nobody waits now
