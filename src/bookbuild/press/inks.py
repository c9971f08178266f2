"""Colours of the screen to inks, in content streams and shadings: what is gray is black ink alone.

WeasyPrint writes one operator a line and all text in hexadecimal, so that a colour is a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

Ink = tuple[float, float, float, float]
"""Cyan, magenta, yellow, black, each from 0 to 1."""

Mix = Callable[[float, float, float], Ink]
"""The inks of a colour in sRGB."""

_COLOUR = re.compile(
    rb"^(?:/(?P<space>[^ \n]+) (?P<choose>cs|CS)|(?P<numbers>(?:-?[\d.]+ ){1,4})(?P<set>rg|RG|g|G|scn|SCN))$",
    re.MULTILINE,
)
_FILLS = frozenset({"rg", "g", "scn"})


def black(red: float, green: float, blue: float) -> Ink:
    """Black ink alone, as dark as the colour looks (relative luminance, IEC 61966-2-1)."""
    return (
        0.0,
        0.0,
        0.0,
        round(1 - _encoded(0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)), 4),
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def grays_in_black(mix: Mix) -> Mix:
    """*mix* for colours, black ink alone for grays."""

    @cache
    def inks(red: float, green: float, blue: float) -> Ink:
        return (0.0, 0.0, 0.0, round(1 - red, 4)) if red == green == blue else mix(red, green, blue)

    return inks


def ink_contents(pdf: Pdf, mix: Mix) -> None:
    """Every colour of *pdf* that content streams and shadings set; images are another matter."""
    for page in pdf.pages:
        page.contents_coalesce()
        contents = page.obj.Contents
        contents.write(_inked(contents.read_bytes(), mix))
    for item in list(pdf.objects):
        if isinstance(item, Stream) and _is_content(item):
            item.write(_inked(item.read_bytes(), mix))
        for resources in _resources(item):
            _ink_resources(resources, mix)


def _is_content(stream: Stream) -> bool:
    return stream.get("/Subtype") == Name.Form or stream.get("/PatternType") == 1


def _resources(item: Any) -> Iterator[Any]:
    """*item* where it is a dictionary of resources, and the one it holds."""
    if isinstance(item, Dictionary | Stream):
        held = item.get("/Resources")
        yield from (each for each in (item, held) if isinstance(each, Dictionary) and "/ExtGState" in each)


def _ink_resources(resources: Any, mix: Mix) -> None:
    """Gradients in inks; no colour spaces, as nothing asks for them any more."""
    if "/ColorSpace" in resources:
        del resources["/ColorSpace"]
    for shading in resources.get("/Shading", {}).values():
        _ink_shading(shading, mix)


def _inked(content: bytes, mix: Mix) -> bytes:
    space = ""

    def replaced(match: re.Match[bytes]) -> bytes:
        nonlocal space
        if match["choose"]:
            space = match["space"].decode()
            return b"" if space != "Pattern" else match[0]
        operator = match["set"].decode()
        numbers = [float(number) for number in match["numbers"].split()]
        c, m, y, k = inks(numbers, operator, space, mix)
        return f"{c:g} {m:g} {y:g} {k:g} {'k' if operator in _FILLS else 'K'}".encode()

    return _COLOUR.sub(replaced, content)


def inks(numbers: list[float], operator: str, space: str, mix: Mix) -> Ink:
    """The inks of a colour as an operator gives it, in the space that is chosen."""
    if operator in ("g", "G"):
        return mix(numbers[0], numbers[0], numbers[0])
    if operator in ("scn", "SCN") and space == "DeviceCMYK":
        c, m, y, k = numbers
        return mixed_black(c, m, y, k) if mix is black else (c, m, y, k)
    if operator in ("scn", "SCN") and space.startswith("lab"):
        return mix(*_from_lab(*numbers))
    red, green, blue = numbers
    return mix(red, green, blue)


def mixed_black(c: float, m: float, y: float, k: float) -> Ink:
    """Black ink alone for four."""
    return black(*((1 - each) * (1 - k) for each in (c, m, y)))


def _from_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE Lab (D50) as sRGB, what is out of it cut off."""
    fy = (lightness + 16) / 116
    x, y, z = (
        white * (f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29))
        for f, white in ((fy + a / 500, 0.9643), (fy, 1.0), (fy - b / 200, 0.8251))
    )
    rows = ((3.1339, -1.6169, -0.4906), (-0.9788, 1.9161, 0.0335), (0.0719, -0.2290, 1.4052))
    red, green, blue = (_encoded(min(max(p * x + q * y + r * z, 0), 1)) for p, q, r in rows)
    return red, green, blue


def _ink_shading(shading: Any, mix: Mix) -> None:
    """A gradient's ends in inks, so that what is between them is too."""
    if shading.get("/ColorSpace") == Name.DeviceRGB:
        shading.ColorSpace = Name.DeviceCMYK
        _ink_function(shading.Function, mix)


def _ink_function(function: Any, mix: Mix) -> None:
    for key in ("/C0", "/C1"):
        if key in function:
            red, green, blue = (float(value) for value in function[key])
            function[key] = Array(list(mix(red, green, blue)))
    for inner in function.get("/Functions", ()):
        _ink_function(inner, mix)
