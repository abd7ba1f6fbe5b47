"""The care path files: what is given when, in words and keys that a pharmacist can read and correct."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from mmfinance.case.fields import Count, Line, Model, Name, Slug
from mmfinance.case.vocabulary import Purpose, TreatmentKind
from mmfinance.reference.price_files import Milligrams

Day = Annotated[int, Field(ge=1, le=3_650)]
Month = Annotated[int, Field(ge=0, le=120)]
Interval = Annotated[int, Field(ge=1, le=400)]
Chance = Annotated[float, Field(gt=0, le=1)]
Confidence = Literal["high", "medium", "low"]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Span = tuple[Interval, Interval]


def _not_empty(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """A length limit of the list itself would also complain of every wrong entry, so it is checked afterwards."""
    if not entries:
        raise ValueError("expected at least one entry")
    return entries


class Dose(Model):
    """How much of a drug: fixed, by weight or by body surface; what is left in a vial is billed too."""

    mg: Milligrams | None = None
    mg_per_kg: Milligrams | None = None
    mg_per_m2: Milligrams | None = None
    m2_at_most: Milligrams | None = None
    mg_at_most: Milligrams | None = None
    units: Count | None = None
    vials_mg: tuple[Milligrams, ...] | None = None

    def bases(self) -> list[str]:
        """The ways this dose is stated; a good dose has exactly one."""
        return [name for name in ("mg", "mg_per_kg", "mg_per_m2", "units") if getattr(self, name) is not None]


class Item(Dose):
    """One thing that is given or done: a drug with its dose, a service, a set of them, a pharmacy fill, or a stay."""

    drug: Slug | None = None
    service: Slug | None = None
    set: Slug | None = None
    fill: Slug | None = None
    stay: Slug | None = None
    times: Annotated[int, Field(ge=1, le=400)] = 1
    nights: Count = 0
    on_days: tuple[Day, ...] | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Which kind of thing this is, and its name."""
        kinds = ("drug", "service", "set", "fill", "stay")
        return next((kind, getattr(self, kind)) for kind in kinds if getattr(self, kind))

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        named = [kind for kind in ("drug", "service", "set", "fill", "stay") if getattr(self, kind)]
        if len(named) != 1:
            raise ValueError("expected exactly one of drug, service, set, fill, stay")
        if self.drug and len(self.bases()) != 1:
            raise ValueError("a drug needs exactly one of mg, mg_per_kg, mg_per_m2, units")
        if not self.drug and self.bases():
            raise ValueError("only a drug has a dose")
        return self


Items = Annotated[tuple[Item, ...], AfterValidator(_not_empty)]


class Later(Model):
    """A less frequent schedule that may follow, and what it depends on."""

    from_day: Day
    every_days: Interval
    depends_on: Line


class Phase(Model):
    """One stretch of a care path. Day 1 is the first day of treatment (or the day that the path counts from).

    It happens on ``days``; or from ``from_day`` every ``every_days``; or on ``days_of_cycle`` of each cycle of
    ``cycle_days``; or, for follow-up, from month to month at a shortest and a longest interval.
    """

    id: Slug
    title: Name
    visit: Slug | None = None
    purpose: Purpose = Purpose.TREATMENT
    days: tuple[Day, ...] | None = None
    from_day: Day | None = None
    every_days: Interval | None = None
    cycle_days: Interval | None = None
    days_of_cycle: tuple[Day, ...] | None = None
    times: Annotated[int, Field(ge=1, le=400)] | None = None
    until_day: Day | None = None
    from_month: Month | None = None
    until_month: Month | None = None
    every_weeks: Span | None = None
    every_months: Span | None = None
    gives: Items
    step_up: bool = False
    later: tuple[Later, ...] = ()
    chance: Chance | None = None
    source: str | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _one_timing(self) -> Self:
        ways = [self.days, self.every_days, self.cycle_days, self.every_weeks, self.every_months]
        if sum(way is not None for way in ways) != 1:
            raise ValueError("expected exactly one of days, every_days, cycle_days, every_weeks, every_months")
        if (self.cycle_days is None) != (self.days_of_cycle is None):
            raise ValueError("cycle_days and days_of_cycle go together")
        if (self.every_days or self.cycle_days) and self.from_day is None:
            raise ValueError("a repeated phase needs from_day")
        if (self.every_weeks or self.every_months) and self.from_month is None:
            raise ValueError("follow-up needs from_month")
        if self.chance is not None and self.source is None:
            raise ValueError("a chance needs its source")
        if self.later and self.every_days is None:
            raise ValueError("later goes with every_days")
        return self


class StepUp(Model):
    """A start that may be in hospital or not: what it is, the stay, how often it is one, and nights nearby if not."""

    what: Line = "The first doses"
    stay: Slug
    first_day: Day = 1
    nights: Count
    doctor_visits: Count
    inpatient_share: Annotated[float, Field(ge=0, le=1)]
    nights_near: Count = 0
    source: str
    note: Text | None = None


class NearCentre(Model):
    """Nights near the centre that the label or the centre asks for."""

    from_day: Day
    nights: Count
    source: str
    note: Text | None = None


class Unplanned(Model):
    """Visits nobody planned: how many in how many days, counted from a day, and what one is."""

    from_day: Day = 1
    visits: Annotated[float, Field(gt=0, le=100)]
    in_days: Interval
    set: Slug
    source: str


class CarePathFile(Model):
    """One treatment option as a schedule."""

    name: Name
    about: Text
    kind: TreatmentKind
    off_label: bool = False
    counts_from: Literal["start", "car_t"] = "start"
    setting: Literal["office", "outpatient_hospital"] = "outpatient_hospital"
    step_up: StepUp | None = None
    near_centre: NearCentre | None = None
    unplanned: Unplanned | None = None
    phases: Annotated[tuple[Phase, ...], AfterValidator(_not_empty)]
    followed_by: Slug | None = Field(default=None, description="a care path that runs beside, from followed_by_day on")
    followed_by_day: Day | None = None
    price_unknown: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    confidence: Confidence
    sources: Annotated[tuple[str, ...], AfterValidator(_not_empty)]

    @model_validator(mode="after")
    def _step_up_has_phase(self) -> Self:
        if bool(self.step_up) != any(phase.step_up for phase in self.phases):
            raise ValueError("step_up needs a phase with step_up: true, and the other way round")
        if (self.followed_by is None) != (self.followed_by_day is None):
            raise ValueError("followed_by and followed_by_day go together")
        return self


class SetFile(Model):
    """A named set of services that care paths share."""

    name: Name
    gives: Items


class VisitFile(Model):
    """A kind of visit and the hours it takes the patient, a planning rule."""

    name: Name
    hours: Annotated[float, Field(ge=0, le=24)]
    note: Text | None = None


class PlanningFile(Model):
    """Planning values that no source gives; the case's own facts win."""

    weight_kg: Annotated[tuple[Decimal, Decimal, Decimal], Field(description="low, expected, high")]
    body_surface_m2: Annotated[Decimal, Field(description="at the expected weight, when the height is not known")]
    stops_early_chance: Chance
    stops_early_from_day: Day
    source: str


class SharedSets(Model):
    """The file of sets."""

    sets: Mapping[str, SetFile]


class SharedVisits(Model):
    """The file of visits."""

    visits: Mapping[str, VisitFile]
