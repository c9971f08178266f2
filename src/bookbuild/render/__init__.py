"""Book × Edition → XHTML units, stylesheets and the images they show. No reading of Markdown, no I/O
but the author's stylesheet through the World.

The stage is ``render``. ``image_name`` and ``clip_name`` say what an image or a recording is called inside an
EPUB; ``label``, ``chapter_label`` and ``volume_label`` give the book's own words (Contents, Chapter One, Volume
One …) in the languages we can say them in. ``paged`` gives a rendition another page, ``with_faces`` fills in
what the copyright page says last, ``with_page_breaks`` marks in an EPUB where printed pages begin.
"""

from bookbuild.render.labels import chapter_label, label, volume_label
from bookbuild.render.links import clip_name, image_name
from bookbuild.render.measure import paged
from bookbuild.render.pagebreaks import with_page_breaks
from bookbuild.render.pipeline import render
from bookbuild.render.said import with_faces

__all__ = [
    "chapter_label",
    "clip_name",
    "image_name",
    "label",
    "paged",
    "render",
    "volume_label",
    "with_faces",
    "with_page_breaks",
]
