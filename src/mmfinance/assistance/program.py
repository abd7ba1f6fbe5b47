"""One program as its file says it (`mmfinance/program@1`): who gives what to whom, when, and how sure we are."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from mmfinance.assistance.predicates import Part, Tree
from mmfinance.assistance.predicates.conditions import ApplicationState
from mmfinance.assistance.predicates.criterion import NOT_EMPTY
from mmfinance.assistance.predicates.guidelines import GuidelineYear
from mmfinance.assistance.predicates.treatment import Drug
from mmfinance.assistance.result import Source, Verdict
from mmfinance.assistance.vocabulary import Applicant, CostKind, Kind, PaperKind
from mmfinance.case.fields import Date, Dollars, MonthDay, Slug
from mmfinance.case.vocabulary import Benefit

PROGRAM_SCHEMA = "mmfinance/program@1"

_BEST_SOURCES = ("official", "law", "dataset", "third_party", "undated_copy", "background")

Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1_500)]
Days = Annotated[int, Field(ge=1, le=3_700)]


_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\.?")
_US_NUMBER = re.compile(r"1?[2-9]\d{2}[2-9]\d{6}")
"""Ten digits, perhaps after a 1; area code and exchange do not begin with 0 or 1 (North American Numbering Plan)."""


def _web_address(value: str) -> str:
    try:
        host = urlsplit(value).hostname or ""
    except ValueError:
        host = ""
    if not value.startswith(("https://", "http://")) or " " in value or not _HOST.fullmatch(host):
        raise ValueError("expected a web address, such as https://example.org/page")
    return value


def _phone(value: str) -> str:
    digits = "".join(letter for letter in value if letter.isdigit())
    if value != "211" and not _US_NUMBER.fullmatch(digits):
        raise ValueError("expected a U.S. phone number of ten digits, such as 800-555-0100, or null")
    return value


WebAddress = Annotated[str, StringConstraints(max_length=400), AfterValidator(_web_address)]
Phone = Annotated[str, StringConstraints(max_length=30), AfterValidator(_phone)]


class Share(Part):
    """A part of the award that only some costs may use."""

    covers: Annotated[tuple[CostKind, ...], NOT_EMPTY]
    at_most: Dollars | None


class Award(Part):
    """What the program pays. Null amounts are not published."""

    guaranteed: Dollars | None = Field(default=None, description="the amount every accepted person gets")
    at_most: Dollars | None = Field(default=None, description="the most a person can get in the period")
    minimum: Dollars | None = Field(default=None, description="the least that is paid")
    period: (
        Literal["once", "per_fill", "per_dose", "per_visit", "per_trip", "per_night", "week", "month", "six_months"]
        | Literal["twelve_months", "calendar_year", "two_years"]
        | None
    ) = None
    pays_in_full: bool = Field(default=False, description="the whole cost of what it covers, without a limit")
    in_kind: bool = Field(default=False, description="a service or a thing, not money")
    patient_pays: Dollars | None = Field(default=None, description="what stays with the patient, per patient_pays_per")
    patient_pays_per: Literal["fill", "dose", "visit", "month", "year"] | None = None
    shares: tuple[Share, ...] = Field(default=(), description="limits inside the award for some costs")
    outside_limit: tuple[CostKind, ...] = Field(default=(), description="costs that do not count against at_most")
    lookback_days: Days | None = Field(default=None, description="bills up to this many days old are paid")
    use_within_days: Days | None = Field(default=None, description="lost when no claim comes for this long")
    note: Text | None = None


class Status(Part):
    """Whether the program takes applications, as last seen. `always` is a right or a service that does not run out."""

    state: Literal["open", "waitlist", "closed", "unknown", "always"]
    observed_on: Date | None = None
    valid_days: Days = 14
    source: WebAddress | None = None
    waitlist: bool | None = Field(default=None, description="whether a closed program keeps a waiting list")
    alerts: bool | None = Field(default=None, description="whether one can sign up to hear when it opens")
    note: Text | None = None


class Rules(Part):
    """When the rules were last read, and the poverty guideline year they use."""

    checked_on: Date | None
    poverty_guideline: GuidelineYear | None = None
    valid_days: Days = 365


class First(Part):
    """An application that has to come before this one, for everybody or for those whom `when` describes."""

    program: Slug
    state: Literal["pending", "denied", "granted"] = "denied"
    when: Tree | None = None
    why: Line | None = None


class Excluded(Part):
    """A program that cannot be used together with this one."""

    program: Slug
    scope: Literal["always", "same_cost", "same_drug", "same_time"] = "always"
    why: Line | None = None


class Apply(Part):
    """How to apply. Null is not found."""

    phone: Phone | None = None
    hours: Line | None = None
    url: WebAddress | None = None
    email: Line | None = None
    how: Text | None = None
    languages: tuple[Line, ...] | None = None
    call_first: bool = Field(default=False, description="an application starts with a call; a letter alone does not")


class PaperAsked(Part):
    """One paper; `or` names papers that are taken instead."""

    paper: PaperKind
    or_: tuple[PaperKind, ...] = Field(default=(), alias="or")
    detail: Line | None = None
    at_most_days_old: Days | None = None
    asked: Literal["always", "if_asked", "after_approval"] = "always"


class DeadlineRule(Part):
    """A time limit: so many days before or after an event, a fixed date, or a yearly window."""

    what: Line
    days: Annotated[int, Field(ge=0, le=3_700)] | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    business_days: bool = False
    before: Literal["travel", "treatment", "approval", "leave", "coverage_ends", "car_t_infusion"] | None = None
    after: (
        Literal["approval", "service", "prescription", "first_bill", "denial", "coverage_loss", "car_t_infusion"]
        | Literal["transplant", "job_loss", "part_b_start", "last_award", "disability_decision", "enrollment"]
        | None
    ) = None
    on: Date | None = None
    opens: MonthDay | None = None
    closes: MonthDay | None = None


class ProgramSource(Part):
    """Where something was read."""

    title: Line
    url: WebAddress | None = None
    page_date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = Field(
        default=None, description="a date, a month or a year, such as 2026-08-26, 2026-08 or 2026"
    )
    kind: Literal["official", "law", "dataset", "third_party", "undated_copy", "background"]
    shows: Literal["rules", "contact"] = Field(
        default="rules", description="contact where only a phone or an address was read there"
    )
    note: Text | None = None


class Example(Part):
    """Facts of a made-up person and the verdict they must get; the tests run it. Facts not named are missing."""

    name: Line
    facts: Mapping[str, Any]
    verdict: Verdict


class Program(Part):
    """One program file. The file name is the id."""

    schema_name: Literal["mmfinance/program@1"] = Field(alias="schema")
    id: Slug
    name: Line
    organisation: Line
    aliases: tuple[Line, ...] = Field(
        default=(), description="former names, short names and common misspellings of this program and of no other"
    )
    organisation_aliases: tuple[Line, ...] = Field(
        default=(), description="former and short names of the organisation; its other programs may repeat them"
    )
    operation: Literal["active", "merged", "closed", "historical", "unverified", "upcoming"]
    ended_on: Date | None = None
    successor: Slug | None = None
    what_it_does_today: Text
    kinds: Annotated[tuple[Kind, ...], NOT_EMPTY]
    covers: tuple[CostKind, ...] = ()
    not_covered: tuple[CostKind, ...] = ()
    sides: Annotated[tuple[Benefit, ...], NOT_EMPTY] | None = Field(
        default=None, description="the sides of the plan whose bills it pays (medical, pharmacy); both unless told"
    )
    award: Award = Award()
    status: Status
    rules: Rules
    drugs: tuple[Drug, ...] | None = None
    eligible_when: Tree | None = Field(description="null where nobody is turned away")
    requires_first: tuple[First, ...] = ()
    excludes: tuple[Excluded, ...] = ()
    brings_automatically: tuple[Slug, ...] = ()
    who_may_apply: tuple[Applicant, ...] | None
    apply: Apply = Apply()
    papers: tuple[PaperAsked, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    warnings: tuple[Text, ...] = ()
    notes: Text | None = None
    confidence: Literal["high", "medium", "low"]
    unknown_fields: tuple[Line, ...] = ()
    sources: Annotated[tuple[ProgramSource, ...], NOT_EMPTY]
    examples: tuple[Example, ...] = ()

    @cached_property
    def best_source(self) -> Source:
        """The most official source of the rules, with the day they were checked."""
        on_rules = [source for source in self.sources if source.shows == "rules"] or self.sources
        best = min(on_rules, key=lambda source: _BEST_SOURCES.index(source.kind))
        return Source(best.title, best.url, self.rules.checked_on)


__all__ = ["PROGRAM_SCHEMA", "ApplicationState", "Program"]
