"""The front cover, drawn from the book's own words: for the EPUB now, for the print cover as well."""

from bookbuild.cover.front import draw, paint, svg

__all__ = ["draw", "paint", "svg"]
