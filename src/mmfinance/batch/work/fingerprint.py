"""The fingerprint a run resumes by: it changes with anything that could change a byte of a row's letters."""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import mmfinance
from mmfinance.assistance.overlay import overlay_directory
from mmfinance.batch.rows import RawRow
from mmfinance.batch.work.identity import says_day
from mmfinance.batch.work.job import Job
from mmfinance.shipped import fonts_directory, shipped_directory

_RENDERERS = ("weasyprint", "pydyf", "fonttools", "jinja2", "babel", "segno")


def knowledge_fingerprint(
    options: list[Any], programs: Path | None, overlay: Path | None, templates: Path | None
) -> str:
    """The fingerprint of what all rows share: options, programs, statuses, templates, figures, and all versions."""
    package = Path(mmfinance.__file__).parent
    folders = {
        "programs": programs or shipped_directory("programs"),
        "overlay": overlay_directory(overlay),
        "templates": templates or shipped_directory("templates"),
        "figures": package / "reference" / "data",
        "languages": package / "letters" / "locale",
        "fonts": fonts_directory(),
    }
    digest = hashlib.sha256(json.dumps([mmfinance.__version__, options], sort_keys=True, default=str).encode())
    for name in _RENDERERS:
        digest.update(f"{name} {version(name)}\n".encode())
    for name, folder in folders.items():
        for line in _files(folder):
            digest.update(f"{name} {line}\n".encode())
    return digest.hexdigest()


def row_fingerprint(row: RawRow, job: Job) -> str:
    """The fingerprint of one row: its content, whatever its place in the file, and all that its letters rest on.

    The run's day is a part of it only where the row says no day of its own.
    """
    day = None if says_day(row, job.columns) else job.as_of
    told = [job.knowledge, day, row.from_1904, row.content]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def _files(folder: Path | None) -> Iterator[str]:
    """Every file of a folder with the hash of its content; caches of Python are none of it."""
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield f"{path.relative_to(folder).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}"
