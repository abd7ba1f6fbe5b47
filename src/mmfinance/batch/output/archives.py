"""Archives in place of folders: one zip for each thousand cases, the same bytes for the same letters."""

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from mmfinance.batch.output.state import State
from mmfinance.batch.work.outcome import WrittenLetter
from mmfinance.errors import UnwritableOutput
from mmfinance.files import written_whole

_OWNER_ONLY = 0o600 << 16


def pack(out: Path, partial: Path, suffix: str, state: State) -> None:
    """Move the letters of all cases into archives; one whose letters have not changed is left as it is.

    An archive takes its place when it is whole, and only then do the files go: whatever stops this, the next run packs
    what is left. Raises UnwritableOutput.
    """
    letters = (letter for outcome in state.outcomes(by_folder=True) for letter in outcome.letters)
    wanted = set[Path]()
    for _, group in groupby(letters, key=lambda letter: _thousand(letter.path)):
        members = list(group)
        wanted.add(archive := out / _archive_of(members[0].path, suffix))
        _pack_one(out, archive, partial, members)
    remove_archives(out, suffix, but=wanted)


def remove_archives(out: Path, suffix: str, but: Container[Path] = ()) -> None:
    """Remove the archives of a run, but for these."""
    for archive in (out / "letters").glob(f"{'[0-9]' * 7}-{'[0-9]' * 7}{suffix}.zip"):
        if archive not in but:
            archive.unlink()


def archive_holding(out: Path, path: str, suffix: str) -> str | None:
    """The archive of a letter, `letters/0000001-0001000.zip`; None where the letter lies in a folder still."""
    return None if (out / path).exists() else _archive_of(path, suffix)


def is_packed(out: Path, letter: WrittenLetter, suffix: str) -> bool:
    """Whether an archive holds the letter with its size."""
    archive = out / _archive_of(letter.path, suffix)
    return _sizes_when(archive, _changed(archive)).get(_member(letter)) == letter.size


def read_letter(out: Path, path: str, suffix: str) -> bytes:
    """Read a letter from its folder or from its archive."""
    file = out / path
    if file.exists():
        return file.read_bytes()
    with ZipFile(out / _archive_of(path, suffix)) as archive:
        return archive.read(_within(path))


def _pack_one(out: Path, archive: Path, partial: Path, letters: list[WrittenLetter]) -> None:
    in_folders = [letter for letter in letters if (out / letter.path).exists()]
    held = _sizes_when(archive, _changed(archive))
    if in_folders or held.keys() != {_member(letter) for letter in letters}:
        with written_whole(archive, partial) as path, ZipFile(path, "w", ZIP_STORED) as packed:
            for letter, content in _contents(out, archive, letters):
                packed.writestr(_entry(letter), content)
    for letter in in_folders:
        file = out / letter.path
        file.unlink()
        _remove_if_empty(file.parent)
    _remove_if_empty(out / _thousand(letters[0].path))


def _contents(out: Path, archive: Path, letters: Iterable[WrittenLetter]) -> Iterator[tuple[WrittenLetter, bytes]]:
    """Each letter's bytes, a fresh one from its folder and another from the archive as it was."""
    earlier = ZipFile(archive) if archive.exists() else None
    try:
        for letter in letters:
            file = out / letter.path
            if file.exists():
                yield letter, file.read_bytes()
            elif earlier:
                yield letter, earlier.read(_member(letter))
            else:
                raise UnwritableOutput(f"{letter.path} is gone; run the same command again")
    finally:
        if earlier:
            earlier.close()


def _entry(letter: WrittenLetter) -> ZipInfo:
    """A member without a clock: its date is the first that a zip knows."""
    entry = ZipInfo(_member(letter))
    entry.external_attr = _OWNER_ONLY
    return entry


def _member(letter: WrittenLetter) -> str:
    return _within(letter.path)


def _within(path: str) -> str:
    return "/".join(path.split("/")[2:])


def _archive_of(path: str, suffix: str) -> str:
    return f"{_thousand(path)}{suffix}.zip"


def _thousand(path: str) -> str:
    return "/".join(path.split("/")[:2])


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _changed(archive: Path) -> int:
    return archive.stat().st_mtime_ns if archive.exists() else 0


@lru_cache(maxsize=4)
def _sizes_when(archive: Path, changed: int) -> dict[str, int]:
    """The members of an archive with their sizes, read once as long as it does not change."""
    if not changed:
        return {}
    try:
        with ZipFile(archive) as held:
            return {entry.filename: entry.file_size for entry in held.infolist()}
    except BadZipFile:
        return {}
