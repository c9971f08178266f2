"""What a PDF says it is: its properties, the standards it claims, the inks it is meant for, how it is written.

``plain`` claims nothing. ua-1 and a-2a are for screens and shelves (ISO 14289-1, 19005-2) and go together. The
x family is for printers (ISO 15930): its structure is made here; no independent judge of it can be had, so it
is never called certified.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from bookbuild.model import Printing
from bookbuild.press.profiles import Profile

PRODUCER = "bookbuild"


@dataclass(frozen=True)
class Properties:
    """The document's own metadata. ``modified`` in seconds since 1970."""

    title: str
    authors: tuple[str, ...]
    subject: str
    lang: str
    modified: int
    identifier: str
    publisher: str = ""
    rights: str = ""


@dataclass(frozen=True)
class Standard:
    """How a claim is written down: the PDF version it is of, its entries in the document information."""

    version: str
    info: tuple[tuple[str, str], ...] = ()
    modern: bool = True
    """Whether it knows XMP, and objects in streams."""


STANDARDS = {
    "plain": Standard("1.7"),
    "ua-1": Standard("1.7"),
    "a-2a": Standard("1.7"),
    "x-1a:2001": Standard(
        "1.3", (("GTS_PDFXVersion", "PDF/X-1:2001"), ("GTS_PDFXConformance", "PDF/X-1a:2001")), False
    ),
    "x-1a:2003": Standard("1.4", (("GTS_PDFXVersion", "PDF/X-1a:2003"),), False),
    "x-3:2002": Standard("1.3", (("GTS_PDFXVersion", "PDF/X-3:2002"),), False),
    "x-3:2003": Standard("1.4", (("GTS_PDFXVersion", "PDF/X-3:2003"),), False),
    "x-4": Standard("1.6"),
}


def claim(pdf: Pdf, printing: Printing, properties: Properties, profile: Profile | None) -> None:
    """Properties, claims and output intent, put into *pdf*."""
    standard = STANDARDS[printing.standard[0]]
    moment = datetime.fromtimestamp(properties.modified, UTC)
    date = moment.strftime("D:%Y%m%d%H%M%SZ")
    texts = {
        "Title": properties.title,
        "Author": ", ".join(properties.authors),
        "Subject": properties.subject,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": date,
        "ModDate": date,
        **dict(standard.info),
    }
    for key, text in texts.items():
        if text:
            pdf.docinfo[f"/{key}"] = String(text)
    if is_exchange(printing):
        pdf.docinfo["/Trapped"] = Name("/False")
    if standard.version != "1.3":
        pdf.Root.Metadata = pdf.make_stream(
            _xmp(printing, properties, moment.strftime("%Y-%m-%dT%H:%M:%SZ")).encode(),
            Type=Name.Metadata,
            Subtype=Name.XML,
        )
    intent = _intent(pdf, printing, profile)
    if intent:
        pdf.Root.OutputIntents = Array([intent])


def is_exchange(printing: Printing) -> bool:
    """Whether the file claims to be one of PDF/X."""
    return printing.standard[0].startswith("x-")


def written(pdf: Pdf, printing: Printing) -> bytes:
    """The bytes: as small as the standard lets them be, an ID that follows from the content."""
    standard = STANDARDS[printing.standard[0]]
    mode = ObjectStreamMode.generate if standard.modern else ObjectStreamMode.disable
    out = io.BytesIO()
    pdf.save(
        out,
        force_version=standard.version,
        deterministic_id=True,
        object_stream_mode=mode,
        recompress_flate=False,
        fix_metadata_version=False,
    )
    return _with_plain_ends(out.getvalue())


def _with_plain_ends(data: bytes) -> bytes:
    """Streams that end with CR and then LF: who counts takes both for the end of the line, and their length for
    wrong. CR ends a line as LF does (ISO 32000-1 §7.2.3)."""
    return data.replace(b"\r\nendstream\nendobj", b"\r\rendstream\nendobj")


# ---------------------------------------------------------------- output intents


def _intent(pdf: Pdf, printing: Printing, profile: Profile | None) -> Dictionary | None:
    if "a-2a" in printing.standard:
        data = (files("weasyprint") / "pdf" / "sRGB2014.icc").read_bytes()
        return Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
            Info=String("sRGB IEC61966-2.1"),
            RegistryName=String("http://www.color.org"),
            DestOutputProfile=_embedded(pdf, data, 3),
        )
    if profile is None or not is_exchange(printing):
        return None
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.identifier),
        OutputCondition=String(profile.condition),
        Info=String(profile.condition),
        RegistryName=String(profile.registry),
        DestOutputProfile=_embedded(pdf, profile.data, 4),
    )


def _embedded(pdf: Pdf, data: bytes, components: int) -> Stream:
    alternate = Name.DeviceRGB if components == 3 else Name.DeviceCMYK
    return pdf.make_stream(data, N=components, Alternate=alternate)


# ---------------------------------------------------------------- XMP

_HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
)
_TAIL = '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
_SCHEMAS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
# PDF/A knows no schema but its own: that of PDF/UA is described to it (ISO 19005-2 §6.6.2.3).
_DESCRIBED = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def _xmp(printing: Printing, properties: Properties, moment: str) -> str:
    """The metadata as XMP (ISO 16684-1), *moment* in ISO 8601."""
    claims = printing.standard
    rows = [
        ("dc:title", _alternatives(properties.title)),
        ("dc:creator", _list("Seq", properties.authors)),
        ("dc:publisher", _list("Bag", (properties.publisher,))),
        ("dc:rights", _alternatives(properties.rights)),
        ("dc:description", _alternatives(properties.subject)),
        ("dc:identifier", escape(properties.identifier)),
        ("dc:language", _list("Bag", (properties.lang,))),
        ("xmp:CreateDate", moment),
        ("xmp:ModifyDate", moment),
        ("xmp:CreatorTool", PRODUCER),
        ("pdf:Producer", PRODUCER),
        ("pdfaid:part", "2" if "a-2a" in claims else ""),
        ("pdfaid:conformance", "A" if "a-2a" in claims else ""),
        ("pdfuaid:part", "1" if "ua-1" in claims else ""),
    ]
    if is_exchange(printing):
        name = f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_URL, f'{properties.identifier} {moment}')}"
        rows += [
            ("pdf:Trapped", "False"),
            ("xmp:MetadataDate", moment),
            ("xmpMM:DocumentID", name),
            ("xmpMM:RenditionClass", "default"),
            ("xmpMM:VersionID", "1"),
            ("pdfxid:GTS_PDFXVersion", "PDF/X-4" if claims == ("x-4",) else ""),
        ]
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _SCHEMAS.items())
    body = "".join(f"<{key}>{value}</{key}>\n" for key, value in rows if value)
    described = _DESCRIBED if {"ua-1", "a-2a"} <= set(claims) else ""
    return f'{_HEAD}<rdf:Description rdf:about=""{names}>\n{body}</rdf:Description>\n{described}{_TAIL}'


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""


def _list(kind: str, texts: tuple[str, ...]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<rdf:{kind}>{items}</rdf:{kind}>" if items else ""
