"""How fresh what we know is: a status past its days is unknown, never open; rules past theirs are to be read again."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mmfinance.assistance.program import Program, Status
from mmfinance.assistance.result import Availability

if TYPE_CHECKING:
    from mmfinance.assistance.directory import Directory

_ENDED = ("merged", "closed", "historical")
_AVAILABILITY = {
    "open": Availability.OPEN,
    "waitlist": Availability.WAITLIST,
    "closed": Availability.CLOSED,
    "unknown": Availability.UNKNOWN,
}


@dataclass(frozen=True)
class Stale:
    """Something that has to be looked at again."""

    program_id: str
    what: str
    checked_on: date | None
    valid_days: int

    def as_document(self) -> dict[str, object]:
        """The same for JSON."""
        return asdict(self) | {"checked_on": self.checked_on.isoformat() if self.checked_on else None}


def availability(program: Program, status: Status, day: date) -> Availability:
    """Whether the program takes applications on a day, as last seen and still fresh."""
    if ended(program, day):
        return Availability.CLOSED
    if status.state == "always":
        return Availability.OPEN
    return _AVAILABILITY[status.state] if status_is_fresh(status, day) else Availability.UNKNOWN


def ended(program: Program, day: date) -> bool:
    """Whether the program had ended by a day."""
    return program.operation in _ENDED and (program.ended_on is None or program.ended_on <= day)


def status_is_fresh(status: Status, day: date) -> bool:
    """Whether a status was seen on or before the day and no longer ago than its valid days."""
    seen = status.observed_on
    return seen is not None and seen <= day <= seen + timedelta(days=status.valid_days)


def rules_are_fresh(program: Program, day: date) -> bool:
    """Whether the rules were read no longer ago than their valid days."""
    checked = program.rules.checked_on
    return checked is not None and day <= checked + timedelta(days=program.rules.valid_days)


def stale(program: Program, status: Status, day: date) -> list[Stale]:
    """List what of a program has to be looked at again; what ended needs no look."""
    if ended(program, day):
        return []
    found = []
    if not rules_are_fresh(program, day):
        found.append(Stale(program.id, "rules", program.rules.checked_on, program.rules.valid_days))
    if status.state != "always" and not status_is_fresh(status, day):
        found.append(Stale(program.id, "status", status.observed_on, status.valid_days))
    return found


def stale_in(directory: "Directory", day: date) -> list[Stale]:
    """List what of a whole directory has to be looked at again."""
    programs = directory.programs.values()
    return [old for program in programs for old in stale(program, directory.overlay.status(program, day), day)]
