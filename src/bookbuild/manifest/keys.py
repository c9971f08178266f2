"""Every key of ``book.yaml``, once: what validates, what editors complete and explain."""

from __future__ import annotations

from bookbuild.manifest import scalars
from bookbuild.manifest.faces import EMBED, FONTS
from bookbuild.manifest.nodes import MapNode, Node
from bookbuild.manifest.printing import KEYS as PRINTING
from bookbuild.manifest.records import Key, Localized, Record
from bookbuild.manifest.shapes import Choice, Either, Flag, ListOf, Named, Path, Text, is_list, is_mapping
from bookbuild.manifest.vocabulary import CHAPTER_ROLES, RELATORS
from bookbuild.manifest.words import Known, Words
from bookbuild.model import Budget

LANGUAGES = ListOf(
    Text("a language tag", scalars.language, scalars.TAG, ("zh-Hans", "en")),
    "a list of language tags",
    filled=True,
    unique=True,
)
_ISBN = Text("an ISBN", scalars.isbn, "[0-9][0-9 -]{8,}[0-9Xx]", ("978-0-306-40615-7",))
_NAME = "[a-z0-9-]+"
_VOLUME_ID = Text("a volume's id", scalars.volume_id, "[a-z][a-z0-9-]*", ("vol1",))

# ---------------------------------------------------------------- people

_PERSON = Record(
    "a person",
    (
        Key("name", Localized("the name"), "The name as it is printed.", required=True),
        Key(
            "sort",
            Localized("the sorting name", complete=False),
            "The name as it is sorted: Shen, Tanya.",
        ),
        Key(
            "role",
            Choice("a contributor's role", (*RELATORS, *sorted(set(RELATORS.values()))), "M017"),
            "What the person did, as a word or a MARC relator code.",
        ),
    ),
)


def _is_person(node: Node) -> bool:
    """Rather than a name by language; a misspelt key still tells."""
    return isinstance(node, MapNode) and any(not scalars.is_tag(key.text) for key, _ in node.entries)


def _people(what: str) -> ListOf:
    return ListOf(Either(Localized("the name"), _PERSON, _is_person), f"a list of {what}")


# ---------------------------------------------------------------- the copyright page

_LINE = Record(
    "a line of the copyright page",
    (
        Key("label", Localized("the label"), "What it tells: 责任编辑, Printed by.", required=True),
        Key("value", Localized("the value"), "What is told.", required=True),
    ),
)

# ---------------------------------------------------------------- accessibility

_STANDARDS = tuple(
    f"WCAG {version} {level}" for version in ("2.0", "2.1", "2.2") for level in ("A", "AA", "AAA")
)
_ACCESSIBILITY = Record(
    "a claim of accessibility",
    (
        Key(
            "conforms",
            Choice("a standard", _STANDARDS),
            "The standard its EPUBs meet, as a person has found: WCAG 2.2 AA.",
            required=True,
        ),
        Key("certified_by", Localized("who found so"), "Who found so."),
    ),
)

# ---------------------------------------------------------------- series

_SERIES = Record(
    "a series",
    (
        Key("title", Localized("the series' title"), "What the series is called.", required=True),
        Key(
            "number",
            Text("a place in a series", scalars.position, "[0-9]{1,4}([.][0-9]{1,2})?", ("2",)),
            "The book's place in it.",
        ),
    ),
)

# ---------------------------------------------------------------- volumes and chapters


def _policy(default: str) -> tuple[Key, Key]:
    """How what pairing finds is taken; the nearest of chapter, volume and book counts."""
    grades = Choice("a policy", ("error", "warn", "allow"))
    return (
        Key("counterparts", grades, "What to make of passages without counterpart.", default=default),
        Key("doubts", grades, "What to make of pairs bookbuild is not sure of.", default=default),
    )


def _ignore() -> Key:
    """Codes of the proof-reading that do not count, each with the reason."""
    return Key(
        "ignore",
        Named(
            Text("the reason"),
            Text("a code of the proof-reading", scalars.proof_code, "T[0-9]{3}"),
            "T004: why",
        ),
        "What check shall not look for, each code with the reason.",
    )


_ENTRY = Record(
    "a chapter",
    (
        Key(
            "role",
            Choice("a chapter's role", CHAPTER_ROLES, "M017"),
            "What the chapter is in the book.",
        ),
        Key("path", Path(), "The file that holds all languages. An index and a list of figures need none."),
        *_policy("the volume's or the book's"),
        _ignore(),
    ),
    by_language=Path(),
    lacking="M018",
)


def _entries(what: str, *, filled: bool = False) -> ListOf:
    return ListOf(Either(Path(), _ENTRY, is_mapping), f"a list of {what}", filled)


_FRONT = _entries("front matter files")
_BACK = _entries("back matter files")

_VOLUME = Record(
    "a volume",
    (
        Key("id", _VOLUME_ID, "The volume's name for editions and file names.", default="vol1, vol2 …"),
        Key("title", Localized("the volume's title"), "The volume's title."),
        Key("subtitle", Localized("the volume's subtitle"), "The volume's subtitle."),
        Key("description", Localized("the volume's description"), "What the volume is about."),
        Key("epigraph", Localized("the volume's epigraph"), "A motto for the page that opens the volume."),
        Key("isbn", _ISBN, "The ISBN of the volume when it is a book of its own."),
        Key("front", _FRONT, "What comes before the volume's chapters."),
        Key("chapters", _entries("chapter files", filled=True), "The chapters in order.", required=True),
        Key("back", _BACK, "What comes after the volume's chapters."),
        *_policy("the book's"),
        _ignore(),
    ),
)

# ---------------------------------------------------------------- Chinese

_WORD = Text("a word", like=".+", examples=("软件",))


def _words(value: Text, what: str) -> Words:
    return Words(Named(value, _WORD, what))


_CONVERSION = Key(
    "conversion",
    _words(
        Text("the word converted", examples=("軟體",)),
        "words and what they become, or the path of a file of them",
    ),
    "Words and what they become in another script, or a file of them; they go before any dictionary.",
)
_GLOSSARY = Key(
    "pinyin_glossary",
    _words(
        Text("a reading", examples=("chóng qìng",)), "words and their readings, or the path of a file of them"
    ),
    "Words and their readings, or a file of them; they go before any dictionary.",
)


def _emphasis(default: str) -> Key:
    return Key(
        "emphasis",
        Choice("a look of emphasis", ("kai", "dots")),
        "How emphasis in Chinese looks: set in Kai, or with a dot under each character.",
        default=default,
    )


_LEVEL = Record(
    "a level of readings",
    (
        Key("level", Text("an HSK level", scalars.level, "[1-9]", ("3",)), "Characters above this HSK level."),
        Key("known", Known(), "A text file of words a reader knows: characters that are not in it."),
    ),
)

# ---------------------------------------------------------------- editions

_BUDGET = Record(
    "a budget of images",
    (
        Key(
            "longest",
            Text("a number of pixels", scalars.pixels, "[0-9]{3,5}", ("1600",)),
            "How many pixels the longest side has at most.",
            default=str(Budget().longest),
        ),
        Key(
            "quality",
            Text("a quality", scalars.quality, "[0-9]{2,3}", ("82",)),
            "The quality of JPEGs, up to 100.",
            default=str(Budget().quality),
        ),
    ),
)

_EDITION = Record(
    "an edition",
    (
        Key(
            "format",
            Choice("a format", ("epub", "pdf")),
            "The kind of file: epub or pdf.",
            required=True,
        ),
        Key(
            "layout",
            Choice("a layout", ("interleaved", "columns", "facing", "single")),
            "Pair by pair, side by side or on facing pages (both pdf only), or one language alone.",
            default="interleaved",
        ),
        Key(
            "one_sided",
            Choice("a way to set one-sided passages", ("full", "blank", "note")),
            "How a passage without counterpart is set: as if it needed none, in its own column, or with a "
            "note in the other language.",
            default="full",
        ),
        Key("languages", LANGUAGES, "The languages it holds, in order.", default="the book's"),
        Key(
            "script",
            Choice("a script", ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK")),
            "What its Chinese is converted to: simplified, traditional, or Taiwan's or Hong Kong's characters "
            "and words.",
            default="as written",
        ),
        _CONVERSION,
        Key(
            "pinyin",
            Either(Choice("a choice of readings", ("none", "first", "all", "level")), _LEVEL, is_mapping),
            "Which Chinese characters bear their readings: none, each at its first place in a chapter, all, or "
            "those beyond a level.",
            default="none",
        ),
        _GLOSSARY,
        _emphasis("the book's"),
        Key(
            "volumes",
            Either(
                Choice("a choice of volumes", ("all", "each")),
                ListOf(_VOLUME_ID, "all, each or a list of volume ids", filled=True, unique=True),
                is_list,
            ),
            "All volumes in one file, each in a file of its own, or those listed in one file.",
            default="all",
        ),
        Key(
            "trim",
            Text("a trim size", scalars.trim, examples=("a5", "148x210mm", "6x9in")),
            "The size of the cut page of a pdf.",
            default="a5",
        ),
        Key(
            "chapter_start",
            Choice("a chapter start", ("recto", "next")),
            "Where a chapter of a pdf begins: on a right-hand page or on the next page.",
            default="recto",
        ),
        Key(
            "facing",
            Choice("a way to set facing pages", ("aligned", "flow")),
            "Whether counterparts on facing pages begin at one height, or each page is set solid.",
            default="aligned",
        ),
        Key(
            "numbers",
            Choice("a place for numbers", ("none", "margin")),
            "Whether passages show the numbers they are cited by, counted in each chapter: in the outer margin "
            "of a pdf, beside the first line in an epub.",
            default="none",
        ),
        Key(
            "initials",
            Choice("a look of initials", ("none", "drop")),
            "Whether chapters of a pdf begin with a letter three lines high, in languages of Latin letters.",
            default="none",
        ),
        Key(
            "running",
            Choice("a choice of running heads", ("chapter", "section", "none")),
            "What stands over the pages of a pdf: volume and chapter, chapter and section, or nothing.",
            default="chapter",
        ),
        Key(
            "folios",
            Choice("a way to count pages", ("continuous", "volume")),
            "Whether the pages of a pdf are counted through the book or in each volume anew.",
            default="continuous",
        ),
        Key(
            "baseline_grid",
            Flag("true or false", ("true", "false")),
            "Whether all lines of text of a pdf stand on one grid, in all languages, on all pages.",
            default="false",
        ),
        *PRINTING,
        Key("isbn", _ISBN, "The ISBN of this edition.", default="the volume's or the book's"),
        Key("fonts", FONTS, "Faces by role, where they differ from the book's.", default="the book's"),
        Key("embed_fonts", EMBED, "The roles whose faces an epub brings along.", default="false"),
        Key(
            "flavour",
            Choice("a flavour", ("compatible", "wide", "study")),
            "How an epub shows translations: below their passages in any reader, beside them where there is "
            "room, or a tap away.",
            default="compatible",
        ),
        Key(
            "images",
            Either(Choice("a way to take images in", ("screen", "original")), _BUDGET, is_mapping),
            "Whether an epub has its images made for the screen, within a budget, or as they are.",
            default="screen",
        ),
        Key(
            "page_list",
            Text("the name of a pdf edition", scalars.name, _NAME, ("print",)),
            "The pdf edition whose pages an epub marks and lists.",
        ),
    ),
)

# ---------------------------------------------------------------- the book

BOOK = Record(
    "the manifest",
    (
        Key("title", Localized("the book's title"), "The book's title.", required=True),
        Key("subtitle", Localized("the book's subtitle"), "The book's subtitle."),
        Key("languages", LANGUAGES, "The book's languages; the first is the main one.", required=True),
        Key("authors", _people("authors"), "Who wrote the book."),
        Key("translators", _people("translators"), "Who translated it."),
        Key("contributors", _people("contributors"), "Who else took part, each with a role."),
        Key("publisher", Localized("the publisher"), "Who publishes the book."),
        Key("rights", Localized("the rights"), "The copyright line."),
        Key(
            "id",
            Text("the book's id", scalars.identifier, examples=("urn:uuid:…", "978-0-306-40615-7")),
            "The book's lasting name: a URN, an ISBN or a web address.",
            default="a UUID made of title and authors",
        ),
        Key("isbn", _ISBN, "The ISBN of the whole book."),
        Key("description", Localized("the book's description"), "What the book is about."),
        Key(
            "date",
            Text("a date", scalars.day, "[0-9]{4}(-[0-9]{2}){0,2}", ("2024-05-01",)),
            "When the book was published.",
        ),
        Key(
            "modified",
            Text("a date or time", scalars.moment, "[0-9-]{10}(T[0-9:]{8}Z)?", ("2024-05-01T12:00:00Z",)),
            "When the book last changed; the time stamp of an epub.",
        ),
        Key("edition", Localized("the edition statement"), "The edition statement: Second edition."),
        Key("imprint", ListOf(_LINE, "a list of lines"), "Further lines of the copyright page, in order."),
        Key(
            "cip",
            Localized("the cataloguing data", complete=False),
            "The cataloguing data (CIP) your library gave you, line by line.",
        ),
        Key(
            "accessibility",
            _ACCESSIBILITY,
            "What you assert of the accessibility of its EPUBs; they say nothing of the kind by themselves.",
        ),
        Key("series", _SERIES, "The series the book appears in, for libraries and reading apps."),
        Key(
            "subjects",
            ListOf(Localized("the subject"), "a list of subjects"),
            "Keywords for libraries.",
        ),
        Key(
            "slug",
            Text("a slug", scalars.name, _NAME, ("gemini-notes",)),
            "How the names of the files written begin.",
            default="the English title in ASCII",
        ),
        Key("fonts", FONTS, "The faces the book is set in, by role."),
        Key("front", _FRONT, "What comes before the first volume."),
        Key("volumes", ListOf(_VOLUME, "a list of volumes", filled=True), "The volumes.", required=True),
        Key("back", _BACK, "What comes after the last volume."),
        *_policy("warn"),
        _CONVERSION,
        _GLOSSARY,
        _emphasis("kai"),
        Key(
            "spacing",
            Choice("a way to write Han beside Latin", ("space", "none")),
            "Whether a space is written between Han and Latin letters or digits.",
            default="as the book does most often",
        ),
        _ignore(),
        Key(
            "lint",
            Choice("a time to proof-read", ("check", "build")),
            "Whether the text is proof-read by check alone or by build too.",
            default="check",
        ),
        Key(
            "editions",
            Named(_EDITION, Text("a name", scalars.name, _NAME), "name: {format: epub} or more"),
            "The files to make: a name of your own and what the file is.",
            required=True,
        ),
    ),
    whole=True,
)

HOMES = {
    key: home
    for record, home in ((_VOLUME, "a volume"), (_EDITION, "an edition"), (BOOK, "the book"))
    for key in record.names()
}
"""Whose key a key is: for a key in the wrong place."""
