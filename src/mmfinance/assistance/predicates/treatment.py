"""Criteria on the illness and its treatment: diagnosis, drug, stage, and windows of days."""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from mmfinance.assistance.answers import YES, Answers, any_of
from mmfinance.assistance.columns import NO_DATE, Columns
from mmfinance.assistance.predicates.criterion import NOT_EMPTY, Criterion
from mmfinance.assistance.predicates.shapes import AtLeast, Flag, HasAll, HasAny, WordIn, graded_days
from mmfinance.assistance.vocabulary import DISEASE_IMPLIES, DRUG_BENEFITS
from mmfinance.assistance.words import either, in_words
from mmfinance.case.fields import Count
from mmfinance.case.vocabulary import Setting, TherapyKind
from mmfinance.phrases import Phrase

Days = Annotated[int, Field(ge=0, le=20_000)]


def _one_of_the_diseases(value: str) -> str:
    if value not in DISEASE_IMPLIES:
        raise ValueError(f"expected a disease, one of {', '.join(DISEASE_IMPLIES)}")
    return value


def _one_of_the_drugs(value: str) -> str:
    if value not in DRUG_BENEFITS:
        raise ValueError(f"expected a drug by generic name, one of {', '.join(DRUG_BENEFITS)}")
    return value


Disease = Annotated[str, AfterValidator(_one_of_the_diseases), Field(json_schema_extra={"enum": list(DISEASE_IMPLIES)})]
Drug = Annotated[str, AfterValidator(_one_of_the_drugs), Field(json_schema_extra={"enum": list(DRUG_BENEFITS)})]


class DiagnosisAnyOf(HasAny):
    """Has one of these illnesses; wider groups count (`blood_cancer`, `cancer`, `serious_illness`)."""

    fact: ClassVar[str] = "diagnoses"
    diagnosis_any_of: Annotated[tuple[Disease, ...], NOT_EMPTY]


class DiagnosisAllOf(HasAll):
    """Has all of these illnesses, for instance myeloma with amyloidosis."""

    fact: ClassVar[str] = "diagnoses"
    diagnosis_all_of: Annotated[tuple[Disease, ...], NOT_EMPTY]


class DrugAnyOf(HasAny):
    """One of these drugs is planned."""

    fact: ClassVar[str] = "drugs"
    yes = "{label}: {value}. This is for {limit}."
    no = "This is for {limit}. {label}: {value}."
    drug_any_of: Annotated[tuple[Drug, ...], NOT_EMPTY]


class OffLabel(Flag):
    """The drug is used outside its label (`true`), or within it (`false`)."""

    fact: ClassVar[str] = "off_label"
    off_label: bool


class InActiveTreatment(Flag):
    """In treatment now."""

    fact: ClassVar[str] = "in_active_treatment"
    in_active_treatment: bool


class Relapsed(Flag):
    """The myeloma came back."""

    fact: ClassVar[str] = "relapsed"
    relapsed: bool


class CarTFailed(Flag):
    """The myeloma came back after CAR T-cell therapy."""

    fact: ClassVar[str] = "car_t_failed"
    car_t_failed: bool


class InClinicalTrial(Flag):
    """Joins, or plans to join, a clinical trial."""

    fact: ClassVar[str] = "clinical_trial"
    in_clinical_trial: bool


class LinesOfTherapyAtLeast(AtLeast):
    """At least this many lines of treatment so far."""

    fact: ClassVar[str] = "lines_of_therapy"
    lines_of_therapy_at_least: Count | None


class EvaluatedForAnyOf(WordIn):
    """Being evaluated for one of these therapies."""

    fact: ClassVar[str] = "being_evaluated_for"
    evaluated_for_any_of: tuple[TherapyKind, ...]


class TreatmentSettingAnyOf(WordIn):
    """The treatment is given in one of these settings."""

    fact: ClassVar[str] = "treatment_setting"
    treatment_setting_any_of: tuple[Setting, ...]


class NonprofitHospital(Flag):
    """Treated at a nonprofit hospital."""

    fact: ClassVar[str] = "nonprofit_hospital"
    nonprofit_hospital: bool


class TreatmentStartsWithinDays(Criterion):
    """The planned treatment starts within these days (or has started)."""

    fact: ClassVar[str] = "days_until_treatment"
    treatment_starts_within_days: Days

    yes = "Your treatment starts within {limit} days."
    no = "Your treatment starts in {value}; the program asks for {limit} days or less."
    change = "Apply again when the start is {limit} days away or less."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number(self.fact)
        return graded_days(days, days <= self.treatment_starts_within_days)

    def spoken_limit(self) -> str:
        return str(self.treatment_starts_within_days)


class TreatedWithinDays(Criterion):
    """Treated within these past days; being in treatment now counts."""

    fact: ClassVar[str] = "days_since_treatment"
    treated_within_days: Days

    yes = "Your last treatment was within the past {limit} days."
    no = "Your last treatment was longer ago than {limit} days."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number(self.fact)
        return graded_days(days, (days >= 0) & (days <= self.treated_within_days))

    def spoken_limit(self) -> str:
        return str(self.treated_within_days)


class TherapyHad(Criterion):
    """Had one of these therapies, if asked within or after a number of days."""

    fact: ClassVar[str] = "days_since_car_t"
    therapy_had: Annotated[tuple[TherapyKind, ...], NOT_EMPTY]
    within_days: Days | None = Field(default=None, description="the latest one no longer ago than this")
    at_least_days_ago: Days | None = Field(default=None, description="the latest one at least this long ago")

    yes = "You had {limit}."
    no = "The program asks that you had {limit}."

    def fact_name(self) -> str:
        return f"days_since_{self.therapy_had[0].value}"

    def reads(self) -> tuple[str, ...]:
        return tuple(f"days_since_{kind.value}" for kind in self.therapy_had)

    def answer(self, columns: Columns) -> Answers:
        return any_of([self._one(columns, kind) for kind in self.therapy_had])

    def _one(self, columns: Columns, kind: TherapyKind) -> Answers:
        days = columns.number(f"days_since_{kind.value}")
        truth = days >= (self.at_least_days_ago or 0)
        if self.within_days is not None:
            truth &= days <= self.within_days
        answers = graded_days(days, truth)
        if self.within_days is None and not self.at_least_days_ago:
            answers[days == NO_DATE] = YES
        return answers

    def spoken_limit(self) -> Any:
        said = either([in_words(kind.value) for kind in self.therapy_had])
        if self.within_days is not None:
            said = Phrase("{therapy} within the past {days} days", therapy=said, days=self.within_days)
        if self.at_least_days_ago:
            said = Phrase("{therapy} at least {days} days ago", therapy=said, days=self.at_least_days_ago)
        return said
