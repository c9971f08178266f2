"""The numbers passages are cited by, as XHTML.

In print an attribute, which the press sets in the margin; in an EPUB, whose reading systems have no margin to
rely on, text at the passage's beginning, with an id to link to. It is text to who listens as well: an EPUB has
no pages, so that there is nothing else to cite by.
"""

from __future__ import annotations

from bookbuild.model import Pair
from bookbuild.render.markup import attribute, classes
from bookbuild.render.setting import Setting


def attributes(pair: Pair, setting: Setting) -> str:
    """What the passage's element says of its number in print."""
    return attribute("data-number", _shown(pair, setting, "pdf"))


def element(pair: Pair, setting: Setting) -> str:
    """The number as an element of its own in an EPUB; '' where there is none."""
    number = _shown(pair, setting, "epub")
    name = attribute("id", f"{setting.unit}.{number}")  # no id that bookbuild derives has a dot
    return f"<span{classes('passage-number')}{name}>{number}</span>\n" if number else ""


def _shown(pair: Pair, setting: Setting, flavour: str) -> str:
    return str(pair.number or "") if setting.numbered and setting.flavour == flavour else ""
