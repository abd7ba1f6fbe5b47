import io

import pytest
from PIL import Image

from mmfinance.letters.raster import PIXELS_PER_UNIT, png_of_svg

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><title>A bar</title>'
    '<path fill="#000000" d="M0 0H20V20H0z"/></svg>'
)


def test_a_picture_is_drawn_at_its_size_with_its_colours() -> None:
    image = Image.open(io.BytesIO(png_of_svg(SVG, "A bar"))).convert("RGB")
    assert image.size == (40 * PIXELS_PER_UNIT, 20 * PIXELS_PER_UNIT)
    assert image.getpixel((30, 30)) == (0, 0, 0)
    assert image.getpixel((90, 30)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert png_of_svg(SVG, "A bar") == png_of_svg(SVG, "A bar")


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="width and height"):
        png_of_svg("<svg></svg>", "A bar")
