"""The directory as a short list: one entry a program."""

from datetime import date
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.freshness import availability
from mmfinance.assistance.program import Program
from mmfinance.assistance.status_words import status_words
from mmfinance.assistance.vocabulary import Kind
from mmfinance.errors import UnknownName


def entries(directory: Directory, day: date, kind: str | None = None) -> list[dict[str, Any]]:
    """List the programs of a directory by folder, all or only those that give one kind of help.

    Raises UnknownName for a kind that does not exist.
    """
    if kind is not None and kind not in list(Kind):
        raise UnknownName("kind of help", kind, list(Kind))
    chosen = [program for program in directory.programs.values() if kind is None or kind in program.kinds]
    return [entry(program, directory, day) for program in chosen]


def entry(program: Program, directory: Directory, day: date) -> dict[str, Any]:
    """One program in a list."""
    status = directory.overlay.status(program, day)
    return {
        "id": program.id,
        "sector": directory.files[program.id].sector,
        "name": program.name,
        "organisation": program.organisation,
        "kinds": [kind.value for kind in program.kinds],
        "operation": program.operation,
        "availability": availability(program, status, day).value,
        "status": status_words(program, status, day),
        "status_observed_on": status.observed_on.isoformat() if status.observed_on else None,
        "rules_checked_on": program.rules.checked_on.isoformat() if program.rules.checked_on else None,
        "confidence": program.confidence,
        "phone": program.apply.phone,
        "url": program.apply.url,
        "successor": program.successor,
    }
