"""A finished PDF read back as its printer will read it, and judged by what he asks for.

``reader`` takes the file apart, without trusting what made it; each of RULES looks at the whole PrintFile and
knows of the edition only what was asked. To add a rule: write the function with the rule as its docstring, give
its code a page in ``codes/`` and put it into RULES.
"""

from __future__ import annotations

from bookbuild.checks.preflight import claims, geometry, inks
from bookbuild.checks.preflight.found import Fault, Rule
from bookbuild.checks.preflight.reader import read
from bookbuild.checks.preflight.value import PrintFile
from bookbuild.checks.press import Outcome
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Edition

__all__ = ["RULES", "judged", "preflight"]

RULES: tuple[tuple[str, str, Rule], ...] = (
    ("P040", "pages have boxes that lie within each other", geometry.boxes_nest),
    ("P041", "pages are as large as the trim", geometry.trim_is_the_editions),
    ("P042", "pages have the bleed asked for", geometry.bleed_is_the_printers),
    ("P043", "sheets end where they should", geometry.sheet_is_the_printers),
    ("P044", "limits of the number of pages are kept", geometry.pages_are_not_too_many),
    ("P045", "number of pages can be bound", geometry.pages_come_in_multiples),
    ("P046", "last page is blank", geometry.last_page_is_blank),
    ("P047", "pages keep text within the margins", geometry.text_keeps_to_its_margins),
    ("P048", "areas at the cut reach the end of the bleed", geometry.pictures_reach_the_bleed),
    ("P049", "pages have crop marks as asked", geometry.marks_are_where_they_are_wanted),
    ("P050", "pages are in colours that can be told", inks.colours_are_inks),
    ("P051", "pages are in black ink alone", inks.black_paper_has_black_ink),
    ("P052", "runs of black text are black ink alone", inks.black_text_is_black_ink),
    ("P053", "runs of small text are solid", inks.small_text_is_solid),
    ("P054", "things have no more ink than allowed", inks.ink_is_not_too_much),
    ("P055", "tints are dark enough", inks.tints_are_seen),
    ("P056", "lines are thick enough", inks.lines_are_thick_enough),
    ("P057", "pages have nothing see-through", inks.nothing_is_see_through),
    ("P058", "overprinting things are not white", inks.white_does_not_overprint),
    ("P059", "runs of text can be seen", inks.no_text_is_hidden),
    ("P060", "images are fine enough", claims.images_are_fine_enough),
    ("P061", "images are not too fine", claims.images_are_not_too_fine),
    ("P062", "images are packed as allowed", claims.images_are_packed_as_allowed),
    ("P063", "fonts are embedded", claims.fonts_are_embedded),
    ("P064", "fonts are of a kind allowed", claims.fonts_are_of_a_kind),
    ("P065", "facts of the output intent are right", claims.intent_is_there),
    ("P066", "claims are made in their places", claims.claims_are_made),
    ("P067", "demands on the PDF version are met", claims.version_is_allowed),
    ("P068", "file has nothing active in it", claims.nothing_is_active),
    ("P069", "pages have no links", claims.nothing_is_linked),
    ("P071", "file is small enough", claims.file_is_not_too_large),
    ("P073", "demands of who listens are met", claims.can_be_listened_to),
)
"""(code, what should hold of how many, the rule), in the order of the table."""


def preflight(data: bytes, edition: Edition) -> tuple[Outcome, ...]:
    """What every rule has to say of a finished PDF of *edition*. Unreadable when nothing can be said."""
    return judged(read(data), edition)


def judged(file: PrintFile, edition: Edition) -> tuple[Outcome, ...]:
    """The same of a file that was read; rules with nothing to look at are left out."""
    outcomes = []
    for code, what, rule in RULES:
        looked = list(rule(file, edition))
        faults = tuple(_told(code, fault, file, edition) for fault in looked if fault)
        if looked:
            outcomes.append(Outcome(code, what, len(looked), faults))
    return tuple(outcomes)


def _told(code: str, fault: Fault, file: PrintFile, edition: Edition) -> Diagnostic:
    name = edition.name
    where = name if fault.page is None else f"page {file.sheets[fault.page].label} of {name}"
    return Diagnostic(code, f"{fault.what} ({where})", edition.span)
