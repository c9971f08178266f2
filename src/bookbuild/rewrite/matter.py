"""Front matter as the author's own lines: given to each file its language, and brought together again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Bilingual, ChapterMeta
from bookbuild.rewrite.element import Lines
from bookbuild.source import language
from bookbuild.source.frontmatter import find

_KEY = re.compile(r"""(?P<key>[^\s#'"{\[\-&*!|>%@`][^:]*?|'[^']*'|"[^"]*")\s*:(?=\s|$)""")
_CHILD = re.compile(r"""(?P<margin>[ ]+)(?P<key>[^\s#:]+|'[^']*'|"[^"]*")\s*:(?=\s|$)""")
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:(?! #|: ).)*(?<![:\s])")
_KEPT = re.compile(r"#~(?P<tag>[\w-]+) ?(?P<line>.*)")
_TEXTS = ("title", "subtitle", "byline")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key with its lines and the comments above it."""

    key: str
    comments: Lines
    lines: Lines


def cut(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines of YAML and how many lines the front matter takes with its fences."""
    end = find(list(lines))
    return list(lines[1 : end - 1]) if end else [], end


def _entries(lines: Sequence[str]) -> list[_Entry]:
    found: list[_Entry] = []
    comments: list[str] = []
    for line in lines:
        key = _KEY.match(line)
        if key:
            found.append(_Entry(key["key"].strip("'\""), tuple(comments), (line,)))
            comments = []
        elif line.startswith("#") or not found:
            comments.append(line)
        else:
            last = found[-1]
            found[-1] = _Entry(last.key, last.comments, (*last.lines, *comments, line))
            comments = []
    return [*found, _Entry("", tuple(comments), ())] if comments else found


def fenced(lines: Sequence[str]) -> Lines:
    """*lines* of YAML as front matter, with a blank line behind; () when there is nothing in it."""
    return ("---", *lines, "---", "") if lines else ()


# ---------------------------------------------------------------- apart


def apart(lines: Sequence[str], meta: ChapterMeta, side: str, languages: tuple[str, ...]) -> Lines:
    """The front matter of *side*'s file."""
    entries = _entries(lines)
    kept = {entry.key: entry for entry in _entries(list(_put_back(lines, side)))}
    found: list[str] = []
    for entry in entries:
        comments = tuple(line for line in entry.comments if not _KEPT.fullmatch(line))
        own = kept.pop(entry.key, None) if entry.key else None
        text = _text_of(meta, entry.key)
        said = own.lines if own else _side_of(entry, text, side, languages) if text else entry.lines
        found += [*comments, *said] if said or not entry.key else []
    return (*found, *(line for entry in kept.values() for line in entry.lines))


def _put_back(lines: Sequence[str], side: str) -> Iterator[str]:
    """What merge kept in comments because the other file says something else."""
    for line in lines:
        kept = _KEPT.fullmatch(line)
        if kept and kept["tag"] == side:
            yield kept["line"]


def _text_of(meta: ChapterMeta, key: str) -> Bilingual | None:
    found = getattr(meta, key) if key in _TEXTS else None
    return found or None


def _side_of(entry: _Entry, text: Bilingual, side: str, languages: tuple[str, ...]) -> Lines:
    """The entry with *side*'s text only; () when there is none."""
    own = text.get(side)
    if not own:
        return ()
    children = _children(entry, languages)
    if side in children:
        return (entry.lines[0], *children[side])
    if len(text.texts) == 1 and "{" not in entry.lines[0]:
        return entry.lines
    return (f"{entry.key}: {quoted(own)}",)


def _children(entry: _Entry, languages: tuple[str, ...]) -> Mapping[str, Lines]:
    """The lines of each language of a mapping that is written in lines."""
    found: dict[str, Lines] = {}
    tag, margin = "", None
    for line in entry.lines[1:]:
        child = _CHILD.match(line)
        if child and margin in (None, child["margin"]):
            margin = child["margin"]
            tag = language.resolve(child["key"].strip("'\""), languages)
        if tag:
            found[tag] = (*found.get(tag, ()), line)
    return found if entry.lines[0].rstrip().endswith(":") else {}


def quoted(text: str) -> str:
    """*text* as a scalar of YAML."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


# ---------------------------------------------------------------- together


def together(sides: Sequence[tuple[str, Sequence[str], ChapterMeta]], languages: tuple[str, ...]) -> Lines:
    """The front matter of two files as one: the first's where they differ, the other's kept in comments."""
    (_, one, _), (tag, other, _) = sides
    first, second = ({entry.key: entry for entry in _entries(lines)} for lines in (one, other))
    found: list[str] = []
    for key in dict.fromkeys((*first, *second)):
        entries = [first.get(key), second.get(key)]
        said = next(entry for entry in entries if entry)
        found += _comments(entries)
        texts = {side: text.get(side) for side, _, meta in sides if (text := _text_of(meta, key))}
        if texts:
            found += _both(key, entries, {side: text for side, text in texts.items() if text}, languages)
            continue
        found += said.lines
        if entries[0] and entries[1] and entries[0].lines != entries[1].lines:
            found += [f"#~{tag} {line}" for line in entries[1].lines]
    return tuple(found)


def _comments(entries: Sequence[_Entry | None]) -> list[str]:
    found = [entry.comments for entry in entries if entry]
    return list(dict.fromkeys(found[0])) + [
        line for line in (found[1] if len(found) > 1 else ()) if line not in found[0]
    ]


def _both(
    key: str, entries: Sequence[_Entry | None], texts: Mapping[str, str], languages: tuple[str, ...]
) -> list[str]:
    """The entry with a line for each language; as it stands when it is one text whose language is plain."""
    if len(texts) == 1:
        ((tag, text),) = texts.items()
        entry = next(entry for entry in entries if entry)
        if (
            language.detect(text, languages) == tag
            and " / " not in text
            and entry.lines[0].rstrip() != f"{key}:"
        ):
            return list(entry.lines)
    found = [f"{key}:"]
    for own, tag in zip(entries, languages, strict=False):
        if tag in texts and own:
            found += _children(own, languages).get(tag) or _indented(own, tag, texts[tag])
    return found


def _indented(entry: _Entry, tag: str, text: str) -> Lines:
    head, *rest = entry.lines
    key = _KEY.match(head)
    value = head[key.end() :].strip() if key else ""
    if not value or value.startswith("{"):
        return (f"  {tag}: {quoted(text)}",)
    return (f"  {tag}: {value}", *(f"  {line}" if line.strip() else line for line in rest))
