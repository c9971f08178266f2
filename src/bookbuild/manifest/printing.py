"""What an edition says of its printing: a printer, a paper, what the printer told the author, what the file is.

A preset leaves unknown what nobody told us; a build that needs it asks here, and never guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import dist
from typing import Any

from bookbuild.diagnostics import Severity
from bookbuild.manifest.desk import Desk
from bookbuild.manifest.nodes import Node, TextNode
from bookbuild.manifest.records import Fields, Key, Record
from bookbuild.manifest.scalars import Fault, meant, quoted
from bookbuild.manifest.shapes import Choice, Flag, Json, ListOf, OneOrMore, Path, Text, is_list
from bookbuild.model import Metadata, Printing
from bookbuild.printers import Preset, Wanted, presets, resolve
from bookbuild.printers.terms import STANDARDS, length

_SAME = 1.0  # millimetres: sizes are the same in both units within their rounding
_NEAREST = 3
_A5 = (148.0, 210.0)


@dataclass(frozen=True, slots=True)
class PrinterName:
    """A printer there is a preset of; the presets are read when one is named."""

    def read(self, node: Node, desk: Desk) -> Preset | None:
        if not isinstance(node, TextNode) or not node.text:
            desk.expected("a printer", node)
        elif node.text in presets():
            return presets()[node.text]
        else:
            desk.say("M024", f"{quoted(node.text)} is not a printer", node.span, meant(node.text, presets()))
        return None

    def schema(self) -> Json:
        return {"enum": list(presets())}


def _length(text: str) -> float | Fault:
    try:
        return length(text)
    except ValueError:
        return Fault("M040", f"{quoted(text)} is not a length", "write a number and mm, cm, in or pt: 3mm")


def _number(text: str) -> int | Fault:
    if re.fullmatch("[1-9][0-9]{0,3}", text):
        return int(text)
    return Fault("M040", f"{quoted(text)} is not a number from 1 to 9999", "write digits alone")


_LENGTH = Text("a length", _length, "[0-9.]+ ?(mm|cm|in|pt)", ("3mm", "0.125in"))
_NUMBER = Text("a number", _number, "[1-9][0-9]{0,3}", ("300",))
_OWN = Record(
    "what the printer told you",
    (
        Key("bleed", _LENGTH, "How far pictures go beyond the cut."),
        Key("gutter", _LENGTH, "The inner margin, at least."),
        Key("margin", _LENGTH, "The other margins, at least."),
        Key("multiple", _NUMBER, "Pages come in multiples of this."),
        Key("ink", Choice("a choice of inks", ("black", "colour")), "Black alone, or colour."),
        Key("ink_limit", _NUMBER, "The most ink on one spot, in percent."),
        Key("ppi", _NUMBER, "Pixels an inch of images, at least."),
        Key("marks", Flag("true or false", ("true", "false")), "Whether crop marks are drawn."),
    ),
)
KEYS = (
    Key("printer", PrinterName(), "Who prints a pdf; bookbuild printers lists them.", default="none"),
    Key("paper", Text("a paper"), "A paper of the printer's; bookbuild printers NAME lists them."),
    Key(
        "bleed",
        Flag("true or false", ("true", "false")),
        "Whether pictures go beyond the cut of the page.",
        default="the printer's",
    ),
    Key("printing", _OWN, "What your printer told you, where the preset does not know it or says otherwise."),
    Key(
        "standard",
        OneOrMore(
            Choice("a kind of pdf", STANDARDS),
            ListOf(Choice("a kind of pdf", STANDARDS), "a list of kinds of pdf", filled=True, unique=True),
            is_list,
        ),
        "What a pdf shall be: accessible (ua-1), archivable (a-2a), for a printer (x-…), or plain.",
        default="[ua-1, a-2a], or the printer's",
    ),
    Key("output_intent", Path(), "An ICC profile of the inks to print with.", default="one of the system's"),
)
NAMES = tuple(key.name for key in KEYS)
_OF_A_PRINTER = ("paper", "bleed", "printing", "output_intent")


def printing(fields: Fields, languages: tuple[str, ...], meta: Metadata, desk: Desk) -> Printing:
    """What an edition must be in print; what is wrong or unknown is reported."""
    preset = fields.get("printer")
    standard = tuple(item.value for item in fields.get("standard", ()))
    _report_standard(standard, preset, fields, desk)
    if preset is None:
        _report_without_printer(fields, desk)
        return Printing(standard=standard) if standard else Printing()
    trim = fields.get("trim", _A5)
    paper = _paper(preset, fields, desk)
    _report_trim(preset, trim, fields, desk)
    _report_market(preset, languages, meta, fields, desk)
    if not paper:
        return Printing()
    own = fields.get("printing")
    bleed = fields.get("bleed")
    wanted = Wanted(
        paper=paper,
        trim=trim,
        standard=standard,
        bleed=None if bleed is None else bleed == "true",
        intent=fields.get("output_intent", ""),
        own=dict(_own_values(own)) if own else {},
    )
    found, unknown = resolve(preset, wanted)
    for term in unknown:
        fact = f"nobody told bookbuild what {preset.name} asks: {term.what}"
        desk.say("M042", fact, fields.place("printer"), f"ask the printer, then add {term.key}")
    return found


def _own_values(own: Fields) -> Iterator[tuple[str, Any]]:
    for key, value in own.values.items():
        yield key, value == "true" if key == "marks" else value


def _report_standard(standard: tuple[str, ...], preset: Preset | None, fields: Fields, desk: Desk) -> None:
    exchange = [word for word in standard if word.startswith("x-")]
    place = fields.place("standard")
    if len(standard) > 1 and (exchange or "plain" in standard):
        desk.say("M027", f"one file cannot be {' and '.join(standard)}", place, "keep one, or ua-1 with a-2a")
    elif exchange and preset is None:
        help = "add printer: and its name; generic-cn-offset is no particular one"
        desk.say("M027", f"{exchange[0]} is for a printer, and none is named", place, help)
    elif preset and preset.id != "desktop" and {"ua-1", "a-2a"} & set(standard):
        help = "leave standard out, and make another edition for the screen"
        desk.say("M027", f"{' and '.join(standard)} is for screens, not for a printer's file", place, help)


def _report_without_printer(fields: Fields, desk: Desk) -> None:
    for key in _OF_A_PRINTER:
        if key in fields.values:
            fact = f'"{key}" has no effect without a printer'
            desk.say("M028", fact, fields.place(key), "leave the key out, or add printer:")


def _paper(preset: Preset, fields: Fields, desk: Desk) -> str:
    """The paper named, or the only one; '' and a report when there is none such."""
    named, papers = fields.get("paper"), tuple(preset.papers)
    if named in papers or (named is None and len(papers) == 1):
        return str(named or papers[0])
    place = fields.place("paper" if named else "printer")
    if named:
        desk.say("M024", f"{preset.name} has no paper {quoted(named)}", place, meant(named, papers))
    else:
        help = f"add paper: and one of {', '.join(papers)}"
        desk.say("M042", f"no paper is named, and {preset.name} has several", place, help)
    return ""


def _report_trim(preset: Preset, trim: tuple[float, float], fields: Fields, desk: Desk) -> None:
    """A trim that is not the preset's: an error, or a warning where its list is not the whole one."""
    offered = [(text, size) for text, size in preset.get("trims")]
    others = preset.get("other_trims")
    if any(dist(size, trim) < _SAME for _, size in offered) or others == "any" or _between(others, trim):
        return
    near = sorted(offered, key=lambda item: dist(item[1], trim))[:_NEAREST]
    place = fields.place("trim" if "trim" in fields.values else "printer")
    fact = f"{trim[0]:g} × {trim[1]:g} mm is not among the trims of {preset.name}"
    grave = None if others is not None else Severity.WARNING
    desk.say("M041", fact, place, f"the nearest are {', '.join(text for text, _ in near)}")
    desk.problems[-1] = replace(desk.problems[-1], severity=grave)


def _between(sizes: Any, trim: tuple[float, float]) -> bool:
    if not isinstance(sizes, tuple):
        return False
    (narrow, low), (wide, high) = sizes
    return bool(narrow <= trim[0] <= wide and low <= trim[1] <= high)


def _report_market(
    preset: Preset, languages: tuple[str, ...], meta: Metadata, fields: Fields, desk: Desk
) -> None:
    """What the printer does not take, as far as it is known."""
    place = fields.place("printer")
    refused = [tag for tag in languages if tag.split("-")[0] in (preset.get("refuses") or ())]
    if refused:
        fact = f"{preset.name} does not print books in {', '.join(refused)}, as far as is known"
        desk.say("M043", fact, place, f"ask before you upload, or look at bookbuild printers {preset.id}")
    titles = [text for _, text in meta.title.texts]
    if preset.get("latin_metadata") and not any(re.search("[A-Za-z]", text) for text in titles):
        fact = f"{preset.name} wants the title in Latin letters too"
        desk.say("M043", fact, place, "give title: in a language written in Latin letters")
