from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
from mmfinance.case.vocabulary import Benefit, CostGroup, Network, Purpose, ServiceCategory, Setting
from mmfinance.exposure.result import Estimate, Horizon, Period, Range, ServiceShare, TripShare
from mmfinance.exposure.services import Service, Trip

Make = Callable[..., Any]


@pytest.fixture
def program() -> Make:
    def make(identifier: str, **keys: Any) -> Program:
        return Program.model_validate(
            {
                "schema": "mmfinance/program@1",
                "id": identifier,
                "name": identifier.replace("-", " ").title(),
                "organisation": f"The office of {identifier}",
                "operation": "active",
                "what_it_does_today": "It helps.",
                "kinds": ["copay"],
                "status": {"state": "open", "observed_on": "2026-11-20"},
                "rules": {"checked_on": "2026-11-01"},
                "eligible_when": None,
                "who_may_apply": ["patient"],
                "confidence": "high",
                "sources": [{"title": "A page", "kind": "official"}],
            }
            | keys
        )

    return make


@pytest.fixture
def matched() -> Make:
    def make(
        identifier: str,
        verdict: Verdict = Verdict.ELIGIBLE,
        availability: Availability = Availability.OPEN,
        missing: tuple[Any, ...] = (),
    ) -> ProgramMatch:
        return ProgramMatch(identifier, verdict, availability, date(2026, 11, 20), (), missing, ())

    return make


def share_of_drug(day: date, deductible: int = 0, coinsurance: int = 0, drug: str = "pomalidomide") -> ServiceShare:
    service = Service(
        day,
        "a fill",
        ServiceCategory.SPECIALTY_DRUG,
        Benefit.PHARMACY,
        Purpose.TREATMENT,
        Setting.PHARMACY,
        Network.IN,
        allowed=deductible + coinsurance,
        drug=drug,
    )
    return ServiceShare(
        service, deductible + coinsurance, deductible, 0, coinsurance, 0, 0, "Plan", "because", rule_source="a rule"
    )


@pytest.fixture
def estimated() -> Make:
    """An estimate of December 2026 and January 2027 from drug shares, trips and lost wages a month, in cents."""

    def make(shares: tuple[ServiceShare, ...] = (), trips: tuple[TripShare, ...] = (), wages: int = 0) -> Estimate:
        months = []
        for label in ("2026-12", "2027-01"):
            medical = sum(share.patient_pays for share in shares if f"{share.service.day:%Y-%m}" == label)
            travel = sum(
                trip.journey + trip.parking + trip.lodging + trip.meals
                for trip in trips
                if f"{trip.trip.day:%Y-%m}" == label
            )
            groups = {
                CostGroup.DEDUCTIBLES_AND_COPAYMENTS: medical,
                CostGroup.TRAVEL_AND_LODGING: travel,
                CostGroup.LOST_WAGES: wages,
            }
            total = sum(groups.values())
            months.append(
                Period(
                    label,
                    Range(total, total, total),
                    {group: Range(cents, cents, cents) for group, cents in groups.items()},
                )
            )
        total = sum(month.total.expected for month in months)
        return Estimate(
            case_id="case",
            as_of=date(2026, 12, 1),
            horizon=Horizon(date(2026, 12, 1), date(2027, 1, 31), 2),
            care_path=None,
            total=Range(total, total, total),
            by_group={},
            by_month=tuple(months),
            by_plan_year=(),
            premiums=Range(0, 0, 0),
            services=shares,
            trips=tuple(trip.trip for trip in trips),
            accumulators=(),
            uncapped=(),
            price_unknown=(),
            assumptions=(),
            swings=(),
            figures_used=(),
            warnings=(),
            trip_shares=trips,
        )

    return make


def trip_of(day: date, nights: int = 0, journey: int = 0, lodging: int = 0, meals: int = 0) -> TripShare:
    return TripShare(Trip(day, nights, Purpose.TREATMENT, "a visit"), nights, journey, 0, lodging, meals)
