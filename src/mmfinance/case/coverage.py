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
    contradiction,
    empty_when_null,
)
from mmfinance.case.vocabulary import ServiceCategory


class Limit(Model):
    """A deductible or an out-of-pocket maximum: per person and per family, and what is met already this plan year."""

    individual: Dollars | None = None
    family: Dollars | None = None
    met: Dollars | None = None
    family_met: Dollars | None = None


class Terms(Model):
    """What the patient pays for one category of service."""

    copay: Dollars | None = None
    coinsurance: Percent | None = None
    deductible_applies: bool | None = None
    per: Literal["visit", "day", "admission", "fill"] | None = None
    days_at_most: Count | None = Field(default=None, description="a copay per day stops after this many days of a stay")
    at_most: Dollars | None = Field(default=None, description="the most the patient pays for one visit or fill")
    covered: bool | None = None


TermsByCategory = Annotated[
    dict[ServiceCategory, Terms],
    BeforeValidator(empty_when_null),
    Field(description="the patient's share by category of service, as in the plan's summary of benefits"),
]


class Pharmacy(Model):
    """A pharmacy side with its own deductible or maximum."""

    deductible: Limit | None = None
    out_of_pocket_maximum: Limit | None = None


class OutOfNetwork(Model):
    """Cost sharing outside the network; `covered: false` leaves the whole bill to the patient."""

    covered: bool | None = None
    deductible: Limit | None = None
    out_of_pocket_maximum: Limit | None = None
    coinsurance: Percent | None = None


class Coverage(Model):
    """What every kind of coverage can state."""

    name: Name | None = Field(default=None, description="the plan's name, as on the card")
    payer: Name | None = None
    payer_phone: Line | None = Field(default=None, description="the member-services phone on the card")
    starts_on: Date | None = None
    ends_on: Date | None = None
    premium_monthly: Dollars | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise contradiction(("ends_on",), "is before starts_on")
        return self


class PrivatePlan(Coverage):
    """A plan with its own deductible, maximum and per-category terms."""

    plan_year_start: MonthDay | None = None
    deductible: Limit | None = None
    out_of_pocket_maximum: Limit | None = None
    family_design: Literal["embedded", "aggregate"] | None = None
    coinsurance: Percent | None = Field(
        default=None, description="the patient's share where no category says otherwise"
    )
    terms: TermsByCategory = Field(default_factory=dict)
    pharmacy: Pharmacy | None = None
    out_of_network: OutOfNetwork | None = None
    copay_help: Literal["counts", "accumulator", "maximizer"] | None = None
    subscriber: Literal["self", "spouse", "parent"] | None = None

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
                    raise contradiction((*path, "deductible", who), f"is above the {who} out-of-pocket maximum")
        return self


class Employer(PrivatePlan):
    """A plan through an employer."""

    kind: Literal["employer"]
    self_funded: bool | None = None
    hdhp: bool | None = Field(default=None, description="a plan that goes with a health savings account")
    employees: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    active_employment: bool | None = Field(default=None, description="through present work, not retirement")


class Cobra(PrivatePlan):
    """Continued employer coverage."""

    kind: Literal["cobra"]
    self_funded: bool | None = None
    hdhp: bool | None = None


class Marketplace(PrivatePlan):
    """A marketplace plan, with its cost-sharing reduction variant where the person has one."""

    kind: Literal["marketplace"]
    metal: Literal["bronze", "silver", "gold", "platinum", "catastrophic"] | None = None
    csr_variant: Literal["73", "87", "94"] | None = None
    hdhp: bool | None = None


class Medicare(Coverage):
    """Original Medicare, Part A and Part B."""

    kind: Literal["medicare"]
    part_a: bool | None = None
    part_b: bool | None = None
    part_b_deductible_met: Dollars | None = None
    entitled_by: Literal["age", "disability", "esrd"] | None = None
    last_discharge: Date | None = Field(
        default=None, description="the last day of a hospital stay that opened a benefit period"
    )
    part_a_deductible_met: Dollars | None = Field(default=None, description="of the open benefit period")


class Medigap(Coverage):
    """A Medicare Supplement policy, by letter."""

    kind: Literal["medigap"]
    letter: Literal["A", "B", "C", "D", "F", "G", "K", "L", "M", "N"] | None = None
    high_deductible: bool | None = None
    deductible_met: Dollars | None = None
    out_of_pocket_met: Dollars | None = Field(default=None, description="counted toward the yearly limit of K or L")


class PartD(Coverage):
    """A stand-alone Medicare drug plan."""

    kind: Literal["part_d"]
    deductible: Dollars | None = None
    out_of_pocket_met: Dollars | None = Field(default=None, description="counted toward the yearly cap (TrOOP) so far")
    deductible_met: Dollars | None = None
    terms: TermsByCategory = Field(default_factory=dict)
    extra_help: Literal["full", "full_dual", "full_dual_low_income", "institutional", "none"] | None = None
    payment_plan: bool | None = Field(default=None, description="in the Medicare Prescription Payment Plan")
    payment_plan_joined_on: Date | None = None


class MedicareAdvantage(PrivatePlan):
    """A Medicare Advantage plan; `out_of_network.out_of_pocket_maximum` is the combined limit."""

    kind: Literal["medicare_advantage"]
    plan_type: Literal["hmo", "ppo", "pffs", "snp"] | None = None
    includes_part_d: bool | None = None
    part_d: PartD | None = Field(default=None, description="the plan's drug side, where its terms are known")


class Medicaid(Coverage):
    """Medicaid, or a Medicare Savings Program level beside Medicare."""

    kind: Literal["medicaid"]
    state: State | None = None
    level: Literal["full", "qmb", "qmb_plus", "slmb", "slmb_plus", "qi", "spend_down", "emergency"] | None = None
    terms: TermsByCategory = Field(default_factory=dict)
    share_of_cost_monthly: Dollars | None = None


class Tricare(Coverage):
    """TRICARE."""

    kind: Literal["tricare"]
    plan: Literal["prime", "select", "for_life", "reserve_select", "retired_reserve", "young_adult"] | None = None
    group: Literal["A", "B"] | None = None
    sponsor: Literal["active_duty", "retired"] | None = None
    catastrophic_cap_met: Dollars | None = None
    deductible_met: Dollars | None = None


class Champva(Coverage):
    """CHAMPVA."""

    kind: Literal["champva"]
    deductible_met: Dollars | None = None
    catastrophic_cap_met: Dollars | None = None


class Va(Coverage):
    """VA health care."""

    kind: Literal["va"]
    priority_group: Annotated[int, Field(ge=1, le=8)] | None = None
    service_connected_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    myeloma_service_connected: bool | None = None
    treated_at_va: bool | None = Field(default=None, description="the coming treatment is given or authorised by VA")


class Uninsured(Coverage):
    """No coverage."""

    kind: Literal["uninsured"]
    self_pay_discount: Percent | None = Field(default=None, description="the discount a provider has confirmed")
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
