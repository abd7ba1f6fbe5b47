"""A stamped letter is the same bytes as the same letter rendered in full, or it is not stamped."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pydyf
import pytest
import weasyprint
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from mmfinance.errors import StampedLetterDiffers
from mmfinance.letters.glyphs import FONTS, drawable
from mmfinance.letters.pdf import render_pdf
from mmfinance.letters.stamping import stamp
from mmfinance.letters.stamping.stamp import stamped_pdf
from mmfinance.letters.typeset import Letter, Page, Style, page_of
from mmfinance.letters.write import letter_values
from tests.letters.examples import EXAMPLES, ROOT, frozen
from tests.letters.pages import text_of

EXAMPLE = "medicare-advantage"
WRITTEN = "".join(sorted(drawable()))


@pytest.fixture(autouse=True)
def empty_shelf() -> Iterator[None]:
    stamp._shelf.cache_clear()
    yield
    stamp._shelf.cache_clear()


@pytest.fixture
def full_renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that WeasyPrint has laid out."""
    seen: list[str] = []

    def counted(html: str, *arguments: Any, **options: Any) -> bytes:
        seen.append(html)
        return render_pdf(html, *arguments, **options)

    monkeypatch.setattr(stamp, "render_pdf", counted)
    return seen


def referral(example: str = EXAMPLE, style: Style | None = None, **sender: Any) -> Page:
    letter = letter_values(frozen(example), "referral")
    values = replace(letter.values, sender=replace(letter.values.sender, **sender))
    case_id = sender.get("name", "case")[:6]  # A longer one takes two lines of large print.
    return page_of("referral", Letter(case_id, letter.as_of, values), style or Style())


def own_templates(folder: Path) -> Path:
    """A copy of the templates that are shipped, with a folder for assets."""
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "assets").mkdir(exist_ok=True)
    return templates


def stamped(page: Page) -> bytes:
    return stamped_pdf(page.html, page.css, page.assets)


def rendered(page: Page) -> bytes:
    return render_pdf(page.html, page.css, page.assets)


@pytest.mark.parametrize("style", [Style(), Style("es"), Style(large_print=True)], ids=["en", "es", "large print"])
@pytest.mark.parametrize("example", [min(EXAMPLES), EXAMPLE])
def test_a_stamped_letter_is_the_rendered_one_to_the_byte(
    example: str, style: Style, full_renderings: list[str]
) -> None:
    stamped(referral(example, style))
    other = referral(
        example, style, name="Żaneta Nguyễn-O'Brien", phone="1-919-555-0142", birth_date=date(1961, 12, 24)
    )
    assert stamped(other) == rendered(other)
    assert len(full_renderings) == 1
    assert "Żaneta Nguyễn-O'Brien" in text_of(stamped(other))


@settings(max_examples=25, deadline=None)
@example(name="Ana", address=["1 Sample Street", "Durham"], phone="00")
@example(name="0", address=["0\u0374", "\u0374"], phone="00")
@example(name="0", address=["0", "0"], phone="00")
@given(
    name=st.text(WRITTEN, min_size=1, max_size=60),
    address=st.lists(st.text(WRITTEN, min_size=1, max_size=120), min_size=2, max_size=2),
    phone=st.text("0123456789-() ", min_size=1, max_size=20),
)
def test_whatever_a_letter_says_it_is_the_same_bytes(name: str, address: list[str], phone: str) -> None:
    page = referral(name=name, address=tuple(address), phone=phone)
    stamped(page)
    other = referral(name=name[::-1], address=tuple(address[::-1]), phone=phone[::-1])
    assert stamped(other) == rendered(other)


def test_a_letter_with_a_character_that_no_font_has_spoils_neither_itself_nor_the_next(
    full_renderings: list[str],
) -> None:
    for name, renderings in (("\u0374", 1), ("Ana", 2), ("A\u0374", 3), ("Bo", 3), ("Ana", 3)):
        page = referral(name=name)
        assert stamped(page) == rendered(page)
        assert len(full_renderings) == renderings


def test_a_name_that_needs_a_second_font_beside_a_house_font_is_rendered(
    tmp_path: Path, full_renderings: list[str]
) -> None:
    templates = own_templates(tmp_path)
    _write_ascii_font("House", templates / "assets" / "house.ttf")
    css = (templates / "letters.css").read_text().replace('"Mmfinance Sans"', 'House, "Mmfinance Sans"')
    (templates / "letters.css").write_text("@font-face { font-family: House; src: url(asset:house.ttf) }" + css)
    for name, renderings in (("Ana", 1), ("Żaneta", 2), ("Bo", 2)):
        page = referral(style=Style(templates=templates), name=name)
        assert stamped(page) == rendered(page)
        assert len(full_renderings) == renderings


def test_a_letter_in_an_opentype_font_is_stamped_too(tmp_path: Path, full_renderings: list[str]) -> None:
    templates = own_templates(tmp_path)
    _write_opentype_font("Plume", templates / "assets" / "plume.otf")
    css = (templates / "letters.css").read_text().replace('"Mmfinance Sans"', "Plume")
    (templates / "letters.css").write_text("@font-face { font-family: Plume; src: url(asset:plume.otf) }" + css)
    for name in ("Ana", "Bo"):
        page = referral(style=Style(templates=templates), name=name)
        assert stamped(page) == rendered(page)
    assert len(full_renderings) == 1


def _write_opentype_font(family: str, path: Path) -> None:
    """Set the outlines of our regular font in a font of the other kind."""
    with TTFont(FONTS / "mmfinance-sans-regular.ttf") as font:
        glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
        pens = {name: T2CharStringPen(glyphs[name].width, glyphs) for name in order}
        for name, pen in pens.items():
            glyphs[name].draw(pen)
        other = FontBuilder(font["head"].unitsPerEm, isTTF=False)
        other.setupGlyphOrder(order)
        other.setupCharacterMap(font.getBestCmap())
        other.setupCFF(family, {}, {name: pen.getCharString() for name, pen in pens.items()}, {})
        other.setupHorizontalMetrics({name: (glyphs[name].width, 0) for name in order})
    other.setupHorizontalHeader(ascent=1024, descent=-400)
    other.setupNameTable({"familyName": family, "styleName": "Regular"})
    other.setupOS2()
    other.setupPost()
    other.save(path)


def _write_ascii_font(family: str, path: Path) -> None:
    with TTFont(FONTS / "mmfinance-sans-regular.ttf") as font:
        cut = Subsetter()
        cut.populate(unicodes=range(0x20, 0x7F))
        cut.subset(font)
        for name in font["name"].names:
            name.string = family
        font.save(path)


def test_a_text_of_more_lines_gets_a_master_of_its_own(full_renderings: list[str]) -> None:
    street = "12 Sample Street, in the yard behind the bakery, third door on the left, ring twice and wait a little, "
    for _ in range(2):
        for address in (("12 Sample Street",), (street * 2,), ("W" * 200,)):
            page = referral(address=address)
            assert stamped(page) == rendered(page)
    assert len(full_renderings) == 3


def test_a_source_that_holds_a_link_is_part_of_the_shape(full_renderings: list[str]) -> None:
    letter = letter_values(frozen(EXAMPLE), "referral")
    source = letter.values.sources[0]
    for title in ("One", "Another", "One"):
        values = replace(letter.values, sources=(replace(source, title=title),))
        page = page_of("referral", replace(letter, values=values), Style())
        assert stamped(page) == rendered(page)
    assert len(full_renderings) == 2


def test_a_letterhead_with_a_logo_is_stamped_too(tmp_path: Path, full_renderings: list[str]) -> None:
    templates = own_templates(tmp_path)
    Image.new("RGB", (30, 30), "teal").save(templates / "assets" / "logo.png")
    (templates / "letterhead.yaml").write_text("organization: Sample Clinic\nlogo: logo.png\n")
    style = Style(templates=templates)
    for name in ("Ana", "Bo"):
        page = referral(style=style, name=name)
        assert stamped(page) == rendered(page)
    assert len(full_renderings) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "p { bookmark-level: 1; bookmark-label: content() }",
        "p { string-set: footer content() }",
        "p { text-transform: uppercase }",
        ".recipient { float: left }",
        ".recipient { position: absolute }",
        ".recipient p { text-align: center }",
        ".recipient p { text-indent: 9mm }",
        "strong { background: yellow }",
        "strong { text-decoration: underline }",
    ],
)
def test_a_style_in_which_a_text_moves_others_is_never_stamped_wrongly(rule: str) -> None:
    for name in ("Ana", "A Much Longer Name"):
        page = referral(name=name, address=(name,))
        page = replace(page, css=page.css + rule)
        assert stamped(page) == rendered(page)


def test_one_in_so_many_is_rendered_as_well(monkeypatch: pytest.MonkeyPatch, full_renderings: list[str]) -> None:
    monkeypatch.setattr(stamp, "CHECK_ONE_IN", 5)
    pages = [referral(name=f"Ana {number}") for number in range(40)]
    for page in pages:
        stamped(page)
    chosen = sum(stamp._is_chosen(page.html) for page in pages[1:])
    assert len(full_renderings) == 1 + chosen
    assert 2 <= chosen <= 20


def test_a_letter_that_differs_is_reported_and_the_rendered_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(referral(name="Ana"))
    shelf = stamp._shelf()
    ((key, master),) = shelf._masters.items()
    shelf._masters[key] = replace(master, pages=tuple(replace(p, between=p.between[::-1]) for p in master.pages))
    monkeypatch.setattr(stamp, "CHECK_ONE_IN", 1)
    page = referral(name="Bo")
    with pytest.warns(StampedLetterDiffers):
        assert stamped(page) == rendered(page)
    assert stamped(page) == rendered(page)


def test_only_so_many_masters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "MOST_MASTERS", 2)
    for lines in (1, 2, 3):
        stamped(referral(address=tuple("line" for _ in range(lines))))
    assert len(stamp._shelf()._masters) == 2
    page = referral(address=("line",))
    assert stamped(page) == rendered(page)


def test_beside_an_engine_that_stamping_does_not_know_every_letter_is_rendered(
    monkeypatch: pytest.MonkeyPatch, full_renderings: list[str]
) -> None:
    monkeypatch.setattr(stamp, "TESTED_WITH", {"weasyprint": "71.0"})
    stamp._is_known_engine.cache_clear()
    for name in ("Ana", "Bo"):
        stamped(referral(name=name))
    stamp._is_known_engine.cache_clear()
    assert len(full_renderings) == 2


def test_stamping_was_tested_with_the_engine_that_is_installed() -> None:
    installed = {"weasyprint": weasyprint.__version__, "pydyf": pydyf.__version__}
    assert installed == stamp.TESTED_WITH, "check stamping with these versions, then name them in TESTED_WITH"
