"""The private functions we replace are the ones we read."""

from __future__ import annotations

import pytest
import weasyprint

from bookbuild.press import patches


@pytest.mark.parametrize("patch", patches.PATCHES, ids=lambda patch: patch.name)
def test_upstream_function_is_the_one_the_patch_was_written_for(patch: patches.Patch) -> None:
    assert patches.digest(patches.original(patch)) == patch.digest


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")

    with pytest.raises(RuntimeError, match=r"71\.0 is not 70\.x"):
        patches.install()


def test_installing_twice_changes_nothing() -> None:
    patches.install()
    once = [getattr(patch.owner, patch.name) for patch in patches.PATCHES]
    patches.install()

    assert [getattr(patch.owner, patch.name) for patch in patches.PATCHES] == once
