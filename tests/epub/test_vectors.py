"""SVG images made for the screen."""

from __future__ import annotations

import pytest
from lxml import etree

from bookbuild.epub.vectors import tidied

SVG = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ('width="40" height="30"', "0 0 40 30"),
        ('width="40px" height=" 30.5 "', "0 0 40 30.5"),
        ('width="1in" height="72pt"', "0 0 96 96"),
        ('width="25.4mm" height="2.54cm"', "0 0 96 96"),
        ('width="40" height="30" viewBox="1 1 2 2"', "1 1 2 2"),
        ('width="100%" height="30"', None),
        ('height="30"', None),
        ('width="0" height="30"', None),
    ],
)
def test_it_scales(said: str, box: str | None) -> None:
    root = etree.fromstring(tidied(f"<svg {SVG} {said}/>".encode()))

    assert root.get("viewBox") == box


def test_only_the_drawing_is_left() -> None:
    data = f"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- made by hand --><svg {SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 9 9"
 i:export-filename="/home/li/tree.png"><metadata><x xmlns="a:b">li</x></metadata><i:view/>
<text>a<!-- note -->b<i:mark/>c</text></svg>"""
    made = tidied(data.encode())

    assert b"<text>abc</text>" in made
    assert not any(word in made for word in (b"<!--", b"metadata", b"inkscape", b"/home", b"DOCTYPE"))
    assert tidied(made) == made


@pytest.mark.parametrize(
    "inside", ["<script>x()</script>", '<foreignObject width="1"/>', '<g onclick="x()"/>', "<?php x?>"]
)
def test_what_runs_is_left_for_the_checks_to_tell(inside: str) -> None:
    data = f'<svg {SVG} viewBox="0 0 9 9">{inside}</svg>'.encode()

    assert inside.encode() in tidied(data)


@pytest.mark.parametrize("data", [b"<svg", b"", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg><text>&a;</text></svg>'])
def test_what_is_no_plain_xml_stays(data: bytes) -> None:
    assert tidied(data) == data
