"""The front cover, drawn from the book's own words: for the EPUB now, for the print cover as well.

``front`` draws it, ``paint`` makes pixels of the drawing, ``easel`` does that beside the work.
"""
