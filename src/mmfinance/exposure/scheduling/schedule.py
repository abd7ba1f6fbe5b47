"""From a case to its dated services and trips, with everything that was assumed on the way said by name."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind, Setting, TherapyKind
from mmfinance.errors import InputError, OutsideMonths
from mmfinance.exposure.horizon import MOST_MONTHS
from mmfinance.exposure.result import Assumption, Horizon
from mmfinance.exposure.scheduling import schedule_words as words
from mmfinance.exposure.scheduling.expanded import Expansion
from mmfinance.exposure.scheduling.expansion import Question, expand
from mmfinance.exposure.scheduling.own_services import own_services, own_trips
from mmfinance.exposure.scheduling.payers import payer_spans
from mmfinance.exposure.scheduling.pricing import Size
from mmfinance.exposure.scheduling.scheduled import Schedule
from mmfinance.exposure.scheduling.site_of_care import SITE_OF_CARE, site_of
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.reference.care_paths import care_path, planning

FOLLOW_UP = "follow_up"
_WITH_NETWORK = (
    CoverageKind.EMPLOYER,
    CoverageKind.COBRA,
    CoverageKind.MARKETPLACE,
    CoverageKind.MEDICARE_ADVANTAGE,
    CoverageKind.TRICARE,
)


def build_schedule(case: Case, months: int = 12) -> Schedule:
    """Turn a case into dated services and trips over `months` whole months, priced for who pays on each day.

    The horizon starts on the treatment's start date, or today when that lies in the past or is not known. The case's
    own `services` replace the care path's. Amounts are cents; an amount of None is a price that is not known.

    Raises UnknownName for a care path that does not exist; InputError for a number of months outside 1 to 36,
    OutsideMonths for services of which not one falls into them.
    """
    horizon = horizon_of(case, months)
    if case.services is not None:
        return _own_schedule(case, horizon)
    chosen = _chosen_path(case)
    if chosen is None:
        return _empty_schedule(horizon, [words.no_care_path()])
    return _path_schedule(case, chosen, horizon)


def path_question(case: Case, horizon: Horizon) -> Question | None:
    """What a case asks of its care path; None where it lists its own services or no path is known.

    Raises UnknownName for a care path that does not exist.
    """
    chosen = _chosen_path(case) if case.services is None else None
    return None if chosen is None else _question(case, chosen, horizon)


def horizon_of(case: Case, months: int) -> Horizon:
    """The span of a case's estimate. Raises InputError for a number of months outside 1 to 36."""
    if not 1 <= months <= MOST_MONTHS:
        raise InputError(f"months: found {months}; expected a whole number from 1 to {MOST_MONTHS}")
    start = max(case.as_of, case.treatment.start_date or case.as_of)
    if case.services:
        coming = [entry.date for entry in case.services if entry.date >= case.as_of]
        start = min([start, *coming])
    return Horizon(start, add_months(start, months) - timedelta(days=1), months)


def _chosen_path(case: Case) -> str | None:
    if case.treatment.care_path is not None:
        care_path(case.treatment.care_path)
        return case.treatment.care_path
    return FOLLOW_UP if _car_t_date(case) and not _car_t_failed(case) else None


def _car_t_failed(case: Case) -> bool:
    """After a CAR-T that failed another treatment comes: check-ups alone would say far too little."""
    return any(entry.failed for entry in case.treatment.history or () if entry.kind == TherapyKind.CAR_T)


def _car_t_date(case: Case) -> date | None:
    dates = [entry.date for entry in case.treatment.history or () if entry.kind == TherapyKind.CAR_T and entry.date]
    return max(dates, default=None)


def _path_schedule(case: Case, chosen: str, horizon: Horizon) -> Schedule:
    question = _question(case, chosen, horizon)
    expansion = expand(question)
    assumptions = _assumptions(case, question, expansion)
    return _schedule(expansion, horizon, chosen, assumptions, _warnings(case, chosen, horizon))


def _question(case: Case, chosen: str, horizon: Horizon) -> Question:
    path = care_path(chosen)
    site = site_of(case, Setting(path.setting))
    first_day = case.treatment.start_date or horizon.start
    if path.counts_from == "car_t":
        first_day = _car_t_date(case) or first_day
    patient = case.patient
    return Question(
        care_path=chosen,
        first_day=first_day,
        start=horizon.start,
        end=horizon.end,
        payers=payer_spans(case, horizon.start, horizon.end),
        setting=site.setting,
        network=site.network,
        step_up=case.treatment.step_up_setting if path.step_up else None,
        later_phases=bool(case.treatment.later_phases),
        size=Size(patient.weight_kg, patient.height_cm),
        other_setting=site.other,
    )


def _assumptions(case: Case, question: Question, expansion: Expansion) -> list[Assumption]:
    """Everything the case left open and the expansion filled, in a fixed order."""
    treatment, path = case.treatment, care_path(question.care_path)
    factors = expansion.factors
    checks = [
        (treatment.start_date is None and path.counts_from == "start", words.start_not_known(question.first_day)),
        (path.counts_from == "car_t" and _car_t_date(case) is None, words.car_t_not_known(question.first_day)),
        (treatment.site is None or treatment.site.setting is None, _site_assumption(question, factors)),
        (
            _network_matters(case) and (treatment.site is None or treatment.site.network is None),
            words.network_not_known(),
        ),
        ("weight" in factors, words.weight_not_known(planning())),
        (case.patient.height_cm is None and _by_surface(path), words.height_not_known(planning())),
        (bool(path.step_up) and treatment.step_up_setting is None, words.step_up_not_known(path)),
        (any(phase.later for phase in path.phases) and treatment.later_phases is None, words.later_not_known(path)),
        (not case.coverage, words.coverage_not_known()),
        (any(name.startswith("price:") for name in factors), words.commercial_level()),
        (bool({"price:office", "price:laboratory"} & factors.keys()), words.commercial_office()),
        ("treatment_length" in factors, words.may_stop(planning())),
    ]
    return [assumption for holds, assumption in checks if holds]


def _site_assumption(question: Question, factors: Mapping[str, str]) -> Assumption:
    return words.site_drawn() if SITE_OF_CARE in factors else words.site_not_known(question.setting)


def _network_matters(case: Case) -> bool:
    """Whether any coverage has a network; coverage that is not known may have one."""
    return not case.coverage or case.covers(*_WITH_NETWORK)


def _by_surface(path: object) -> bool:
    phases = getattr(path, "phases", ())
    return any(item.mg_per_m2 is not None for phase in phases for item in phase.gives)


def _warnings(case: Case, chosen: str, horizon: Horizon) -> list[str]:
    path, begun = care_path(chosen), case.treatment.start_date
    found = []
    if begun and begun < horizon.start:
        found.append(words.already_begun(begun, horizon.start))
    if path.off_label:
        found.append(words.off_label(path))
    return [*found, *path.price_unknown]


def _schedule(
    expansion: Expansion, horizon: Horizon, chosen: str | None, assumptions: list[Assumption], warnings: Sequence[str]
) -> Schedule:
    return Schedule(
        services=expansion.services,
        trips=expansion.trips,
        assumptions=tuple(assumptions),
        warnings=tuple(warnings),
        figures_used=expansion.figures_used,
        price_unknown=expansion.price_unknown,
        care_path=chosen,
        horizon=horizon,
        factors=expansion.factors,
    )


def _own_schedule(case: Case, horizon: Horizon) -> Schedule:
    site = site_of(case, Setting.OUTPATIENT_HOSPITAL)
    listed = [entry for entry in case.services or () if horizon.start <= entry.date <= horizon.end]
    if case.services and not listed:
        first, last = (pick(entry.date for entry in case.services) for pick in (min, max))
        found = (
            f"services: found dates from {first} to {last}; expected at least one from {horizon.start} to "
            f"{horizon.end}, the months counted"
        )
        raise OutsideMonths(("services",), found, "correct the dates, or count more months with --months")
    services = own_services(listed, site.setting, site.network, case.coverage or ())
    left_out = len(case.services or ()) - len(listed)
    warnings = [words.services_left_out(left_out)] if left_out else []
    placed = case.treatment.site and case.treatment.site.network
    unplaced = _network_matters(case) and not placed and any(entry.network is None for entry in listed)
    assumptions = [words.network_not_known()] if unplaced else []
    expansion = Expansion(services, own_trips(services), ())
    return _schedule(expansion, horizon, case.treatment.care_path, assumptions, warnings)


def _empty_schedule(horizon: Horizon, assumptions: list[Assumption]) -> Schedule:
    return _schedule(Expansion((), (), ()), horizon, None, assumptions, [])
