"""The prices of a person's own list of services, with and without coverage; hand-checked."""

from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate

EXPECTED_CHARGE = "45 CFR 149.610(a)(2)(v): the expected charge is the cash pay rate of one who pays themselves"
HOSPITAL_AID = "26 CFR 1.501(r)-5: a hospital's aid policy limits what it asks, elsewhere it does not hold"
WHOLE_BILL = "without a quoted price and a confirmed discount the bill is asked"
DISCOUNT = {"self_pay_discount": 40}
AID = {"self_pay_discount": 40, "hospital_aid_discount": 75}
LATER = {"starts_on": "2026-03-20"}


def listed(coverage: list[dict[str, Any]], draws: int = 1, **amounts: Any) -> Estimate:
    one = {"date": "2026-03-02", "name": "infusion", "category": "provider_drug", **amounts}
    return estimate(
        Case.model_validate({"as_of": "2026-03-01", "coverage": coverage, "services": [one]}), months=2, draws=draws
    )


@pytest.mark.parametrize(
    ("terms", "amounts", "dollars", "source"),
    [
        # A bill alone: the bill less the confirmed discount, in a hospital less the larger of discount and aid.
        ({}, {"billed": 9000}, 9000, WHOLE_BILL),
        (DISCOUNT, {"billed": 9000, "setting": "office"}, 5400, "9,000 less 40%"),
        (AID, {"billed": 9000, "setting": "office"}, 5400, HOSPITAL_AID),
        (AID, {"billed": 9000}, 2250, HOSPITAL_AID),
        # A quoted price alone: no discount comes off it again; hospital aid does, in a hospital.
        ({}, {"allowed": 5400}, 5400, EXPECTED_CHARGE),
        (DISCOUNT, {"allowed": 5400}, 5400, EXPECTED_CHARGE),
        (AID, {"allowed": 5400, "setting": "office"}, 5400, HOSPITAL_AID),
        (AID, {"allowed": 5400}, 1350, HOSPITAL_AID),
        # Both: the quote stands, whatever the discount makes of the bill; never more than the bill.
        ({}, {"allowed": 5400, "billed": 9000}, 5400, EXPECTED_CHARGE),
        (DISCOUNT, {"allowed": 4000, "billed": 9000}, 4000, EXPECTED_CHARGE),
        (DISCOUNT, {"allowed": 6000, "billed": 9000}, 6000, EXPECTED_CHARGE),
        (DISCOUNT, {"allowed": 6000, "billed": 5000}, 5000, EXPECTED_CHARGE),
        (AID, {"allowed": 4000, "billed": 9000}, 1000, HOSPITAL_AID),
        (AID, {"allowed": 6000, "billed": 5000}, 1250, HOSPITAL_AID),
        (DISCOUNT, {"allowed": 0, "billed": 9000}, 0, EXPECTED_CHARGE),
    ],
)
def test_without_coverage(terms: dict[str, int], amounts: dict[str, Any], dollars: int, source: str) -> None:
    found = listed([{"kind": "uninsured", **terms}], **amounts)
    assert found.services[0].patient_pays == found.total.high == dollars * 100, source
    assert found.price_unknown == ()


def test_a_pharmacy_is_no_hospital() -> None:
    """Aid of 75% does not hold there, the discount of 40% does: 100 less 40%."""
    found = listed([{"kind": "uninsured", **AID}], billed=100, category="generic_drug")
    assert found.services[0].patient_pays == 60_00


def test_beside_coverage_a_bill_alone_is_no_price() -> None:
    """The plan's maximum of 3,000 still bounds it."""
    plan: dict[str, Any] = {"kind": "employer", "plan_year_start": "01-01", "coinsurance": 20}
    plan |= {"deductible": {"individual": 0}, "out_of_pocket_maximum": {"individual": 3000, "met": 0}}
    found = listed([plan], draws=50, billed=90_000)
    assert found.price_unknown == ("infusion",)
    assert (found.services[0].patient_pays, found.total.high) == (0, 3000_00)


@pytest.mark.parametrize("coverage", [[], [{"kind": "employer", **LATER}], [{"kind": "uninsured", **LATER}]])
def test_where_no_coverage_is_known_the_bill_is_counted(coverage: list[dict[str, Any]]) -> None:
    """As the warning and the assumption say; that the price is one for self-payers is not known then."""
    assert listed(coverage, billed=9000).services[0].patient_pays == 9000_00
    assert listed(coverage, billed=9000, allowed=5400).services[0].patient_pays == 9000_00


@pytest.mark.parametrize(
    ("coverage", "amounts", "counted"),
    [
        ([{"kind": "uninsured"}], {"allowed": 5400}, "the price quoted to you is counted"),
        ([{"kind": "uninsured"}], {"billed": 9000}, "the full bill is counted"),
        ([], {"allowed": 5400}, "the full bill is counted"),
    ],
)
def test_what_is_counted_without_a_discount_is_said(
    coverage: list[dict[str, Any]], amounts: dict[str, Any], counted: str
) -> None:
    (said,) = (one for one in listed(coverage, **amounts).assumptions if one.name == "self_pay")
    assert counted in str(said.sentence)
    assert said.question
