"""The `Case` model (`mmfinance/case@1`): what the person told us, and nothing else.

Every field but `as_of` may be absent; absent is unknown: not zero, not "no", not a default.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from mmfinance.case.coverage import AnyCoverage
from mmfinance.case.fields import (
    Count,
    Date,
    Dollars,
    HoursPerWeek,
    Identifier,
    Line,
    Miles,
    Model,
    Name,
    Slug,
    State,
    ZipCode,
    contradiction,
    empty_when_null,
)
from mmfinance.case.vocabulary import Benefit, CoverageKind, Network, Purpose, ServiceCategory, Setting, TherapyKind

CASE_SCHEMA = "mmfinance/case@1"


class Address(Model):
    """Where the person lives."""

    personal: ClassVar[bool] = True
    street: Line | None = None
    city: Name | None = None
    county: Name | None = None
    state: State | None = None
    zip: ZipCode | None = None


class Contact(Model):
    """How to reach the person."""

    personal: ClassVar[bool] = True
    phone: Line | None = None
    email: Line | None = None


class MilitaryService(Model):
    """Service and exposure that some programs ask about."""

    veteran: bool | None = None
    active_duty: bool | None = None
    family_of_service_member: bool | None = None
    agent_orange: bool | None = None
    camp_lejeune: bool | None = None
    burn_pits: bool | None = None


class ExposureHistory(Model):
    """Work and places that some compensation programs ask about."""

    nuclear_weapons_work: bool | None = None
    radiation_downwinder: bool | None = None
    world_trade_center: bool | None = None
    firefighter: bool | None = None


class Patient(Model):
    """The person. A Social Security number is never asked for."""

    personal: ClassVar[bool] = True
    name: Name | None = None
    birth_date: Date | None = None
    address: Address | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None, description="two letters, such as en or es"
    )
    contact: Contact | None = None
    us_citizen: bool | None = None
    permanent_resident: bool | None = None
    has_ssn: bool | None = Field(
        default=None, description="whether the person has a number; the number itself is never asked for"
    )
    military: MilitaryService | None = None
    exposure: ExposureHistory | None = None
    receives_ssdi: bool | None = None
    receives_ssi: bool | None = None
    disability_began_on: Date | None = None
    weight_kg: Annotated[float, Field(ge=25, le=350)] | None = None
    height_cm: Annotated[float, Field(ge=100, le=250)] | None = None


class Member(Model):
    """One member of the household and a yearly income before tax."""

    relation: Literal["self", "spouse", "partner", "child", "parent", "sibling", "other"] | None = None
    annual_income: Dollars | None = None


class Household(Model):
    """The people whose income and bills count together."""

    size: Annotated[int, Field(ge=1, le=30)] | None = None
    annual_income: Dollars | None = None
    members: tuple[Member, ...] | None = None
    countable_resources: Dollars | None = None
    marital_status: Literal["single", "married", "partnered", "divorced", "widowed", "separated"] | None = None
    dependents: Count | None = None
    minor_children: Count | None = None
    medical_debt: Dollars | None = None
    drug_spending_this_year: Dollars | None = None


class Diagnosis(Model):
    """The disease, in the words that programs use."""

    personal: ClassVar[bool] = True
    disease: (
        Literal["multiple_myeloma", "smoldering_myeloma", "plasma_cell_leukemia", "al_amyloidosis", "other"] | None
    ) = None
    also: tuple[Literal["al_amyloidosis", "plasma_cell_leukemia", "kidney_failure", "neuropathy"], ...] | None = None
    diagnosed_on: Date | None = None
    relapsed: bool | None = None
    lines_of_therapy: Annotated[int, Field(ge=0, le=30)] | None = None


class Therapy(Model):
    """One treatment in the past."""

    kind: TherapyKind
    name: Name | None = None
    product: Name | None = None
    date: Date | None = None
    ended_on: Date | None = None
    failed: bool | None = None


class Site(Model):
    """Where the coming treatment is given."""

    center: Slug | None = Field(default=None, description="id of a treatment centre (`mmfinance centers`)")
    name: Name | None = None
    zip: ZipCode | None = None
    state: State | None = None
    nonprofit: bool | None = None
    setting: Setting | None = None
    network: Network | None = None


class Trial(Model):
    """A clinical trial under discussion."""

    nct_number: Annotated[str, Field(pattern=r"^NCT\d{8}$")] | None = None
    travel_paid: bool | None = None


class Treatment(Model):
    """What was done, and what is planned."""

    history: tuple[Therapy, ...] | None = None
    care_path: Slug | None = Field(default=None, description="id of a care path (`mmfinance carepaths`)")
    start_date: Date | None = None
    being_evaluated_for: TherapyKind | None = None
    in_active_treatment: bool | None = None
    step_up_setting: Literal["inpatient", "outpatient"] | None = None
    later_phases: bool | None = Field(default=None, description="plan the less frequent later phases too")
    off_label: bool | None = None
    site: Site | None = None
    trial: Trial | None = None


class OwnService(Model):
    """One service of the person's own list, for instance from a good-faith estimate."""

    date: Date
    name: Name
    category: ServiceCategory
    benefit: Benefit | None = None
    purpose: Purpose | None = None
    setting: Setting | None = None
    network: Network | None = None
    allowed: Dollars | None = None
    billed: Dollars | None = None
    nights: Count | None = None
    drug: Slug | None = None


class Travel(Model):
    """Getting there and staying there."""

    miles_one_way: Miles | None = None
    minutes_one_way: Annotated[float, Field(ge=0, le=3_000)] | None = None
    mode: Literal["car", "air", "bus", "train", "ride"] | None = None
    fare_per_trip: Dollars | None = Field(default=None, description="round trip, one person")
    parking_per_visit: Dollars | None = None
    nights: Count | None = Field(default=None, description="nights away per stay near the centre")
    lodging_per_night: Dollars | None = None
    companions: Annotated[int, Field(ge=0, le=6)] | None = None
    has_car: bool | None = None


class Job(Model):
    """One person's work."""

    working: bool | None = None
    hours_per_week: HoursPerWeek | None = None
    hourly_wage: Dollars | None = None
    paid_leave_hours: Annotated[float, Field(ge=0, le=10_000)] | None = None
    state: State | None = None
    months_with_employer: Count | None = None
    employees: Annotated[int, Field(ge=1, le=10_000_000)] | None = None


class Work(Model):
    """The patient's work and the caregiver's."""

    patient: Job | None = None
    caregiver: Job | None = None


class HeldHelp(Model):
    """Help the person has already, has asked for, or was refused."""

    program: Slug
    state: Literal["applied", "pending", "granted", "denied", "used"]
    on: Date | None = None
    amount: Dollars | None = None
    remaining: Dollars | None = None
    ends_on: Date | None = None


class Denial(Model):
    """A decision of an insurer that can be appealed."""

    service: Name | None = None
    denied_on: Date | None = None
    reason: Line | None = None
    internal_appeal_denied_on: Date | None = None
    network_gap: bool | None = None


class Preferences(Model):
    """How the person wants the answers."""

    large_print: bool | None = None
    include_diagnosis: bool | None = None


_SECTION = BeforeValidator(empty_when_null)


class Case(Model):
    """One person's case."""

    schema_name: Literal["mmfinance/case@1"] | None = Field(default=None, alias="schema")
    case_id: Identifier | None = None
    as_of: Date
    patient: Annotated[Patient, _SECTION] = Patient()
    household: Annotated[Household, _SECTION] = Household()
    diagnosis: Annotated[Diagnosis, _SECTION] = Diagnosis()
    coverage: tuple[AnyCoverage, ...] | None = None
    treatment: Annotated[Treatment, _SECTION] = Treatment()
    services: tuple[OwnService, ...] | None = None
    travel: Annotated[Travel, _SECTION] = Travel()
    work: Annotated[Work, _SECTION] = Work()
    help_already_held: tuple[HeldHelp, ...] | None = None
    denial: Denial | None = None
    preferences: Annotated[Preferences, _SECTION] = Preferences()

    @model_validator(mode="after")
    def _birth_before_as_of(self) -> Self:
        born = self.patient.birth_date
        if born is not None and born > self.as_of:
            raise contradiction(("patient", "birth_date"), "is after as_of")
        return self

    def covers(self, *kinds: CoverageKind) -> bool:
        """Whether the case lists any of the coverage kinds."""
        return any(entry.kind in kinds for entry in self.coverage or ())

    def on(self, day: date) -> "Case":
        """The same case as seen on another day (`--as-of`)."""
        return self.model_copy(update={"as_of": day})
