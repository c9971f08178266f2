"""Typography: pure rules on the Book's inlines, one function each, in a named ordered list.

``apply(book, edition)`` gives the same Book with every rule of ``RULES`` applied, in order, to every
run of inlines: paragraphs, headings, cells, captions and notes. No rule changes the author's
characters unless its own docstring says so.
"""

from __future__ import annotations

from bookbuild.model import Book, Edition, Inlines
from bookbuild.typography.language_runs import mark_language_runs
from bookbuild.typography.walk import Rule, over_book

__all__ = ["RULES", "apply", "mark_language_runs"]

RULES: tuple[tuple[str, Rule], ...] = (("mark_language_runs", mark_language_runs),)


def apply(book: Book, edition: Edition) -> Book:
    """*book* as *edition* sets it; shared passages are set in the edition's first language."""
    languages = edition.languages or book.languages

    def every_rule(content: Inlines, lang: str) -> Inlines:
        for _, rule in RULES:
            content = rule(content, lang or languages[0], book.languages)
        return content

    return over_book(book, every_rule)
