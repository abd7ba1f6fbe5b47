"""What the coming months are expected to cost many people: one plain run each, case after case, in little memory."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.adjudication.copay_help import card_money
from mmfinance.exposure.adjudication.side_by_side import CaseRows, adjudicate_rows
from mmfinance.exposure.benefits.coverage_stack import build_stack
from mmfinance.exposure.household.journeys import Journeys
from mmfinance.exposure.household.travel import travel_costs
from mmfinance.exposure.household.wages import lost_wages
from mmfinance.exposure.kind_of_treatment import each_of_its_kind, in_the_middle
from mmfinance.exposure.not_counted import not_counted
from mmfinance.exposure.outcome import ROAD, cells, outcome
from mmfinance.exposure.report.plan_years import PlanYears
from mmfinance.exposure.result import Assumption, Horizon
from mmfinance.exposure.scheduling.draws import uniforms
from mmfinance.exposure.scheduling.expected_lane import ExpectedLanes
from mmfinance.exposure.scheduling.schedule import build_schedule, horizon_of, path_question

SLICE = 2_048
"""Cases worked out together: enough to fill the lanes, few enough for the memory."""
Groups = dict[CostGroup, int]
Part = tuple[Groups, tuple[Assumption, ...]]
"""Cents by group, and what was assumed on the way."""


@dataclass(frozen=True)
class Totals:
    """The expected cost of one case in cents, by group: what `estimate` says with one draw.

    Of the groups `not_counted` nothing is known; their amount is 0.
    """

    case_id: str | None
    by_group: Mapping[CostGroup, int]
    not_counted: tuple[CostGroup, ...] = ()

    @property
    def total(self) -> int:
        """The four groups together."""
        return sum(self.by_group.values())


def estimate_totals(cases: Iterable[Case], months: int = 12, workers: int = 1) -> Iterator[Totals]:
    """The expected totals of cases over `months`, in the order given; premiums stand apart, as in an estimate.

    Equal to `estimate(case, months, draws=1)` for every case. Cases are taken and given in slices, so any number of
    them fits in memory; `workers` processes share the slices. Raises as `estimate`.
    """
    slices = _slices(cases)
    if workers == 1:
        for part in slices:
            yield from _totals(part, months)
        return
    # A slice makes no cycles: a worker that looks for them all the while wastes a fifth of its time.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        ahead = [pool.submit(_totals, part, months) for part in islice(slices, 2 * workers)]
        while ahead:
            yield from ahead.pop(0).result()
            ahead += [pool.submit(_totals, part, months) for part in islice(slices, 1)]


def _slices(cases: Iterable[Case]) -> Iterator[list[Case]]:
    rest = iter(cases)
    while part := list(islice(rest, SLICE)):
        yield part


def _totals(cases: Sequence[Case], months: int) -> list[Totals]:
    """One slice; where only the kind of treatment is told, each care path of the kind is worked out as a case."""
    each = [each_of_its_kind(case) or (case,) for case in cases]
    found = iter(_totals_of_each([one for ones in each for one in ones], months))
    return [in_the_middle([next(found) for _ in ones], lambda one: one.total) for ones in each]


def _totals_of_each(cases: Sequence[Case], months: int) -> list[Totals]:
    """Care case by case as rows, what it costs side by side, and what is around it case by case."""
    lanes = _expected_lanes()
    parts: list[Part] = []
    care: dict[int, CaseRows] = {}
    for at, case in enumerate(cases):
        horizon = horizon_of(case, months)
        question = path_question(case, horizon)
        if question is None or card_money(case):
            parts.append(_alone(case, months))
            continue
        billed = lanes.services(question)
        care[at] = CaseRows(billed.rows, billed.days, build_stack(case, horizon.start, horizon.end))
        parts.append(_around_care(case, lanes.journeys(question, case.travel.nights), horizon))
    paid = adjudicate_rows(list(care.values()), lanes.book.rows())
    for at, (treatment, other) in zip(care, paid.tolist(), strict=True):
        parts[at][0][CostGroup.DEDUCTIBLES_AND_COPAYMENTS] = treatment
        parts[at][0][CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS] = other
    return [_as_totals(*one) for one in zip(cases, parts, strict=True)]


def _as_totals(case: Case, part: Part) -> Totals:
    found, assumed = part
    return Totals(case.case_id, found, not_counted(assumed, [group for group in found if found[group]]))


@lru_cache(maxsize=1)
def _expected_lanes() -> ExpectedLanes:
    """One book for all slices that this process works out."""
    return ExpectedLanes()


def _around_care(case: Case, made: Journeys, horizon: Horizon) -> Part:
    """Travel and lost pay within the horizon, and what was assumed of them."""
    travel = travel_costs(case, made, uniforms([ROAD], 1)[ROAD])
    wages = lost_wages(case, travel.days, travel.minutes)
    within = travel.days.rows_until(horizon.end)
    found = dict.fromkeys(CostGroup, 0)
    found[CostGroup.TRAVEL_AND_LODGING] = int(travel.total[:within].sum())
    found[CostGroup.LOST_WAGES] = sum(int(pay.cents[:within].sum()) for pay in (wages.patient, wages.caregiver))
    # What was assumed of a group that is counted changes nothing here, and its sentences are dear to write.
    travelling = () if found[CostGroup.TRAVEL_AND_LODGING] else travel.assumptions
    return found, (*travelling, *(() if found[CostGroup.LOST_WAGES] else wages.assumptions))


def _alone(case: Case, months: int) -> Part:
    """A case with services of its own or with a maker's card, as an estimate does it."""
    schedule = build_schedule(case, months)
    stack = build_stack(case, schedule.horizon.start, schedule.horizon.end)
    found: Groups = dict.fromkeys(CostGroup, 0)
    drawn = outcome(case, schedule, stack, 1, 0)
    for cell, cents in cells(drawn, PlanYears(stack)):
        found[cell.group] += int(cents[0])
    return found, (*schedule.assumptions, *drawn.travel.assumptions, *drawn.wages.assumptions)
