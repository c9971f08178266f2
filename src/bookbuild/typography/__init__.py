"""Typography: pure rules on the Book, one function each, in a named ordered list.

``apply(book, edition)`` gives the Book as the edition sets it: its Chinese in the script wanted, readings over
its characters, and every rule of the edition's families applied, in order, to every run of inlines: paragraphs,
headings, cells, captions and notes. Rules of ``setting`` serve every edition and leave the author's characters
alone. Rules of ``press`` serve print only: what they add is empty (U+2060, U+200B) or a mark on a run, and none
of it can be copied out of the PDF.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from bookbuild.diagnostics import Diagnostics
from bookbuild.model import Block, Book, Edition, Inlines
from bookbuild.typography import holds
from bookbuild.typography.initials import set_initials
from bookbuild.typography.language_runs import mark_language_runs
from bookbuild.typography.pinyin import add_pinyin
from bookbuild.typography.script import convert_script
from bookbuild.typography.titles import set_titles_upright
from bookbuild.typography.walk import Rewrite, over_book
from bookbuild.typography.western import set_western_runs

__all__ = ["RULES", "Rule", "apply", "convert_script", "mark_language_runs", "rules_of"]

Family = Literal["setting", "press"]


class Rule(NamedTuple):
    """A rule by its name; ``family`` says which editions it is for."""

    name: str
    family: Family
    rewrite: Rewrite


RULES: tuple[Rule, ...] = (
    Rule("mark_language_runs", "setting", mark_language_runs),
    Rule("set_titles_upright", "setting", set_titles_upright),
    Rule("set_western_runs", "press", set_western_runs),
    Rule("hold_connecting_marks", "press", holds.hold_connecting_marks),
    Rule("hold_units", "press", holds.hold_units),
    Rule("hold_note_calls", "press", holds.hold_note_calls),
    Rule("hold_last_characters", "press", holds.hold_last_characters),
    Rule("free_quotation_marks", "press", holds.free_quotation_marks),
)


def apply(book: Book, edition: Edition) -> tuple[Book, Edition, Diagnostics]:
    """*book* as *edition* sets it, and *edition* in the languages that it is set in then.

    Readings see whole words: after runs of other languages are marked, before anything is put in for the press.
    """
    book, edition = convert_script(book, edition)
    book = _over(book, edition, _family("setting", edition))
    book, problems = add_pinyin(book, edition)
    return set_initials(_over(book, edition, _family("press", edition)), edition), edition, problems


def _over(book: Book, edition: Edition, rules: tuple[Rule, ...]) -> Book:
    """*book* with *rules* applied; shared passages are set in the edition's first language."""
    if not rules:
        return book
    main, every_rule = (edition.languages or book.languages)[0], _as_one(rules)

    def rewrite(content: Inlines, lang: str, _block: Block) -> Inlines:
        return every_rule(content, lang or main, book.languages)

    return over_book(book, rewrite)


def rules_of(edition: Edition) -> Rewrite:
    """The rules of the edition's families as one, for what is no chapter's text."""
    return _as_one((*_family("setting", edition), *_family("press", edition)))


def _family(family: Family, edition: Edition) -> tuple[Rule, ...]:
    wanted = family == "setting" or edition.format == "pdf"
    return tuple(rule for rule in RULES if wanted and rule.family == family)


def _as_one(rules: tuple[Rule, ...]) -> Rewrite:
    def every_rule(content: Inlines, lang: str, languages: tuple[str, ...]) -> Inlines:
        for rule in rules:
            content = rule.rewrite(content, lang, languages)
        return content

    return every_rule
