"""The person and the household of a case."""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from mmfinance.case.fields import Count, Date, Dollars, Line, Model, Name, State, ZipCode


def age_on(born: date, day: date) -> int:
    """The age in whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Address(Model):
    """Where the person lives."""

    personal: ClassVar[bool] = True
    street: Line | None = None
    city: Name | None = None
    county: Name | None = Field(default=None, description="the county, which some programs ask for")
    state: State | None = None
    zip: ZipCode | None = None


class Contact(Model):
    """How to reach the person."""

    personal: ClassVar[bool] = True
    phone: Line | None = Field(default=None, description="a phone number")
    email: Line | None = Field(default=None, description="an e-mail address")


class MilitaryService(Model):
    """Service and exposure that some programs ask about."""

    veteran: bool | None = Field(default=None, description="has served in the US armed forces")
    active_duty: bool | None = Field(default=None, description="serves now")
    family_of_service_member: bool | None = Field(
        default=None, description="husband, wife, widow, widower or child of a service member or veteran"
    )
    agent_orange: bool | None = Field(default=None, description="was exposed to Agent Orange or another herbicide")
    camp_lejeune: bool | None = Field(
        default=None, description="lived or worked at Camp Lejeune for 30 days or more, August 1953 to December 1987"
    )
    burn_pits: bool | None = Field(default=None, description="was exposed to burn pits or other toxins in service")


class ExposureHistory(Model):
    """Work and places that some compensation programs ask about."""

    nuclear_weapons_work: bool | None = Field(
        default=None, description="worked at a nuclear weapons site, in a uranium mine or mill, or at tests"
    )
    radiation_downwinder: bool | None = Field(default=None, description="lived downwind of nuclear tests")
    world_trade_center: bool | None = Field(
        default=None, description="was in the World Trade Center area on or after 11 September 2001"
    )
    firefighter: bool | None = Field(default=None, description="worked as a firefighter")


class Patient(Model):
    """The person. A Social Security number is never asked for."""

    personal: ClassVar[bool] = True
    name: Name | None = Field(default=None, description="the name as it should stand on a letter")
    birth_date: Date | None = Field(default=None, description="the day of birth")
    address: Address | None = Field(default=None, description="where the person lives")
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = Field(
        default=None, description="two letters, such as en or es"
    )
    contact: Contact | None = Field(default=None, description="how to reach the person")
    us_citizen: bool | None = Field(default=None, description="is a US citizen")
    permanent_resident: bool | None = Field(default=None, description="is a lawful permanent resident")
    has_ssn: bool | None = Field(
        default=None, description="whether the person has a number; the number itself is never asked for"
    )
    military: MilitaryService | None = Field(default=None, description="military service, own or of the family")
    exposure: ExposureHistory | None = Field(
        default=None, description="work and places that some compensation programs ask about"
    )
    receives_ssdi: bool | None = Field(default=None, description="gets Social Security Disability Insurance")
    receives_ssi: bool | None = Field(default=None, description="gets Supplemental Security Income")
    disability_began_on: Date | None = Field(
        default=None, description="the day the disability began, as Social Security has it or will be told"
    )
    weight_kg: Annotated[float, Field(ge=25, le=350)] | None = Field(
        default=None, description="body weight in kilograms, for drugs dosed by weight"
    )
    height_cm: Annotated[float, Field(ge=100, le=250)] | None = Field(
        default=None, description="height in centimetres, for drugs dosed by body surface"
    )


class Member(Model):
    """One member of the household and a yearly income before tax."""

    relation: Literal["self", "spouse", "partner", "child", "parent", "sibling", "other"] | None = Field(
        default=None, description="who this is to the patient"
    )
    annual_income: Dollars | None = Field(default=None, description="yearly income before tax, in dollars")


class Household(Model):
    """The people whose income and bills count together."""

    size: Annotated[int, Field(ge=1, le=30)] | None = Field(
        default=None, description="how many people live on the household's income, the patient included"
    )
    annual_income: Dollars | None = Field(
        default=None, description="yearly income of all members before tax, in dollars"
    )
    members: tuple[Member, ...] | None = Field(
        default=None, description="the members with their incomes, where the sum is not known"
    )
    countable_resources: Dollars | None = Field(
        default=None, description="savings and other assets that count (not the home or one car), in dollars"
    )
    marital_status: Literal["single", "married", "partnered", "divorced", "widowed", "separated"] | None = Field(
        default=None, description="the patient's marital status"
    )
    dependents: Count | None = Field(default=None, description="how many people the patient supports")
    minor_children: Count | None = Field(default=None, description="children under 18 in the household")
    medical_debt: Dollars | None = Field(default=None, description="unpaid medical bills, in dollars")
    drug_spending_this_year: Dollars | None = Field(
        default=None, description="spent on prescriptions so far this year, in dollars"
    )


class Diagnosis(Model):
    """The disease, in the words that programs use."""

    personal: ClassVar[bool] = True
    disease: (
        Literal["multiple_myeloma", "smoldering_myeloma", "plasma_cell_leukemia", "al_amyloidosis", "other"] | None
    ) = Field(default=None, description="the disease that is treated")
    also: tuple[Literal["al_amyloidosis", "plasma_cell_leukemia", "kidney_failure", "neuropathy"], ...] | None = Field(
        default=None, description="what the person has besides"
    )
    diagnosed_on: Date | None = Field(default=None, description="the day of diagnosis")
    relapsed: bool | None = Field(default=None, description="the disease has come back or stopped responding")
    lines_of_therapy: Annotated[int, Field(ge=0, le=30)] | None = Field(
        default=None, description="how many lines of treatment so far"
    )
