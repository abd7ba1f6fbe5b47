"""State programs that replace pay during a person's own serious illness, or of a family caregiver."""

from dataclasses import dataclass
from datetime import date

from mmfinance.money import cents_from_dollars
from mmfinance.reference.figure_files import figure_file
from mmfinance.reference.figures import Figure, figure


@dataclass(frozen=True)
class PaidLeave:
    """A state's program on a day. Weeks and weekly maxima (cents) are None where no figure is known.

    Only the weekly maximum is known: what share of pay a program replaces is not, so a person asks the program.
    """

    state: str
    program: str
    own_weeks: int | None
    combined_weeks: int | None
    carer_weeks: int | None
    max_weekly_benefit: int | None
    carer_max_weekly_benefit: int | None
    figures: tuple[Figure, ...]


def paid_leave(state: str, on: date) -> PaidLeave | None:
    """Give a state's paid leave program on a day; None where there is none or it does not pay yet."""
    program = _find(state, "program", on)
    if program is None or program.value is None:
        return None
    parts = ("own_weeks", "combined_weeks", "carer_weeks", "max_weekly_benefit", "carer_max_weekly_benefit")
    found = {part: _find(state, part, on) for part in parts}
    values = {part: one.value if one else None for part, one in found.items()}
    return PaidLeave(
        state=state,
        program=program.value,
        own_weeks=values["own_weeks"],
        combined_weeks=values["combined_weeks"],
        carer_weeks=values["carer_weeks"],
        max_weekly_benefit=_cents(values["max_weekly_benefit"]),
        carer_max_weekly_benefit=_cents(values["carer_max_weekly_benefit"]),
        figures=(program, *(one for one in found.values() if one is not None)),
    )


def _find(state: str, part: str, on: date) -> Figure | None:
    name = f"{state}.{part}"
    return figure(f"paid_leave.{name}", on) if name in figure_file("paid_leave")[1] else None


def _cents(dollars: float | None) -> int | None:
    return None if dollars is None else cents_from_dollars(dollars)
