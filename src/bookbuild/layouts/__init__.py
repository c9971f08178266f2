"""Layouts: what stands beside what. A layout is one file here and a row in ``LAYOUTS``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bookbuild.layouts.columns import Columns
from bookbuild.layouts.facing import Facing
from bookbuild.layouts.interleaved import Interleaved
from bookbuild.layouts.layout import Layout
from bookbuild.layouts.single import Single
from bookbuild.layouts.study import Study
from bookbuild.layouts.wide import Wide

__all__ = ["LAYOUTS", "Layout"]

LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {layout.name: layout for layout in (Interleaved(), Columns(), Facing(), Single(), Wide(), Study())}
)
