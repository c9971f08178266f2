"""Read-only checks of what was made. A check is a function of its subject that yields diagnostics.

To add one: write the function with the rule as its docstring, give its code a page in ``codes/``,
and put it into CHECKS, which ``check_epub`` goes through. ``check_units`` is the proof for print before
anything is set, ``press`` reads the finished PDF.
"""

from bookbuild.checks.characters import check_characters
from bookbuild.checks.clips import check_clips
from bookbuild.checks.epub import CHECKS, check_epub
from bookbuild.checks.images import check_images
from bookbuild.checks.units import check_units

__all__ = ["CHECKS", "check_characters", "check_clips", "check_epub", "check_images", "check_units"]
