"""Plans with their own deductible and maximum: employer, COBRA, marketplace and Medicare Advantage."""

from collections.abc import Iterator, Mapping
from datetime import date

from mmfinance.case.coverage import Cobra, Employer, Limit, Marketplace, MedicareAdvantage, PrivatePlan
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.copay_help import card_money
from mmfinance.exposure.benefits.draft import Draft, current_year, plan_years, span_of
from mmfinance.exposure.benefits.federal_limits import embedded_maximum, federal_maximum, federal_outside_maximum
from mmfinance.exposure.benefits.not_stated import Met, open_terms
from mmfinance.exposure.benefits.tables import NOT_COVERED, WHOLE, Row, counters_of, stated_table
from mmfinance.exposure.benefits.terms import UNKNOWN_DEDUCTIBLE, PlanLayer, TermsTable
from mmfinance.phrases import Phrase

CALENDAR_YEAR = "01-01"
PLAN_NAMES = {
    CoverageKind.EMPLOYER: "employer plan",
    CoverageKind.COBRA: "COBRA plan",
    CoverageKind.MARKETPLACE: "marketplace plan",
    CoverageKind.MEDICARE_ADVANTAGE: "Medicare Advantage plan",
}
Limits = dict[str, int]


def private_layer(plan: PrivatePlan, draft: Draft) -> PlanLayer:
    """A private plan's terms.

    Amounts the case states hold for every plan year of the span. What it does not state is assumed by name, and here
    stands at the most the person may be asked: the federal limit of the year for a maximum, the maximum for a
    deductible, the whole allowed amount for a share, nothing met. `open` names these, so that an estimate draws them.
    """
    name = plan_name(plan)
    month_day = _plan_year_start(plan, draft, name)
    years = plan_years(draft, month_day, plan)
    current = current_year(draft, years, month_day)
    advantage = isinstance(plan, MedicareAdvantage)
    if not advantage and plan.copay_help is None and card_money(draft.case):
        _assume_cards_count(draft, name)
    if len(years) > 1:
        _assume_same_terms(draft, name)
    return PlanLayer(
        name=name,
        kind=CoverageKind(getattr(plan, "kind")),  # noqa: B009 - every member of the union has it, the base has not
        span=span_of(plan, years),
        medical=True,
        pharmacy=not advantage,
        terms=private_terms(plan, draft, name),
        counters=counters_of(
            [_limits(plan, draft, name, on) for on in years],
            [_met(plan) if index == current else {} for index in range(len(years))],
            pharmacy_deductible_apart=_stated(plan.pharmacy.deductible if plan.pharmacy else None),
            pharmacy_maximum_apart=_stated(plan.pharmacy.out_of_pocket_maximum if plan.pharmacy else None),
            outside_counts="combined" if advantage else "apart",
        ),
        copay_help=plan.copay_help,
        hdhp=is_hdhp(plan),
        open=open_terms(plan, draft, years, current, _met_so_far(plan), tuple(_not_stated(plan))),
    )


def _not_stated(plan: PrivatePlan) -> Iterator[str]:
    """The terms that the case leaves open."""
    if not _stated(plan.out_of_pocket_maximum):
        yield "maximum"
    if not _stated(plan.deductible):
        yield "deductible"
    if plan.coinsurance is None:
        yield "coinsurance"


def _met_so_far(plan: PrivatePlan) -> Met:
    deductible, maximum = plan.deductible, plan.out_of_pocket_maximum
    return Met(deductible.met if deductible else None, maximum.met if maximum else None)


def plan_name(plan: PrivatePlan) -> str:
    """The plan's own name, or what it is."""
    return plan.name or PLAN_NAMES[CoverageKind(getattr(plan, "kind"))]  # noqa: B009


def is_hdhp(plan: PrivatePlan) -> bool:
    """Whether the plan goes with a health savings account, as far as the case says."""
    return isinstance(plan, Employer | Cobra | Marketplace) and plan.hdhp is True


def private_terms(plan: PrivatePlan, draft: Draft, name: str) -> TermsTable:
    """What the patient pays for each category, in network and outside."""
    general = _general_coinsurance(plan, draft, name)
    outside = _outside_row(plan, draft, name)
    return stated_table(plan.terms, general, _advantage_share(plan, draft), outside)


def _general_coinsurance(plan: PrivatePlan, draft: Draft, name: str) -> int:
    if plan.coinsurance is not None:
        return plan.coinsurance
    draft.assume(
        "coinsurance",
        Phrase(
            "{plan}: the share you pay is not known where no copay is given; anything from nothing to the whole amount "
            "until the maximum is in the range.",
            plan=name,
        ),
        Phrase("What share do you pay after the deductible (coinsurance)?"),
    )
    return WHOLE


def _advantage_share(plan: PrivatePlan, draft: Draft) -> int | None:
    """In a Medicare Advantage network, clinic drugs cost at most Medicare's own share (42 CFR 422.100(j))."""
    if not isinstance(plan, MedicareAdvantage) or plan.coinsurance is not None:
        return None
    return draft.points("medicare.part_b.coinsurance", draft.start)


def _outside_row(plan: PrivatePlan, draft: Draft, name: str) -> Row:
    outside = plan.out_of_network
    if outside is None and not (isinstance(plan, MedicareAdvantage) and plan.plan_type == "hmo"):
        draft.assume(
            "out_of_network",
            Phrase(
                "{plan}: whether it pays outside its network is not known; counted as not covered there.", plan=name
            ),
            "Does the plan pay for care outside its network, and how much do you pay then?",
        )
    if outside is None or outside.covered is False:
        return NOT_COVERED
    return Row(coinsurance=WHOLE if outside.coinsurance is None else outside.coinsurance)


def _limits(plan: PrivatePlan, draft: Draft, name: str, on: date) -> Limits:
    """Every limit of the plan year that begins on a day, by the names of the counters."""
    limits = _maximums(plan, draft, name, on)
    limits |= _deductibles(plan, draft, name, limits)
    if plan.pharmacy:
        limits |= _side("pharmacy deductible", "pharmacy family deductible", plan.pharmacy.deductible)
        limits |= _side(
            "pharmacy out-of-pocket maximum",
            "pharmacy family out-of-pocket maximum",
            plan.pharmacy.out_of_pocket_maximum,
        )
    return limits | _outside_limits(plan, draft, name, on)


def _maximums(plan: PrivatePlan, draft: Draft, name: str, on: date) -> Limits:
    """The out-of-pocket maximum. In family cover nobody pays more than the self-only limit (45 CFR 156.130(c))."""
    stated = _side("out-of-pocket maximum", "family out-of-pocket maximum", plan.out_of_pocket_maximum)
    if "out-of-pocket maximum" in stated and plan.family_design != "aggregate":
        return stated
    if "family out-of-pocket maximum" in stated:
        return stated | {"out-of-pocket maximum": embedded_maximum(plan, draft, on)}
    if "out-of-pocket maximum" in stated:
        return stated
    draft.assume(
        "out_of_pocket_maximum",
        Phrase(
            "{plan}: the out-of-pocket maximum is not known; the range goes from the deductible to the highest that "
            "the law allows. Your plan's own may be lower: its papers tell.",
            plan=name,
        ),
        Phrase("What is the plan's out-of-pocket maximum for one person, in network?"),
    )
    return {"out-of-pocket maximum": federal_maximum(plan, draft, on)}


def _deductibles(plan: PrivatePlan, draft: Draft, name: str, maximums: Limits) -> Limits:
    stated = _side("deductible", "family deductible", plan.deductible)
    if plan.family_design == "aggregate" and "family deductible" in stated:
        return {"family deductible": stated["family deductible"]}
    if stated:
        return stated
    draft.assume(
        "deductible",
        Phrase(
            "{plan}: the deductible is not known; anything from nothing to the out-of-pocket maximum is in the range.",
            plan=name,
        ),
        Phrase("What is the plan's deductible for one person?"),
    )
    return {"deductible": maximums["out-of-pocket maximum"]}


def _outside_limits(plan: PrivatePlan, draft: Draft, name: str, on: date) -> Limits:
    outside = plan.out_of_network
    if outside is None or outside.covered is False:
        return {}
    maximum = _side("out-of-network maximum", "out-of-network family maximum", outside.out_of_pocket_maximum)
    if not maximum and isinstance(plan, MedicareAdvantage):
        maximum = {"out-of-network maximum": federal_outside_maximum(draft, on)}
    deductible = _side("out-of-network deductible", "out-of-network family deductible", outside.deductible)
    if not deductible:
        draft.assume(
            "out_of_network_deductible",
            f"{name}: the deductible outside the network is not known; counted as reaching up to the maximum there.",
            "What is the plan's deductible outside its network?",
        )
        deductible = {"out-of-network deductible": maximum.get("out-of-network maximum", UNKNOWN_DEDUCTIBLE)}
    return maximum | deductible


def _met(plan: PrivatePlan) -> Limits:
    """What counts already in the plan year that holds `as_of`; the patient's own part also counts for the family."""
    found = _met_of("deductible", "family deductible", plan.deductible)
    found |= _met_of("out-of-pocket maximum", "family out-of-pocket maximum", plan.out_of_pocket_maximum)
    if plan.pharmacy:
        found |= _met_of("pharmacy deductible", "pharmacy family deductible", plan.pharmacy.deductible)
        found |= _met_of(
            "pharmacy out-of-pocket maximum",
            "pharmacy family out-of-pocket maximum",
            plan.pharmacy.out_of_pocket_maximum,
        )
    if plan.out_of_network:
        outside = plan.out_of_network
        found |= _met_of("out-of-network deductible", "out-of-network family deductible", outside.deductible)
        found |= _met_of("out-of-network maximum", "out-of-network family maximum", outside.out_of_pocket_maximum)
    return found


def _met_of(individual: str, family: str, limit: Limit | None) -> Limits:
    if limit is None:
        return {}
    own = limit.met or 0
    return {individual: own, family: max(limit.family_met or 0, own)}


def _side(individual: str, family: str, limit: Limit | None) -> Limits:
    amounts: Mapping[str, int | None] = {} if limit is None else {individual: limit.individual, family: limit.family}
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _stated(limit: Limit | None) -> bool:
    return limit is not None and (limit.individual is not None or limit.family is not None)


def _plan_year_start(plan: PrivatePlan, draft: Draft, name: str) -> str:
    """Marketplace and Medicare Advantage plans run by calendar year; an employer plan may begin in any month."""
    if isinstance(plan, Marketplace | MedicareAdvantage) or plan.plan_year_start is not None:
        return plan.plan_year_start or CALENDAR_YEAR
    draft.assume(
        "plan_year_start",
        f"{name}: the day its plan year begins is not known; 1 January is counted.",
        "On which day does the plan year begin?",
    )
    return CALENDAR_YEAR


def _assume_cards_count(draft: Draft, name: str) -> None:
    draft.assume(
        "copay_help",
        Phrase(
            "{plan}: whether a maker's card counts toward its deductible and maximum is not known; it is counted as if "
            "it did. Under a copay accumulator it does not, and a bill can come when the card is empty.",
            plan=name,
        ),
        Phrase("Does the plan have a copay accumulator or a copay maximizer program?"),
    )


def _assume_same_terms(draft: Draft, name: str) -> None:
    draft.assume(
        "next_plan_year",
        f"{name}: the terms of the next plan year are not known; this year's are counted again from its first day.",
        "What will the deductible and the out-of-pocket maximum be in the next plan year?",
    )
