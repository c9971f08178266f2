"""Runs of another script are marked with their language.

The mark chooses the face, the hyphenation and the voice of a screen reader. Quotation marks around a
Latin run belong to the Chinese sentence and stay outside it (clreq, 3.1.3: they are full width).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model import Inline, Inlines, Link, Ruby, Styled, Text
from bookbuild.typography.scripts import HAN, IDEOGRAPHS, LATIN, LETTERS, language_in, script

_WORD = f"[{LETTERS}0-9][{LETTERS}0-9'’-]*"
# The look-ahead and the brackets are bounded: time stays linear in the text, whatever it is.
_LATIN_RUN = re.compile(
    f"(?=[{LETTERS}0-9'’-]{{0,40}}[{LETTERS}]{{2}}){_WORD}(?:[ \u00a0,.:;&/+]{{1,3}}{_WORD})*"
)
_HAN_RUN = re.compile(
    f"[《〈「『【（]{{0,4}}[{IDEOGRAPHS}](?:[{IDEOGRAPHS}、。〈-】！（），：；？～·—…]*[{IDEOGRAPHS}])?"
    "[》〉」』】）、。！，：；？…]*"
)
_HAS_LATIN = re.compile(f"[{LETTERS}]{{2}}")
_HAS_HAN = re.compile(f"[{IDEOGRAPHS}]")


def mark_language_runs(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
    """*content* with Latin words in Han text, and Han runs in Latin text, wrapped in their language.

    Latin runs hold a word of two letters or more. Code and runs already marked are left alone; ruby, which is
    never cut, is marked in Latin text. The text stays the same character by character.
    """
    foreign, has_run, runs = _foreign(lang, languages)
    if not foreign:
        return content
    marked: list[Inline] = []
    changed = False
    for inline in content:
        if isinstance(inline, Text):
            found = bool(has_run.search(inline.text))
            marked += _split(inline.text, runs, foreign) if found else [inline]
            changed = changed or found
        elif isinstance(inline, Ruby) and runs is _HAN_RUN and has_run.search(inline.base):
            marked.append(Styled("span", (inline,), lang=foreign))
            changed = True
        elif isinstance(inline, (Styled, Link)):
            inner = _inside(inline, lang, languages)
            marked.append(inner)
            changed = changed or inner is not inline
        else:
            marked.append(inline)
    return tuple(marked) if changed else content


def _foreign(lang: str, languages: tuple[str, ...]) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """The language runs of the other script are given, the cheap question, and what a run is."""
    if script(lang) == HAN:
        return language_in(LATIN, languages), _HAS_LATIN, _LATIN_RUN
    wanted = language_in(HAN, languages) if script(lang) == LATIN else ""
    return wanted, _HAS_HAN, _HAN_RUN


def _inside(inline: Styled | Link, lang: str, languages: tuple[str, ...]) -> Styled | Link:
    if isinstance(inline, Styled):
        lang = inline.lang or lang
    children = mark_language_runs(inline.children, lang, languages)
    return inline if children is inline.children else replace(inline, children=children)


def _split(text: str, runs: re.Pattern[str], lang: str) -> list[Inline]:
    pieces: list[Inline] = []
    end = 0
    for run in runs.finditer(text):
        if run.start() > end:
            pieces.append(Text(text[end : run.start()]))
        pieces.append(Styled("span", (Text(run[0]),), lang=lang))
        end = run.end()
    if end < len(text):
        pieces.append(Text(text[end:]))
    return pieces
