"""What the record of a build says of the tool that made it."""

from __future__ import annotations

from bookbuild.runtime import record


def test_every_package_built_on_is_told_with_its_version() -> None:
    told = dict(name.split("-", 1) for name in record._installed())

    assert sorted(record._plain(name) for name in told) == sorted(record._BUILT_ON)
    assert all(version[0].isdigit() for version in told.values())
