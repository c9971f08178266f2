"""What can be said of an edition's accessibility without anyone judging it (EPUB Accessibility 1.1 §2).

Conformance takes a person's evaluation: it is claimed where the author asserts it, and nothing that is found
speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import splitext

from bookbuild.diagnostics import Diagnostic
from bookbuild.epub.words import Labels, words
from bookbuild.model import Claim, Edition

_IMAGE = re.compile(r"<(?:img|svg)\b[^>]*>")
_MOVING = re.compile(rb"<(?:\w+:)?(?:animate|set\b)|@(?:-\w+-)?keyframes")
_SIGNS = {"ruby": "<ruby", "index": 'epub:type="index-entry"', "audio": "<audio", "video": "<video"}
_DESCRIBED = re.compile(r'\s(?:alt|aria-label)="[^"]')


@dataclass(frozen=True, slots=True)
class Findings:
    """``images``: there are images besides the cover; ``described``: all of them have a text.

    ``audio``, ``video``: there are recordings, whose transcripts nobody knows of. ``paged_as``: the printed
    edition whose pages are marked, or ''.
    """

    images: bool
    described: bool
    ruby: bool
    animated: bool
    index: bool = False
    audio: bool = False
    video: bool = False
    paged_as: str = ""


def inspect(pages: Iterable[str], images: Mapping[str, bytes], paged_as: str = "") -> Findings:
    """Look through XHTML *pages* and the *images* by name."""
    found, described = False, True
    held = dict.fromkeys(_SIGNS, False)
    for page in pages:
        for name, sign in _SIGNS.items():
            held[name] |= sign in page
        for tag in _IMAGE.findall(page):
            found = True
            described = described and bool(_DESCRIBED.search(tag))
    moves = any(_moves(name, data) for name, data in images.items())
    return Findings(found, described, animated=moves, paged_as=paged_as, **held)


def _moves(name: str, data: bytes) -> bool:
    """Whether an image may be animated, and so may flash: several frames, or what makes SVG move."""
    match splitext(name)[1].lower():
        case ".gif":
            return _has_frames(data)
        case ".webp":
            return data[12:16] == b"VP8X" and bool(data[20] & 2)
        case ".png":
            return b"acTL" in data.partition(b"IDAT")[0]
        case ".svg":
            return bool(_MOVING.search(data))
    return False


def _has_frames(gif: bytes) -> bool:
    """Whether *gif* has more than one frame, or cannot be read."""
    from PIL import Image  # only for the few books with GIFs

    try:
        with Image.open(BytesIO(gif)) as image:
            return bool(getattr(image, "is_animated", False))
    except (OSError, SyntaxError, ValueError):
        return True


def properties(findings: Findings) -> Iterator[tuple[str, str]]:
    """The schema.org properties and their values, in the order of the specification."""
    yield from (("accessMode", mode) for mode in _modes(findings))
    yield from (("accessModeSufficient", modes) for modes in _sufficient(findings))
    yield from (("accessibilityFeature", feature) for feature in _features(findings))
    yield from (("accessibilityHazard", hazard) for hazard in _hazards(findings))


def _modes(findings: Findings) -> Iterator[str]:
    yield "textual"
    if findings.images or findings.video:
        yield "visual"
    if findings.audio or findings.video:
        yield "auditory"


def _sufficient(findings: Findings) -> Iterator[str]:
    """Text alone where it says all that images show; of recordings nobody knows whether it does."""
    modes = ",".join(_modes(findings))
    if findings.described and "auditory" not in modes:
        yield "textual"
    if modes != "textual":
        yield modes


def _hazards(findings: Findings) -> Iterator[str]:
    """What may flash or move is told from what may sound; ``none`` and ``unknown`` stand for all three."""
    seen, heard = findings.animated or findings.video, findings.audio or findings.video
    if seen == heard:
        yield "unknown" if seen else "none"
    else:
        for hazard, known in (("Flashing", not seen), ("MotionSimulation", not seen), ("Sound", not heard)):
            yield f"{'no' if known else 'unknown'}{hazard}Hazard"


def _features(findings: Findings) -> Iterator[str]:
    yield from ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability")
    if findings.images and findings.described:
        yield "alternativeText"
    if findings.ruby:
        yield "rubyAnnotations"
    if findings.index:
        yield "index"
    if findings.paged_as:
        yield from ("pageBreakMarkers", "pageNavigation")


def contradiction(claim: Claim | None, findings: Findings) -> Iterator[Diagnostic]:
    """E005: what was found speaks against the author's *claim* (WCAG 1.1.1)."""
    if claim and not findings.described:
        message = f"{claim.conforms} is claimed, but some images have no description"
        help = "describe them: ![what one sees](image.png); or leave the claim out"
        yield Diagnostic("E005", message, claim.span, help=help)


def summary(findings: Findings, edition: Edition) -> Labels:
    """The summary in each language: what the reader can count on, and what not."""
    languages = edition.languages
    several = "study" if edition.flavour == "study" else "bilingual"
    sentences: list[Sequence[tuple[str, str]]] = [
        words(several if len(languages) > 1 else "monolingual", languages)
    ]
    if findings.images:
        sentences.append(words("described" if findings.described else "undescribed", languages))
    if findings.audio or findings.video:
        sentences.append(words("recordings", languages))
    return tuple((same[0][0], _joined([text for _, text in same])) for same in zip(*sentences, strict=True))


def _joined(sentences: Sequence[str]) -> str:
    """Chinese sentences end in a full-width stop and need no space after it."""
    return " ".join(sentences).replace("。 ", "。")
