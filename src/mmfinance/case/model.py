"""The `Case` model (`mmfinance/case@1`): what the person told us, and nothing else.

Every field but `as_of` may be absent; absent is unknown: not zero, not "no", not a default.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from mmfinance.case.coverage import AnyCoverage, KindNotSure
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
    after_as_of,
    contradiction,
    empty_when_null,
)
from mmfinance.case.person import (
    Address,
    Contact,
    Diagnosis,
    ExposureHistory,
    Household,
    Member,
    MilitaryService,
    Patient,
)
from mmfinance.case.vocabulary import (
    Benefit,
    CoverageKind,
    Network,
    Purpose,
    ServiceCategory,
    Setting,
    SupportiveDrug,
    TherapyKind,
    TreatmentKind,
)

__all__ = [
    "CASE_SCHEMA",
    "Address",
    "Case",
    "Contact",
    "Denial",
    "Diagnosis",
    "ExposureHistory",
    "HeldHelp",
    "Household",
    "Job",
    "Member",
    "MilitaryService",
    "OwnService",
    "Patient",
    "Preferences",
    "Site",
    "Therapy",
    "Travel",
    "Treatment",
    "Trial",
    "Work",
]

CASE_SCHEMA = "mmfinance/case@1"


class Therapy(Model):
    """One treatment in the past."""

    kind: TherapyKind = Field(description="what kind of treatment it was")
    name: Name | None = Field(default=None, description="the treatment in words")
    product: Name | None = Field(default=None, description="the product, such as cilta-cel")
    date: Date | None = Field(default=None, description="when it was given or began")
    ended_on: Date | None = Field(default=None, description="when it ended")
    failed: bool | None = Field(default=None, description="it did not work, or stopped working")


class Site(Model):
    """Where the coming treatment is given."""

    center: Slug | None = Field(default=None, description="id of a treatment centre (`mmfinance centers`)")
    name: Name | None = Field(default=None, description="the hospital or clinic")
    zip: ZipCode | None = None
    state: State | None = None
    nonprofit: bool | None = Field(
        default=None, description="a nonprofit hospital (it must have a financial assistance policy)"
    )
    setting: Setting | None = Field(default=None, description="where in the centre the treatment is given")
    network: Network | None = Field(default=None, description="whether the centre is in the plan's network")


class Trial(Model):
    """A clinical trial under discussion."""

    nct_number: Annotated[str, Field(pattern=r"^NCT[0-9]{8}$")] | None = Field(
        default=None, description="the number at ClinicalTrials.gov, such as NCT01234567"
    )
    travel_paid: bool | None = Field(default=None, description="the sponsor pays travel")


class Treatment(Model):
    """What was done, and what is planned."""

    history: tuple[Therapy, ...] | None = Field(default=None, description="treatments of the past, oldest first")
    care_path: Slug | None = Field(default=None, description="id of a care path (`mmfinance carepaths`)")
    kind: TreatmentKind | None = Field(
        default=None, description="the kind of the coming treatment, where no care path is named yet"
    )
    supportive_drugs: tuple[SupportiveDrug, ...] | None = Field(
        default=None, description="drugs planned beside the treatment: `[]` if none; matched, not counted in the cost"
    )
    start_date: Date | None = Field(default=None, description="the day the coming treatment begins")
    being_evaluated_for: TherapyKind | None = Field(
        default=None, description="a treatment the person is being evaluated for"
    )
    in_active_treatment: bool | None = Field(default=None, description="is in treatment now")
    step_up_setting: Literal["inpatient", "outpatient"] | None = Field(
        default=None, description="where the first, rising doses are given"
    )
    later_phases: bool | None = Field(default=None, description="plan the less frequent later phases too")
    off_label: bool | None = Field(default=None, description="used outside the approved labelling")
    covered_by_plan: bool | None = Field(default=None, description="the plan has agreed to pay for the planned drug")
    site: Site | None = Field(default=None, description="where the coming treatment is given")
    trial: Trial | None = Field(default=None, description="a clinical trial under discussion")


class OwnService(Model):
    """One service of the person's own list, for instance from a good-faith estimate."""

    date: Date = Field(description="the day of the service")
    name: Name = Field(description="the service in words, as on the estimate")
    category: ServiceCategory = Field(description="what kind of service the plan calls it")
    benefit: Benefit | None = Field(default=None, description="the side of the plan that pays")
    purpose: Purpose | None = Field(default=None, description="why the service happens")
    setting: Setting | None = Field(default=None, description="where it is given")
    network: Network | None = Field(default=None, description="whether the provider is in the plan's network")
    allowed: Dollars | None = Field(
        default=None,
        description=(
            "the price the plan allows, or the self-pay price of a good-faith estimate, in dollars; without coverage a "
            "self-pay discount is in it and is not taken off again"
        ),
    )
    billed: Dollars | None = Field(
        default=None,
        description=(
            "the price before any discount, in dollars; without coverage, where no self-pay price is stated, this less "
            "a confirmed discount is counted"
        ),
    )
    nights: Count | None = Field(default=None, description="nights in hospital")
    drug: Slug | None = Field(default=None, description="id of the drug, where it is one")


class Travel(Model):
    """Getting there and staying there."""

    miles_one_way: Miles | None = Field(default=None, description="miles from home to the centre")
    minutes_one_way: Annotated[float, Field(ge=0, le=3_000)] | None = Field(
        default=None, description="minutes from home to the centre"
    )
    mode: Literal["car", "air", "bus", "train", "ride"] | None = Field(
        default=None, description="how the person gets there"
    )
    fare_per_trip: Dollars | None = Field(default=None, description="round trip, one person")
    parking_per_visit: Dollars | None = Field(default=None, description="in dollars")
    nights: Count | None = Field(default=None, description="nights away per stay near the centre")
    lodging_per_night: Dollars | None = Field(default=None, description="in dollars")
    companions: Annotated[int, Field(ge=0, le=6)] | None = Field(default=None, description="how many people come along")
    has_car: bool | None = Field(default=None, description="there is a car that can be used")


class Job(Model):
    """One person's work."""

    working: bool | None = Field(default=None, description="works now")
    hours_per_week: HoursPerWeek | None = Field(default=None, description="hours of work in a usual week")
    hourly_wage: Dollars | None = Field(default=None, description="in dollars before tax")
    paid_leave_hours: Annotated[float, Field(ge=0, le=10_000)] | None = Field(
        default=None, description="hours of paid leave left"
    )
    state: State | None = Field(default=None, description="the state of the work place")
    months_with_employer: Count | None = Field(default=None, description="months with this employer")
    employees: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        default=None, description="how many people the employer has"
    )


class Work(Model):
    """The patient's work and the caregiver's."""

    patient: Job | None = Field(default=None, description="the patient's work")
    caregiver: Job | None = Field(default=None, description="the caregiver's work")


class HeldHelp(Model):
    """Help the person has already, has asked for, or was refused; an entry that names no program leaves all open."""

    program: Slug | None = Field(default=None, description="id of the program (`mmfinance programs list`)")
    name: Name | None = Field(default=None, description="the program in words, where the directory does not know it")
    state: Literal["applied", "pending", "granted", "denied", "used"] | None = Field(
        default=None, description="how far it has come"
    )
    on: Date | None = Field(default=None, description="the day of that")
    amount: Dollars | None = Field(default=None, description="the whole grant, in dollars")
    remaining: Dollars | None = Field(default=None, description="what is left of it, in dollars")
    ends_on: Date | None = Field(default=None, description="the last day it pays")
    drug: Slug | None = Field(
        default=None, description="for a maker's card: the drug it pays for, as the care path names it"
    )


class Denial(Model):
    """A decision of an insurer that can be appealed."""

    service: Name | None = Field(default=None, description="what was denied")
    denied_on: Date | None = Field(default=None, description="the day of the decision")
    reason: Line | None = Field(default=None, description="the reason in the insurer's words")
    internal_appeal_denied_on: Date | None = Field(
        default=None, description="the day the insurer denied the internal appeal"
    )
    network_gap: bool | None = Field(
        default=None, description="no provider of the plan's network can give this treatment"
    )


class Preferences(Model):
    """How the person wants the answers."""

    large_print: bool | None = Field(default=None, description="write letters in large print")
    include_diagnosis: bool | None = Field(default=None, description="name the diagnosis in letters")


_SECTION = BeforeValidator(empty_when_null)


class Case(Model):
    """One person's case."""

    schema_name: Literal["mmfinance/case@1"] | None = Field(default=None, alias="schema")
    case_id: Identifier | None = Field(default=None, description="your own number for the case, without a name in it")
    as_of: Date = Field(description="the day this case was true")
    patient: Annotated[Patient, _SECTION] = Patient()
    household: Annotated[Household, _SECTION] = Household()
    diagnosis: Annotated[Diagnosis, _SECTION] = Diagnosis()
    coverage: tuple[AnyCoverage, ...] | None = Field(
        default=None,
        description="all health coverage, the one that pays first at the top; a kind not in this list is a no",
    )
    coverage_not_sure: tuple[KindNotSure, ...] | None = Field(
        default=None,
        description="kinds of coverage of which nobody knows yet whether the person has them too: not a no",
    )
    treatment: Annotated[Treatment, _SECTION] = Treatment()
    services: tuple[OwnService, ...] | None = Field(
        default=None,
        description="the person's own list of services (a good-faith estimate); it replaces the care path's list",
    )
    travel: Annotated[Travel, _SECTION] = Travel()
    work: Annotated[Work, _SECTION] = Work()
    help_already_held: tuple[HeldHelp, ...] | None = Field(
        default=None, description="help the person has, has asked for or was refused"
    )
    denial: Denial | None = Field(default=None, description="a decision of the insurer that can be appealed")
    preferences: Annotated[Preferences, _SECTION] = Preferences()

    @model_validator(mode="after")
    def _birth_before_as_of(self) -> Self:
        born = self.patient.birth_date
        if born is not None and born > self.as_of:
            raise contradiction(("patient", "birth_date"), after_as_of(self.as_of))
        return self

    def covers(self, *kinds: CoverageKind) -> bool:
        """Whether the case lists any of the coverage kinds."""
        return any(entry.kind in kinds for entry in self.coverage or ())

    def may_be_covered_by(self, *kinds: CoverageKind) -> bool:
        """Whether the person has any of the coverage kinds, or does not know it."""
        return self.covers(*kinds) or any(kind in kinds for kind in self.coverage_not_sure or ())

    def on(self, day: date) -> "Case":
        """The same case as seen on another day (`--as-of`)."""
        return self.model_copy(update={"as_of": day})
