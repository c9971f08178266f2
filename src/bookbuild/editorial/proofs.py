"""Documents → diagnostics: what is found, less what the author wants ignored, and what of that is of no use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Diagnostic, Span
from bookbuild.editorial.house import Habits, habits
from bookbuild.editorial.reading import read
from bookbuild.editorial.rules import CODES
from bookbuild.editorial.value import Finding
from bookbuild.model import Document, Galley, Ignore


@dataclass(frozen=True, slots=True)
class Proof:
    """A file to be proof-read: ``lang`` is '' when it holds all languages; ``ignores`` are the manifest's."""

    document: Document
    lang: str = ""
    ignores: tuple[Ignore, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding in its place."""

    code: str
    finding: Finding
    galley: Galley
    span: Span

    def told(self) -> Diagnostic:
        """The diagnostic it is."""
        return Diagnostic(self.code, self.finding.message, self.span, help=self.finding.help or None)


@dataclass(slots=True)
class ProofReader:
    """Reads the files of one book, and remembers which ignores were of use."""

    habits: Habits
    spacing: str = ""
    used: set[tuple[Ignore, str]] = field(default_factory=set)

    @classmethod
    def of(cls, proofs: Sequence[Proof], spacing: str) -> ProofReader:
        """One who knows the habits of the book."""
        return cls(habits(galley for proof in proofs for galley in proof.document.galleys), spacing)

    def faults(self, proof: Proof) -> Iterator[Fault]:
        """What is wrong in one file and not ignored."""
        ignores = (*proof.ignores, *(ignore for ignore in proof.document.ignores if ignore.reason))
        for galley in proof.document.galleys:
            for name, finding in read(galley, self.habits.house(galley.lang, self.spacing)):
                span = _span(proof.document.path, galley, finding)
                wanted = [one for one in ignores if name in one.codes and _holds(one, span.line)]
                self.used.update((one, name) for one in wanted)
                if not wanted:
                    yield Fault(name, finding, galley, span)


def _span(path: str, galley: Galley, finding: Finding) -> Span:
    line, column = galley.place(finding.start)
    end_line, end_column = galley.place(max(finding.start, finding.end - 1))
    return Span(path, line, column, end_line, end_column + 1)


def _holds(ignore: Ignore, line: int) -> bool:
    return not ignore.last or ignore.first <= line <= ignore.last


def proofread(proofs: Sequence[Proof], spacing: str, manifest: str) -> Iterator[Diagnostic]:
    """All that is wrong in the files of a book, and with what is ignored in them."""
    reader = ProofReader.of(proofs, spacing)
    for proof in proofs:
        yield from (fault.told() for fault in reader.faults(proof))
    if not spacing:
        yield from _undecided(reader, proofs, manifest)
    ignores = dict.fromkeys(one for proof in proofs for one in (*proof.ignores, *proof.document.ignores))
    yield from _of_no_use(ignores, reader.used)


def _undecided(reader: ProofReader, proofs: Sequence[Proof], manifest: str) -> Iterator[Diagnostic]:
    """T013 for a book with two habits, unless it is ignored in all of it."""
    ignoring = [(one, "T013") for proof in proofs for one in proof.ignores if "T013" in one.codes]
    everywhere = all(any("T013" in one.codes for one in proof.ignores) for proof in proofs)
    for message in reader.habits.undecided():
        if everywhere:
            reader.used.update(ignoring)
        else:
            help = "say spacing: space or spacing: none in the manifest"
            yield Diagnostic("T013", message, Span(manifest), help=help)


def _of_no_use(ignores: Iterable[Ignore], used: set[tuple[Ignore, str]]) -> Iterator[Diagnostic]:
    """T041 for an ignore that says too little, T040 for one nothing is found for."""
    for ignore in ignores:
        if not ignore.reason or not ignore.codes:
            help = "write <!-- bookbuild-ignore T004: the reason -->"
            fact = "ignore without a reason" if ignore.codes else "ignore that names no code"
            yield Diagnostic("T041", fact, ignore.span, help=help)
            continue
        for name in ignore.codes:
            if name not in CODES:
                yield Diagnostic("T041", f"{name} is no code of the proof-reading", ignore.span)
            elif (ignore, name) not in used:
                fact = f"nothing is found that the ignore of {name} is for"
                yield Diagnostic("T040", fact, ignore.span, help="delete it")
