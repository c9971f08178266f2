"""Attributes in braces: ``{#id .class key=value}``, after a run, at the end of a block or around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Span
from bookbuild.source import language
from bookbuild.source.report import Report

_NAME = r"[^\W\d][\w.:-]*"
_ITEM = rf'(?:#{_NAME}|\.{_NAME}|[A-Za-z][\w-]*=(?:"[^"\n{{}}]*"|[^\s"{{}}]+))'
BRACES = re.compile(rf"\{{\s*{_ITEM}(?:\s+{_ITEM})*\s*\}}")
_ITEMS = re.compile(_ITEM)
_DOTLESS = re.compile(
    rf"(?:^|(?<=\s))\{{\s*(?P<word>untranslated|verse|dialogue|pair)(?:\s+{_ITEM})*\s*\}}\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BOX_NAME = re.compile(r"[\w.:-]+")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What braces say; ``lang`` is resolved to a language of the book for a block.

    ``index``: the entry a run has in the index; THIS for its own words. ``url``: where a clip is on the web;
    ``poster``: the path of the picture that stands for it.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    lang: str = ""
    pair: str = ""
    untranslated: bool = False
    index: str = ""
    url: str = ""
    poster: str = ""
    others: tuple[str, ...] = ()

    def over(self, other: Attributes) -> Attributes:
        """These, with what they do not say taken from *other*."""
        return Attributes(
            self.id or other.id,
            (*other.classes, *self.classes),
            self.lang or other.lang,
            self.pair or other.pair,
            self.untranslated or other.untranslated,
            self.index or other.index,
            self.url or other.url,
            self.poster or other.poster,
            (*other.others, *self.others),
        )


NONE = Attributes()
THIS = ">"
_KEYS = frozenset({"lang", "pair", "index", "id", "url", "poster"})
PAGE = "{.page}"
"""After a link: print says which page it leads to."""


def at_end(text: str) -> tuple[str, str]:
    """*text* without the braces it ends in, and these ('' when there are none).

    Braces right after ``]`` or a backtick belong to that run, PAGE to the link before it; after a backslash
    they are text.
    """
    stripped = text.rstrip()
    start = stripped.rfind("{")
    if (
        start < 0
        or stripped.endswith(")" + PAGE)
        or text[:start].endswith(("]", "`", "\\"))
        or not BRACES.fullmatch(stripped, start)
    ):
        return text, ""
    return text[:start].rstrip(), stripped[start:]


def of_box(info: str) -> tuple[str, str, str]:
    """The name, further words, and braces of a container's first line."""
    braces = BRACES.search(info)
    before, after = (info[: braces.start()], info[braces.end() :]) if braces else (info, "")
    name = _BOX_NAME.match(before)
    words = before[name.end() :] if name else before
    return name[0] if name else "", f"{words.strip()} {after.strip()}".strip(), braces[0] if braces else ""


def dotless(text: str) -> tuple[str, str] | None:
    """Braces at the end of a line of *text* that lack a dot, and what they were probably meant to be."""
    match = _DOTLESS.search(text) if "{" in text else None
    if not match:
        return None
    braces, word = match[0].strip(), match["word"]
    meant = "pair=name" if word.lower() == "pair" else f".{word.lower()}"
    return braces, braces.replace(word, meant, 1)


def parse(braces: str) -> Attributes:
    """Read text that BRACES matched."""
    said = NONE
    for item in _ITEMS.findall(braces):
        said = _item(item).over(said)
    return said


def _item(item: str) -> Attributes:
    if item[0] == "#":
        return Attributes(id=item[1:])
    if item == ".untranslated":
        return Attributes(untranslated=True)
    if item == ".index":
        return Attributes(index=THIS)
    if item[0] == ".":
        return Attributes(classes=(item[1:],))
    key, _, value = item.partition("=")
    value = value.strip('"')
    if key in _KEYS:
        return replace(NONE, **{key: value})  # type: ignore[arg-type]  # all of these are texts
    if key == "class":
        return Attributes(classes=tuple(value.split()))
    return Attributes(others=(key,))


class Checker:
    """Checks what braces say against the book and the file: language tags, ids said once."""

    def __init__(self, report: Report, languages: tuple[str, ...]) -> None:
        self._report = report
        self._languages = languages
        self._ids: dict[str, int] = {}

    def block(self, said: Attributes, span: Span) -> Attributes:
        """Attributes of a block: S024 for a language the book does not have, S025, S031."""
        if said is NONE:
            return said
        self._common(said, span)
        if said.index:
            help = "put it on the words the entry leads to: [words]{.index}"
            self._report.add("S031", "a block has no entry in the index", span, help)
        if not said.lang:
            return said
        lang = language.resolve(said.lang, self._languages)
        if not lang:
            known = ", ".join(self._languages)
            self._report.add(
                "S024",
                f"language {said.lang!r} is not one of the book's",
                span,
                f"the book's languages are {known}; mark foreign words inline, [mot]{{lang=fr}}",
            )
        return replace(said, lang=lang)

    def inline(self, said: Attributes, span: Span) -> Attributes:
        """Attributes of a run of text: any well-formed language tag will do."""
        self._common(said, span)
        self.no_recording(said, span)
        if said.lang and not language.well_formed(said.lang):
            self._report.add("S024", f"{said.lang!r} is not a language tag", span)
            return replace(said, lang="")
        return said

    def no_recording(self, said: Attributes, span: Span) -> None:
        """S031 for what only a recording has."""
        if said.url or said.poster:
            help = "put them on a recording that stands by itself: ![words](song.mp3) {url=https://…}"
            self._report.add("S031", "url= and poster= belong to recordings", span, help)

    def anchor(self, id: str, span: Span) -> str:
        """Note an id said; S025 and '' when the file has it already."""
        if id in self._ids:
            message = f"id {id!r} is given twice"
            self._report.add("S025", message, span, notes=(f"first on line {self._ids[id]}",))
            return ""
        if id:
            self._ids[id] = span.line
        return id

    def _common(self, said: Attributes, span: Span) -> None:
        for key in said.others:
            message = f"unknown attribute {key!r}"
            self._report.add(
                "S031", message, span, "known are #id, .class, lang=, pair=, index=, url= and poster="
            )
