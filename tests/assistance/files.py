"""Small program directories for tests."""

from datetime import date
from pathlib import Path

from mmfinance.assistance.skeleton import skeleton

DAY = date(2026, 11, 25)


def write_program(folder: Path, identifier: str, *changes: tuple[str, str], more: str = "") -> Path:
    """Write the skeleton of a program with some texts replaced and lines added at the end."""
    text = skeleton(identifier, DAY)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{identifier}.yaml"
    path.write_text(text + more)
    return path
