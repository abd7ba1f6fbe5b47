"""Which characters the bundled fonts can draw, so that a letter never shows an empty box for part of a name."""

import unicodedata
from functools import cache
from pathlib import Path

from mmfinance.errors import InputError

FONTS = Path(__file__).parent / "fonts"
INVISIBLE = {"\n", "\t", "\r"}
_MOST_NAMED = 5


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
    """Refuse text that the fonts cannot draw. Raises InputError naming each sign, but of letters only the script.

    Letters may be somebody's name, and a message goes into lists of problems that are passed around.
    """
    named = dict.fromkeys(map(_named, sorted(_missing(text))))
    if named:
        which = ", ".join(list(named)[:_MOST_NAMED])
        raise InputError(f"the letter's fonts cannot draw {which}; write the name or word in Latin letters")


def _missing(text: str) -> set[str]:
    return set(text) - drawable() - INVISIBLE


def _named(character: str) -> str:
    name = unicodedata.name(character, "no name")
    if unicodedata.category(character).startswith(("L", "M", "N")):
        return f"{name.split()[0]} characters"
    return f"{character} (U+{ord(character):04X} {name})"
