"""A picture as PNG: the SVG is laid out with our fonts and drawn at print quality, the same bytes every time."""

import io
import re
from html import escape

from mmfinance.letters.assets import Assets
from mmfinance.letters.pdf import render_pdf

PIXELS_PER_UNIT = 3
_SIZE = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')


def png_of_svg(svg: str, title: str) -> bytes:
    """Draw an SVG whose root states its width and height. Raises MissingEnvironment without Pango."""
    # pypdfium2 costs 40 ms to import: only a PNG pays it.
    import pypdfium2

    size = _SIZE.search(svg)
    if size is None:
        raise ValueError("the picture states no width and height")
    css = f"@page {{ size: {size[1]}px {size[2]}px; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}"
    page = f'<html lang="en"><head><title>{escape(title)}</title></head><body>{svg}</body></html>'
    with pypdfium2.PdfDocument(render_pdf(page, css, Assets())) as document:
        image = document[0].render(scale=PIXELS_PER_UNIT * 96 / 72).to_pil()
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
