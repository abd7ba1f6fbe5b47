"""Figures by name and date: hand-checked amounts, the choice of a period, and the health of every shipped file."""

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.errors import BrokenData, UnknownName
from mmfinance.reference import figure_files
from mmfinance.reference.figures import (
    figure,
    figure_basis_points,
    figure_cents,
    figure_names,
    find_figures,
    history,
)

# (name, day, value), each typed by hand from the publication named beside it
HAND_CHECKED = [
    ("poverty.contiguous.first_person", "2025-06-01", 15650),  # HHS poverty guidelines 2025
    ("poverty.contiguous.each_additional_person", "2025-06-01", 5500),  # the same
    ("poverty.contiguous.first_person", "2026-06-01", 15960),  # 91 FR 1797
    ("poverty.contiguous.each_additional_person", "2026-06-01", 5680),  # 91 FR 1797
    ("poverty.alaska.first_person", "2026-06-01", 19950),  # 91 FR 1797
    ("poverty.hawaii.first_person", "2026-06-01", 18360),  # 91 FR 1797
    ("aca.annual_limitation_on_cost_sharing.self_only", "2025-07-01", 9200),  # HHS, benefit year 2025
    ("aca.annual_limitation_on_cost_sharing.self_only", "2026-07-01", 10600),  # CMS, revised July 2025
    ("aca.annual_limitation_on_cost_sharing.self_only", "2027-07-01", 12000),  # CMS memo of 2026-01-29
    ("aca.annual_limitation_on_cost_sharing.other_than_self_only", "2026-07-01", 21200),  # CMS, revised July 2025
    ("aca.annual_limitation_on_cost_sharing.other_than_self_only", "2027-07-01", 24000),  # CMS memo of 2026-01-29
    ("aca.cost_sharing_reductions.reduced_annual_limit_self_only.silver_94", "2026-07-01", 3500),  # KFF
    ("aca.cost_sharing_reductions.reduced_annual_limit_self_only.silver_73", "2026-07-01", 8450),  # KFF
    ("aca.employer_affordability_percentage", "2026-07-01", 0.0996),  # Rev. Proc. 2025-25
    ("aca.employer_affordability_percentage", "2027-07-01", 0.1022),  # Rev. Proc. 2026-26
    ("hdhp.minimum_deductible_self_only", "2026-07-01", 1700),  # Rev. Proc. 2025-19
    ("hdhp.oop_max_self_only", "2026-07-01", 8500),  # Rev. Proc. 2025-19
    ("hdhp.oop_max_family", "2026-07-01", 17000),  # Rev. Proc. 2025-19
    ("hdhp.oop_max_self_only", "2027-07-01", 8700),  # Rev. Proc. 2026-24
    ("medicare.part_a.inpatient_deductible", "2025-07-01", 1676),  # CMS fact sheet, Parts A and B 2025
    ("medicare.part_a.inpatient_deductible", "2026-07-01", 1736),  # CMS fact sheet, Parts A and B 2026
    ("medicare.part_a.coinsurance_days_61_90", "2026-07-01", 434),  # the same
    ("medicare.part_a.coinsurance_lifetime_reserve", "2026-07-01", 868),  # the same
    ("medicare.part_a.snf_coinsurance_days_21_100", "2026-07-01", 217),  # the same
    ("medicare.part_b.standard_premium", "2026-07-01", 202.9),  # FR doc 2025-20251
    ("medicare.part_b.deductible", "2025-07-01", 257),  # CMS fact sheet, Parts A and B 2025
    ("medicare.part_b.deductible", "2026-07-01", 283),  # FR doc 2025-20251
    ("medicare.part_b.coinsurance", "2026-07-01", 0.2),  # Medicare.gov, costs
    ("medicare.part_d.maximum_deductible", "2026-07-01", 615),  # Medicare.gov, Part D costs
    ("medicare.part_d.maximum_deductible", "2027-07-01", 700),  # the same
    ("medicare.part_d.oop_cap", "2025-07-01", 2000),  # Inflation Reduction Act, Part D
    ("medicare.part_d.oop_cap", "2026-07-01", 2100),  # Medicare.gov, Part D costs
    ("medicare.part_d.oop_cap", "2027-07-01", 2400),  # the same
    ("medicare.part_d.initial_coverage_coinsurance", "2026-07-01", 0.25),  # the same
    ("medicare.part_d.drug_spend_that_reaches_cap_standard_design", "2026-07-01", 6555),  # 615 + (2100 - 615) / 0.25
    ("medicare.part_d.drug_spend_that_reaches_cap_standard_design", "2027-07-01", 7500),  # 700 + (2400 - 700) / 0.25
    ("medicare.part_d.prescription_payment_plan.likely_to_benefit_threshold", "2026-07-01", 600),  # 42 CFR 423.137
    ("medicare.advantage.moop_in_network_maximum", "2026-07-01", 9250),  # CMS limit of 2026
    ("medicare.advantage.moop_in_network_maximum", "2027-07-01", 9850),  # reported CMS limit of 2027
    ("medicare.medigap.plan_k_oop_limit", "2026-07-01", 8000),  # Medigap Plan K, 2026
    ("medicare.medigap.high_deductible_f_and_g", "2026-07-01", 2950),  # CMS, 2026
    ("medicare.medigap.benefits.part_b_coinsurance.K", "2026-07-01", 0.5),  # Medicare's chart of Medigap plans
    ("medicare.medigap.benefits.part_b_deductible.G", "2026-07-01", 0),  # the same
    ("medicare.medigap.benefits.part_a_deductible.M", "2026-07-01", 0.5),  # the same
    ("medicare.extra_help.resource_limit_single_incl_burial", "2026-07-01", 18090),  # CMS memo of 2025-10-31
    ("medicare.extra_help.resource_limit_couple_incl_burial", "2026-07-01", 36100),  # the same
    ("medicare.extra_help.copay_other_full_lis.brand", "2026-07-01", 12.65),  # the same
    ("medicare.extra_help.copay_up_to_100pct_fpl_full_dual.generic", "2026-07-01", 1.6),  # the same
    ("medicare.savings_programs.gross_monthly_income_limit.contiguous.qmb.single", "2026-07-01", 1350),  # Medicare.gov
    ("medicare.savings_programs.gross_monthly_income_limit.contiguous.qi.couple", "2026-07-01", 2455),  # the same
    ("medicare.savings_programs.federal_resource_limit_single", "2026-07-01", 9950),  # Medicare.gov
    ("medicaid.adult_expansion.limit", "2026-07-01", 1.38),  # KFF, 133% and 5 points
    ("medicaid.retroactive_coverage.everyone_else", "2026-12-31", 3),  # Public Law 119-21
    ("medicaid.retroactive_coverage.everyone_else", "2027-01-01", 2),  # the same
    ("medicaid.retroactive_coverage.expansion_adults", "2027-01-01", 1),  # the same
    ("champva.cost_share", "2026-07-01", 0.25),  # CHAMPVA
    ("champva.catastrophic_cap", "2026-07-01", 3000),  # CHAMPVA
    ("tricare.catastrophic_cap_family.retiree_select_group_a", "2026-07-01", 4381),  # TRICARE costs 2026
    ("travel.irs_medical_mileage", "2026-07-01", 0.205),  # IRS Notice 2026-10
    ("travel.gsa_standard_conus_lodging", "2026-09-30", 110),  # GSA FTR 26-01
    ("travel.gsa_standard_conus_lodging", "2026-10-01", 113),  # GSA FTR 27-01
    ("travel.gsa_standard_conus_meals_incidentals", "2026-10-01", 68),  # GSA FTR 27-01
    ("travel.car_t_stay_near.weeks", "2025-06-25", 4),  # labels before 2025-06-26
    ("travel.car_t_stay_near.weeks", "2025-06-26", 2),  # FDA notice of 2025-06-26
    ("work.fmla.weeks", "2026-07-01", 12),  # US Department of Labor
    ("work.ssdi.sga_non_blind", "2026-07-01", 1690),  # Social Security, 2026
    ("hospital_aid.federal.application_period_days", "2026-07-01", 240),  # 26 CFR 1.501(r)-6
    ("billing_rights.private_plan_appeals.internal_appeal_window", "2026-07-01", 180),  # 45 CFR 147.136
    ("billing_rights.medicare_appeals.original_medicare.file_within_days.redetermination", "2026-07-01", 120),
]

NAMES = figure_names()
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(("name", "day", "value"), HAND_CHECKED)
def test_hand_checked_figures(name: str, day: str, value: float) -> None:
    found = figure(name, date.fromisoformat(day))
    assert found.value == value
    assert not found.fallback


@pytest.mark.parametrize(
    ("name", "day", "value"),
    [
        ("medicare.part_b.deductible", "2027-01-01", 283),  # announced empty: the year before stands in
        ("medicare.part_d.oop_cap", "2028-01-01", 2400),  # a year that the file does not name
        ("poverty.contiguous.first_person", "2027-01-01", 15960),
        ("va.medication_copay_cap", "2026-06-01", 700),
    ],
)
def test_a_year_not_published_falls_back_to_the_latest_and_says_so(name: str, day: str, value: float) -> None:
    found = figure(name, date.fromisoformat(day))
    assert (found.value, found.fallback) == (value, True)


def test_a_figure_that_starts_later_is_not_known_before() -> None:
    found = figure("hospital_aid.state.DE", date(2026, 12, 31))
    assert (found.value, found.fallback) == (None, False)
    assert figure("hospital_aid.state.DE", date(2027, 1, 1)).value is not None


def test_what_was_never_found_stays_unknown() -> None:
    found = figure("hospital_aid.federal.income_threshold", date(2026, 6, 1))
    assert (found.value, found.fallback) == (None, False)
    with pytest.raises(BrokenData, match="no known amount"):
        figure_cents("medicare.medigap.plan_k_oop_limit", date(2025, 6, 1))


def test_amounts_are_whole_cents_and_shares_whole_basis_points() -> None:
    day = date(2026, 6, 1)
    assert figure_cents("medicare.part_b.standard_premium", day) == 20290
    assert figure_cents("medicare.extra_help.copay_other_full_lis.generic", day) == 510
    assert figure_basis_points("aca.employer_affordability_percentage", day) == 996
    with pytest.raises(BrokenData):
        figure_cents("medicare.part_b.coinsurance", day)
    with pytest.raises(BrokenData):
        figure_basis_points("medicare.part_b.deductible", day)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("medicare.part_b.deductable", "medicare.part_b.deductible"),
        ("medicaid.aged_blind_disabled.income_limit.ZZ", "medicaid.aged_blind_disabled.income_limit."),
        ("nonsense", "no figure named"),
        ("medicare", "no figure named"),
        ("", "no figure named"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownName, match=near.replace(".", r"\.")):
        figure(name, date(2026, 6, 1))


def test_the_start_of_a_name_finds_its_group() -> None:
    found = find_figures("medicare.part_b", date(2026, 6, 1))
    assert {one.name for one in found} >= {"medicare.part_b.deductible", "medicare.part_b.coinsurance"}
    assert all(one.name.startswith("medicare.part_b.") for one in found)
    assert len(find_figures(None, date(2026, 6, 1))) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_source_period_and_confidence(name: str) -> None:
    for value in history(name):
        assert value.sources
        assert value.confidence in ("high", "medium", "low")
        assert value.start is None or value.end is None or value.start <= value.end
        if value.value is None:
            assert value.confirmed in ("not_found", "not_yet_published", "law_cited_not_opened")
    assert all(source.title and source.publisher for source in figure(name, date(2026, 6, 1)).sources)


@settings(max_examples=100)
@given(st.sampled_from(NAMES), DAYS)
def test_an_answer_holds_on_its_day_or_says_that_it_is_older(name: str, day: date) -> None:
    found = figure(name, day)
    if found.fallback:
        assert found.value is not None
        assert found.start is None or found.start <= day
    elif found.value is not None:
        assert found.start is None or found.start <= day
        assert found.end is None or day <= found.end


@settings(max_examples=50)
@given(st.sampled_from(NAMES), DAYS)
def test_what_is_known_one_day_is_known_the_next(name: str, day: date) -> None:
    if figure(name, day).value is not None:
        assert figure(name, day + timedelta(days=1)).value is not None


def test_a_broken_file_is_reported_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "checked_on: 2026-01-01\nfigures:\n  speed:\n    what: a test\n    unit: x\n    velues: []\n"
    (tmp_path / "broken.yaml").write_text(text)
    monkeypatch.setattr(figure_files, "_FIGURES", tmp_path)
    with pytest.raises(BrokenData, match=r"broken\.yaml:6.*velues"):
        figure_files.figure_file.__wrapped__("broken")


def test_overlapping_periods_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    value = "value: 1, sources: [x], confirmed: not_found, confidence: low"
    text = (
        "checked_on: 2026-01-01\nfigures:\n  a:\n    what: t\n    unit: x\n    values:\n"
        f"      - {{start: 2026-01-01, end: 2026-12-31, {value}}}\n      - {{start: 2026-12-31, end: null, {value}}}\n"
    )
    (tmp_path / "overlap.yaml").write_text(text)
    monkeypatch.setattr(figure_files, "_FIGURES", tmp_path)
    with pytest.raises(BrokenData):
        figure_files.figure_file.__wrapped__("overlap")


def test_the_example_of_the_guide_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "figures.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    (tmp_path / "example.yaml").write_text(example)
    monkeypatch.setattr(figure_files, "_FIGURES", tmp_path)
    checked_on, entries = figure_files.figure_file.__wrapped__("example")
    assert checked_on == date(2026, 11, 22)
    assert [value.value for value in entries["deductible"].values] == [283, None]
    assert all(code in guide for code in get_args(figure_files.Confirmation))
