"""Whether a program takes applications, in words: what was seen, when, and what that is worth today."""

from datetime import date

from mmfinance.assistance.freshness import availability, ended
from mmfinance.assistance.program import Program, Status
from mmfinance.assistance.result import Availability

_NOW = {
    Availability.OPEN: "open",
    Availability.WAITLIST: "waiting list",
    Availability.CLOSED: "closed",
    Availability.UNKNOWN: "not known, call first",
}
_THEN = {"open": "open", "waitlist": "with a waiting list", "closed": "closed"}
_ENDED = {"historical": "no recent trace of it; do not count on it"}


def status_words(program: Program, status: Status, day: date) -> str:
    """Say a program's status on a day; an ended program and one that takes no applications are never "open"."""
    if ended(program, day):
        return f"ended on {program.ended_on}" if program.ended_on else _ENDED.get(program.operation, "ended")
    if program.who_may_apply == ("nobody",):
        return "cannot be applied for"
    if program.operation == "upcoming":
        return "new; its rules say from when it holds"
    now = availability(program, status, day)
    doubt = "; that it exists today was not confirmed" if program.operation == "unverified" else ""
    return f"{_NOW[now]}{doubt if now is Availability.UNKNOWN else ''}{_seen(status, now)}"


def _seen(status: Status, now: Availability) -> str:
    if status.state == "always":
        return " (it does not run out)"
    if status.observed_on is None:
        return ""
    other = f"{_THEN[status.state]} " if now is Availability.UNKNOWN and status.state in _THEN else ""
    return f" (last seen {other}on {status.observed_on})"
