"""The author's record of what was accepted: ``accepted.jsonl`` beside ``book.yaml``, one line a pair.

A line holds the chapter, the pair's id, the id before it and the text of both sides. Lines are in the
order of their characters, so that additions of two people merge and ``sort`` mends what a merge mixed up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bookbuild.acceptance.wording import Texts
from bookbuild.diagnostics import Diagnostic, Diagnostics, Span
from bookbuild.world import World

PATH = "accepted.jsonl"
WHOLE = Span(PATH)
ID = re.compile(r"[a-z0-9-]+")
_KEYS = {"chapter": str, "id": str, "after": str, "texts": dict}
_MARKER = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HELP = "mend or delete the line; bookbuild pairs --accept writes the record anew"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A pair as the author accepted it. ``after``: the id of the pair before it, '' for the first."""

    chapter: str
    id: str
    after: str
    texts: Texts
    span: Span = WHOLE

    def text(self, tag: str) -> str:
        """What was said in *tag*, or ''."""
        return next((text for language, text in self.texts if language == tag), "")

    def line(self) -> str:
        """The pair as it stands in the record."""
        fields = {"chapter": self.chapter, "id": self.id, "after": self.after, "texts": dict(self.texts)}
        return json.dumps(fields, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Record:
    """All that was accepted. ``unread``: lines that could not be read, as they stand."""

    lines: tuple[Accepted, ...] = ()
    unread: tuple[str, ...] = ()

    def of(self, chapter: str) -> tuple[Accepted, ...]:
        """The lines of *chapter*."""
        return tuple(line for line in self.lines if line.chapter == chapter)

    def chapters(self) -> tuple[str, ...]:
        """Every chapter with a line."""
        return tuple(dict.fromkeys(line.chapter for line in self.lines))

    def data(self) -> bytes:
        """The file. What could not be read stands last."""
        lines = sorted({line.line() for line in self.lines})
        return "".join(f"{line}\n" for line in [*lines, *self.unread]).encode("utf-8", "surrogateescape")


def chapter_key(path: str, languages: Iterable[str]) -> str:
    """What the chapter in the file *path* is called: the same for one file and for parallel ones."""
    bare = path.removesuffix(".md")
    return next((bare.removesuffix(f".{tag}") for tag in languages if bare.endswith(f".{tag}")), bare)


# ---------------------------------------------------------------- reading


LONGEST = 512 * 1024  # bytes of a line


class Fault(Exception):
    """Why a line cannot be read, and at which column (from 1)."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.column = message, column


def read(world: World) -> tuple[Record | None, Diagnostics]:
    """The record of the book, empty where there is none; None when the file cannot be read at all.

    A022 for a line that cannot be read, A023 for an id that is accepted twice.
    """
    try:
        data = world.read(PATH)
    except FileNotFoundError:
        return Record(), ()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_ = "make it a file that can be read, or remove it"
        return None, (Diagnostic("A022", f"{PATH} cannot be read: {reason}", WHOLE, help=help_),)
    return parse(data)


def parse(data: bytes) -> tuple[Record, Diagnostics]:
    """The record that *data* holds, line by line, and what is wrong with it."""
    lines: list[Accepted] = []
    unread: list[str] = []
    problems: list[Diagnostic] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            lines.append(_accepted(raw.rstrip(b"\r"), number))
        except Fault as fault:
            unread.append(raw.rstrip(b"\r").decode("utf-8", "surrogateescape"))
            span = Span(PATH, number, fault.column)
            problems.append(Diagnostic("A022", fault.message, span, help=_HELP))
    return Record(tuple(lines), tuple(unread)), (*problems, *_repeated(lines))


def _accepted(raw: bytes, number: int) -> Accepted:
    if len(raw) > LONGEST:
        raise Fault(f"longer than {LONGEST // 1024} KiB, which no pair of passages is")
    text = _decoded(raw)
    if _MARKER.match(text):
        raise Fault("a mark of a merge that was not finished")
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:].removesuffix(" starting at")
        raise Fault(f"not a line of JSON: {what}", error.colno) from None
    except (ValueError, RecursionError):
        raise Fault("not a line of JSON that can be read") from None
    _examine(fields, text)
    texts = tuple(fields["texts"].items())
    whole = Span(PATH, number, 1, number, len(text) + 1)
    return Accepted(fields["chapter"], fields["id"], fields["after"], texts, whole)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        column = len(raw[: error.start].decode("utf-8", "replace")) + 1
        raise Fault("not UTF-8", column) from None


def _examine(fields: Any, text: str) -> None:
    """Fault unless *fields*, read from *text*, are those of a line."""
    if not isinstance(fields, dict):
        raise Fault("not an object with chapter, id, after and texts")
    for key, value in fields.items():
        if key not in _KEYS:
            raise Fault(f"{key!r} is no key of an accepted pair", _at(text, key))
        if not isinstance(value, _KEYS[key]):
            raise Fault(f"{key} is not {'a string' if _KEYS[key] is str else 'an object'}", _at(text, key))
    lacking = [key for key in _KEYS if key not in fields]
    if lacking:
        raise Fault(f"{lacking[0]} is missing")
    if not ID.fullmatch(fields["id"]):
        raise Fault(f"{fields['id']!r} cannot be an id", _at(text, "id"))
    if not all(isinstance(value, str) for value in fields["texts"].values()):
        raise Fault("texts holds something else than strings", _at(text, "texts"))
    if _SURROGATE.search(_strings(fields)):
        raise Fault("half a character, as in \\ud800")


def _strings(fields: Mapping[str, Any]) -> str:
    """All strings of a line in one."""
    return "".join([fields["chapter"], fields["after"], *fields["texts"], *fields["texts"].values()])


def _at(text: str, key: str) -> int:
    return text.find(json.dumps(key, ensure_ascii=False)) + 1 or 1


def _repeated(lines: Sequence[Accepted]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, str], Accepted] = {}
    for line in lines:
        earlier = first.setdefault((line.chapter, line.id), line)
        if earlier is not line and earlier.texts != line.texts:
            message = f"the id {line.id} of {line.chapter} is accepted twice, with other texts"
            help_ = "delete the one that is out of date, or accept the chapter anew"
            yield Diagnostic("A023", message, line.span, (f"first at {earlier.span}",), help_)
