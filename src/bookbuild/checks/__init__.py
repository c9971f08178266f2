"""Read-only checks of what was made. A check is a function of its subject that yields diagnostics.

To add one: write the function with the rule as its docstring, give its code a page in ``codes/``,
and put it into its subject's list, which is a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bookbuild.checks.epub import CONTAINER_RULES, CONTENT_RULES, check_epub
from bookbuild.checks.units import check_units
from bookbuild.diagnostics import Diagnostic

CHECKS: Mapping[str, tuple[Callable[[Any], Iterator[Diagnostic]], ...]] = {
    "epub": (*CONTAINER_RULES, *CONTENT_RULES),
}
"""Subject → its rules, in the order of a report."""

__all__ = ["CHECKS", "check_epub", "check_units"]
