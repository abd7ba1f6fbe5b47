import pytest
from fontTools.ttLib import TTFont

from mmfinance.errors import InputError
from mmfinance.letters.fonts.build import FAMILY
from mmfinance.letters.glyphs import FONTS, require_drawable

CUTS = sorted(FONTS.glob("*.ttf"))


@pytest.mark.parametrize("text", ["Nguyễn Thị Ánh", "Łódź", "Ελένη", "Жанна", "José Ñandú", "☐ ✓ → € “quoted” – —"])
def test_names_of_many_languages_can_be_drawn(text: str) -> None:
    require_drawable(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ana 🙂", r"U\+1F642 SLIGHTLY SMILING FACE"),
        ("김철수", "draw HANGUL characters;"),
        ("สมชาย", "draw THAI characters;"),
        ("王小明 Анна", "draw CJK characters;"),
        ("علي Ana 🙂", r"draw ARABIC characters, 🙂 \(U"),
    ],
)
def test_what_no_font_has_is_named_without_spelling_a_name(text: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as refused:
        require_drawable(text)
    assert not any(letter in str(refused.value) for letter in text if letter.isalpha() and not letter.isascii())


@pytest.mark.parametrize("path", CUTS, ids=lambda path: path.stem)
def test_a_cut_is_static_trimmed_and_renamed(path: object) -> None:
    with TTFont(path) as font:
        assert "fvar" not in font
        assert "GSUB" not in font
        assert {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
        shown = {font["name"].getDebugName(name_id) for name_id in (1, 4, 6, 16)}
        assert all("Source" not in name for name in shown)
        assert font["name"].getDebugName(16) == FAMILY
        cmap = font.getBestCmap()
        assert len({font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_fonts_are_small_and_carry_their_licence() -> None:
    assert len(CUTS) == 2
    assert sum(path.stat().st_size for path in CUTS) < 600_000
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
