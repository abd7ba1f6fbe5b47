"""Finding what mmfinance wrote about people, so that it can be deleted: cases, locked cases, letters, batch runs.

A file is recognised by what it says, never by its name, or by the batch run whose folder it lies in: what is not ours
is left alone.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mmfinance.batch.output.folder import is_output_folder
from mmfinance.case.locked import is_locked
from mmfinance.case.model import CASE_SCHEMA, Case
from mmfinance.documents import parse_document, read_text
from mmfinance.errors import InputError, InvalidDocument
from mmfinance.intake.saving import PROGRESS_SCHEMA

GENERATOR = "mmfinance "
_LETTERS = frozenset({".pdf", ".html"})
_CASES = frozenset({".yaml", ".yml", ".json", ".locked"})


@dataclass(frozen=True)
class Ours:
    """One file of ours and what it is."""

    path: Path
    what: str


def find_ours(places: Iterable[Path]) -> tuple[tuple[Ours, ...], tuple[Path, ...]]:
    """Look through files and folders: what is ours, and what is left alone. Links are not followed.

    Raises InputError for a place that does not exist.
    """
    ours: list[Ours] = []
    others: list[Path] = []
    for path in dict.fromkeys(_files(places)):
        what = "part of a batch run" if _in_output_folder(path.parent) else recognise(path)
        ours.extend([Ours(path, what)] if what else [])
        others.extend([] if what else [path])
    return tuple(ours), tuple(others)


def recognise(path: Path) -> str | None:
    """What a file of ours is, in words; None for a file that is not ours."""
    ending = path.suffix.lower()
    if ending in _LETTERS:
        return "a letter" if _made_by_us(path) else None
    return _case_words(path) if ending in _CASES else None


@cache
def _in_output_folder(folder: Path) -> bool:
    """Whether a run has written to this folder, or to one around it."""
    return is_output_folder(folder) or (folder != folder.parent and _in_output_folder(folder.parent))


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_symlink() or not place.exists():
            raise InputError(f"{place}: there is no such file or folder (links are not followed)")
        if place.is_dir():
            files = (Path(folder, name) for folder, _, names in os.walk(place) for name in sorted(names))
            yield from (file for file in files if not file.is_symlink())
        else:
            yield place


def _made_by_us(path: Path) -> bool:
    if path.suffix.lower() == ".html":
        with path.open("rb") as stream:
            return f'name="generator" content="{GENERATOR}'.encode() in stream.read(4_000)
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with PdfDocument(path) as document:
            return str(document.get_metadata_value("Creator")).startswith(GENERATOR)
    except PdfiumError:
        return False


def _case_words(path: Path) -> str | None:
    """A file is a case that says so, or whose every key is a case's; beside it may lie the progress of an interview."""
    try:
        text = read_text(path)
        if is_locked(text):
            return "a locked case"
        data = parse_document(text, path.name).data
    except InvalidDocument:
        return None
    if isinstance(data, dict) and data.get("schema") == PROGRESS_SCHEMA:
        return "the progress of an interview"
    if not isinstance(data, dict) or "as_of" not in data:
        return None
    keys = {field.alias or name for name, field in Case.model_fields.items()}
    return "a case" if data.get("schema") == CASE_SCHEMA or set(data) <= keys else None
