"""Words of the front pages as XHTML, and the row of the copyright page that is only known when all is set."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from bookbuild.model import Edition, Inlines, Text
from bookbuild.render.inlines import inlines
from bookbuild.render.labels import label
from bookbuild.render.setting import Setting
from bookbuild.typography import rules_of

_FACES = re.compile("(<!--faces ([A-Za-z0-9-]+?)-->).*?(<!--/faces-->)", re.DOTALL)


def said(words: Inlines, lang: str, languages: tuple[str, ...], edition: Edition) -> Markup:
    """*words* set by the rules of typography, as the chapters are."""
    content = rules_of(edition)(words, lang, languages)
    return Markup(inlines(content, lang, Setting(edition.format, languages, edition.name)))


def place_of_faces(lang: str) -> Markup:
    """Where the names of the faces used will stand in text of *lang*."""
    return Markup(f"<!--faces {lang}--><!--/faces-->")


def with_faces(html: str, names: Iterable[str], languages: tuple[str, ...], edition: Edition) -> str:
    """*html* with the names of the faces used in their places.

    The design size some families' names end in (EB Garamond 12) is left out.
    """
    listed = tuple(dict.fromkeys(name.rstrip(" 0123456789") or name for name in names))

    def filled(match: re.Match[str]) -> str:
        lang = match[2]
        words = Text(label("comma", lang).join(listed))
        return f"{match[1]}{said((words,), lang, languages, edition)}{match[3]}"

    return _FACES.sub(filled, html) if "<!--faces " in html else html
