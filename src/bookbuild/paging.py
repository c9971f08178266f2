"""The pages that EPUBs list: where those of a printed edition begin, found once, kept for the next run.

They are known when the edition is set. An EPUB that lists them is made after it; where it is not to be made, it
is set all the same and not written, unless an earlier run wrote it and nothing has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.diagnostics import Diagnostic, Diagnostics, has_errors
from bookbuild.manifest.value import output_name
from bookbuild.model import Edition, PageMap
from bookbuild.runtime import record
from bookbuild.world import World

if TYPE_CHECKING:
    from bookbuild.manifest import Manifest
    from bookbuild.press import Printed


@dataclass(frozen=True)
class Paged:
    """Where the pages of a printed edition begin, None where it cannot be set; what that was found from."""

    page_map: PageMap | None = None
    answers: dict[str, str] | None = None
    problems: Diagnostics = ()


class Paging:
    """What a run knows of printed pages. *world*: the outside, unrecorded."""

    def __init__(self, root: Path, output: Path, world: World) -> None:
        self._root, self._output, self._world = root, output, world
        self._found: dict[str, Paged] = {}

    def note(
        self,
        manifest: Manifest,
        edition: Edition,
        printed: Printed | None,
        answers: dict[str, str],
        problems: Diagnostics,
    ) -> None:
        """Remember an edition as it was set, or that it could not be."""
        self._found[_path(manifest, edition)] = Paged(printed.page_map if printed else None, answers, problems)

    def record(self, manifest: Manifest, edition: Edition) -> dict[str, Any] | None:
        """As JSON for the next run, where the pages of *edition* begin, if an EPUB lists them."""
        found = self._found.get(_path(manifest, edition), Paged()).page_map
        named = any(other.page_list == edition.name for other in manifest.editions)
        return asdict(found) if found and named else None

    def to_set(self, manifest: Manifest, editions: Sequence[Edition], tool: str) -> list[Edition]:
        """What must be set for the EPUBs among *editions*, and is not among them."""
        printed = filter(None, (_paged_as(manifest, edition) for edition in editions))
        return [one for one in printed if one not in editions and not self._kept(manifest, one, tool)]

    def pages(
        self, manifest: Manifest, edition: Edition, tool: str, set_now: Callable[[Edition], object]
    ) -> tuple[Paged, Diagnostics]:
        """The pages *edition* lists; *set_now* sets the printed edition where they are not known."""
        printed = _paged_as(manifest, edition)
        found = self._pages(manifest, printed, tool, set_now) if printed else Paged()
        if found.page_map:
            return found, ()
        place = manifest.span_of(("editions", edition.name, "page_list"))
        reasons = tuple(f"{item.code}: {item.message}" for item in found.problems if has_errors([item]))
        fact = f"the pages of {edition.page_list} are not known"
        help = "see what keeps it from being set, and build again"
        return found, (Diagnostic("E007", fact, place, notes=reasons, help=help),)

    def _pages(
        self, manifest: Manifest, printed: Edition, tool: str, set_now: Callable[[Edition], object]
    ) -> Paged:
        path = _path(manifest, printed)
        if path not in self._found and (kept := self._kept(manifest, printed, tool)):
            self._found[path] = kept
        if path not in self._found:
            set_now(printed)
        return self._found[path]

    def _kept(self, manifest: Manifest, printed: Edition, tool: str) -> Paged | None:
        """The pages of a PDF that an earlier run made and nothing has changed of."""
        kept = record.load(self._root, _path(manifest, printed))
        if kept is None or not kept.page_map or not kept.holds(self._world, tool, self._output):
            return None
        return Paged(PageMap.of(kept.page_map), kept.answers)


def _path(manifest: Manifest, edition: Edition) -> str:
    return output_name(manifest, edition).removeprefix("dist/")


def _paged_as(manifest: Manifest, edition: Edition) -> Edition | None:
    """The printed edition whose pages *edition* lists; of one in a file for each volume, that of the same."""
    named = (other for other in manifest.editions if edition.page_list and other.name == edition.page_list)
    return next((one for one in named if not one.each or one.volumes == edition.volumes), None)
