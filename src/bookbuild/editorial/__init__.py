"""Proof-reading: what an author wrote against the rules of Chinese and English punctuation.

``reading`` puts a galley through ``rules``, one function each (``zh_…``, ``en_…``, ``characters``), which are
given the text and the ``house``: the habits counted in the whole book · ``proofs`` makes diagnostics of what
they find, less what is ignored · ``mending`` changes the files where there is no doubt.
"""

from __future__ import annotations

from bookbuild.editorial.mending import Mended, mend
from bookbuild.editorial.proofs import Proof, proofread
from bookbuild.editorial.rules import CODES, RULES

__all__ = ["CODES", "RULES", "Mended", "Proof", "mend", "proofread"]
