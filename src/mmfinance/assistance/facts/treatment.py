"""Facts about the disease and its treatment out of a case."""

from collections.abc import Callable

from mmfinance.assistance.facts.fact import NEVER, UNDATED, Between, Known
from mmfinance.assistance.vocabulary import CAR_T_DRUGS, DISEASE_IMPLIES, DRUG_BENEFITS, SUPPORTIVE_DRUGS, widen
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, ServiceCategory, TherapyKind, TreatmentKind
from mmfinance.errors import UnknownName

_DRUG_CATEGORIES = (ServiceCategory.PROVIDER_DRUG, ServiceCategory.CELL_THERAPY, *PHARMACY_CATEGORIES)
_ALSO_POSSIBLE = ("al_amyloidosis", "plasma_cell_leukemia", "kidney_failure", "neuropathy")


def diagnoses(case: Case) -> Known | None:
    """The diseases a person has and the wider groups they belong to; `also` not told leaves the others open."""
    disease, also = case.diagnosis.disease, case.diagnosis.also
    if disease is None:
        return None
    has = widen({disease, *(also or ())}, DISEASE_IMPLIES)
    maybe = frozenset() if also is not None else widen(_ALSO_POSSIBLE, DISEASE_IMPLIES)
    if disease == "other":
        maybe = frozenset(DISEASE_IMPLIES) - {"multiple_myeloma", "smoldering_myeloma"}
    return Known(has, maybe - has)


def drugs(case: Case) -> Known | None:
    """The drugs of the planned treatment: the care path's, or those on the person's own list of services.

    Supportive drugs may always come beside, unless the case says which ones do.
    """
    planned, told = _planned(case), case.treatment.supportive_drugs
    if planned is None:
        return None
    has = planned.has | frozenset(map(str, told or ()))
    maybe = planned.maybe | SUPPORTIVE_DRUGS if told is None else planned.maybe - SUPPORTIVE_DRUGS
    return Known(has, maybe - has, planned.in_part)


def _planned(case: Case) -> Known | None:
    if case.treatment.care_path is not None:
        return _of_care_path(case, case.treatment.care_path)
    return _listed(case) or _of_kind(case)


def _of_kind(case: Case) -> Known | None:
    """What every care path of the kind brings, and what one of them may."""
    if case.treatment.kind is None:
        return None
    from mmfinance.reference.care_paths import care_paths_of

    each = [_of_care_path(case, identifier) for identifier in care_paths_of(case.treatment.kind)]
    has = frozenset.intersection(*(one.has for one in each))
    return Known(has, frozenset.union(*(one.has | one.maybe for one in each)) - has, in_part=False)


def _listed(case: Case) -> Known | None:
    entries = [service for service in case.services or () if service.drug or service.category in _DRUG_CATEGORIES]
    named = frozenset(_generic_name(service.drug) for service in entries if service.drug)
    unnamed = any(service.drug is None for service in entries)
    return Known(named, frozenset(DRUG_BENEFITS) if unnamed else frozenset()) if named else None


def _of_care_path(case: Case, identifier: str) -> Known:
    """The drugs of a care path's treatment phases. A trial or transplant that names none may bring any.

    Follow-up brings none but the CAR-T that is followed, as long as that has not failed.
    """
    from mmfinance.reference.care_paths import care_path

    path = care_path(identifier)
    if path.kind == "follow_up":
        return Known(frozenset(), frozenset() if car_t_failed(case) else CAR_T_DRUGS)
    phases = [phase for phase in path.phases if phase.chance is None]
    named = {name for phase in phases for item in phase.gives if (name := item.drug or item.fill)}
    return Known(frozenset(map(_generic_name, named)), frozenset() if named else frozenset(DRUG_BENEFITS))


def _generic_name(name: str) -> str:
    """The generic name behind a price's name: `lenalidomide_generic` is lenalidomide."""
    name = name.replace("-", "_")
    return max((known for known in DRUG_BENEFITS if name.startswith(known)), key=len, default=name)


def off_label(case: Case) -> bool | None:
    """Whether the drug is used outside its label: as told, or as the care path, or all of the kind, say."""
    treatment = case.treatment
    if treatment.off_label is not None or (treatment.care_path is None and treatment.kind is None):
        return treatment.off_label
    from mmfinance.reference.care_paths import care_path, care_paths_of

    paths = (treatment.care_path,) if treatment.care_path else care_paths_of(treatment.kind) if treatment.kind else ()
    said = {care_path(identifier).off_label for identifier in paths}
    return said.pop() if len(said) == 1 else None


def days_since(kind: TherapyKind) -> Callable[[Case], int | str | None]:
    """Days since the latest therapy of a kind; a given history is complete."""

    def derive(case: Case) -> int | str | None:
        if case.treatment.history is None:
            return None
        entries = [entry for entry in case.treatment.history if entry.kind == kind]
        if not entries:
            return NEVER
        days = [(case.as_of - entry.date).days for entry in entries if entry.date is not None]
        return min(days) if len(days) == len(entries) else UNDATED

    return derive


def days_since_treatment(case: Case) -> int | str | None:
    """Days since the latest treatment of any kind; 0 while in active treatment."""
    if case.treatment.in_active_treatment:
        return 0
    history = case.treatment.history
    if history is None:
        return None
    if not history:
        return NEVER
    last = [entry.ended_on or entry.date for entry in history]
    return min((case.as_of - day).days for day in last if day) if all(last) else UNDATED


def days_until_treatment(case: Case) -> int | None:
    """Days until the planned treatment starts; negative once it has."""
    start = case.treatment.start_date
    return None if start is None else (start - case.as_of).days


def car_t_failed(case: Case) -> bool | None:
    """Whether the disease came back after CAR T-cell therapy."""
    if case.treatment.history is None:
        return None
    answers = [entry.failed for entry in case.treatment.history if entry.kind == TherapyKind.CAR_T]
    if True in answers:
        return True
    return None if None in answers else False


def clinical_trial(case: Case) -> bool | None:
    """Whether a clinical trial is planned or discussed; silence is not a no."""
    treatment = case.treatment
    named = treatment.trial is not None or treatment.being_evaluated_for == TherapyKind.CLINICAL_TRIAL
    planned = (treatment.care_path or treatment.kind or "").startswith(("clinical_trial", TreatmentKind.TRIAL))
    return True if named or planned else None


def treatment_setting(case: Case) -> str | None:
    """Where the drug is given."""
    return case.treatment.site.setting if case.treatment.site else None


def treatment_state(case: Case) -> str | None:
    """The state of the treatment centre."""
    return case.treatment.site.state if case.treatment.site else None


def distance(case: Case) -> float | Between | None:
    """Miles one way by road: as told, or the span that the straight line from ZIP to ZIP leaves; else not known."""
    import numpy as np

    from mmfinance.exposure.household import distance as road

    try:
        found = road.distance(case)
    except UnknownName:
        return None
    if found.told is not None or not found.known:
        return found.told
    low, high = road.miles_on_lanes(found, np.array([0.0, 1.0]), case.as_of)
    return Between(float(low), float(high))


def nonprofit_hospital(case: Case) -> bool | None:
    """Whether the treatment centre is a nonprofit."""
    return case.treatment.site.nonprofit if case.treatment.site else None


def covered_by_plan(case: Case) -> bool | None:
    """Whether the plan pays for the planned drug: as told, or no where the insurer refused it."""
    if case.treatment.covered_by_plan is not None:
        return case.treatment.covered_by_plan
    return False if insurer_denied(case) else None


def insurer_denied(case: Case) -> bool | None:
    """Whether an insurer refused; silence is not a no."""
    return True if case.denial is not None and case.denial.denied_on is not None else None


def appeal_denied(case: Case) -> bool | None:
    """Whether the internal appeal was refused; silence is not a no."""
    return True if case.denial is not None and case.denial.internal_appeal_denied_on is not None else None
