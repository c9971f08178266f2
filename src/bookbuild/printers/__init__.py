"""What printers ask of a file: presets as data, each number with its source.

``load`` reads ``printers.yaml``, ``terms`` says what a fact can be and who supplies it when it is unknown,
``resolve`` makes of a preset and the author's own words what an edition must be (a ``model.Printing``), and
``report`` explains a preset to a person.
"""

from __future__ import annotations

from bookbuild.printers.load import presets
from bookbuild.printers.resolve import Wanted, resolve
from bookbuild.printers.value import Fact, Paper, Preset, Source

__all__ = ["Fact", "Paper", "Preset", "Source", "Wanted", "presets", "resolve"]
