"""A case among many costs what its own estimate says, to the cent."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.case.vocabulary import CostGroup, Setting
from mmfinance.errors import InputError, UnknownName
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.many import estimate_totals
from mmfinance.exposure.scheduling import expected_lane, happenings
from mmfinance.exposure.scheduling.expansion import expand
from mmfinance.reference.care_paths import care_path_ids, planning
from tests.exposure.adjudication.test_adjudicate_properties import coverages
from tests.exposure.adjudication_cases import case_of

EXAMPLES = [read_case(path) for path in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))]


def own_estimate(case: Case, months: int = 12) -> dict[CostGroup, int]:
    return {group: found.expected for group, found in estimate(case, months, draws=1).by_group.items()}


def generated() -> Iterator[Case]:
    """Every care path with days, weights, sites and coverage drawn from a seed."""
    random = Random(4)
    for number, path in enumerate([*sorted(care_path_ids()), *sorted(care_path_ids())]):
        case = EXAMPLES[number % len(EXAMPLES)]
        setting = random.choice([Setting.OFFICE, Setting.OUTPATIENT_HOSPITAL])
        treatment = {
            "care_path": path,
            "start_date": case.as_of + timedelta(days=random.randrange(-100, 250)),
            "step_up_setting": random.choice([None, "inpatient", "outpatient"]),
            "later_phases": random.choice([None, True]),
            "site": case.treatment.site.model_copy(update={"setting": setting}) if case.treatment.site else None,
        }
        patient = {"weight_kg": random.choice([None, round(random.uniform(42, 130), 1)])}
        changed: dict[str, object] = {
            "treatment": case.treatment.model_copy(update=treatment),
            "patient": case.patient.model_copy(update=patient),
        }
        if number % 2:
            other = case_of(random.choice(list(coverages(number).values())), as_of=case.as_of.isoformat())
            changed["coverage"] = other.coverage
        yield case.model_copy(update=changed)


@pytest.mark.parametrize("months", [1, 12, 18])
def test_examples_cost_what_their_estimates_say(months: int) -> None:
    for case, totals in zip(EXAMPLES, estimate_totals(EXAMPLES, months), strict=True):
        assert dict(totals.by_group) == own_estimate(case, months), case.case_id
        assert totals.not_counted == estimate(case, months, draws=1).not_counted, case.case_id
        assert totals.total == estimate(case, months, draws=1).total.expected


def test_generated_cases_cost_what_their_estimates_say() -> None:
    cases = list(generated())
    for case, totals in zip(cases, estimate_totals(cases), strict=True):
        assert dict(totals.by_group) == own_estimate(case), case


def test_a_treatment_of_which_only_the_kind_is_told_costs_what_its_estimate_says() -> None:
    cases = [
        case.model_copy(update={"treatment": case.treatment.model_copy(update={"care_path": None, "kind": kind})})
        for case, kind in zip(EXAMPLES, ("oral", "bispecific", "transplant", "trial"), strict=False)
    ]
    for case, totals in zip(cases, estimate_totals(cases), strict=True):
        assert dict(totals.by_group) == own_estimate(case), case.case_id
        assert totals.total


def test_a_rule_by_which_most_people_stop_early_holds_for_many_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = planning().model_copy(update={"stops_early_chance": 0.9})
    for module in (happenings, expected_lane):
        monkeypatch.setattr(module, "planning", lambda: rule)
    begun = [
        case.model_copy(update={"treatment": case.treatment.model_copy(update={"start_date": case.as_of - days})})
        for case in EXAMPLES[:4]
        for days in (timedelta(0), timedelta(70))
    ]
    try:
        _forget_layouts()
        stopping = list(estimate_totals(begun))
        assert [dict(one.by_group) for one in stopping] == [own_estimate(case) for case in begun]
    finally:
        monkeypatch.undo()
        _forget_layouts()
    assert stopping != list(estimate_totals(begun))


def _forget_layouts() -> None:
    for remembered in (happenings.laid_out, expand):
        remembered.cache_clear()


def test_processes_give_the_same_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mmfinance.exposure.many.SLICE", 3)
    assert list(estimate_totals(EXAMPLES, workers=2)) == list(estimate_totals(EXAMPLES))


def test_cases_are_taken_as_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mmfinance.exposure.many.SLICE", 2)
    taken = iter(EXAMPLES)
    next(estimate_totals(taken))
    assert next(taken) is EXAMPLES[2]


def test_no_cases_give_no_totals() -> None:
    assert list(estimate_totals([])) == []


def test_what_an_estimate_refuses_is_refused() -> None:
    with pytest.raises(InputError, match="months"):
        list(estimate_totals(EXAMPLES[:1], months=61))
    unknown = EXAMPLES[0].model_copy(
        update={"treatment": EXAMPLES[0].treatment.model_copy(update={"care_path": "teclistamap"})}
    )
    with pytest.raises(UnknownName):
        list(estimate_totals([unknown]))
