from collections.abc import Callable
from datetime import date
from typing import Any

from mmfinance.assistance.plan.grants import guaranteed_grants, likely_grants
from mmfinance.assistance.result import Availability, Verdict
from tests.assistance.plan.conftest import share_of_drug, trip_of

Make = Callable[..., Any]


def test_an_amount_that_is_not_published_pays_nothing(program: Make, matched: Make, estimated: Make) -> None:
    fund = program("fund", covers=["copay_drug"], award={"period": "twelve_months"})
    assert likely_grants([matched("fund")], {"fund": fund}, estimated()) == []


def test_only_open_programs_whose_rules_are_met_are_sure(program: Make, matched: Make, estimated: Make) -> None:
    fund = program("fund", covers=["travel"], award={"guaranteed": 500, "at_most": 2000})
    programs = {"fund": fund}
    assert [grant.cap for grant in guaranteed_grants([matched("fund")], programs, estimated())] == [50_000]
    assert guaranteed_grants([matched("fund", Verdict.POSSIBLE)], programs, estimated()) == []
    assert guaranteed_grants([matched("fund", availability=Availability.UNKNOWN)], programs, estimated()) == []


def test_likely_help_pays_up_to_the_most_unless_it_is_closed(program: Make, matched: Make, estimated: Make) -> None:
    programs = {"fund": program("fund", covers=["travel"], award={"guaranteed": 500, "at_most": 2000})}
    unknown = matched("fund", Verdict.POSSIBLE, Availability.UNKNOWN)
    assert [grant.cap for grant in likely_grants([unknown], programs, estimated())] == [200_000]
    assert likely_grants([matched("fund", availability=Availability.CLOSED)], programs, estimated()) == []


def test_a_calendar_year_award_ends_on_31_december(program: Make, matched: Make, estimated: Make) -> None:
    fund = program("fund", covers=["travel"], award={"at_most": 500, "period": "calendar_year"})
    assert likely_grants([matched("fund")], {"fund": fund}, estimated())[0].months == {"2026-12"}


def test_a_card_leaves_the_patient_its_price_per_fill(program: Make, matched: Make, estimated: Make) -> None:
    card = program(
        "card",
        covers=["deductible", "coinsurance_drug"],
        drugs=["pomalidomide"],
        award={"at_most": 25000, "patient_pays": 25, "patient_pays_per": "fill", "period": "calendar_year"},
    )
    shares = (
        share_of_drug(date(2026, 12, 3), deductible=100_000),
        share_of_drug(date(2026, 12, 20), coinsurance=2_000),
    )
    grant = likely_grants([matched("card")], {"card": card}, estimated(shares))[0]
    assert grant.month_limits == (("2026-12", 97_500),)
    assert grant.drugs == frozenset({"pomalidomide"})


def test_an_amount_a_night_counts_the_nights_away(program: Make, matched: Make, estimated: Make) -> None:
    lodge = program("lodge", kinds=["lodging"], covers=["lodging"], award={"at_most": 80, "period": "per_night"})
    trips = (trip_of(date(2026, 12, 3), nights=3, lodging=33_000),)
    assert likely_grants([matched("lodge")], {"lodge": lodge}, estimated(trips=trips))[0].cap == 24_000


def test_a_service_in_kind_is_no_money(program: Make, matched: Make, estimated: Make) -> None:
    ride = program("ride", kinds=["travel"], covers=["travel"], award={"in_kind": True, "pays_in_full": True})
    assert guaranteed_grants([matched("ride")], {"ride": ride}, estimated()) == []


def test_what_may_pay_in_full_counts_only_where_its_rules_are_met(
    program: Make, matched: Make, estimated: Make
) -> None:
    programs = {"aid": program("aid", covers=["travel"], award={"pays_in_full": True})}
    assert likely_grants([matched("aid", Verdict.POSSIBLE)], programs, estimated()) == []
    assert [grant.cap for grant in likely_grants([matched("aid")], programs, estimated())] == [None]
