"""A treatment of which only the kind is known: the middle of its care paths is counted, and the span covers all."""

from pathlib import Path

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.report.document import estimate_document
from mmfinance.reference.care_paths import care_path, care_paths_of

EXAMPLES = Path(__file__).parents[2] / "examples"
DRAWS = 50


@pytest.fixture(scope="module")
def person() -> Case:
    return read_case(EXAMPLES / "medicare-no-supplement.yaml")


def treated(case: Case, **treatment: str) -> Case:
    told = {"care_path": None, **treatment}
    return case.model_copy(update={"treatment": case.treatment.model_copy(update=told)})


def test_the_middle_stands_in_and_low_and_high_span_all_of_the_kind(person: Case) -> None:
    each = [estimate(treated(person, care_path=path), 12, DRAWS) for path in care_paths_of("bispecific")]
    found = estimate(treated(person, kind="bispecific"), 12, DRAWS)
    totals = sorted(one.total.expected for one in each)
    assert len(each) == 5
    assert found.total.expected == totals[2]
    assert found.care_path_assumed
    assert [one.care_path for one in each if one.total.expected == totals[2]] == [found.care_path]
    assert found.total.low == min(one.total.low for one in each)
    assert found.total.high == max(one.total.high for one in each)
    for at, month in enumerate(found.by_month):
        assert month.total.high == max(one.by_month[at].total.high for one in each)
    for periods in (found.by_month, found.by_plan_year):
        assert sum(period.total.expected for period in periods) == found.total.expected


def test_what_was_assumed_is_named_and_asked_first(person: Case) -> None:
    found = estimate(treated(person, kind="bispecific"), 12, DRAWS)
    first = found.assumptions[0]
    assert (first.name, str(first.question)) == ("care_path", "Which treatment is planned next?")
    assert care_path(found.care_path or "").name in str(first.sentence)
    assert "bispecific antibody" in str(first.sentence)
    assert "care_path" in [one.name for one in found.swings]
    assert estimate_document(found)["care_path_assumed"] is True


def test_a_care_path_or_a_list_of_services_wins_over_the_kind(person: Case) -> None:
    told = treated(person, care_path="talquetamab", kind="oral")
    assert estimate(told, 12, DRAWS) == estimate(treated(person, care_path="talquetamab"), 12, DRAWS)
    own = read_case(EXAMPLES / "uninsured-good-faith-estimate.yaml")
    assert not estimate(treated(own, kind="oral"), 12, DRAWS).care_path_assumed


def test_check_ups_alone_do_not_stand_for_what_comes_after_a_car_t_that_failed() -> None:
    history = [{"kind": "car_t", "date": "2026-03-09", "failed": True}]
    failed = Case.model_validate({"as_of": "2026-11-28", "treatment": {"history": history}})
    found = estimate(failed, 12, 1)
    assert (found.care_path, found.total.high) == (None, 0)
    assert "no_care_path" in [one.name for one in found.assumptions]
    history[0]["failed"] = False
    works = Case.model_validate({"as_of": "2026-11-28", "treatment": {"history": history}})
    assert estimate(works, 12, 1).care_path == "follow_up"
