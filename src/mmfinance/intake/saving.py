"""Keeping an interview on disk: the case file after every answer, and beside it what a case has no place for.

The file beside, `.NAME.intake.json`, holds only which questions were asked, never an answer; it goes at the end.
"""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from mmfinance.assistance.names_in_case import require_known_names
from mmfinance.case.model import CASE_SCHEMA
from mmfinance.case.reading import case_from_document, read_case_document
from mmfinance.case.revising import revised_text
from mmfinance.documents import read_text
from mmfinance.errors import InvalidDocument
from mmfinance.files import write_private
from mmfinance.intake.interview import Beginning, Interview, Progress
from mmfinance.intake.questions import QUESTIONS

PROGRESS_SCHEMA = "mmfinance/intake@1"


def start_or_resume(path: Path, today: date, programs: Path | None = None) -> Interview:
    """Begin a new case, or go on with the one on file.

    Raises InvalidDocument, with every problem, for a file that is no valid case or names what does not exist;
    InputError for a locked one.
    """
    if not path.exists():
        return Interview({"schema": CASE_SCHEMA, "as_of": today})
    document = read_case_document(path)
    require_known_names(case_from_document(document), document, programs)
    return Interview(_without_nulls(document.data), _read_progress(path))


def save(path: Path, interview: Interview) -> None:
    """Write the case, then what was asked; a crash between the two asks one question twice, and loses nothing."""
    before = read_text(path) if path.exists() else ""
    text = revised_text(interview.data, path, before)
    if text != before:
        write_private(path, text.encode())
    content = {"schema": PROGRESS_SCHEMA, **vars(interview.progress)}
    write_private(progress_file(path), (json.dumps(content) + "\n").encode())


def forget_progress(path: Path) -> None:
    """Take away the file beside the case, once the interview is at its end."""
    progress_file(path).unlink(missing_ok=True)


def progress_file(path: Path) -> Path:
    """Where the questions that were asked are kept."""
    return path.with_name(f".{path.name}.intake.json")


def beginning_of(path: Path) -> Beginning:
    """Whether a case is new, on file, or one whose interview did not come to its end."""
    if not path.exists():
        return Beginning.NEW
    return Beginning.INTERRUPTED if progress_file(path).exists() else Beginning.ON_FILE


def _read_progress(path: Path) -> Progress:
    """Read what was asked; a file that says nothing of use counts as none, since only questions come twice then."""
    try:
        content = json.loads(read_text(progress_file(path)))
    except (InvalidDocument, ValueError, RecursionError):
        return Progress()
    if not isinstance(content, dict) or content.get("schema") != PROGRESS_SCHEMA:
        return Progress()
    again = content.get("again")
    known = isinstance(again, str) and again in QUESTIONS
    return Progress(_questions(content.get("asked")), _questions(content.get("agreed")), again if known else None)


def _questions(names: Any) -> tuple[str, ...]:
    listed = names if isinstance(names, list) else []
    return tuple(dict.fromkeys(name for name in listed if isinstance(name, str) and name in QUESTIONS))


def _without_nulls(data: Mapping[str, Any]) -> dict[str, Any]:
    """Copy data without keys that say nothing (an unfilled skeleton is full of them)."""
    kept = {key: _without_nulls(value) if isinstance(value, dict) else deepcopy(value) for key, value in data.items()}
    return {key: value for key, value in kept.items() if value is not None and value != {}}
