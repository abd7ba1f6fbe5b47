"""The letters of a case on disk: whether they are all there, and taking away those that belong to it no longer."""

from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from mmfinance.batch.work.outcome import WrittenLetter
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.typeset import Format

_ENDINGS = frozenset(f".{name}" for name in get_args(Format))


def is_whole(out: Path, letter: WrittenLetter) -> bool:
    """Whether a letter is there with its size: a machine that lost its power can leave empty ones."""
    try:
        return (out / letter.path).stat().st_size == letter.size
    except OSError:
        return False


def remove_others(out: Path, folder: str, letters: Iterable[WrittenLetter] = ()) -> None:
    """Remove the letters of a folder that are not among these; what somebody else has put there stays."""
    kept = {letter.path for letter in letters}
    place = out / folder
    if not place.is_dir():
        return
    for path in place.iterdir():
        if f"{folder}/{path.name}" not in kept and _is_letter(path):
            path.unlink(missing_ok=True)
    if not kept and not any(place.iterdir()):
        place.rmdir()


def _is_letter(path: Path) -> bool:
    return path.suffix in _ENDINGS and (path.stem in KINDS or path.stem.startswith("referral-"))
