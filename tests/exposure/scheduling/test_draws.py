"""Draws: the expected lane, shares and spans, determinism, speed."""

from datetime import date
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.exposure.scheduling.draws import draw, factor_draws, trip_lanes, uniforms
from mmfinance.exposure.scheduling.expansion import expand
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.exposure.scheduling.scheduled import Schedule
from mmfinance.reference.care_paths import care_path_ids

DRAWS = 1000


def schedule_of(path: str, kind: str = "medicare", months: int = 12, **more: Any) -> Schedule:
    treatment = {"care_path": path, "start_date": "2026-12-01", **more.pop("treatment", {})}
    fields = {"as_of": "2026-11-25", "coverage": [{"kind": kind}], "treatment": treatment, **more}
    return build_schedule(Case.model_validate(fields), months)


@pytest.mark.parametrize("kind", ["medicare", "employer", "uninsured"])
@pytest.mark.parametrize("path", care_path_ids())
def test_the_expected_lane_is_the_schedule(path: str, kind: str) -> None:
    schedule = schedule_of(path, kind)
    lanes = draw(schedule, 1)
    assert lanes.occurs[:, 0].tolist() == [all(one.expected() for one in s.conditions) for s in schedule.services]
    for row, entry in enumerate(schedule.services):
        happens = bool(lanes.occurs[row, 0]) and entry.service.allowed is not None
        assert lanes.allowed[row, 0] == (entry.service.allowed if happens else 0)
        share = entry.service.medicare_share
        assert lanes.medicare_share[row, 0] == (share if happens and share is not None else -1)
        assert lanes.price_known[row] == (entry.service.allowed is not None)


@pytest.mark.parametrize("path", care_path_ids())
def test_many_lanes_hold_no_negative_and_nothing_where_nothing_happens(path: str) -> None:
    lanes = draw(schedule_of(path, "employer"), DRAWS)
    assert (lanes.allowed >= 0).all()
    assert (lanes.billed >= lanes.allowed).all()
    assert (lanes.allowed[~lanes.occurs] == 0).all()
    assert (lanes.allowed[~lanes.price_known] == 0).all()
    days = [service.day for service in lanes.services]
    assert days == sorted(days)


def test_the_hospital_share_of_step_up_is_the_published_one() -> None:
    # Claims 2025: 39.3% of people on teclistamab were admitted in the first week.
    schedule = schedule_of("teclistamab")
    lanes = draw(schedule, DRAWS)
    stay = next(row for row, service in enumerate(lanes.services) if service.name.endswith("step-up doses"))
    first = next(row for row, service in enumerate(lanes.services) if service.drug == "teclistamab")
    assert lanes.occurs[stay].mean() == pytest.approx(0.393, abs=0.001)
    assert (lanes.occurs[stay] ^ lanes.occurs[first]).all(), "in hospital or in the clinic, never both"


def test_episodes_come_as_often_as_published() -> None:
    lanes = draw(schedule_of("talquetamab", treatment={"step_up_setting": "outpatient"}), DRAWS)
    stays = [row for row, service in enumerate(lanes.services) if service.name.startswith("Hospital stay for cytok")]
    infection = next(row for row, service in enumerate(lanes.services) if "fever" in service.name)
    assert [lanes.occurs[row].mean() for row in stays] == pytest.approx([0.76, 0.11], abs=0.001)
    assert lanes.occurs[infection].mean() == pytest.approx(0.23, abs=0.001)


def test_unplanned_visits_come_at_the_published_rate() -> None:
    # 3.7 in the first 125 days; whole fortnights of those are 112 days.
    schedule = schedule_of("teclistamab", treatment={"site": {"setting": "outpatient_hospital"}})
    rows = [row for row, entry in enumerate(schedule.services) if entry.phase == "unplanned"]
    visits = [row for row in rows if schedule.services[row].service.name.endswith("(doctor)")]
    assert len(visits) == 8
    assert draw(schedule, DRAWS).occurs[visits].sum(axis=0).mean() == pytest.approx(3.7 / 125 * 112, abs=0.1)
    assert not draw(schedule, 1).occurs[visits].any()


def test_one_follow_up_interval_happens_in_each_lane() -> None:
    schedule = schedule_of("follow_up")
    lanes = draw(schedule, DRAWS)
    panels = [row for row, entry in enumerate(schedule.services) if entry.service.name == "Blood panel"]
    first_phase = [row for row in panels if schedule.services[row].phase == "months_0_to_3"]
    counts = lanes.occurs[first_phase].sum(axis=0)
    assert set(counts.tolist()) == {2, 3}


def test_prices_span_the_published_levels() -> None:
    # Drugs from 1.0 to 1.934 times Medicare, hospitals from 1.7 to 3.0 times (RAND).
    schedule = schedule_of("daratumumab", "employer", treatment={"site": {"setting": "outpatient_hospital"}})
    lanes = draw(schedule, DRAWS)
    row = next(row for row, service in enumerate(lanes.services) if service.drug == "daratumumab_sc")
    assert lanes.allowed[row].min() == pytest.approx(1_026_918, rel=0.002)
    assert lanes.allowed[row].max() == 1_986_059
    hospital = next(row for row, entry in enumerate(schedule.services) if entry.level == "hospital")
    assert lanes.allowed[hospital].min() == pytest.approx(6_712 * 1.7, rel=0.002)
    assert lanes.allowed[hospital].max() == pytest.approx(6_712 * 3.0, rel=0.002)


def test_medicare_prices_do_not_vary() -> None:
    lanes = draw(schedule_of("daratumumab"), DRAWS)
    for row in range(len(lanes.services)):
        assert len(set(lanes.allowed[row][lanes.occurs[row]].tolist())) == 1


def test_a_bill_the_person_stated_is_kept_beside_the_allowed_amount() -> None:
    own = [{"date": "2026-12-02", "name": "Scan", "category": "imaging", "allowed": 900, "billed": 4000}]
    lanes = draw(schedule_of("teclistamab", services=own), 3)
    assert lanes.allowed.tolist() == [[90_000] * 3]
    assert lanes.billed.tolist() == [[400_000] * 3]


def test_treatment_stops_early_in_a_third_of_lanes_at_the_end() -> None:
    schedule = schedule_of("daratumumab")
    lanes = draw(schedule, DRAWS)
    doses = [row for row, service in enumerate(lanes.services) if service.drug == "daratumumab_sc"]
    assert lanes.occurs[doses[0]].all()
    running = lanes.occurs[doses].sum(axis=1)
    assert (np.diff(running) <= 0).all(), "who has stopped does not start again"
    assert 0.67 <= running[-1] / DRAWS < 0.75


def test_trips_follow_their_services() -> None:
    schedule = schedule_of("teclistamab")
    made = trip_lanes(schedule, DRAWS)
    assert made.shape == (len(schedule.trips), DRAWS)
    stay = next(row for row, trip in enumerate(schedule.trips) if trip.kind == "hospital_stay")
    near = next(row for row, trip in enumerate(schedule.trips) if trip.kind == "near_centre")
    assert (made[stay] ^ made[near]).all()
    assert date(2026, 12, 14) in {trip.trip.day for row, trip in enumerate(schedule.trips) if made[row].all()}


def test_draws_of_a_name_are_stratified_and_its_own() -> None:
    both = uniforms(["travel", "weight"], DRAWS, seed=7)
    assert (both["travel"] == uniforms(["travel"], DRAWS, seed=7)["travel"]).all()
    assert sorted((both["travel"] * DRAWS).astype(int).tolist()) == list(range(DRAWS))
    assert abs(np.corrcoef(both["travel"], both["weight"])[0, 1]) < 0.1
    assert (both["travel"] != uniforms(["travel"], DRAWS, seed=8)["travel"]).any()
    assert uniforms(["travel"], 1)["travel"].tolist() == [0.5]


def test_every_factor_is_said_in_words() -> None:
    schedule = schedule_of("repeat_car_t", "employer")
    assert set(factor_draws(schedule, 10)) == set(schedule.factors)
    assert all(" " in sentence for sentence in schedule.factors.values())


@given(
    path=st.sampled_from(care_path_ids()),
    draws=st.integers(1, 64),
    seed=st.integers(0, 2**31),
    kind=st.sampled_from(["medicare", "employer", "uninsured"]),
)
@settings(max_examples=50, deadline=None)
def test_the_same_seed_gives_the_same_bytes(path: str, draws: int, seed: int, kind: str) -> None:
    first = draw(schedule_of(path, kind), draws, seed)
    expand.cache_clear()
    again = draw(schedule_of(path, kind), draws, seed)
    assert first.allowed.tobytes() == again.allowed.tobytes()
    assert first.occurs.tobytes() == again.occurs.tobytes()
    assert first.medicare_share.tobytes() == again.medicare_share.tobytes()


def test_a_year_and_a_thousand_draws_are_quick() -> None:
    schedule_of("isatuximab_carfilzomib_dexamethasone", "employer")
    expand.cache_clear()
    began = perf_counter()
    draw(schedule_of("isatuximab_carfilzomib_dexamethasone", "employer"), DRAWS)
    assert perf_counter() - began < 0.3, "about 0.015 s on an idle core; the margin is for a busy machine"
