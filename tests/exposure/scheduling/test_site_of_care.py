"""The site of care: drawn evenly where the case does not say, never where it says or implies it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mmfinance.case.model import Site
from mmfinance.case.reading import read_case
from mmfinance.case.vocabulary import Network, Setting
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate
from mmfinance.exposure.scheduling.draws import draw
from mmfinance.exposure.scheduling.pricing import Paying, Size
from mmfinance.exposure.scheduling.site_of_care import SITE_OF_CARE, lines_at_sites
from mmfinance.reference.care_path_files import Item
from tests.exposure.scheduling.test_draws import schedule_of

DRAWS = 200
GIVING = "Giving a cancer drug under the skin"
VETERAN = Path(__file__).parents[3] / "examples" / "veteran-va.yaml"
SETTINGS = (Setting.OUTPATIENT_HOSPITAL, Setting.OFFICE)
OCTOBER = date(2026, 10, 1)


def conditions_of(item: Item, paying: Paying = Paying.MEDICARE) -> list[tuple[str, Setting, list[float]]]:
    found = lines_at_sites(item, OCTOBER, paying, SETTINGS, Size(70.0, None))
    return [(line.name, line.setting, [one.low for one in conditions]) for line, conditions in found]


def test_a_visit_is_at_one_site_in_each_draw_at_either_in_half_of_them() -> None:
    schedule = schedule_of("daratumumab")
    lanes = draw(schedule, DRAWS)
    first = min(service.day for service in lanes.services)
    given = [row for row, service in enumerate(lanes.services) if service.day == first and GIVING in service.name]
    assert {lanes.services[row].setting for row in given} == set(SETTINGS)
    assert (lanes.occurs[given].sum(axis=0) == 1).all()
    assert lanes.occurs[given].mean(axis=1).tolist() == [0.5, 0.5]
    assert draw(schedule, 1).occurs[given, 0].tolist() == [lanes.services[row].setting is SETTINGS[0] for row in given]
    drug = [row for row, s in enumerate(lanes.services) if s.day == first and s.drug == "daratumumab_sc"]
    assert len(drug) == 1, "the drug costs the same at both, so it is one line"
    assert lanes.occurs[drug].all()


@pytest.mark.parametrize(
    "site",
    [{"setting": "office"}, {"setting": "outpatient_hospital"}, {"center": "moffitt"}, {"nonprofit": True}],
)
def test_nothing_is_drawn_where_the_case_says_or_implies_the_site(site: dict[str, object]) -> None:
    schedule = schedule_of("daratumumab", treatment={"site": site})
    assert SITE_OF_CARE not in schedule.factors
    at_office = {Setting.OFFICE} if site.get("setting") == "office" else {Setting.OUTPATIENT_HOSPITAL}
    injections = [entry.service for entry in schedule.services if GIVING in entry.service.name]
    assert {service.setting for service in injections} == at_office


def test_what_has_a_price_at_one_site_alone_is_not_drawn() -> None:
    # OPPS and PFS have a PET scan's hospital and doctor parts; no office amount was found.
    assert [low for _, _, low in conditions_of(Item(service="pet_ct"))] == [[], []]


def test_a_visit_has_a_hospital_and_a_doctor_part_or_one_amount_in_an_office() -> None:
    assert conditions_of(Item(service="clinic_visit")) == [
        ("Visit with the doctor (hospital)", Setting.OUTPATIENT_HOSPITAL, [0]),
        ("Visit with the doctor (doctor)", Setting.OUTPATIENT_HOSPITAL, [0]),
        ("Visit with the doctor", Setting.OFFICE, [0.5]),
    ]


def test_without_coverage_the_place_itself_matters() -> None:
    # What comes off a bill goes by whether a hospital sends it (26 USC 501(r)), so even a drug is billed at one of two.
    drug = Item(drug="daratumumab_sc", mg=Decimal(1800))
    assert [low for _, _, low in conditions_of(drug)] == [[]]
    assert [low for _, _, low in conditions_of(drug, Paying.BILLED)] == [[0], [0.5]]


def test_the_expected_total_lies_midway_and_the_question_is_ranked() -> None:
    case = read_case(VETERAN)

    def at(setting: Setting | None) -> Estimate:
        site = Site(setting=setting, network=Network.IN)
        return estimate(case.model_copy(update={"treatment": case.treatment.model_copy(update={"site": site})}))

    hospital, office, drawn = (at(setting) for setting in (*SETTINGS, None))
    middle = (hospital.total.expected + office.total.expected) / 2
    assert office.total.expected < drawn.total.expected < hospital.total.expected
    assert drawn.total.expected == pytest.approx(middle, rel=0.005)
    assert drawn.total.low < hospital.total.low
    assert drawn.total.high > office.total.high
    swing = next(one for one in drawn.swings if one.name == SITE_OF_CARE)
    assert swing.high < swing.low, "the low draws are at the hospital, which costs more"
    assumption = next(one for one in drawn.assumptions if one.name == SITE_OF_CARE)
    assert "We do not know which; each is counted half of the time." in assumption.sentence
    assert swing.question == assumption.question
    assert not [one for one in office.swings + hospital.swings if one.name == SITE_OF_CARE]
