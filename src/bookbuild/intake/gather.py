"""Sources → parts: each file read by what it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.intake import encoding, epub, markdown, plain, recordings, scripts, web, word
from bookbuild.intake.passages import Decision, Decisions, Part
from bookbuild.intake.pictures import Pictures
from bookbuild.source import language
from bookbuild.world import World

MARKDOWN = frozenset({"md", "markdown"})
TEXT = MARKDOWN | {"txt", "text"}
PACKED = {"docx": word.read, "epub": epub.read}
KNOWN = TEXT | {"html", "htm", "xhtml"} | frozenset(PACKED)
_LANGUAGE = re.compile(r"(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.[a-z]+")
_IMAGE = re.compile(r"(!\[[^\[\]]*\]\()([^)\s]+)|(<img\b[^<>]*?\bsrc=[\"'])([^\"']+)")


@dataclass(frozen=True, slots=True)
class Source:
    """What the author named: *name* as it is shown; *paths* its files below *world*'s root."""

    name: str
    world: World
    paths: tuple[str, ...]
    folder: bool = False

    def shown(self, path: str) -> str:
        """How a file of the source is named in places."""
        return f"{self.name}/{path}" if self.folder else self.name


def kind(path: str) -> str:
    """The ending of a path, in lower case."""
    return posixpath.splitext(path)[1][1:].lower()


def said_language(path: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """The stem and the language a file's name says: ``03-snow.en.md``."""
    match = _LANGUAGE.fullmatch(path)
    tag = language.resolve(match[2], languages) if match else ""
    return (match[1], tag) if match and tag else (posixpath.splitext(path)[0], "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was found: the text of one without markup or in Markdown, the parts of any other."""

    source: Source
    path: str
    text: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        return self.source.shown(self.path)


def sheets(source: Source, pictures: Pictures) -> tuple[list[Sheet], list[Decision], list[Diagnostic]]:
    """The files of a source that can be read (I001, I003, I004, I005, I006, I009)."""
    made: list[Sheet] = []
    told: list[Decision] = []
    found: list[Diagnostic] = []
    for path in source.paths:
        name = source.shown(path)
        try:
            data = source.world.read(path)
        except OSError as problem:
            reason = (problem.strerror or str(problem)).lower()
            found.append(Diagnostic("I001", f"source cannot be read: {reason}", Span(name)))
            continue
        if kind(path) not in KNOWN:
            help = "sources are .txt, .md, .html, .docx and .epub; save it as one of them"
            found.append(
                Diagnostic("I001", f"source is of no kind that is known: .{kind(path)}", Span(name), help=help)
            )
        else:
            sheet, decisions, diagnostics = _opened(source, path, data, pictures)
            made.append(sheet)
            told += decisions
            found += diagnostics
    return made, told, found


def _opened(source: Source, path: str, data: bytes, pictures: Pictures) -> tuple[Sheet, Decisions, Diagnostics]:
    """A file taken apart as far as that can be done before the languages are known."""
    name = source.shown(path)
    if kind(path) in PACKED:
        return _apart(source, path, PACKED[kind(path)](name, data, pictures))
    text, told, found = encoding.decode(name, data)
    if kind(path) in TEXT or found:
        return Sheet(source, path, text), told, found
    sheet, _, problems = _apart(source, path, (web.read(name, text, _Beside(source, path), pictures),))
    return sheet, told, problems


def _apart(source: Source, path: str, parts: tuple[Part, ...]) -> tuple[Sheet, Decisions, Diagnostics]:
    """A file of these parts, their problems apart from them."""
    found = tuple(one for part in parts for one in part.diagnostics)
    return Sheet(source, path, parts=tuple(replace(part, diagnostics=()) for part in parts)), (), found


def read(sheet: Sheet, languages: tuple[str, ...], pictures: Pictures, lang: str = "") -> tuple[Part, ...]:
    """The parts of one file. *lang*: the language of all of it, '' when it may be in several."""
    return tuple(map(_recorded, _read(sheet, languages, pictures, lang)))


def _recorded(part: Part) -> Part:
    """A part whose links to recordings are some."""
    told: list[Decision] = []
    passages = tuple(recordings.marked(part.passages, told))
    return replace(part, passages=passages, decisions=(*part.decisions, *told)) if told else part


def _read(sheet: Sheet, languages: tuple[str, ...], pictures: Pictures, lang: str) -> tuple[Part, ...]:
    if kind(sheet.path) in MARKDOWN:
        return (_pictured(sheet, markdown.read(sheet.name, sheet.text, languages, lang), pictures),)
    if kind(sheet.path) in TEXT:
        passages, told = plain.read(sheet.name, sheet.text, (lang,) if lang else languages)
        return (Part(sheet.name, passages, raw=True, lang=lang, decisions=told),)
    return tuple(replace(part, lang=lang) for part in sheet.parts)


class _Beside(Mapping[str, bytes]):
    """The files beside another, by path from its folder; those out of its root are not there."""

    def __init__(self, source: Source, path: str) -> None:
        self._world, self._folder = source.world, posixpath.dirname(path)

    def __getitem__(self, path: str) -> bytes:
        try:
            return self._world.read(posixpath.normpath(posixpath.join(self._folder, path)))
        except (OSError, ValueError):
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _pictured(sheet: Sheet, part: Part, pictures: Pictures) -> Part:
    """A Markdown part whose images are copied, with their new paths (I005)."""
    beside = _Beside(sheet.source, sheet.path)
    found: list[Diagnostic] = []

    def placed(match: re.Match[str], span: Span) -> str:
        before, path = (match[1], match[2]) if match[1] else (match[3], match[4])
        kept, problems = pictures.take(path, beside.get(unquote(path)), span)
        found.extend(problems)
        return f"{before}{kept or path}"

    passages = tuple(
        replace(one, markdown=_IMAGE.sub(lambda match, one=one: placed(match, one.span), one.markdown))  # type: ignore[misc]
        for one in part.passages
    )
    return replace(part, passages=passages, diagnostics=tuple(found))


def languages_of(made: list[Sheet]) -> tuple[str, ...]:
    """The languages the files are in."""
    return scripts.found(map(whole_text, made))


def whole_text(sheet: Sheet) -> str:
    """All a file says, to tell its language by."""
    return sheet.text or "\n".join(passage.text for part in sheet.parts for passage in part.passages)


__all__ = ["Diagnostics", "Sheet", "Source", "kind", "languages_of", "read", "said_language", "sheets"]
