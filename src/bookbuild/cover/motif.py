"""The picture: two arches, one for each language, whose lines weave where they meet.

They are twins and a doorway each: every second line of the middle pillar belongs to the one or the
other, as the lines of a bilingual page do. The rhythm of their weights is that of the two titles.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from itertools import groupby

LINES = 6  # of each arch


@dataclass(frozen=True, slots=True)
class Ring:
    """One line of an arch: a half circle above two legs that run off the foot of the page."""

    radius: float
    weight: float


@dataclass(frozen=True, slots=True)
class Arch:
    """Rings from the inside out around (``x``, ``y``); ``door`` is the radius of its opening."""

    x: float
    y: float
    door: float
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the sky, as wide as the page."""

    top: int
    height: int
    colour: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a line of arch 0 or 1 passes over a line of the other, to be drawn again on top.

    ``gap`` is the stretch along which the line beneath is interrupted. ``path`` is a little longer, so
    that no seam shows where the two meet.
    """

    arch: int
    weight: float
    gap: str
    path: str


def sky(height: int, top: str, foot: str) -> tuple[Band, ...]:
    """The sky from *top* to *foot*, colours as ``#rrggbb``, in strips of one colour each.

    Pixels hold no finer steps, so that it looks like a gradient, and is painted in a tenth of its time.
    """
    first, last = (tuple(bytes.fromhex(colour[1:])) for colour in (top, foot))
    rows = groupby(range(height), lambda row: _between(first, last, (row + 0.5) / height))
    bands = ((list(inside), colour) for colour, inside in rows)
    return tuple(Band(inside[0], len(inside), colour) for inside, colour in bands)


def _between(top: tuple[int, ...], foot: tuple[int, ...], way: float) -> str:
    """The colour so far on the *way* from one to the other, 0 to 1."""
    return "#" + "".join(f"{round(a + (b - a) * way):02x}" for a, b in zip(top, foot, strict=True))


def arches(width: float, spring: float, reach: float, titles: tuple[str, str]) -> tuple[Arch, Arch]:
    """Two arches springing at height *spring*, *reach* from centre to outer edge, one for each title.

    The right leg of the first and the left leg of the second share the middle of the page, line by
    line in turn: of its 2 × LINES slots the even ones are the first's.
    """
    band = reach * 4 / 9
    slot = band / (2 * LINES - 1)
    apart = reach - band / 2
    door = reach - band - slot * 2
    left, right = (_rings(reach - band, slot, title) for title in titles)
    return (
        Arch(width / 2 - apart, spring, door, left),
        Arch(width / 2 + apart, spring, door, right),
    )


def _rings(inner: float, slot: float, title: str) -> tuple[Ring, ...]:
    weights = rhythm(title, LINES)
    return tuple(Ring(inner + slot * 2 * line, slot * weight) for line, weight in enumerate(weights))


def rhythm(title: str, count: int) -> tuple[float, ...]:
    """*count* weights from .2 to .5: one beat a Han character, a word as heavy as it is long."""
    lengths = [length for word in title.split() for length in _beats(word)] or [1]
    beats = [lengths[index % len(lengths)] for index in range(count)]
    return tuple(round(0.18 + 0.34 * min(beat, 9) / 9, 3) for beat in beats)


def _beats(word: str) -> list[int]:
    wide = [char for char in word if unicodedata.east_asian_width(char) in "WF" and char.isalnum()]
    return [5] * len(wide) if wide else [len(word)]


def crossings(first: Arch, second: Arch) -> tuple[Crossing, ...]:
    """The places where a line goes over another, over and under in turn along each line."""
    return tuple(
        _crossing(((first, one), (second, other)), angles, (i + j) % 2)
        for i, one in enumerate(first.rings)
        for j, other in enumerate(second.rings)
        if (angles := _angles(first, one, second, other))
    )


def _crossing(
    lines: tuple[tuple[Arch, Ring], tuple[Arch, Ring]], angles: tuple[float, float], over: int
) -> Crossing:
    arch, ring = lines[over]
    steepness = max(abs(math.sin(angles[1] - angles[0])), 0.15)
    half = ring.weight * 2.6 / steepness / ring.radius  # the flatter the crossing, the longer
    gap, path = (_arc(arch, ring, angles[over], reach) for reach in (half, half + 3 / ring.radius))
    return Crossing(over, ring.weight, gap, path)


def _angles(first: Arch, one: Ring, second: Arch, other: Ring) -> tuple[float, float] | None:
    """The two rings' angles (from east, upwards) where they cross, None where they never do."""
    apart = second.x - first.x
    x = (apart * apart + one.radius**2 - other.radius**2) / (2 * apart)
    if abs(x) >= one.radius:
        return None
    y = math.sqrt(one.radius**2 - x * x)
    return math.atan2(y, x), math.atan2(y, x - apart)


def _arc(arch: Arch, ring: Ring, angle: float, half: float) -> str:
    """The stretch of *ring* around *angle*, clockwise, within its half circle."""
    start, end = min(angle + half, math.pi), max(angle - half, 0.0)
    radius = _n(ring.radius)
    return f"M{_at(arch, ring, start)}A{radius} {radius} 0 0 1 {_at(arch, ring, end)}"


def _at(arch: Arch, ring: Ring, angle: float) -> str:
    return f"{_n(arch.x + ring.radius * math.cos(angle))} {_n(arch.y - ring.radius * math.sin(angle))}"


def outline(arch: Arch, radius: float, foot: float) -> str:
    """The line of *radius* as path data: up the left leg, over, and down the right one to *foot*."""
    left, right = _n(arch.x - radius), _n(arch.x + radius)
    return f"M{left} {_n(foot)}V{_n(arch.y)}A{_n(radius)} {_n(radius)} 0 0 1 {right} {_n(arch.y)}V{_n(foot)}"


def _n(value: float) -> str:
    return f"{round(value, 2):g}"
