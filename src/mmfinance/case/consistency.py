"""Contradictions inside a case that is well-formed field by field: found all at once, each at its own path.

Only what is stated can contradict: a missing fact never does.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from mmfinance.case.coverage import (
    AnyCoverage,
    Limit,
    Marketplace,
    MedicareAdvantage,
    Medigap,
    PartD,
    PrivatePlan,
)
from mmfinance.case.coverage_conflicts import coverage_conflicts
from mmfinance.case.coverage_not_sure import not_sure_conflicts
from mmfinance.case.fields import above, after_as_of
from mmfinance.case.model import Case
from mmfinance.case.states import zip_can_be_in
from mmfinance.documents import KeyPath

Contradiction = tuple[KeyPath, str]

MOST_YEARS_OF_LIFE = 120
MOST_YEARS_AHEAD = 5
"""Treatment that starts later than this is a mistake in the date: no plan year is known so far ahead."""


def contradictions(case: Case) -> list[Contradiction]:
    """Find every contradiction in a case, as the path of the value to look at and a sentence without personal data."""
    found = [*_person(case), *_household(case), *_treatment(case), *_held_help(case), *_denial(case)]
    coverage = case.coverage or ()
    found += [*coverage_contradictions(coverage), *coverage_conflicts(coverage)]
    return [*found, *not_sure_conflicts(case)]


def coverage_contradictions(entries: Sequence[AnyCoverage]) -> Iterator[Contradiction]:
    """Find every contradiction inside single entries of a coverage list."""
    for index, entry in enumerate(entries):
        yield from ((("coverage", index, *path), message) for path, message in _coverage_entry(entry))


def _person(case: Case) -> Iterator[Contradiction]:
    patient, born = case.patient, case.patient.birth_date
    if born and case.as_of.year - born.year > MOST_YEARS_OF_LIFE:
        yield ("patient", "birth_date"), f"is more than {MOST_YEARS_OF_LIFE} years before as_of"
    if patient.us_citizen and patient.permanent_resident:
        yield (
            ("patient", "permanent_resident"),
            "a citizen is not a permanent resident; only one of the two can be true",
        )
    if _before(patient.disability_began_on, born):
        yield ("patient", "disability_began_on"), "is before the birth date"
    if _before(case.as_of, patient.disability_began_on):
        yield ("patient", "disability_began_on"), after_as_of(case.as_of)
    address = patient.address
    if address and address.zip and address.state and not zip_can_be_in(address.zip, address.state):
        yield ("patient", "address", "zip"), "is a ZIP code of another state than the one given"


def _household(case: Case) -> Iterator[Contradiction]:
    household, members = case.household, case.household.members or ()
    if household.size is not None:
        if len(members) > household.size:
            yield ("household", "members"), f"lists {len(members)} people; size says {household.size}"
        if household.minor_children is not None and household.minor_children >= household.size:
            yield ("household", "minor_children"), "leaves no adult in a household of this size"
    incomes = sum(member.annual_income or 0 for member in members)
    if household.annual_income is not None and incomes > household.annual_income:
        yield ("household", "annual_income"), "is less than the incomes of its members together"


def _treatment(case: Case) -> Iterator[Contradiction]:
    born, treatment, diagnosed = case.patient.birth_date, case.treatment, case.diagnosis.diagnosed_on
    if _before(diagnosed, born):
        yield ("diagnosis", "diagnosed_on"), "is before the birth date"
    if _before(case.as_of, diagnosed):
        yield ("diagnosis", "diagnosed_on"), after_as_of(case.as_of)
    if _before(treatment.start_date, born):
        yield ("treatment", "start_date"), "is before the birth date"
    if treatment.start_date and treatment.start_date.year - case.as_of.year > MOST_YEARS_AHEAD:
        yield (
            ("treatment", "start_date"),
            f"is more than {MOST_YEARS_AHEAD} years after as_of; no plan year is known then",
        )
    for index, therapy in enumerate(treatment.history or ()):
        path: KeyPath = ("treatment", "history", index)
        if _before(therapy.date, born):
            yield (*path, "date"), "is before the birth date"
        if _before(case.as_of, therapy.date):
            yield (*path, "date"), f"{after_as_of(case.as_of)}; history holds treatment of the past"
        if _before(therapy.ended_on, therapy.date):
            yield (*path, "ended_on"), "is before the treatment's date"
    site = treatment.site
    if site and site.zip and site.state and not zip_can_be_in(site.zip, site.state):
        yield ("treatment", "site", "zip"), "is a ZIP code of another state than the one given"


def _held_help(case: Case) -> Iterator[Contradiction]:
    for index, held in enumerate(case.help_already_held or ()):
        path: KeyPath = ("help_already_held", index)
        if _before(held.ends_on, held.on):
            yield (*path, "ends_on"), "is before the day the help began (on)"
        for message in _above("the whole amount", held.remaining, held.amount):
            yield (*path, "remaining"), message


def _denial(case: Case) -> Iterator[Contradiction]:
    denial = case.denial
    if denial and _before(case.as_of, denial.denied_on):
        yield ("denial", "denied_on"), after_as_of(case.as_of)
    if denial and _before(denial.internal_appeal_denied_on, denial.denied_on):
        yield ("denial", "internal_appeal_denied_on"), "is before the first decision (denied_on)"


def _coverage_entry(entry: AnyCoverage) -> Iterator[Contradiction]:
    if isinstance(entry, PrivatePlan):
        yield from _plan_amounts(entry)
    if isinstance(entry, Marketplace) and entry.csr_variant and entry.metal not in (None, "silver"):
        yield ("csr_variant",), "a cost-sharing reduction variant is a silver plan; metal says another level"
    if isinstance(entry, MedicareAdvantage) and entry.part_d and entry.includes_part_d is False:
        yield ("part_d",), "states a drug side, while includes_part_d says there is none"
    if isinstance(entry, Medigap) and entry.high_deductible and entry.letter not in (None, "F", "G"):
        yield ("high_deductible",), "only plans F and G come with a high deductible"
    if isinstance(entry, PartD):
        for message in _above("the plan's deductible", entry.deductible_met, entry.deductible):
            yield ("deductible_met",), message


def _plan_amounts(plan: PrivatePlan) -> Iterator[Contradiction]:
    sides = (((), plan), (("pharmacy",), plan.pharmacy), (("out_of_network",), plan.out_of_network))
    for path, side in sides:
        for name in ("deductible", "out_of_pocket_maximum"):
            limit = getattr(side, name, None)
            if limit is not None:
                yield from (((*path, name, key), message) for key, message in _limit(limit))


def _limit(limit: Limit) -> Iterator[tuple[str, str]]:
    for name, whole in (("individual", "family"), ("met", "individual"), ("family_met", "family")):
        for message in _above(f"the {whole} amount", getattr(limit, name), getattr(limit, whole)):
            yield name, message


def _before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def _above(what: str, amount: int | None, most: int | None) -> Iterator[str]:
    if amount is not None and most is not None and amount > most:
        yield above(what, amount, most)
