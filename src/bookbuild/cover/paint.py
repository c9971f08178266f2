"""A drawing as pixels. The painter's process loads this and little else."""

from __future__ import annotations

import io

WIDTH, HEIGHT = 1600, 2560  # pixels stores ask for; the width is also the cover's own unit of measure


def paint(drawing: str, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """The SVG as a PNG of *width* × *height* pixels, RGB, the same bytes for the same drawing."""
    import resvg_py
    from PIL import Image

    pixels = resvg_py.svg_to_bytes(svg_string=drawing, width=width, skip_system_fonts=True)
    image = Image.open(io.BytesIO(pixels)).convert("RGB")
    if image.size != (width, height):  # the proportions were rounded by a pixel
        image = image.resize((width, height))
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()
