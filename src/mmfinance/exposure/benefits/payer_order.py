"""Who pays first: the order of a case's coverages."""

from mmfinance.case.coverage import AnyCoverage, Employer, PrivatePlan
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.benefits.draft import Draft
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.phrases import Phrase

_PLACES = {
    CoverageKind.VA: 0,
    CoverageKind.MEDICARE_ADVANTAGE: 20,
    CoverageKind.MEDICARE: 20,
    CoverageKind.MEDIGAP: 21,
    CoverageKind.PART_D: 22,
    CoverageKind.EMPLOYER: 30,
    CoverageKind.COBRA: 31,
    CoverageKind.MARKETPLACE: 32,
    CoverageKind.TRICARE: 40,
    CoverageKind.CHAMPVA: 41,
    CoverageKind.MEDICAID: 60,
    CoverageKind.UNINSURED: 99,
}
BEFORE_MEDICARE = 10
_SUBSCRIBERS = {"self": 0, None: 0, "spouse": 1, "parent": 2}


def payer_place(entry: AnyCoverage, draft: Draft) -> tuple[int, int]:
    """The place of a coverage in the order of payers; equal places pay in the order listed.

    Medicare pays after the plan of present employment of an employer of 20 or more (entitled by age) or 100 or more
    (by disability) people, and before every other (42 USC 1395y(b)). Among private plans one's own comes before a
    spouse's and a parent's, and present employment before retirement (NAIC Model Regulation 120, section 5). TRICARE
    and CHAMPVA pay after other plans (32 CFR 199.8, 38 CFR 17.277), Medicaid last (42 USC 1396a(a)(25)).
    """
    place = _PLACES[CoverageKind(entry.kind)]
    if isinstance(entry, Employer) and _employer_pays_first(entry, draft):
        place = BEFORE_MEDICARE
    within = _SUBSCRIBERS[entry.subscriber] if isinstance(entry, PrivatePlan) else 0
    retired = isinstance(entry, Employer) and entry.active_employment is False
    return place, within + (len(_SUBSCRIBERS) if retired else 0)


def has_medicare(case: Case) -> bool:
    """Whether the case lists Medicare in any form."""
    return case.covers(CoverageKind.MEDICARE, CoverageKind.MEDICARE_ADVANTAGE)


def _employer_pays_first(entry: Employer, draft: Draft) -> bool:
    case = draft.case
    if not has_medicare(case) or entry.active_employment is False:
        return False
    if entry.active_employment is None:
        draft.assume(
            "employer_and_medicare",
            "Whether the employer plan comes through present work is not known; Medicare is counted as paying first.",
            "Does the employer plan come through a job that you or your spouse still work in?",
        )
        return False
    entitled = _entitled_by(draft)
    if entitled == "esrd":
        return _first_for_kidney_failure(draft)
    if entry.employees is None:
        draft.assume(
            "employer_size",
            "The number of the employer's employees is not known; the employer plan is counted as paying first.",
            "How many employees does the employer have?",
        )
        return True
    by = "disability" if entitled == "disability" else "age"
    return entry.employees >= draft.count(f"medicare.first_payer.employees_by_{by}", draft.start)


def _first_for_kidney_failure(draft: Draft) -> bool:
    """The plan pays first for the first 30 months of Medicare by kidney failure (42 USC 1395y(b)(1)(C))."""
    months = draft.count("medicare.first_payer.months_by_kidney_failure", draft.start)
    began = next((e.starts_on for e in draft.case.coverage or () if e.kind == "medicare" and e.starts_on), None)
    if began is None:
        draft.assume(
            "kidney_failure_months",
            Phrase("When Medicare by kidney failure began is not known; the employer plan is counted as paying first."),
            Phrase("In which month did Medicare because of kidney failure begin?"),
        )
        return True
    ends = add_months(began, months)
    if draft.start < ends <= draft.end:
        draft.warnings.append(
            Phrase(
                "From {day} on Medicare pays before the employer plan; here the employer plan is counted as first "
                "throughout.",
                day=ends,
            )
        )
    return draft.start < ends


def _entitled_by(draft: Draft) -> str:
    case = draft.case
    stated = next((e.entitled_by for e in case.coverage or () if e.kind == "medicare" and e.entitled_by), None)
    born = case.patient.birth_date
    if stated is not None or born is None:
        return stated or "age"
    had_birthday = (case.as_of.month, case.as_of.day) >= (born.month, born.day)
    age = case.as_of.year - born.year - (not had_birthday)
    return "age" if age >= draft.count("medicare.first_payer.age", case.as_of) else "disability"
