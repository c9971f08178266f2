"""Which installed face sets which text: faces by role and language, coverage, whole faces by path."""

from bookbuild.fonts.finder import Face, covering, covers, find, opened

__all__ = ["Face", "covering", "covers", "find", "opened"]
