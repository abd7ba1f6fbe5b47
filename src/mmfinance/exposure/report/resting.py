"""How much of the expected total stands on one assumption, where no draw says how far the total moves with it."""

from collections.abc import Iterator, Mapping

import numpy as np

from mmfinance.case.model import Case, Site
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.adjudication.adjudicate import adjudicate
from mmfinance.exposure.adjudication.copay_help import card_money
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.outcome import Outcome
from mmfinance.exposure.result import Assumption, Period
from mmfinance.exposure.scheduling.draws import draw
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.exposure.scheduling.site_of_care import OTHER_SITE
from mmfinance.money import Cents

CARE = (CostGroup.DEDUCTIBLES_AND_COPAYMENTS, CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS)
UNKNOWN_COPAYS = ("tricare_copays", "medicaid_copays")
"""Assumptions that count a person as paying everything up to a cap: all of the care stands on them."""


def resting(
    case: Case, expected: Outcome, stack: Stack, years: tuple[Period, ...], asked: tuple[Assumption, ...]
) -> Mapping[str, int]:
    """Cents that stand on each assumption, by its name, on the expected schedule.

    A planning rule carries all that it makes: lost pay, rooms, meals. The next plan year's terms carry the care that
    falls into it. A later schedule and the site of care are worth what the other answer would change.
    """
    names = {one.name for one in asked}
    found = dict(_on_rules(expected))
    found |= dict.fromkeys(UNKNOWN_COPAYS, _care(expected))
    found["next_plan_year"] = sum(year.by_group[group].expected for year in years[1:] for group in CARE)
    for name, other in _other_answers(case, expected):
        if name in names:
            found[name] = abs(_care_of(other, expected, stack) - _care(expected))
    return found


def _on_rules(expected: Outcome) -> Iterator[tuple[str, int]]:
    travel, wages = expected.travel, expected.wages
    for who, pay in (("patient", wages.patient), ("caregiver", wages.caregiver)):
        yield f"work.{who}.hours_lost", _sum(pay.cents)
        yield f"work.{who}.paid_leave_hours", _sum(pay.cents)
    yield "work.state_paid_leave", _sum(wages.patient.cents)
    yield "travel.mode", _sum(travel.journey)
    yield "travel.lodging_per_night", _sum(travel.lodging)
    yield "travel.nights", _sum(travel.lodging) + _sum(travel.meals)


def _other_answers(case: Case, expected: Outcome) -> Iterator[tuple[str, Case]]:
    """The case with the other answer to a question that no draw stands for, or that moves the total little."""
    treatment = case.treatment
    yield "later_phases", _treated(case, later_phases=True)
    happening = zip(expected.lanes.services, expected.lanes.occurs[:, 0].tolist(), strict=True)
    settings = [service.setting for service, occurs in happening if occurs and service.setting in OTHER_SITE]
    if settings:
        other, site = OTHER_SITE[max(OTHER_SITE, key=settings.count)], treatment.site or Site()
        yield "site_of_care", _treated(case, site=site.model_copy(update={"setting": other}))


def _treated(case: Case, **update: object) -> Case:
    return case.model_copy(update={"treatment": case.treatment.model_copy(update=update)})


def _care_of(case: Case, expected: Outcome, stack: Stack) -> int:
    """What the care of another answer costs; the way there is not asked for."""
    lanes = draw(build_schedule(case, expected.schedule.horizon.months), 1)
    return _sum(adjudicate(lanes, stack, card_money(case)).patient_pays)


def _care(found: Outcome) -> int:
    return _sum(found.shares.patient_pays)


def _sum(cents: Cents) -> int:
    return int(np.asarray(cents).sum())
