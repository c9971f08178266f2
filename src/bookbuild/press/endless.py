"""Pages without an end: what is measured before it is cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def endless(context: Any) -> Iterator[None]:
    """The pages laid out meanwhile have no end inside."""
    context.bookbuild_endless = True
    try:
        yield
    finally:
        context.bookbuild_endless = False


def is_endless(context: Any) -> bool:
    """Whether the page being laid out has no end."""
    return bool(context.__dict__.get("bookbuild_endless"))


def overflows_page(original: Callable[..., bool]) -> Callable[..., bool]:
    """For ``weasyprint.layout.LayoutContext.overflows_page``."""

    def overflows(context: Any, bottom_space: float, position_y: float) -> bool:
        return not is_endless(context) and original(context, bottom_space, position_y)

    return overflows
