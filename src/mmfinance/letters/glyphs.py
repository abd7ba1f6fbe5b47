"""Which characters the bundled fonts can draw, so that a letter never shows an empty box for part of a name."""

import unicodedata
from functools import cache
from pathlib import Path

from mmfinance.errors import InputError

FONTS = Path(__file__).parent / "fonts"
INVISIBLE = {"\n", "\t", "\r"}


@cache
def drawable() -> frozenset[str]:
    """Every character that all cuts of one bundled family can draw (a file is named ``family-cut.ttf``)."""
    from fontTools.ttLib import TTFont

    families: dict[str, set[int]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            covered = set(font.getBestCmap())
        family = path.stem.rsplit("-", 1)[0]
        families[family] = families.get(family, covered) & covered
    return frozenset(map(chr, set().union(*families.values())))


def may_be_drawn(text: str) -> bool:
    """Whether the fonts draw every character of a text."""
    return not _missing(text)


def require_drawable(text: str) -> None:
    """Refuse text that the fonts cannot draw. Raises InputError naming each character."""
    missing = sorted(_missing(text))
    if missing:
        names = ", ".join(f"{character} (U+{ord(character):04X} {_name(character)})" for character in missing[:5])
        raise InputError(f"the letter's fonts cannot draw {names}; write the name or word in Latin letters")


def _missing(text: str) -> set[str]:
    return set(text) - drawable() - INVISIBLE


def _name(character: str) -> str:
    return unicodedata.name(character, "no name")
