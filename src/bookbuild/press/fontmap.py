"""Fonts for the typesetter: a fontconfig configuration that holds the chosen files and nothing of the system's.

Pango looks for a character in the families it is asked for, and then in any font there is. Here there is
no other, and nothing a user or a distribution configures has a say.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from bookbuild.fonts.universe import LAST, Universe
from bookbuild.press.fragment import UnitFailed

ffi.cdef("FcConfig * FcConfigCreate (void);")

_HEAD = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'


class ChosenFonts(FontConfiguration):  # type: ignore[misc]
    """A WeasyPrint font configuration of the files of a *universe*; ``@font-face`` may still add some.

    UnitFailed for a file that cannot be used: without it other faces would set its text.
    """

    def __init__(self, universe: Universe) -> None:
        self._config = fontconfig.FcConfigCreate()
        fontconfig.FcConfigParseAndLoadFromMemory(self._config, _rules(universe).encode(), True)
        for path in universe.files:
            if not fontconfig.FcConfigAppFontAddFile(self._config, path.encode("utf-8", "surrogateescape")):
                raise UnitFailed(0, f"the typesetter cannot read the font {path}")
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map holds its own reference
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


def _rules(universe: Universe) -> str:
    """What generic families stand for, and what follows every list, in fontconfig's words."""
    rules = [
        _rule(f'<test name="family"><string>{name}</string></test>', "assign", families)
        for name, families in universe.aliases
        if families
    ]
    last = dict(universe.aliases).get(LAST, ())
    return _HEAD + "".join((*rules, _rule("", "append_last", last) if last else "")) + "</fontconfig>"


def _rule(test: str, mode: str, families: tuple[str, ...]) -> str:
    strings = "".join(f"<string>{escape(family)}</string>" for family in families)
    edit = f'<edit name="family" mode="{mode}" binding="strong">{strings}</edit>'
    return f'<match target="pattern">{test}{edit}</match>'
