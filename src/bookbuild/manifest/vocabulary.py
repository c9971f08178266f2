"""The words a manifest may use: languages, roles of people and of chapters, trim sizes."""

from __future__ import annotations

_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de "
    "dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia "
    "id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo "
    "lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl "
    "ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk "
    "tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
TWO_LETTER = frozenset(_ISO_639_1.split())
"""The two-letter codes of languages: ISO 639-1."""

CHINESE = frozenset({"zh", "cmn", "yue", "lzh", "nan", "hak", "wuu", "gan"})
"""The languages of Chinese, by their first subtag."""

MEANT = {
    "cn": "zh-Hans",
    "chinese": "zh-Hans",
    "zh-chs": "zh-Hans",
    "zh-cht": "zh-Hant",
    "english": "en",
    "jp": "ja",
    "japanese": "ja",
}
"""What people write for a language, and its tag."""

RELATORS = {
    "adapter": "adp",
    "afterword": "aft",
    "annotator": "ann",
    "artist": "art",
    "author": "aut",
    "calligrapher": "cll",
    "cartographer": "ctg",
    "commentator": "cwt",
    "compiler": "com",
    "contributor": "ctb",
    "copyright holder": "cph",
    "cover designer": "cov",
    "designer": "bkd",
    "editor": "edt",
    "foreword": "aui",
    "illustrator": "ill",
    "interviewee": "ive",
    "interviewer": "ivr",
    "introduction": "aui",
    "photographer": "pht",
    "preface": "wpr",
    "proofreader": "pfr",
    "translator": "trl",
    "typographer": "tyg",
}
"""A contributor's role in plain words → its MARC relator code."""

CHAPTER_ROLES = (
    "abstract",
    "about-the-author",
    "acknowledgments",
    "afterword",
    "appendix",
    "bibliography",
    "chapter",
    "colophon",
    "conclusion",
    "contributors",
    "credits",
    "dedication",
    "endnotes",
    "epigraph",
    "epilogue",
    "errata",
    "figures",
    "foreword",
    "frontispiece",
    "glossary",
    "index",
    "introduction",
    "notes",
    "notice",
    "preamble",
    "preface",
    "prologue",
)
"""What a chapter can be: terms of the EPUB Structural Semantics Vocabulary, and four of our own
(about-the-author, credits, figures, frontispiece)."""

FACE_ROLES = {
    "song": "What Chinese text is set in",
    "kai": "What Chinese emphasis, verse and quotations are set in",
    "hei": "A Chinese sans serif, for your own styles",
    "latin": "What other text is set in",
    "mono": "What code is set in",
    "rare": "Where Han characters come from that the faces above lack",
    "symbols": "Where symbols and emoji come from that the faces above lack",
}
"""The roles of faces and what each is for."""

TRIMS = {
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "a6": (105.0, 148.0),
    "b5": (176.0, 250.0),
    "b6": (125.0, 176.0),
    "letter": (215.9, 279.4),
}
"""Named trim sizes in millimetres (ISO 216; ANSI A)."""
