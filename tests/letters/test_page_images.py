"""What pages look like, beside pictures that people have looked at; `--update-golden` draws them anew."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from mmfinance.letters.kinds import KINDS
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import frozen

GOLDEN = Path(__file__).parent / "golden" / "pages"
DOTS_PER_INCH = 60
GRAYS = 16
NOTICEABLE = 32
MOST_PIXELS = 0.005

OTHER_KINDS = [kind for kind in KINDS if kind != "action"]
ITS_EXAMPLE = {"appeal": "cobra-second-car-t-denied"}
LETTERS = {
    "employer-en": ("employer-crossing-plan-year", "action", Style("en")),
    "employer-es": ("employer-crossing-plan-year", "action", Style("es")),
    "half-missing-en": ("half-missing", "action", Style("en")),
    "half-missing-es": ("half-missing", "action", Style("es")),
    "employer-large-print": ("employer-crossing-plan-year", "action", Style("en", large_print=True)),
    **{
        f"{kind}-letter": (ITS_EXAMPLE.get(kind, "employer-crossing-plan-year"), kind, Style("en"))
        for kind in OTHER_KINDS
    },
}


@pytest.mark.parametrize("name", LETTERS)
def test_pages_look_as_they_did(name: str, request: pytest.FixtureRequest) -> None:
    example, kind, style = LETTERS[name]
    pages = _pages(letter_of(frozen(example), kind, style))
    if request.config.getoption("--update-golden"):
        _keep(name, pages)
    golden = [Image.open(path) for path in sorted(GOLDEN.glob(f"{name}-*.png"))]
    assert len(golden) == len(pages)
    for number, (page, known) in enumerate(zip(pages, golden, strict=True), start=1):
        assert page.size == known.size
        assert _different(page, known.convert("L")) <= MOST_PIXELS, f"page {number}"


def test_a_moved_heading_is_noticed() -> None:
    page = _pages(letter_of(frozen("half-missing"), "action", Style()))[0]
    moved = Image.new("L", page.size, 255)
    moved.paste(page, (0, 3))
    assert _different(page, moved) > MOST_PIXELS


def test_pictures_are_small_and_each_is_used() -> None:
    paths = sorted(GOLDEN.glob("*.png"))
    assert {path.stem.rsplit("-", 1)[0] for path in paths} == set(LETTERS)
    assert max(path.stat().st_size for path in paths) < 40_000


def _pages(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def _keep(name: str, pages: list[Image.Image]) -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for old in GOLDEN.glob(f"{name}-*.png"):
        old.unlink()
    for number, page in enumerate(pages, start=1):
        picture = io.BytesIO()
        page.quantize(GRAYS).save(picture, "PNG", optimize=True)
        (GOLDEN / f"{name}-{number}.png").write_bytes(picture.getvalue())


def _different(page: Image.Image, known: Image.Image) -> float:
    """The share of pixels that differ noticeably."""
    histogram = ImageChops.difference(page, known).histogram()
    return sum(histogram[NOTICEABLE + 1 :]) / (page.width * page.height)
