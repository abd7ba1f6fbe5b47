"""What the coming months may cost one person: a range, by month, by plan year and by the four groups."""

from collections.abc import Iterable, Iterator
from datetime import date

from mmfinance.case.model import Case
from mmfinance.exposure.benefits.coverage_stack import Stack, build_stack
from mmfinance.exposure.benefits.open_terms import SENTENCES as TERM_SENTENCES
from mmfinance.exposure.benefits.open_terms import SETTLED_BY as TERM_SETTLED_BY
from mmfinance.exposure.benefits.open_terms import on_lanes, open_factors
from mmfinance.exposure.household.premiums import Premiums, premiums
from mmfinance.exposure.kind_of_treatment import each_of_its_kind, standing_in
from mmfinance.exposure.not_counted import not_counted
from mmfinance.exposure.not_sure import WithMore, at_stake, uncapped_so_far, with_more_coverage
from mmfinance.exposure.outcome import ROAD, Outcome, bounded, cells, month_of, named_cells, outcome
from mmfinance.exposure.report.accumulators import accumulators
from mmfinance.exposure.report.citations import cite
from mmfinance.exposure.report.drug_bills import drug_bills
from mmfinance.exposure.report.expected_parts import expected_parts
from mmfinance.exposure.report.plan_years import PlanYears
from mmfinance.exposure.report.resting import resting
from mmfinance.exposure.report.sensitivity import Factor, ranked, swings
from mmfinance.exposure.report.service_rows import days_of_work, service_shares, trip_shares
from mmfinance.exposure.result import Assumption, Estimate, FigureUsed, Horizon
from mmfinance.exposure.scheduling.draws import factor_draws, uniforms
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.exposure.scheduling.scheduled import Schedule
from mmfinance.exposure.sums import add_up
from mmfinance.phrases import Phrase

SETTLED_BY = {"step_up": "step_up_setting", "weight": "weight", ROAD: "travel.miles_one_way"}
"""The assumption whose question would settle a factor."""
PRICE_UNKNOWN_BOUNDED = (
    "Price unknown: {names}. Only what is due whatever the price is, such as a deductible or a copay, is in the "
    "expected amount; the high end counts the most the coverage lets it cost."
)
PRICE_UNKNOWN_UNBOUNDED = (
    "Price unknown: {names}. Only what is due whatever the price is, such as a deductible or a copay, is in these "
    "totals; no limit is known for the rest, so it can cost more than the high end."
)
FIGURE_STANDS_IN = "Not yet published for a part of this time, the latest figure stands in: {names}."


def estimate(case: Case, months: int = 12, draws: int = 1000, seed: int = 0) -> Estimate:
    """Estimate a case over `months` from `draws` seeded draws; amounts are cents.

    Expected amounts of groups, months and plan years sum to the expected total; low and high are percentiles of each
    part by itself and do not add up. Tables of services show the expected schedule, which is one plain run.
    Of a treatment of which only the kind is told, every care path is counted, and the one in the middle stands in.
    Raises UnknownName for a care path, ZIP or centre that does not exist, InputError for months out of range,
    OutsideMonths where no coverage that is told, or none of the services listed, falls into them.
    """
    each = each_of_its_kind(case)
    found = [_estimate(one, months, draws, seed) for one in each or (case,)]
    return standing_in(found, case.treatment.kind) if each and case.treatment.kind else found[0]


def _estimate(case: Case, months: int, draws: int, seed: int) -> Estimate:
    schedule = build_schedule(case, months)
    stack = build_stack(case, schedule.horizon.start, schedule.horizon.end)
    expected = outcome(case, schedule, stack, 1, seed)
    lanes = on_lanes(stack, uniforms(open_factors(stack), draws, seed))
    drawn = expected if draws == 1 else outcome(case, schedule, lanes, draws, seed)
    years = PlanYears(stack)
    most = bounded(case, drawn, drawn.shares.stack) if schedule.price_unknown else None
    more = with_more_coverage(case, months, draws, seed)
    others = [cells(one, years) for one in (*more.runs, *more.most)]
    sums = add_up(cells(drawn, years), cells(most, years) if most else None, others)
    due = premiums(case, _first_days(schedule.horizon))
    assumptions = (*schedule.assumptions, *stack.assumptions, *_household_assumptions(drawn), *due.assumptions)
    moved = swings(sums.lanes.sum(axis=0), _factors(drawn, assumptions, draws, seed))
    by_plan_year = sums.by_plan_year(_plan_years(schedule.horizon, years))
    stakes = {**resting(case, expected, stack, by_plan_year, assumptions), **at_stake(case, expected, months)}
    figures, by_group = _figures(drawn, more, due), sums.by_group()
    high_is_bound = most is not None and more.bounded
    trips = trip_shares(expected)
    return Estimate(
        case_id=case.case_id,
        as_of=case.as_of,
        horizon=schedule.horizon,
        care_path=schedule.care_path,
        total=sums.total(),
        by_group=by_group,
        by_month=sums.by_month(_months(schedule.horizon)),
        by_plan_year=by_plan_year,
        premiums=due.total,
        services=service_shares(expected),
        trips=tuple(one.trip for one in trips),
        accumulators=accumulators(drawn.lanes, drawn.shares, expected.shares),
        uncapped=tuple(uncapped_so_far(stack.uncapped, more)),
        price_unknown=schedule.price_unknown,
        assumptions=ranked(assumptions, moved, stakes),
        swings=moved,
        figures_used=figures,
        warnings=tuple(_warnings(schedule, stack, years.uncovered_from(schedule.horizon), figures, high_is_bound)),
        trip_shares=trips,
        days_of_work=days_of_work(expected),
        drug_bills=drug_bills(case, expected),
        not_counted=not_counted(assumptions, [group for group, found in by_group.items() if found.high]),
        parts=expected_parts(named_cells(drawn, years), sums),
    )


def _household_assumptions(drawn: Outcome) -> tuple[Assumption, ...]:
    return (*drawn.travel.assumptions, *drawn.wages.assumptions)


def _first_days(horizon: Horizon) -> tuple[date, ...]:
    """The first day of each of the horizon's months, counted from its start."""
    month = horizon.start.year * 12 + horizon.start.month - 1
    return tuple(date((month + at) // 12, (month + at) % 12 + 1, 1) for at in range(horizon.months))


def _months(horizon: Horizon) -> tuple[str, ...]:
    """The calendar months that the horizon touches."""
    first, last = (day.year * 12 + day.month - 1 for day in (horizon.start, horizon.end))
    return tuple(month_of(date(month // 12, month % 12 + 1, 1)) for month in range(first, last + 1))


def _plan_years(horizon: Horizon, years: PlanYears) -> tuple[str, ...]:
    """The plan years that the horizon touches, in order of time."""
    days = range(horizon.start.toordinal(), horizon.end.toordinal() + 1)
    return tuple(dict.fromkeys(years.label(date.fromordinal(day)) for day in days))


def _factors(drawn: Outcome, assumptions: Iterable[Assumption], draws: int, seed: int) -> Iterator[Factor]:
    """Everything that was drawn, with the question that would settle it."""
    questions = {one.name: one.question for one in assumptions}
    schedule = drawn.schedule
    for name, uniform in factor_draws(schedule, draws, seed).items():
        settled = "commercial_prices" if name.startswith("price:") else SETTLED_BY.get(name, name)
        yield Factor(name, schedule.factors[name], uniform, questions.get(settled))
    opened = open_factors(drawn.shares.stack)
    for name, uniform in uniforms(opened, draws, seed).items():
        yield Factor(name, TERM_SENTENCES[opened[name]], uniform, questions.get(TERM_SETTLED_BY[opened[name]]))
    if SETTLED_BY[ROAD] in questions:
        road = uniforms([ROAD], draws, seed)[ROAD]
        yield Factor(ROAD, Phrase("how far the road is"), road, questions[SETTLED_BY[ROAD]])


def _figures(drawn: Outcome, more: WithMore, due: Premiums) -> tuple[FigureUsed, ...]:
    of_terms = [figure for run in (drawn, *more.runs) for figure in run.shares.stack.figures_used]
    cited = cite((*of_terms, *drawn.travel.figures, *drawn.wages.figures, *due.figures))
    return (*drawn.schedule.figures_used, *cited)


def _warnings(
    schedule: Schedule, stack: Stack, uncovered: date | None, figures: Iterable[FigureUsed], high_is_bound: bool
) -> Iterator[str]:
    yield from schedule.warnings
    yield from stack.warnings
    if uncovered is not None:
        yield Phrase(
            "From {day} on no coverage is known; from then on all of the bills are counted as yours.", day=uncovered
        )
    if schedule.price_unknown:
        template = PRICE_UNKNOWN_BOUNDED if high_is_bound else PRICE_UNKNOWN_UNBOUNDED
        yield Phrase(template, names=", ".join(schedule.price_unknown))
    late = dict.fromkeys(one.name for one in figures if one.fallback)
    prices = [name for name in late if name.startswith("price.")]
    named = [f"{len(prices)} prices"] if prices else []
    named += [name for name in late if name not in prices]
    if named:
        yield Phrase(FIGURE_STANDS_IN, names=", ".join(named))
