"""A stand-in for the pipeline: gives the report it is told to, remembers how it was called."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import bookbuild.run
from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.run import Product, Progress, Report

MADE = Product("reader", "epub", "gemini-reader.epub", 1_234_567, None, 2.345, written=True)
PRINTED = Product("print", "pdf", "双子座-print.pdf", 45_678, 120, 10.0, written=True)
SAME = Product("reader", "epub", "gemini-reader.epub", 900, up_to_date=True)
NOT_MADE = Product("print", "pdf", "gemini-print.pdf", seconds=0.1)
WARNING = Diagnostic("M014", "title has no en", Span("book.yaml", 1, 8, 1, 11), help="add it")
ERROR = Diagnostic("R001", "dist/x could not be written: disk full")
UNKNOWN = Diagnostic("R011", "there is no edition prnt", Span("book.yaml", 1))


@dataclass
class Pipeline:
    """Set ``report`` (or an exception) before a run; read ``calls`` after it."""

    report: Report | Exception
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, *args: Any, progress: Progress, **options: Any) -> Report:
        if aligners := options.pop("aligners", None):
            aligners.close()
        self.calls.append({"args": args, **options})
        if isinstance(self.report, Exception):
            raise self.report
        progress.stage("", "read")
        progress.stage("print", "typeset")
        progress.chapter("print", 1, 2, "永远的麦当劳", 7)
        for product in self.report.products:
            progress.made(product)
        return self.report


def install(monkeypatch: pytest.MonkeyPatch, report: Report | Exception) -> Pipeline:
    """Put a fake in the place of both ``build`` and ``check``."""
    pipeline = Pipeline(report)
    monkeypatch.setattr(bookbuild.run, "build", pipeline)
    monkeypatch.setattr(bookbuild.run, "check", pipeline)
    return pipeline


def book(root: Path) -> Path:
    """A folder with a manifest whose first line the diagnostics point into."""
    (root / "book.yaml").write_text("title: 双子座\n", encoding="utf-8")
    return root
