"""The kinds of coverage a case can list, a union on ``kind``.

Amounts are dollars in the file and cents in the model, percents are basis points in the model.
Every field may be absent: absent is unknown, never zero.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from mmfinance.case.fields import (
    Count,
    Date,
    Dollars,
    Line,
    Model,
    MonthDay,
    Name,
    Percent,
    State,
    above,
    contradiction,
    empty_when_null,
)
from mmfinance.case.vocabulary import ServiceCategory


class Limit(Model):
    """A deductible or an out-of-pocket maximum: per person and per family, and what is met already this plan year."""

    individual: Dollars | None = Field(default=None, description="for one person, in dollars")
    family: Dollars | None = Field(default=None, description="for the family, in dollars")
    met: Dollars | None = Field(default=None, description="met so far this plan year by the patient, in dollars")
    family_met: Dollars | None = Field(default=None, description="met so far this plan year by the family, in dollars")


class Terms(Model):
    """What the patient pays for one category of service."""

    copay: Dollars | None = Field(default=None, description="a fixed amount, in dollars")
    coinsurance: Percent | None = Field(default=None, description="the patient's share in percent: 20 is 20%")
    deductible_applies: bool | None = Field(default=None, description="the deductible comes first")
    per: Literal["visit", "day", "admission", "fill"] | None = Field(default=None, description="what one copay is for")
    days_at_most: Count | None = Field(default=None, description="a copay per day stops after this many days of a stay")
    at_most: Dollars | None = Field(default=None, description="the most the patient pays for one visit or fill")
    covered: bool | None = Field(default=None, description="false where the plan does not pay for this at all")


TermsByCategory = Annotated[
    dict[ServiceCategory, Annotated[Terms, BeforeValidator(empty_when_null)]],
    BeforeValidator(empty_when_null),
    Field(description="the patient's share by category of service, as in the plan's summary of benefits"),
]


class Pharmacy(Model):
    """A pharmacy side with its own deductible or maximum."""

    deductible: Limit | None = Field(default=None, description="the deductible for drugs")
    out_of_pocket_maximum: Limit | None = Field(default=None, description="the maximum for drugs")


class OutOfNetwork(Model):
    """Cost sharing outside the network; `covered: false` leaves the whole bill to the patient."""

    covered: bool | None = Field(default=None, description="false where the plan pays nothing outside its network")
    deductible: Limit | None = Field(default=None, description="the deductible outside the network")
    out_of_pocket_maximum: Limit | None = Field(default=None, description="the maximum outside the network")
    coinsurance: Percent | None = Field(default=None, description="the patient's share outside the network")


class Coverage(Model):
    """What every kind of coverage can state."""

    name: Name | None = Field(default=None, description="the plan's name, as on the card")
    payer: Name | None = Field(default=None, description="the company or agency that pays")
    payer_phone: Line | None = Field(default=None, description="the member-services phone on the card")
    starts_on: Date | None = Field(default=None, description="the first day of this coverage")
    ends_on: Date | None = Field(default=None, description="the last day of this coverage")
    premium_monthly: Dollars | None = Field(
        default=None, description="what the person pays for it every month, in dollars"
    )

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise contradiction(("ends_on",), "is before starts_on")
        return self


class PrivatePlan(Coverage):
    """A plan with its own deductible, maximum and per-category terms."""

    plan_year_start: MonthDay | None = Field(
        default=None, description="the month and day on which deductible and maximum start again, such as 01-01"
    )
    deductible: Limit | None = Field(default=None, description="what the person pays before the plan pays")
    out_of_pocket_maximum: Limit | None = Field(default=None, description="the most the person pays in a plan year")
    family_design: Literal["embedded", "aggregate"] | None = Field(
        default=None,
        description="embedded: each person has an own limit inside the family's; aggregate: one limit for all",
    )
    coinsurance: Percent | None = Field(
        default=None, description="the patient's share where no category says otherwise"
    )
    terms: TermsByCategory = Field(default_factory=dict)
    pharmacy: Pharmacy | None = Field(default=None, description="a drug side with its own deductible or maximum")
    out_of_network: OutOfNetwork | None = Field(default=None, description="cost sharing outside the network")
    copay_help: Literal["counts", "accumulator", "maximizer"] | None = Field(
        default=None, description="whether a manufacturer's help counts toward the deductible and maximum"
    )
    subscriber: Literal["self", "spouse", "parent"] | None = Field(default=None, description="whose plan it is")

    @model_validator(mode="after")
    def _deductible_within_maximum(self) -> Self:
        sides: tuple[tuple[tuple[str, ...], Any], ...] = (
            ((), self),
            (("pharmacy",), self.pharmacy),
            (("out_of_network",), self.out_of_network),
        )
        for path, side in sides:
            deductible = side.deductible if side else None
            maximum = side.out_of_pocket_maximum if side else None
            for who in ("individual", "family"):
                lower, upper = getattr(deductible, who, None), getattr(maximum, who, None)
                if lower is not None and upper is not None and lower > upper:
                    message = above(f"the {who} out-of-pocket maximum", lower, upper)
                    raise contradiction((*path, "deductible", who), message)
        return self


class Employer(PrivatePlan):
    """A plan through an employer."""

    kind: Literal["employer"]
    self_funded: bool | None = Field(
        default=None, description="the employer pays claims itself (the card or HR says so)"
    )
    hdhp: bool | None = Field(default=None, description="a plan that goes with a health savings account")
    employees: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        default=None, description="how many people the employer has"
    )
    active_employment: bool | None = Field(default=None, description="through present work, not retirement")


class Cobra(PrivatePlan):
    """Continued employer coverage."""

    kind: Literal["cobra"]
    self_funded: bool | None = Field(default=None, description="the employer pays claims itself")
    hdhp: bool | None = Field(default=None, description="a plan that goes with a health savings account")


class Marketplace(PrivatePlan):
    """A marketplace plan, with its cost-sharing reduction variant where the person has one."""

    kind: Literal["marketplace"]
    metal: Literal["bronze", "silver", "gold", "platinum", "catastrophic"] | None = Field(
        default=None, description="the metal level"
    )
    csr_variant: Literal["73", "87", "94"] | None = Field(
        default=None, description="the silver plan's actuarial value with cost-sharing reduction"
    )
    hdhp: bool | None = Field(default=None, description="a plan that goes with a health savings account")


class Medicare(Coverage):
    """Original Medicare, Part A and Part B."""

    kind: Literal["medicare"]
    part_a: bool | None = Field(default=None, description="has Part A (hospital)")
    part_b: bool | None = Field(default=None, description="has Part B (doctors, drugs given at a clinic)")
    part_b_deductible_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")
    entitled_by: Literal["age", "disability", "esrd"] | None = Field(
        default=None, description="why the person has Medicare"
    )
    last_discharge: Date | None = Field(
        default=None, description="the last day of a hospital stay that opened a benefit period"
    )
    part_a_deductible_met: Dollars | None = Field(default=None, description="of the open benefit period")


class Medigap(Coverage):
    """A Medicare Supplement policy, by letter."""

    kind: Literal["medigap"]
    letter: Literal["A", "B", "C", "D", "F", "G", "K", "L", "M", "N"] | None = Field(
        default=None, description="the letter of the plan"
    )
    high_deductible: bool | None = Field(default=None, description="the high-deductible version of plan F or G")
    deductible_met: Dollars | None = Field(
        default=None, description="of the high-deductible version, met so far this year, in dollars"
    )
    out_of_pocket_met: Dollars | None = Field(default=None, description="counted toward the yearly limit of K or L")


class PartD(Coverage):
    """A stand-alone Medicare drug plan."""

    kind: Literal["part_d"]
    deductible: Dollars | None = Field(default=None, description="the plan's own deductible, in dollars")
    out_of_pocket_met: Dollars | None = Field(default=None, description="counted toward the yearly cap (TrOOP) so far")
    deductible_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")
    terms: TermsByCategory = Field(default_factory=dict)
    extra_help: Literal["full", "full_dual", "full_dual_low_income", "institutional", "none"] | None = Field(
        default=None, description="the level of Extra Help (low-income subsidy)"
    )
    payment_plan: bool | None = Field(default=None, description="in the Medicare Prescription Payment Plan")
    payment_plan_joined_on: Date | None = Field(default=None, description="the day the person joined the payment plan")


class MedicareAdvantage(PrivatePlan):
    """A Medicare Advantage plan; `out_of_network.out_of_pocket_maximum` is the combined limit."""

    kind: Literal["medicare_advantage"]
    plan_type: Literal["hmo", "ppo", "pffs", "snp"] | None = Field(default=None, description="the type of plan")
    includes_part_d: bool | None = Field(default=None, description="the plan covers drugs too")
    part_d: PartD | None = Field(default=None, description="the plan's drug side, where its terms are known")


class Medicaid(Coverage):
    """Medicaid, or a Medicare Savings Program level beside Medicare."""

    kind: Literal["medicaid"]
    state: State | None = Field(default=None, description="the state that pays")
    level: Literal["full", "qmb", "qmb_plus", "slmb", "slmb_plus", "qi", "spend_down", "emergency"] | None = Field(
        default=None, description="full Medicaid, or the Medicare Savings Program level"
    )
    terms: TermsByCategory = Field(default_factory=dict)
    share_of_cost_monthly: Dollars | None = Field(
        default=None, description="what the person pays each month before Medicaid pays, in dollars"
    )


class Tricare(Coverage):
    """TRICARE."""

    kind: Literal["tricare"]
    plan: Literal["prime", "select", "for_life", "reserve_select", "retired_reserve", "young_adult"] | None = Field(
        default=None, description="the TRICARE plan"
    )
    group: Literal["A", "B"] | None = Field(
        default=None, description="A: first joined before 2018; B: in 2018 or later"
    )
    sponsor: Literal["active_duty", "retired"] | None = Field(default=None, description="the sponsor's status")
    catastrophic_cap_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")
    deductible: Dollars | None = Field(default=None, description="the yearly deductible, in dollars")
    deductible_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")
    terms: TermsByCategory = Field(default_factory=dict)


class Champva(Coverage):
    """CHAMPVA."""

    kind: Literal["champva"]
    deductible_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")
    catastrophic_cap_met: Dollars | None = Field(default=None, description="met so far this year, in dollars")


class Va(Coverage):
    """VA health care."""

    kind: Literal["va"]
    priority_group: Annotated[int, Field(ge=1, le=8)] | None = Field(
        default=None, description="the priority group, 1 to 8"
    )
    service_connected_percent: Annotated[int, Field(ge=0, le=100)] | None = Field(
        default=None, description="the combined rating in percent"
    )
    myeloma_service_connected: bool | None = Field(
        default=None, description="VA has rated the myeloma as service-connected"
    )
    treated_at_va: bool | None = Field(default=None, description="the coming treatment is given or authorised by VA")
    terms: TermsByCategory = Field(default_factory=dict)


class Uninsured(Coverage):
    """No coverage."""

    kind: Literal["uninsured"]
    self_pay_discount: Percent | None = Field(
        default=None, description="the discount on the bill that a provider has confirmed"
    )
    hospital_aid_discount: Percent | None = Field(
        default=None, description="granted under a hospital's financial assistance policy"
    )


AnyCoverage = Annotated[
    Employer
    | Cobra
    | Marketplace
    | Medicare
    | Medigap
    | PartD
    | MedicareAdvantage
    | Medicaid
    | Tricare
    | Champva
    | Va
    | Uninsured,
    Field(discriminator="kind"),
]

KindNotSure = Literal[
    "employer",
    "cobra",
    "marketplace",
    "medicare",
    "medigap",
    "part_d",
    "medicare_advantage",
    "medicaid",
    "tricare",
    "champva",
    "va",
]
"""The kinds that a person may have without knowing it: every kind but `uninsured`, which is no coverage."""
