"""Facts about other programs out of a case: applied, pending, denied or granted, and when help last came."""

from collections.abc import Callable, Sequence

from mmfinance.assistance.facts.coverage import insurance
from mmfinance.assistance.facts.fact import NEVER, UNDATED
from mmfinance.case.coverage import MedicareAdvantage, PartD
from mmfinance.case.model import Case, HeldHelp

APPLICATION_STATES = ("not_applied", "pending", "denied", "granted")
EXTRA_HELP = "medicare-extra-help-lis"
_HELD = {"applied": "pending", "pending": "pending", "denied": "denied", "granted": "granted", "used": "granted"}
_SHOWN_BY_INSURANCE = {
    "msp-qmb": "qmb",
    "msp-slmb": "slmb",
    "msp-qi": "qi",
    "medicaid-expansion-adult": "medicaid",
    "medicaid-aged-blind-disabled": "medicaid",
    "medicaid-medically-needy": "medicaid",
    "medicaid-buy-in-working-disabled": "medicaid",
    "cobra": "cobra",
    "va-health-care": "va",
    "champva": "champva",
}


def application(program: str) -> Callable[[Case], str | None]:
    """Where an application to a program stands; a given list of help is complete, unless an entry leaves it open.

    Coverage shows that a program has granted it; coverage that is not sure may show it.
    """

    def derive(case: Case) -> str | None:
        shown = _shown_by_coverage(case, program)
        if shown:
            return "granted"
        if case.help_already_held is None:
            return None
        states = {_HELD[held.state] for held in _of(program, case.help_already_held) if held.state}
        told = next((state for state in ("granted", "pending", "denied") if state in states), None)
        is_open = shown is None or _may_be_held(program, case.help_already_held)
        return told or (None if is_open else "not_applied")

    return derive


def days_since_award(program: str) -> Callable[[Case], int | str | None]:
    """Days since a program last gave help; a given list of help is complete, unless an entry leaves it open."""

    def derive(case: Case) -> int | str | None:
        if case.help_already_held is None:
            return None
        entries = _of(program, case.help_already_held)
        held = [entry for entry in entries if entry.state and _HELD[entry.state] == "granted"]
        days = [(case.as_of - entry.on).days for entry in held if entry.on is not None]
        if not held:
            return None if _may_be_held(program, case.help_already_held) else NEVER
        return min(days) if len(days) == len(held) else UNDATED

    return derive


def _of(program: str, entries: Sequence[HeldHelp]) -> list[HeldHelp]:
    return [entry for entry in entries if entry.program == program]


def _may_be_held(program: str, entries: Sequence[HeldHelp]) -> bool:
    """Whether an entry that names no program, or not how far it has come, may be about this one."""
    return any(entry.program is None or (entry.program == program and entry.state is None) for entry in entries)


def _shown_by_coverage(case: Case, program: str) -> bool | None:
    """Whether the coverage is what the program gives; None where it may be."""
    if program == EXTRA_HELP:
        shown = any(entry.extra_help not in (None, "none") for entry in _part_d_entries(case))
        return shown or (None if _has_class(case, "medicare_part_d") is None else False)
    shows = _SHOWN_BY_INSURANCE.get(program)
    return False if shows is None else _has_class(case, shows)


def _has_class(case: Case, name: str) -> bool | None:
    classes = insurance(case)
    if classes is None:
        return None if case.coverage_not_sure else False
    return name in classes.has or (None if name in classes.maybe else False)


def _part_d_entries(case: Case) -> list[PartD]:
    entries = [entry for entry in case.coverage or () if isinstance(entry, PartD)]
    advantage = [entry.part_d for entry in case.coverage or () if isinstance(entry, MedicareAdvantage)]
    return entries + [entry for entry in advantage if entry is not None]
