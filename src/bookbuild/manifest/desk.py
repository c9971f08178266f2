"""What the reading of values needs to know, and where it puts what is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, splitext

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.manifest.nodes import Gap, ListNode, MapNode, Node, TextNode
from bookbuild.manifest.scalars import Fault, nearest

_KINDS = {TextNode: "text", ListNode: "a list", MapNode: "a mapping"}


def _nothing(path: str) -> bytes:
    raise FileNotFoundError(path)


@dataclass
class Desk:
    """The book's languages, its files by NFC name, whose keys are whose; ``open`` reads a file, ``problems``
    grows."""

    languages: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    open: Callable[[str], bytes] = _nothing
    problems: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, message: str, span: Span, help: str | None = None) -> None:
        self.problems.append(Diagnostic(code, message, span, help=help))

    def fault(self, fault: Fault, span: Span) -> None:
        self.say(fault.code, fault.message, span, fault.help)

    def expected(self, what: str, node: Node) -> None:
        """*node* is not *what* should stand here (a Gap has been reported)."""
        if isinstance(node, Gap):
            return
        if isinstance(node, TextNode) and not node.text:
            self.say("M011", "nothing is written here", node.span, f"write {what} or leave the key out")
        else:
            self.say("M010", f"{_KINDS[type(node)]} stands where {what} should", node.span, f"write {what}")

    def nearest_file(self, path: str) -> str | None:
        """The book's file that *path* was probably meant to be: the same name, or one much like it."""
        ending = splitext(path)[1]
        alike = [name for name in self.files if splitext(name)[1] == ending] or list(self.files)
        same = [name for name in alike if basename(name) == basename(path)]
        beside = [name for name in alike if dirname(name) == dirname(path)]
        return next(iter(same), None) or nearest(path, beside) or nearest(path, alike)


def by_nfc(files: Iterable[str]) -> dict[str, str]:
    """Normalised name → name: disks spell accents and some Chinese characters in two ways."""
    return {unicodedata.normalize("NFC", name): name for name in files}
