"""Schedules: dates and amounts worked by hand from the care path files and the CMS tables they name."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Benefit, Purpose, ServiceCategory, Setting
from mmfinance.errors import InputError, UnknownName
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.exposure.scheduling.scheduled import Schedule, ScheduledService
from mmfinance.reference.care_paths import care_path_ids

MEDICARE = [{"kind": "medicare"}]
EMPLOYER = [{"kind": "employer"}]


def case(care_path: str | None = None, start: str | None = "2026-12-01", **more: Any) -> Case:
    treatment = {"care_path": care_path, "start_date": start, **more.pop("treatment", {})}
    fields = {"as_of": "2026-11-25", "coverage": MEDICARE, "treatment": treatment, **more}
    return Case.model_validate(fields)


def expected(schedule: Schedule) -> list[ScheduledService]:
    """What happens in the expected lane."""
    return [entry for entry in schedule.services if all(one.expected() for one in entry.conditions)]


def drug_days(schedule: Schedule, drug: str) -> list[date]:
    return [entry.service.day for entry in expected(schedule) if entry.service.drug == drug]


def test_the_first_ten_doses_of_teclistamab() -> None:
    # Label: days 1, 4, 7, then weekly from one week after the first full dose. Day 1 is 1 December 2026.
    days = drug_days(build_schedule(case("teclistamab"), 12), "teclistamab")
    assert [day.isoformat() for day in days[:10]] == [
        "2026-12-01", "2026-12-04", "2026-12-07", "2026-12-14", "2026-12-21",
        "2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25",
    ]  # fmt: skip


def test_teclistamab_amounts_for_medicare() -> None:
    # 60 units x 35.323 = 2,119.38; 306 units x 35.323 = 10,808.84; shares 60 x 6.73 = 403.80, 306 x 6.73 = 2,059.38.
    schedule = build_schedule(case("teclistamab", patient={"weight_kg": 80}), 1)
    doses = [entry.service for entry in expected(schedule) if entry.service.drug == "teclistamab"]
    assert [dose.allowed for dose in doses[:4]] == [211_938, 211_938, 1_080_884, 1_080_884]
    assert [dose.medicare_share for dose in doses[:4]] == [40_380, 40_380, 205_938, 205_938]
    assert doses[0].benefit is Benefit.MEDICAL
    assert doses[0].setting is Setting.OUTPATIENT_HOSPITAL


def test_december_has_five_doses_of_a_weekly_drug_when_it_has() -> None:
    days = drug_days(build_schedule(case("cyclophosphamide_dexamethasone"), 3), "cyclophosphamide")
    by_month = [sum(day.month == month for day in days) for month in (12, 1, 2)]
    assert by_month == [5, 4, 4]


@pytest.mark.parametrize(
    ("path", "drug", "days"),
    [
        ("talquetamab", "talquetamab", [1, 4, 7, 14, 21]),
        ("talquetamab_every_2_weeks", "talquetamab", [1, 4, 7, 10, 24, 38]),
        ("elranatamab", "elranatamab", [1, 4, 8, 15, 22]),
        ("daratumumab", "daratumumab_sc", [1, 8, 15, 22, 29, 36, 43, 50, 57, 71, 85, 99, 113, 127, 141, 155, 169, 197]),
        ("carfilzomib_dexamethasone", "carfilzomib", [1, 8, 15, 29, 36, 43, 57]),
        ("carfilzomib_dexamethasone_twice_weekly", "carfilzomib", [1, 2, 8, 9, 15, 16, 29, 30, 36, 37, 43, 44]),
        ("isatuximab_pomalidomide_dexamethasone", "isatuximab", [1, 8, 15, 22, 29, 43]),
        ("belantamab_mafodotin_bortezomib_dexamethasone", "belantamab_mafodotin", [1, 22, 43]),
        ("belantamab_mafodotin_bortezomib_dexamethasone", "bortezomib", [1, 4, 8, 11, 22, 25]),
    ],
)
def test_dose_days(path: str, drug: str, days: list[int]) -> None:
    told = (
        {"step_up_setting": "outpatient"} if path in ("talquetamab", "talquetamab_every_2_weeks", "elranatamab") else {}
    )
    found = drug_days(build_schedule(case(path, treatment=told), 12), drug)
    assert [(day - date(2026, 12, 1)).days + 1 for day in found[: len(days)]] == days


def test_linvoseltamab_counts_ten_weekly_doses() -> None:
    told = {"step_up_setting": "outpatient", "later_phases": True}
    found = drug_days(build_schedule(case("linvoseltamab", treatment=told), 12), "linvoseltamab")
    days = [(day - date(2026, 12, 1)).days + 1 for day in found]
    assert days[:3] == [1, 8, 15]
    assert days[3:13] == list(range(22, 86, 7))
    assert days[13:19] == [92, 106, 120, 134, 148, 162]
    assert days[19:22] == [176, 204, 232]


def test_later_phases_are_an_option_and_never_the_default() -> None:
    often = drug_days(build_schedule(case("elranatamab"), 12), "elranatamab")
    later = drug_days(build_schedule(case("elranatamab", treatment={"later_phases": True}), 12), "elranatamab")
    assert len(often) == 3 + 51
    assert len(later) == 2 + 1 + 22 + 12 + 2
    assert "later_phases" in {one.name for one in build_schedule(case("elranatamab"), 12).assumptions}


def test_step_up_in_hospital_takes_the_drug_into_the_stay() -> None:
    told = {"step_up_setting": "inpatient"}
    schedule = build_schedule(case("teclistamab", treatment=told), 1)
    assert drug_days(schedule, "teclistamab")[0] == date(2026, 12, 14)
    stay = next(entry.service for entry in expected(schedule) if entry.service.category is ServiceCategory.INPATIENT)
    assert (stay.day, stay.nights, stay.allowed) == (date(2026, 12, 1), 6, None)
    assert stay.name in schedule.price_unknown
    assert "step_up_setting" not in {one.name for one in schedule.assumptions}


def test_step_up_unknown_keeps_both_ways() -> None:
    schedule = build_schedule(case("teclistamab"), 1)
    shares = {one.high for entry in schedule.services for one in entry.conditions if one.factor == "step_up"}
    assert shares == {0.393, 1}
    assert "step_up_setting" in {one.name for one in schedule.assumptions}


@pytest.mark.parametrize(
    ("months", "sets"),
    [((0, 3), (2, 3)), ((3, 6), (1, 2)), ((6, 12), (1, 2)), ((12, 24), (1, 2))],
)
def test_follow_up_sets_by_months_since_car_t(months: tuple[int, int], sets: tuple[int, int]) -> None:
    history = [{"kind": "car_t", "date": "2026-11-25"}]
    schedule = build_schedule(case(None, None, treatment={"history": history}), 25)
    assert schedule.care_path == "follow_up"
    phase = {0: "months_0_to_3", 3: "months_3_to_6", 6: "months_6_to_12", 12: "after_month_12"}[months[0]]
    for alternative in (0, 1, 2):
        low = alternative / 3
        panels = [
            entry.service.day
            for entry in schedule.services
            if entry.phase == phase and entry.service.name == "Blood panel" and entry.conditions[0].low == low
        ]
        assert sets[0] <= len(panels) <= sets[1]


def test_follow_up_dates_at_the_middle_interval() -> None:
    # Every 4 to 6 weeks: the middle is 5 weeks; 25 November + 35 days, + 70 days. Then 10 weeks after 25 February.
    history = [{"kind": "car_t", "date": "2026-11-25"}]
    schedule = build_schedule(case(None, None, treatment={"history": history}), 12)
    days = sorted({entry.service.day.isoformat() for entry in expected(schedule)})
    assert days == ["2026-12-30", "2027-02-03", "2027-05-06", "2027-10-10"]
    names = {entry.service.name for entry in expected(schedule) if entry.service.day == date(2026, 12, 30)}
    assert {"Blood panel", "Bone marrow test", "Minimal residual disease by sequencing (clonoSEQ)"} <= names
    assert not [name for name in names if "PET" in name]
    later = {entry.service.name for entry in expected(schedule) if entry.service.day == date(2027, 5, 6)}
    assert [name for name in later if "PET" in name]


def test_the_monitoring_sets_cost_what_the_tables_say() -> None:
    # CLFS: blood panel 145.16, clonoSEQ 2,007.25. Office marrow: 169.17 + 67.28 + 2 x 69.54 + 331.91 = 707.44.
    history = [{"kind": "car_t", "date": "2026-11-25"}]
    told = {"history": history, "site": {"setting": "office"}}
    schedule = build_schedule(case(None, None, treatment=told), 3)
    day = [entry.service for entry in expected(schedule) if entry.service.day == date(2026, 12, 30)]
    amounts = {service.name: service.allowed for service in day}
    assert amounts["Blood panel"] == 14_516
    assert amounts["Minimal residual disease by sequencing (clonoSEQ)"] == 200_725
    assert (amounts["Bone marrow biopsy and aspirate"] or 0) + (amounts["Bone marrow test"] or 0) == 70_744
    assert amounts["Visit with the doctor"] == 13_561


def test_a_pet_scan_has_a_hospital_and_a_doctor_part() -> None:
    # OPPS 2024 APC 5594 1,490.60 + PFS 2025 reading 109.65 = 1,600.25. The hospital line is one unit: capped.
    history = [{"kind": "car_t", "date": "2026-08-25"}]
    schedule = build_schedule(case(None, None, treatment={"history": history}), 3)
    scans = [entry.service for entry in expected(schedule) if "PET/CT" in entry.service.name]
    assert sum(scan.allowed or 0 for scan in scans) == 160_025
    assert [scan.line_capped for scan in scans] == [True, False]


def test_a_commercial_plan_pays_the_published_ratio() -> None:
    # 10,808.838 x 1.934 = 20,904.29; hospital 67.12 x 2.54 = 170.48; laboratory as Medicare.
    schedule = build_schedule(case("teclistamab", coverage=EMPLOYER, patient={"weight_kg": 80}), 1)
    day = [entry for entry in expected(schedule) if entry.service.day == date(2026, 12, 21)]
    assert [entry.service.allowed for entry in day] == [2_090_429, 17_048, 2_742]
    assert [entry.level for entry in day] == ["provider_drug", "hospital", "laboratory"]
    assert [entry.service.medicare_share for entry in day] == [None, None, None]
    assert {"commercial_prices", "commercial_office_prices"} <= {one.name for one in schedule.assumptions}


def test_a_plan_that_changes_in_mid_horizon_changes_the_price() -> None:
    coverage = [{"kind": "employer", "ends_on": "2026-12-31"}, {"kind": "medicare", "starts_on": "2027-01-01"}]
    schedule = build_schedule(case("teclistamab", coverage=coverage, patient={"weight_kg": 80}), 2)
    doses = [entry.service for entry in expected(schedule) if entry.service.drug == "teclistamab"]
    full = {dose.day.year: dose.allowed for dose in doses[2:]}
    assert full == {2026: 2_090_429, 2027: 1_080_884}


def test_without_coverage_the_bill_is_a_named_assumption() -> None:
    schedule = build_schedule(case("cyclophosphamide_dexamethasone", coverage=None), 1)
    assert all(entry.service.billed == entry.service.allowed for entry in schedule.services)
    assert "price_level" in {one.name for one in schedule.assumptions}


def test_pomalidomide_takes_the_negotiated_price_in_2027_for_medicare_alone() -> None:
    def fills(coverage: list[dict[str, str]]) -> list[int | None]:
        schedule = build_schedule(case("pomalidomide_dexamethasone", coverage=coverage), 3)
        return [entry.service.allowed for entry in expected(schedule) if entry.service.drug == "pomalidomide"]

    assert fills(MEDICARE) == [2_504_970, 2_504_970, 865_000, 865_000]
    assert fills(EMPLOYER) == [2_504_970] * 4


def test_what_has_no_price_is_listed_and_never_zero() -> None:
    schedule = build_schedule(case("belantamab_mafodotin_bortezomib_dexamethasone"), 3)
    doses = [entry.service for entry in schedule.services if entry.service.drug == "belantamab_mafodotin"]
    assert doses
    assert {dose.allowed for dose in doses} == {None}
    assert schedule.price_unknown == ("Belantamab mafodotin (Blenrep)",)
    assert [warning for warning in schedule.warnings if "Blenrep" in warning]


def test_off_label_use_is_said() -> None:
    assert [text for text in build_schedule(case("venetoclax_dexamethasone"), 1).warnings if "not approved" in text]


def test_weight_unknown_spans_60_to_100_kg() -> None:
    schedule = build_schedule(case("isatuximab_pomalidomide_dexamethasone"), 1)
    dose = next(entry for entry in schedule.services if entry.service.drug == "isatuximab")
    # 10 mg/kg in 100 mg vials at 88.16 for 10 mg: 60 kg 600 mg = 5,289.60; 80 kg 7,052.80; 100 kg 8,816.00.
    assert [step.allowed for step in dose.by_weight[::4]] == [528_960, 705_280, 881_600]
    assert dose.service.allowed == 705_280
    assert "weight" in {one.name for one in schedule.assumptions}


def test_trips_are_one_for_each_outpatient_day() -> None:
    schedule = build_schedule(case("daratumumab_pomalidomide_dexamethasone"), 12)
    days = [trip.trip.day for trip in schedule.trips]
    assert len(days) == len(set(days)) == 24
    assert {trip.kind for trip in schedule.trips} == {"visit"}


def test_a_second_car_t_is_followed_by_the_follow_up() -> None:
    schedule = build_schedule(case("repeat_car_t", treatment={"step_up_setting": "inpatient"}), 12)
    stay = next(trip for trip in schedule.trips if trip.kind == "hospital_stay")
    assert (stay.trip.day, stay.trip.nights) == (date(2027, 1, 5), 14)
    drg = next(entry.service for entry in schedule.services if entry.service.category is ServiceCategory.INPATIENT)
    assert drg.allowed == 31_423_100
    marrow = [entry.service.day for entry in expected(schedule) if entry.service.name == "Bone marrow test"]
    assert marrow[0] == date(2027, 1, 5) + timedelta(weeks=5)


def test_car_t_outside_hospital_is_one_capped_line() -> None:
    schedule = build_schedule(case("repeat_car_t", treatment={"step_up_setting": "outpatient"}), 3)
    (product,) = [
        entry.service for entry in schedule.services if entry.service.category is ServiceCategory.CELL_THERAPY
    ]
    assert product.allowed == 55_731_793
    assert product.line_capped
    assert [trip.trip.nights for trip in schedule.trips if trip.kind == "near_centre"] == [14]


def test_own_services_replace_the_care_path() -> None:
    own = [
        {"date": "2026-12-02", "name": "Infusion", "category": "provider_drug", "allowed": 900},
        {"date": "2026-12-02", "name": "Visit", "category": "specialist_visit"},
        {"date": "2026-12-09", "name": "Pills", "category": "specialty_drug", "allowed": 100},
        {"date": "2026-12-20", "name": "Stay", "category": "inpatient", "allowed": 5000, "nights": 3},
        {"date": "2030-01-01", "name": "Far away", "category": "imaging", "allowed": 5},
    ]
    schedule = build_schedule(case("teclistamab", services=own), 12)
    assert [entry.service.name for entry in schedule.services] == ["Infusion", "Visit", "Pills", "Stay"]
    assert [(trip.trip.day.day, trip.kind) for trip in schedule.trips] == [(2, "visit"), (20, "hospital_stay")]
    assert schedule.services[2].service.benefit is Benefit.PHARMACY
    assert schedule.price_unknown == ("Visit",)
    assert schedule.warnings == ("1 service lies outside the months counted and was left out.",)


def test_no_care_path_and_no_car_t_is_an_empty_treatment_with_a_question() -> None:
    schedule = build_schedule(case(None, None), 12)
    assert schedule.services == ()
    assert schedule.assumptions[0].name == "no_care_path"
    assert schedule.assumptions[0].question


def test_treatment_that_has_begun_counts_only_what_comes() -> None:
    schedule = build_schedule(case("teclistamab", "2026-09-01"), 1)
    assert min(entry.service.day for entry in schedule.services) >= date(2026, 11, 25)
    assert [text for text in schedule.warnings if "began on September 1, 2026" in text]


def test_an_unknown_care_path_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean teclistamab"):
        build_schedule(case("teclistamb"), 12)


@pytest.mark.parametrize("months", [0, -1, 61])
def test_months_out_of_range_are_refused(months: int) -> None:
    with pytest.raises(InputError, match="whole number from 1 to 36"):
        build_schedule(case("teclistamab"), months)


@pytest.mark.parametrize("months", [1, 12, 24])
@pytest.mark.parametrize("path", care_path_ids())
def test_every_care_path_expands(path: str, months: int) -> None:
    schedule = build_schedule(case(path), months)
    days = schedule.days()
    assert days == tuple(sorted(days))
    assert not days or schedule.horizon.start <= days[0] <= days[-1] <= schedule.horizon.end
    known = [entry.service.allowed for entry in schedule.services if entry.service.allowed is not None]
    assert all(amount >= 0 for amount in known)
    unknown = {entry.service.name for entry in schedule.services if entry.service.allowed is None}
    assert unknown == set(schedule.price_unknown)
    assert {entry.service.purpose for entry in schedule.services} <= set(Purpose)
    assert schedule.figures_used or not schedule.services


@given(
    start=st.dates(date(2026, 11, 25), date(2028, 2, 29)),
    path=st.sampled_from(care_path_ids()),
    coverage=st.sampled_from([MEDICARE, EMPLOYER, None]),
)
@settings(max_examples=60, deadline=None)
def test_any_start_date_gives_the_same_schedule_moved(start: date, path: str, coverage: Any) -> None:
    schedule = build_schedule(case(path, start.isoformat(), coverage=coverage), 6)
    assert schedule == build_schedule(case(path, start.isoformat(), coverage=coverage), 6)
    months_are_real = (schedule.horizon.end - schedule.horizon.start).days
    assert 180 <= months_are_real <= 184
    short = build_schedule(case(path, start.isoformat(), coverage=coverage), 3)
    begun = [entry.service.day for entry in schedule.services if entry.service.day <= short.horizon.end]
    assert begun == [entry.service.day for entry in short.services]
