"""Facts about insurance out of a case: which classes the person has, and who pays for the drug on which side."""

from collections.abc import Callable, Collection, Iterator, Sequence

from mmfinance.assistance.facts.fact import Known
from mmfinance.assistance.vocabulary import INSURANCE_IMPLIES, widen
from mmfinance.case.coverage import (
    AnyCoverage,
    Employer,
    Medicaid,
    Medicare,
    MedicareAdvantage,
    PrivatePlan,
    Tricare,
    Va,
)
from mmfinance.case.coverage_not_sure import entries_not_sure
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind

_FULL_MEDICAID = frozenset({"full", "qmb_plus", "slmb_plus"})
_SAVINGS_LEVEL = {"qmb": "qmb", "qmb_plus": "qmb", "slmb": "slmb", "slmb_plus": "slmb", "qi": "qi"}
_MEDICARE = (CoverageKind.MEDICARE, CoverageKind.MEDICARE_ADVANTAGE, CoverageKind.PART_D, CoverageKind.MEDIGAP)
_NO_DRUG_SIDE = frozenset({"medicare", "medigap", "uninsured"})
_ANY_MEDICAID = frozenset({"medicaid", "qmb", "slmb", "qi"})

Classes = tuple[set[str], set[str]]
"""The classes that certainly belong to a person, and those that may."""


def insurance(case: Case) -> Known | None:
    """The insurance classes a person has today, and those of coverage that is not sure.

    A given list is complete but for what is not sure; no list or an empty one is unknown.
    """
    return _known([_classes(entry, case) for entry in _current(case)], _not_sure(case, _classes))


def medical_drug_payer(case: Case) -> Known | None:
    """The classes that pay for a drug on the medical side (infusions, injections at a clinic)."""
    payers = [_payer_classes(entry, case) for entry in _current(case) if entry.kind != "part_d"]
    return _known(payers, _not_sure(case, _payer_classes, without={"part_d"}))


def pharmacy_drug_payer(case: Case) -> Known | None:
    """The classes that pay for a drug on the pharmacy side (capsules and tablets)."""
    if not case.coverage:
        return None
    payers = [_pharmacy_classes(entry, case) for entry in _current(case) if _has_drug_side(entry)]
    not_sure = _not_sure(case, _pharmacy_classes, without=_NO_DRUG_SIDE)
    nobody: Classes = (set(), {"uninsured"}) if not_sure else ({"uninsured"}, set())
    return _known(payers or [nobody], not_sure)


def copay_help_design(case: Case) -> str | None:
    """How the private plan treats a maker's copay help: `counts`, `accumulator` or `maximizer`."""
    designs = {entry.copay_help for entry in _private(case)}
    return designs.pop() if len(designs) == 1 else None


def plan_maximum(case: Case) -> int | None:
    """The individual out-of-pocket maximum of the private plan in cents."""
    limits = [entry.out_of_pocket_maximum for entry in _private(case)]
    return limits[0].individual if len(limits) == 1 and limits[0] else None


def _current(case: Case) -> Iterator[AnyCoverage]:
    return (entry for entry in case.coverage or () if entry.ends_on is None or entry.ends_on >= case.as_of)


def _private(case: Case) -> list[PrivatePlan]:
    """The private plans there are, and those there may be."""
    return [entry for entry in (*_current(case), *entries_not_sure(case)) if isinstance(entry, PrivatePlan)]


def _not_sure(
    case: Case, classes_of: Callable[[AnyCoverage, Case], Classes], without: Collection[str] = ()
) -> list[Classes]:
    """The classes of what is not sure; help from Medicaid may be of any level."""
    if not case.coverage_not_sure:
        return []
    entries = [entry for entry in entries_not_sure(case) if entry.kind not in without]
    return [(set(_ANY_MEDICAID), set()) if entry.kind == "medicaid" else classes_of(entry, case) for entry in entries]


def _known(entries: Sequence[Classes], not_sure: Sequence[Classes]) -> Known | None:
    """Join the classes of all entries, widened; of what is not sure all may be. None where there is no entry."""
    if not entries:
        return None
    certain: set[str] = set()
    possible: set[str] = set()
    for has, maybe in entries:
        certain |= has
        possible |= maybe
    for has, maybe in not_sure:
        possible |= has | maybe
    sure = widen(certain, INSURANCE_IMPLIES)
    return Known(sure, widen(possible, INSURANCE_IMPLIES) - sure)


def _classes(entry: AnyCoverage, case: Case) -> Classes:
    """Name the classes that an entry certainly and possibly belongs to."""
    if entry.starts_on is not None and entry.starts_on > case.as_of:
        return set(), {_name(entry)}
    if isinstance(entry, Employer):
        return _employer_classes(entry)
    if isinstance(entry, Medicare):
        original = None if "medicare_advantage" in (case.coverage_not_sure or ()) else True
        parts = {"medicare_part_a": entry.part_a, "medicare_part_b": entry.part_b}
        return _parts({"medicare"}, {"original_medicare": original, **parts})
    if isinstance(entry, MedicareAdvantage):
        certain = {"medicare_advantage", "medicare_part_a", "medicare_part_b"}
        part_d = True if entry.part_d is not None else entry.includes_part_d
        return _parts(certain, {"medicare_part_d": part_d})
    if isinstance(entry, Medicaid):
        return _medicaid_classes(entry, case)
    if isinstance(entry, Tricare):
        return _parts({"tricare"}, {"tricare_for_life": None if entry.plan is None else entry.plan == "for_life"})
    return {_name(entry)}, set()


def _payer_classes(entry: AnyCoverage, case: Case) -> Classes:
    """As the classes, but VA care pays only where the treatment is given or authorised by VA."""
    if isinstance(entry, Va) and not entry.treated_at_va:
        return set(), ({"va"} if entry.treated_at_va is None else set())
    return _classes(entry, case)


def _pharmacy_classes(entry: AnyCoverage, case: Case) -> Classes:
    certain, possible = _payer_classes(entry, case)
    if isinstance(entry, MedicareAdvantage):
        return ({"medicare_part_d"} if "medicare_part_d" in certain else set()), possible
    return certain, possible


def _employer_classes(entry: Employer) -> Classes:
    return _parts(
        {"employer"},
        {
            "employer_self_funded": entry.self_funded,
            "employer_fully_insured": None if entry.self_funded is None else not entry.self_funded,
        },
    )


def _medicaid_classes(entry: Medicaid, case: Case) -> Classes:
    """A Medicare Savings Program level is not Medicaid cover; a level not told beside Medicare may be either."""
    if entry.level in _FULL_MEDICAID:
        return {"medicaid"} | ({_SAVINGS_LEVEL[entry.level]} if entry.level in _SAVINGS_LEVEL else set()), set()
    if entry.level in _SAVINGS_LEVEL:
        return {_SAVINGS_LEVEL[entry.level]}, set()
    if entry.level is None and not case.may_be_covered_by(*_MEDICARE):
        return {"medicaid"}, set()
    if entry.level is None:
        return {"government"}, set(_ANY_MEDICAID)
    return {"government"}, {"medicaid"}


def _parts(certain: set[str], answers: dict[str, bool | None]) -> Classes:
    sure = {name for name, answer in answers.items() if answer}
    return certain | sure, {name for name, answer in answers.items() if answer is None}


def _has_drug_side(entry: AnyCoverage) -> bool:
    savings_only = isinstance(entry, Medicaid) and entry.level in ("qmb", "slmb", "qi")
    return entry.kind not in _NO_DRUG_SIDE and not savings_only


def _name(entry: AnyCoverage) -> str:
    """The class named like the kind of coverage."""
    return {"part_d": "medicare_part_d", "medicare": "original_medicare"}.get(entry.kind, entry.kind)
