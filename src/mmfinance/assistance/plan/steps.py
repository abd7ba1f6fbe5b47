"""A planned program as a thing to do: what, who, when, how and why, in sentences that can be translated."""

from collections.abc import Mapping, Sequence

from mmfinance.assistance.plan.deadlines import due_of, undated_rules
from mmfinance.assistance.plan.grants import award_limit
from mmfinance.assistance.plan.order import Tier, tier_of
from mmfinance.assistance.plan.papers import paper_name
from mmfinance.assistance.program import DeadlineRule, Program
from mmfinance.assistance.result import Availability, ProgramMatch, Step, Verdict
from mmfinance.assistance.vocabulary import Applicant, CostKind, Kind
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Benefit
from mmfinance.phrases import Money, Phrase

THIS_WEEK = Phrase("This week")
YOURSELF = Phrase("You, or someone who helps you")
SELF = frozenset({Applicant.PATIENT, Applicant.CAREGIVER, Applicant.FAMILY})

_WHY: Mapping[Tier, str] = {
    Tier.COVERAGE: "This can lower the bills that come after it.",
    Tier.HOSPITAL: "This works on the bill that is left, and it does not run out like a fund.",
    Tier.DRUG_COSTS: "It may help with the cost of your treatment. The amount is not published.",
    Tier.TRAVEL: "It may help you get to your care or stay near it.",
    Tier.SUPPORT: "A person there can help you with the next steps, at no cost to you.",
    Tier.INCOME: "It may replace part of your pay or keep your job safe while you are ill.",
    Tier.STIPENDS: "It may give a small amount for daily costs.",
}
_WHY_OF_KIND: Mapping[Kind, str] = {
    Kind.FREE_DRUG: "It may give you the drug itself at no cost.",
    Kind.TAX: "It may lower your income tax.",
    Kind.FOOD: "It may help to pay for food.",
    Kind.ENERGY: "It may help with heating and cooling bills.",
}
_ONLY_PREMIUMS = "It may pay premiums of your insurance."
_ONLY_PHARMACY = "It can lower what you pay for drugs from a pharmacy."
_ONLY_LATER = "It spreads what you owe over more months. It takes nothing off."
_UP_TO: Mapping[str, str] = {
    "once": "It may pay up to {amount}.",
    "per_fill": "It may pay up to {amount} each time the pharmacy fills the drug.",
    "per_dose": "It may pay up to {amount} for each dose.",
    "per_visit": "It may pay up to {amount} for each visit.",
    "per_trip": "It may pay up to {amount} for each trip.",
    "per_night": "It may pay up to {amount} a night.",
    "week": "It may pay up to {amount} a week.",
    "month": "It may pay up to {amount} a month.",
    "six_months": "It may pay up to {amount} in six months.",
    "twelve_months": "It may pay up to {amount} in twelve months.",
    "calendar_year": "It may pay up to {amount} in a calendar year.",
    "two_years": "It may pay up to {amount} in two years.",
}
_AFTER: Mapping[str, str] = {
    "approval": "{what}: within {count} {unit} after you are accepted.",
    "service": "{what}: within {count} {unit} after the care.",
    "prescription": "{what}: within {count} {unit} after the prescription.",
    "first_bill": "{what}: within {count} {unit} after the first bill.",
    "denial": "{what}: within {count} {unit} after the denial.",
    "travel": "{what}: at least {count} {unit} before you travel.",
    "treatment": "{what}: at least {count} {unit} before treatment.",
    "leave": "{what}: at least {count} {unit} before your leave.",
}


def step_of(
    order: int, match: ProgramMatch, program: Program, case: Case, opens: Sequence[Program], soon: bool
) -> Step:
    """Describe one planned application; `opens` are planned programs that wait for its answer."""
    due = due_of(case, program)
    waits = match.availability is not Availability.OPEN or match.verdict is Verdict.POSSIBLE
    return Step(
        order=order,
        program_id=program.id,
        title=_title(match, program),
        who=_who(program),
        when=THIS_WEEK if soon else Phrase("After the steps above"),
        due=due,
        phone=program.apply.phone,
        hours=program.apply.hours,
        url=program.apply.url,
        why=_why(program, opens, case),
        call_first=waits or program.apply.call_first,
        papers=tuple(paper_name(paper.paper) for paper in program.papers),
        you_can_send=sends_itself(program),
    )


def sends_itself(program: Program) -> bool:
    """Tell whether the patient or family may file; otherwise the care team must."""
    return program.who_may_apply is None or bool(SELF & set(program.who_may_apply))


def _title(match: ProgramMatch, program: Program) -> str:
    name = _name_and_organisation(program)
    if match.verdict is Verdict.NEED_INFO:
        return Phrase("Find out if you fit: {program}", program=name)
    if tier_of(program) is Tier.SUPPORT:
        return Phrase(
            "Get help from {organisation}: {program}", organisation=program.organisation, program=program.name
        )
    if match.verdict is Verdict.POSSIBLE or match.availability is not Availability.OPEN:
        return Phrase("Ask about {program}", program=name)
    return Phrase("Apply for {program}", program=name)


def _name_and_organisation(program: Program) -> str:
    """The program and who runs it; no brackets, which names have of their own, and the name alone where it says it."""
    runs_it = program.organisation.split(",")[0]
    if runs_it.casefold() in program.name.casefold():
        return program.name
    return Phrase("{program} – {organisation}", program=program.name, organisation=program.organisation)


def _who(program: Program) -> str:
    if sends_itself(program):
        return YOURSELF
    asked = program.who_may_apply or ()
    if Applicant.TREATMENT_CENTER in asked:
        return Phrase("Your treatment center must send this")
    if Applicant.SOCIAL_WORKER in asked:
        return Phrase("A social worker must send this")
    if Applicant.EMPLOYER in asked:
        return Phrase("Your employer starts this")
    return Phrase("Your care team must send this")


def _why(program: Program, opens: Sequence[Program], case: Case) -> str:
    limit = award_limit(program.award, likely=True)
    reason = _reason(program)
    if limit and not program.award.in_kind:
        reason = Phrase(_UP_TO[program.award.period or "once"], amount=Money(limit))
    if opens:
        names = ", ".join(other.name for other in opens[:2])
        reason = Phrase("Do this first: {names} will ask for the answer.", names=names)
    rules = [sentence for rule in undated_rules(case, program) if (sentence := _rule_sentence(rule))]
    return Phrase("{first} {second}", first=reason, second=rules[0]) if rules else reason


def _reason(program: Program) -> Phrase:
    """Say what a program without a published amount may do: no more than what it pays."""
    first, tier = program.kinds[0], tier_of(program)
    if first is Kind.COPAY and not program.covers:
        return Phrase(_ONLY_LATER)
    if tier is Tier.COVERAGE and set(program.covers) == {CostKind.PREMIUM}:
        return Phrase(_ONLY_PREMIUMS)
    if tier is Tier.COVERAGE and program.sides == (Benefit.PHARMACY,):
        return Phrase(_ONLY_PHARMACY)
    return Phrase(_WHY_OF_KIND[first]) if first in _WHY_OF_KIND else Phrase(_WHY[tier])


def _rule_sentence(rule: DeadlineRule) -> str | None:
    event, count = rule.before or rule.after or "", rule.months or rule.days
    if event not in _AFTER or not count:
        return None
    if rule.months:
        unit = Phrase("months") if count > 1 else Phrase("month")
    elif rule.business_days:
        unit = Phrase("business days")
    else:
        unit = Phrase("days")
    return Phrase(_AFTER[event], what=rule.what, count=count, unit=unit)
