"""Questions about the person, the household, service, work, and help that is there already."""

from collections.abc import Callable
from typing import Any

from mmfinance.assistance.facts import fact
from mmfinance.case.model import Case
from mmfinance.intake.fields import Field
from mmfinance.intake.forms import amount, day, number, one_of, state, words, yes_or_no, zip_code
from mmfinance.intake.question import Answer, Data, Line, Menu, Option, Question
from mmfinance.phrases import Phrase

_HOME_ZIP = Field("patient.address.zip")

LANGUAGE = one_of(
    "language",
    Phrase("In which language should the letter be?"),
    Field("patient.language"),
    (Option("en", "English"), Option("es", "Español")),
)

HOME = (
    zip_code(
        "zip",
        fact("zip").question,
        _HOME_ZIP,
        help=Phrase("It tells your state and how far you have to go."),
        facts=("zip", "state", "distance"),
        assumptions=("travel.not_counted",),
    ),
    state(
        "state",
        fact("state").question,
        Field("patient.address.state"),
        applies=lambda case: _HOME_ZIP.value(case) is None,
        facts=("state",),
    ),
)

HOUSEHOLD = (
    number(
        "household_size",
        fact("household_size").question,
        Field("household.size"),
        likely=(1, 12),
        help=Phrase("Count yourself and all who live on the same income."),
        facts=("household_size",),
    ),
    amount(
        "income",
        fact("annual_income").question,
        Field("household.annual_income"),
        likely=(8000, 500000),
        yearly=True,
        help=Phrase("Add up pay, pensions and Social Security of all. Last year's tax return helps. Roughly is fine."),
        facts=("annual_income",),
        assumptions=("medicaid_income",),
    ),
)


def _flag(name: str, path: str, **more: Any) -> Question:
    """A fact of yes or no, asked in the words of the fact."""
    return yes_or_no(name, fact(name).question, Field(path), facts=(name,), **more)


_MARITAL = (
    Option("single", Phrase("Single")),
    Option("married", Phrase("Married")),
    Option("partnered", Phrase("Living with a partner")),
    Option("divorced", Phrase("Divorced")),
    Option("separated", Phrase("Separated")),
    Option("widowed", Phrase("Widowed")),
)
_CITIZEN = (
    Option("citizen", Phrase("I am a U.S. citizen")),
    Option("resident", Phrase("I hold a green card")),
    Option("neither", Phrase("Neither")),
)
_STATUS = {"citizen": (True, False), "resident": (False, True), "neither": (False, False)}


def _citizen_told(case: Case) -> str | None:
    citizen, resident = case.patient.us_citizen, case.patient.permanent_resident
    if citizen:
        return "citizen"
    if resident:
        return "resident"
    return None if None in (citizen, resident) else "neither"


def _write_citizen(data: Data, answer: Answer) -> None:
    citizen, resident = _STATUS.get(str(answer), (None, None))
    Field("patient.us_citizen").put(data, citizen)
    Field("patient.permanent_resident").put(data, resident)


_WEIGHT = Field("patient.weight_kg")
_KILOGRAMS_A_POUND = 0.45359237
_LIGHTEST, _HEAVIEST = 56, 771
"""In pounds, what a case takes in kilograms."""


def _read_pounds(text: str) -> float:
    pounds = float(text.lower().removesuffix("lbs").removesuffix("lb").strip())
    if not _LIGHTEST <= pounds <= _HEAVIEST:
        raise ValueError
    return pounds


def _pounds(kilograms: float | None) -> int | None:
    return None if kilograms is None else round(kilograms / _KILOGRAMS_A_POUND)


PERSON_DETAILS = (
    day("birth_date", fact("age").question, Field("patient.birth_date"), facts=("age",)),
    Question(
        "citizen",
        fact("citizen_or_permanent_resident").question,
        Menu(lambda case: _CITIZEN),
        _citizen_told,
        _write_citizen,
        help=Phrase("Some programs ask it. It stays on this computer."),
        facts=("citizen_or_permanent_resident", "us_citizen"),
    ),
    _flag("has_ssn", "patient.has_ssn"),
    _flag("receives_ssdi", "patient.receives_ssdi"),
    _flag("receives_ssi", "patient.receives_ssi"),
    one_of(
        "married",
        Phrase("Are you single, married or living with a partner?"),
        Field("household.marital_status"),
        _MARITAL,
        facts=("married",),
    ),
    number(
        "minor_children",
        fact("minor_children").question,
        Field("household.minor_children"),
        likely=(0, 10),
        facts=("minor_children",),
    ),
    amount(
        "resources",
        fact("countable_resources").question,
        Field("household.countable_resources"),
        likely=(0, 2000000),
        facts=("countable_resources",),
    ),
    amount(
        "medical_debt",
        fact("medical_debt").question,
        Field("household.medical_debt"),
        likely=(0, 500000),
        facts=("medical_debt",),
    ),
    amount(
        "drug_spending",
        fact("drug_spending_this_year").question,
        Field("household.drug_spending_this_year"),
        likely=(0, 50000),
        help=Phrase("The drug store can print a list."),
        facts=("drug_spending_this_year",),
    ),
    Question(
        "weight",
        Phrase("What do you weigh, in pounds?"),
        Line(_read_pounds, Phrase("Write your weight in pounds, such as 165.")),
        lambda case: _pounds(_WEIGHT.value(case)),
        lambda data, pounds: _WEIGHT.put(data, None if pounds is None else round(pounds * _KILOGRAMS_A_POUND, 1)),
        help=Phrase("Some doses go by weight."),
        assumptions=("weight",),
    ),
)

SERVICE = tuple(
    _flag(name, f"patient.military.{name}")
    for name in ("veteran", "active_duty", "family_of_service_member", "agent_orange", "camp_lejeune", "burn_pits")
) + tuple(
    _flag(name, f"patient.exposure.{name}")
    for name in ("nuclear_weapons_work", "radiation_downwinder", "world_trade_center", "firefighter")
)


def _work(who: str, wage: Phrase, leave: Phrase) -> tuple[Question, ...]:
    working = Field(f"work.{who}.working")

    def has_job(case: Case) -> bool:
        return working.value(case) is not False

    def asked(name: str) -> str:
        return fact(f"{who}_{name}").question

    lost = f"work.{who}"
    return (
        yes_or_no(f"{who}_works", asked("works"), working, facts=(f"{who}_works",), assumptions=(f"{lost}.working",)),
        number(
            f"{who}_hours",
            asked("hours"),
            Field(f"work.{who}.hours_per_week"),
            likely=(1, 80),
            applies=has_job,
            facts=(f"{who}_hours",),
            assumptions=(f"{lost}.hours_per_week",),
        ),
        amount(
            f"{who}_wage",
            wage,
            Field(f"work.{who}.hourly_wage"),
            likely=(5, 300),
            applies=has_job,
            assumptions=(f"{lost}.hourly_wage",),
        ),
        number(
            f"{who}_leave",
            leave,
            Field(f"work.{who}.paid_leave_hours"),
            likely=(0, 1500),
            applies=has_job,
            assumptions=(f"{lost}.paid_leave_hours",),
        ),
        state(
            f"{who}_work_state",
            asked("work_state"),
            Field(f"work.{who}.state"),
            applies=has_job,
            facts=(f"{who}_work_state",),
        ),
        *_employer(who, has_job),
    )


def _employer(who: str, has_job: Callable[[Case], bool]) -> tuple[Question, ...]:
    return (
        number(
            f"{who}_months_with_employer",
            fact(f"{who}_months_with_employer").question,
            Field(f"work.{who}.months_with_employer"),
            likely=(0, 600),
            applies=has_job,
            facts=(f"{who}_months_with_employer",),
        ),
        number(
            f"{who}_employer_size",
            fact(f"{who}_employer_size").question,
            Field(f"work.{who}.employees"),
            likely=(1, 3000000),
            applies=has_job,
            facts=(f"{who}_employer_size",),
        ),
    )


WORK = (
    *_work(
        "patient",
        Phrase("What is your pay for one hour, before tax?"),
        Phrase("How many hours of paid leave do you have left?"),
    ),
    *_work(
        "caregiver",
        Phrase("What is your caregiver's pay for one hour, before tax?"),
        Phrase("How many hours of paid leave does your caregiver have left?"),
    ),
)

ROAD = (
    number(
        "miles",
        fact("distance").question,
        Field("travel.miles_one_way"),
        likely=(0, 1500),
        facts=("distance",),
        assumptions=("travel.not_counted", "travel.miles_one_way"),
    ),
    number(
        "nights",
        Phrase("How many nights will you stay near the place of treatment?"),
        Field("travel.nights"),
        likely=(0, 120),
        help=Phrase("Write 0 if you sleep at home."),
        assumptions=("travel.nights",),
    ),
    amount(
        "parking",
        Phrase("What does parking cost for one visit?"),
        Field("travel.parking_per_visit"),
        likely=(0, 100),
        help=Phrase("Write 0 if it is free."),
        assumptions=("travel.parking_per_visit",),
    ),
    amount(
        "room",
        Phrase("What does a room near the place of treatment cost for one night?"),
        Field("travel.lodging_per_night"),
        likely=(20, 500),
        assumptions=("travel.lodging_per_night",),
    ),
)

NAME = words(
    "name",
    Phrase("Which name should stand on the letter?"),
    Field("patient.name"),
    help=Phrase("You can leave it out."),
)
