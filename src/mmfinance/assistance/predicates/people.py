"""Criteria on the person: age, status, service, exposure, work and household."""

from typing import Annotated, ClassVar

from pydantic import Field

from mmfinance.assistance.predicates.shapes import AtLeast, AtMost, Flag
from mmfinance.case.fields import Count, HoursPerWeek

Years = Annotated[int, Field(ge=0, le=120)]


class AgeAtLeast(AtLeast):
    """At least this old."""

    fact: ClassVar[str] = "age"
    age_at_least: Years | None
    change = "This changes when you turn {limit}."


class AgeAtMost(AtMost):
    """At most this old: 64 is anybody before the 65th birthday."""

    fact: ClassVar[str] = "age"
    age_at_most: Years | None
    change = ""


class UsCitizen(Flag):
    """A U.S. citizen."""

    fact: ClassVar[str] = "us_citizen"
    us_citizen: bool


class CitizenOrPermanentResident(Flag):
    """A U.S. citizen or a permanent resident."""

    fact: ClassVar[str] = "citizen_or_permanent_resident"
    citizen_or_permanent_resident: bool


class HasSsn(Flag):
    """Has a Social Security number."""

    fact: ClassVar[str] = "has_ssn"
    has_ssn: bool


class ReceivesSsdi(Flag):
    """Gets Social Security disability insurance."""

    fact: ClassVar[str] = "receives_ssdi"
    receives_ssdi: bool


class ReceivesSsi(Flag):
    """Gets Supplemental Security Income."""

    fact: ClassVar[str] = "receives_ssi"
    receives_ssi: bool


class Veteran(Flag):
    """Served in the military."""

    fact: ClassVar[str] = "veteran"
    veteran: bool


class ActiveDuty(Flag):
    """On active duty now."""

    fact: ClassVar[str] = "active_duty"
    active_duty: bool


class FamilyOfServiceMember(Flag):
    """Close family of a service member or veteran."""

    fact: ClassVar[str] = "family_of_service_member"
    family_of_service_member: bool


class AgentOrange(Flag):
    """Served where Agent Orange was used."""

    fact: ClassVar[str] = "agent_orange"
    agent_orange: bool


class CampLejeune(Flag):
    """Was at Camp Lejeune in the years that count."""

    fact: ClassVar[str] = "camp_lejeune"
    camp_lejeune: bool


class BurnPits(Flag):
    """Served near burn pits or fine dust (Southwest Asia, Afghanistan and more)."""

    fact: ClassVar[str] = "burn_pits"
    burn_pits: bool


class NuclearWeaponsWork(Flag):
    """Worked in nuclear weapons or uranium."""

    fact: ClassVar[str] = "nuclear_weapons_work"
    nuclear_weapons_work: bool


class RadiationDownwinder(Flag):
    """Lived downwind of nuclear tests or near nuclear waste."""

    fact: ClassVar[str] = "radiation_downwinder"
    radiation_downwinder: bool


class WorldTradeCenter(Flag):
    """Was at a 9/11 site."""

    fact: ClassVar[str] = "world_trade_center"
    world_trade_center: bool


class Firefighter(Flag):
    """Worked as a firefighter."""

    fact: ClassVar[str] = "firefighter"
    firefighter: bool


class Married(Flag):
    """Married."""

    fact: ClassVar[str] = "married"
    married: bool


class MinorChildrenAtLeast(AtLeast):
    """Children under 18 at home."""

    fact: ClassVar[str] = "minor_children"
    minor_children_at_least: Count


class PatientWorks(Flag):
    """The patient has a job."""

    fact: ClassVar[str] = "patient_works"
    patient_works: bool


class PatientHoursAtLeast(AtLeast):
    """The patient works at least these hours a week."""

    fact: ClassVar[str] = "patient_hours"
    patient_hours_at_least: HoursPerWeek | None


class PatientMonthsWithEmployerAtLeast(AtLeast):
    """The patient has been with the employer for at least these months."""

    fact: ClassVar[str] = "patient_months_with_employer"
    patient_months_with_employer_at_least: Count | None


class PatientEmployerSizeAtLeast(AtLeast):
    """The patient's employer has at least this many people."""

    fact: ClassVar[str] = "patient_employer_size"
    patient_employer_size_at_least: Count | None


class CaregiverWorks(Flag):
    """The caregiver has a job."""

    fact: ClassVar[str] = "caregiver_works"
    caregiver_works: bool


class CaregiverHoursAtLeast(AtLeast):
    """The caregiver works at least these hours a week."""

    fact: ClassVar[str] = "caregiver_hours"
    caregiver_hours_at_least: HoursPerWeek | None


class CaregiverMonthsWithEmployerAtLeast(AtLeast):
    """The caregiver has been with the employer for at least these months."""

    fact: ClassVar[str] = "caregiver_months_with_employer"
    caregiver_months_with_employer_at_least: Count | None


class CaregiverEmployerSizeAtLeast(AtLeast):
    """The caregiver's employer has at least this many people."""

    fact: ClassVar[str] = "caregiver_employer_size"
    caregiver_employer_size_at_least: Count | None
