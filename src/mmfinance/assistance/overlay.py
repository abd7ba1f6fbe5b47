"""What people saw lately: an overlay directory of small files, one observation each, that wins over the shipped status.

A team can share the directory: nobody ever edits another's file. Two different answers seen on one day are a conflict.
"""

import json
import os
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path

from mmfinance.assistance.predicates import Part
from mmfinance.assistance.program import Program, Status, Text, WebAddress
from mmfinance.case.fields import Date, Slug
from mmfinance.case.reading import validate
from mmfinance.documents import Document, read_document
from mmfinance.errors import InvalidDocument, Problem, UnwritableOutput
from mmfinance.files import write_private

OBSERVATION_SCHEMA = "mmfinance/observation@1"
SeenState = Literal["open", "waitlist", "closed", "unknown"]


class Observation(Part):
    """One status that somebody saw on a day, and where."""

    program: Slug
    state: SeenState
    seen_on: Date
    source: WebAddress | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Overlay:
    """All observations by program, oldest first, and what is wrong with the files."""

    observations: Mapping[str, tuple[Observation, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def status(self, program: Program, day: date) -> Status:
        """The latest status known on a day: the newest observation, or the shipped status when that is newer."""
        seen = [one for one in self.observations.get(program.id, ()) if one.seen_on <= day]
        shipped = program.status
        if not seen or (shipped.observed_on and shipped.observed_on > seen[-1].seen_on):
            return shipped
        latest = seen[-1]
        state = "unknown" if self.conflict(program.id, day) else latest.state
        update = {"state": state, "observed_on": latest.seen_on, "source": latest.source, "note": latest.note}
        return shipped.model_copy(update=update)

    def conflict(self, program: str, day: date) -> str | None:
        """Say which different statuses were seen on the latest day, if any."""
        seen = [one for one in self.observations.get(program, ()) if one.seen_on <= day]
        states = sorted({one.state for one in seen if one.seen_on == seen[-1].seen_on}) if seen else []
        if len(states) < 2:
            return None
        return f"seen as {' and as '.join(states)} on {seen[-1].seen_on}; look again, then delete the wrong file"


def overlay_directory(given: Path | None = None) -> Path | None:
    """Find the overlay: as told, as MMFINANCE_OVERLAY says, or this person's own if there is one."""
    if given is not None:
        return given
    if told := os.environ.get("MMFINANCE_OVERLAY"):
        return Path(told)
    own = own_overlay()
    return own if own.is_dir() else None


def own_overlay() -> Path:
    """The overlay directory of this person, where this system keeps a program's data; it need not be there."""
    return user_data_path("mmfinance", appauthor=False) / "status"


def read_overlay(directory: Path | None, programs: Container[str]) -> Overlay:
    """Read every observation; problems (an unknown program, a broken file) are kept beside what could be read."""
    if directory is None or not directory.is_dir():
        return Overlay()
    seen: dict[str, list[Observation]] = {}
    problems: list[Problem] = []
    for path in sorted(directory.glob("*.yaml")):
        try:
            observation = validate(Observation, read_document(path))
        except InvalidDocument as error:
            problems += error.problems
            continue
        if observation.program not in programs:
            problems.append(Problem(path.name, 1, "program", f"there is no program {observation.program!r}"))
        seen.setdefault(observation.program, []).append(observation)
    ordered = {name: tuple(sorted(found, key=lambda one: one.seen_on)) for name, found in seen.items()}
    return Overlay(ordered, tuple(problems))


def observe(
    directory: Path, program: str, state: str, seen_on: date, source: str | None = None, note: str | None = None
) -> Path:
    """Write what somebody saw as a file of its own.

    Raises InvalidDocument for a source that is no web address, UnwritableOutput when the directory cannot be written.
    """
    given = {"program": program, "state": state, "seen_on": seen_on.isoformat(), "source": source, "note": note}
    observation = validate(Observation, Document("the status given", given, {}))
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(f"cannot write to {directory}: {error.strerror}") from None
    path = directory / f"{observation.program}--{observation.seen_on}--{observation.state}.yaml"
    fields = observation.model_dump(mode="json", exclude_none=True)
    text = "".join(f"{key}: {_quoted(value)}\n" for key, value in fields.items())
    write_private(path, text.encode())
    return path


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
