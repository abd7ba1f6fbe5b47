"""Where the data that travels with mmfinance lies: inside the wheel, or at the top of a source checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_directory(name: str) -> Path:
    """Find a shipped data directory (``programs``, ``templates``, ``examples``)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def fonts_directory() -> Path:
    """Find the directory with the fonts of the letters."""
    return _PACKAGE / "letters" / "fonts"
