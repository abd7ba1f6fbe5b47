"""Criteria on places and distance."""

from typing import Annotated, ClassVar

import numpy as np
from pydantic import AfterValidator, Field

from mmfinance.assistance.answers import NO, NOT_KNOWN, PROGRAM_DECIDES, YES, Answers, constant
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.facts import fact
from mmfinance.assistance.predicates.criterion import NOT_EMPTY, Criterion
from mmfinance.assistance.predicates.shapes import AtLeast, AtMost, Test, WordIn, graded_days
from mmfinance.assistance.us_places import PLACE_GROUPS, STATES, TERRITORIES, states_in
from mmfinance.case.fields import Miles

_KNOWN_PLACES = (*PLACE_GROUPS, *sorted(STATES | TERRITORIES))


def _one_of_the_places(value: str) -> str:
    if value not in _KNOWN_PLACES:
        raise ValueError(f"expected a state code such as NY, or one of {', '.join(PLACE_GROUPS)}")
    return value


Place = Annotated[str, AfterValidator(_one_of_the_places), Field(json_schema_extra={"enum": list(_KNOWN_PLACES)})]
Places = Annotated[tuple[Place, ...], NOT_EMPTY]
ZipStart = Annotated[str, Field(pattern=r"^\d{3,5}$")]


class ResidenceAnyOf(WordIn):
    """Lives in one of these states or groups (`US`, `territories`, `US_and_territories`)."""

    fact: ClassVar[str] = "state"
    residence_any_of: Places

    def wanted(self) -> frozenset[str]:
        return states_in(self.residence_any_of)


class ResidenceNoneOf(WordIn):
    """Lives in none of these states or groups."""

    fact: ClassVar[str] = "state"
    residence_none_of: Places

    no = "{label} is {value}; the program is not for: {limit}."

    def answer(self, columns: Columns) -> Answers:
        column, barred = columns.words(self.fact), states_in(self.residence_none_of)
        answers = [NO if word in barred else YES for word in column.words]
        return np.array([*answers, NOT_KNOWN], dtype=np.int8)[column.codes]


class CountyAnyOf(WordIn):
    """Lives in one of these counties, each with its state (`Kings, NY`)."""

    fact: ClassVar[str] = "county"
    county_any_of: Annotated[tuple[str, ...], NOT_EMPTY]


class ZipAnyOf(WordIn):
    """Lives in one of these ZIP codes; three or four digits stand for all that start so."""

    fact: ClassVar[str] = "zip"
    zip_any_of: Annotated[tuple[ZipStart, ...], NOT_EMPTY]

    def answer(self, columns: Columns) -> Answers:
        column = columns.words(self.fact)
        answers = [YES if word.startswith(self.zip_any_of) else NO for word in column.words]
        return np.array([*answers, NOT_KNOWN], dtype=np.int8)[column.codes]


class TreatmentStateAnyOf(WordIn):
    """Treated in one of these states or groups."""

    fact: ClassVar[str] = "treatment_state"
    treatment_state_any_of: Places

    def wanted(self) -> frozenset[str]:
        return states_in(self.treatment_state_any_of)


class PatientWorkStateAnyOf(WordIn):
    """The patient works in one of these states."""

    fact: ClassVar[str] = "patient_work_state"
    patient_work_state_any_of: Places

    def wanted(self) -> frozenset[str]:
        return states_in(self.patient_work_state_any_of)


class CaregiverWorkStateAnyOf(WordIn):
    """The caregiver works in one of these states."""

    fact: ClassVar[str] = "caregiver_work_state"
    caregiver_work_state_any_of: Places

    def wanted(self) -> frozenset[str]:
        return states_in(self.caregiver_work_state_any_of)


class DistanceAtLeastMiles(AtLeast):
    """Lives at least this far from the treatment; null is not published."""

    fact: ClassVar[str] = "distance"
    distance_at_least_miles: Miles | None

    def answer(self, columns: Columns) -> Answers:
        return _by_road(self, columns, lambda miles, limit: miles >= limit)


class DistanceAtMostMiles(AtMost):
    """Lives at most this far from the treatment; null is not published."""

    fact: ClassVar[str] = "distance"
    distance_at_most_miles: Miles | None

    def answer(self, columns: Columns) -> Answers:
        return _by_road(self, columns, lambda miles, limit: miles <= limit)


def _by_road(criterion: Criterion, columns: Columns, test: Test) -> Answers:
    """Answer for the shortest and the longest road there may be: where the two differ, the miles are asked for."""
    if criterion.limit is None:
        return constant(PROGRAM_DECIDES, columns.people)
    limit = round(criterion.limit * fact("distance").scale)
    roads = columns.number("distance"), columns.number_at_most("distance")
    short, long = (graded_days(miles, test(miles, limit)) for miles in roads)
    return np.where(short == long, short, NOT_KNOWN).astype(np.int8)
