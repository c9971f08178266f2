"""bookbuild: bilingual Markdown chapters to a paired EPUB 3 and a print-ready PDF.

The way of a book, one room a stage: ``manifest`` reads book.yaml, ``source`` reads chapters,
``pairing`` pairs their blocks, ``assemble`` makes the Book; for each edition ``typography``,
``layouts`` and ``render`` make XHTML units, ``epub`` or ``press`` makes the file, ``checks`` read it
back. ``build`` runs them all.
"""

__version__ = "0.1.0"
