"""What a command would do to a book: chapters and manifest rewritten, nothing written yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from bookbuild import manifest as manifests
from bookbuild import rewrite
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span, has_errors, in_order
from bookbuild.manifest import ChapterEntry, Manifest
from bookbuild.manifest.calling import called, hint
from bookbuild.rewrite.desk import Desk, Overlay, Text
from bookbuild.rewrite.entry import renamed
from bookbuild.world import World

BOOK = "book.yaml"


@dataclass(frozen=True, slots=True)
class Plan:
    """New files with their bytes, the manifest last; and old files, each with the name it is kept under.

    An older file of that name makes room: what is kept is the state before the last command.
    """

    files: tuple[tuple[str, bytes], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    problems: Diagnostics = ()

    def ok(self) -> bool:
        """Whether it may be carried out."""
        return not has_errors(self.problems)


def split_plan(world: World, names: Sequence[str], *, force: bool = False) -> Plan:
    """Every chapter named, or with none named every chapter in one file, as a file for each language."""
    return _Planner(world, force, "split").plan(names)


def merge_plan(world: World, names: Sequence[str], *, force: bool = False) -> Plan:
    """Every chapter named, or with none named every chapter in two files, as one file."""
    return _Planner(world, force, "merge").plan(names)


class _Planner:
    """One command's work on a book."""

    def __init__(self, world: World, force: bool, way: str) -> None:
        self.world, self.force, self.way = world, force, way
        self.found: list[Diagnostic] = []
        self.taken = set(world.files())

    def plan(self, names: Sequence[str]) -> Plan:
        book, problems = manifests.load(self.world)
        self.found += [one for one in problems if book is None or has_errors((one,))]
        if book is None or has_errors(self.found):
            return Plan(problems=in_order(self.found))
        jobs = [(entry, self._rewritten(book, entry)) for entry in self._chosen(book, names)]
        if has_errors(self.found):
            return Plan(problems=in_order(self.found))
        return self._carried(book, [(entry, files) for entry, files in jobs if files])

    # ------------------------------------------------------------ which

    def _chosen(self, book: Manifest, names: Sequence[str]) -> list[ChapterEntry]:
        entries = list(book.entries())
        if not names:
            return [entry for entry in entries if self._fits(book, entry)]
        files = [[path for _, path in entry.paths] for entry in entries]
        for name in names:
            if not called(name, files):
                self._say("A034", f"there is no chapter {name}", Span(BOOK), hint(name, files))
        numbers = {number for name in names for number in called(name, files)}
        chosen = [entry for number, entry in enumerate(entries, 1) if number in numbers]
        for entry in chosen:
            if not self._fits(book, entry):
                fact = "is not in one file" if self.way == "split" else "is not in two files"
                self._say(
                    "A034", f"chapter {entry.paths[0][1]} {fact} for the book's first two languages", entry.span
                )
        return chosen

    def _fits(self, book: Manifest, entry: ChapterEntry) -> bool:
        tags = tuple(tag for tag, _ in entry.paths)
        return tags == ("",) and len(book.languages) > 1 if self.way == "split" else tags == book.languages[:2]

    def _say(self, code: str, message: str, span: Span, help: str | None = None) -> None:
        self.found.append(Diagnostic(code, message, span, help=help))

    # ------------------------------------------------------------ one chapter

    def _rewritten(self, book: Manifest, entry: ChapterEntry) -> tuple[Text, ...]:
        """The chapter's new files; () with an error told."""
        desk = Desk.of(self.world, book.languages)
        texts = [self._text(tag, path) for tag, path in entry.paths]
        if not all(texts):
            return ()
        given = tuple(text for text in texts if text)
        for text in given:
            desk.read(text)
            self.found += [one for one in desk.told[text.path] if has_errors((one,))]
        if has_errors(self.found):
            return ()
        if self.way == "split":
            one, other = (f"{_stem(given[0].path, book.languages)}.{tag}.md" for tag in book.languages[:2])
            done = rewrite.split(desk, given[0], (one, other))
        else:
            done = rewrite.merge(desk, given, f"{_stem(given[0].path, book.languages)}.md")
        self.found += done.problems
        self._told_marks(done.marks, entry)
        self._free(done.texts, entry)
        return done.texts

    def _text(self, tag: str, path: str) -> Text | None:
        try:
            return Text(tag, path, re.sub(r"\r\n?", "\n", self.world.read(path).decode("utf-8-sig")))
        except (OSError, UnicodeDecodeError) as problem:
            reason = (
                "it is not UTF-8" if isinstance(problem, UnicodeDecodeError) else "it is no file of the book"
            )
            self._say("A034", f"chapter {path} cannot be read: {reason}", Span(path))
            return None

    def _told_marks(self, marks: int, entry: ChapterEntry) -> None:
        if marks:
            passages = "1 passage is" if marks == 1 else f"{marks} passages are"
            message = f"{passages} marked, so that pairing stays as it is"
            self._say(
                "A035",
                message,
                Span(entry.paths[0][1]),
                "merge and split take marks that begin with ~ out again",
            )

    def _free(self, texts: Sequence[Text], entry: ChapterEntry) -> None:
        old = {path for _, path in entry.paths}
        for text in texts:
            if text.path in self.taken and text.path not in old and not self.force:
                help = "move it away, or let --force put it aside"
                self._say("A033", f"{text.path} is there already", Span(text.path), help)

    # ------------------------------------------------------------ all of it

    def _carried(self, book: Manifest, jobs: Sequence[tuple[ChapterEntry, tuple[Text, ...]]]) -> Plan:
        if not jobs:
            return Plan(problems=in_order(self.found))
        text = self.world.read(BOOK).decode("utf-8-sig")
        mark = "\ufeff" if self.world.read(BOOK).startswith(b"\xef\xbb\xbf") else ""
        for entry, texts in sorted(jobs, key=lambda job: job[0].span, reverse=True):
            text = renamed(text, book, entry, [(one.lang, one.path) for one in texts])
        files = [(one.path, self._bytes(one, entry)) for entry, texts in jobs for one in texts]
        self._proven(book, text, files, jobs)
        old = dict.fromkeys(path for entry, _ in jobs for _, path in entry.paths)
        put_aside = [*old, *(path for path, _ in files if path in self.taken and path not in old)]
        kept = tuple((path, f"{path}.bak") for path in put_aside)
        return Plan((*files, (BOOK, (mark + text).encode())), kept, in_order(self.found))

    def _bytes(self, text: Text, entry: ChapterEntry) -> bytes:
        """The file, with the line ends the author's have."""
        has_returns = b"\r\n" in self.world.read(entry.paths[0][1])
        return (text.text.replace("\n", "\r\n") if has_returns else text.text).encode()

    def _proven(
        self,
        book: Manifest,
        text: str,
        files: Sequence[tuple[str, bytes]],
        jobs: Sequence[tuple[ChapterEntry, tuple[Text, ...]]],
    ) -> None:
        """The manifest as it would be written says what the old one says, but for the paths (A032)."""
        after, _ = manifests.load(Overlay(self.world, {**dict(files), BOOK: text.encode()}))
        paths = {entry.span: tuple((one.lang, one.path) for one in texts) for entry, texts in jobs}
        wanted = [
            replace(entry, paths=paths.get(entry.span, entry.paths), span=Span("")) for entry in book.entries()
        ]
        got = [replace(entry, span=Span("")) for entry in after.entries()] if after else []
        if wanted != got or after is None or after.meta != book.meta:
            help = "write the chapter's entry as a path or as one {zh-Hans: …, en: …}"
            self._say("A032", "the entry in book.yaml could not be changed safely", jobs[0][0].span, help)


def _stem(path: str, languages: tuple[str, ...]) -> str:
    """*path* without its language and its ending."""
    bare = path.removesuffix(".md")
    tag = next((tag for tag in languages if basename(bare).endswith(f".{tag}")), "")
    return bare.removesuffix(f".{tag}") if tag else bare
