"""Facts about the person, the household, work and service, out of a case."""

from collections.abc import Callable

from mmfinance.case.model import Case, ExposureHistory, Job, MilitaryService
from mmfinance.case.person import age_on
from mmfinance.errors import UnknownName

_MARRIED = {"married": True, "single": False, "divorced": False, "widowed": False, "separated": False}


def age(case: Case) -> int | None:
    """Age in whole years on the day of the case."""
    born = case.patient.birth_date
    return None if born is None else age_on(born, case.as_of)


def state(case: Case) -> str | None:
    """State of residence: as told, or by ZIP code."""
    address = case.patient.address
    if address is None:
        return None
    return address.state or (_state_of_zip(address.zip) if address.zip else None)


def _state_of_zip(zip_code: str) -> str | None:
    from mmfinance.reference.places import zip_place

    try:
        return zip_place(zip_code).state
    except UnknownName:
        return None


def zip_code(case: Case) -> str | None:
    """ZIP code of residence."""
    return case.patient.address.zip if case.patient.address else None


def county(case: Case) -> str | None:
    """County of residence with its state, such as `Kings, NY`."""
    address = case.patient.address
    where = state(case)
    if address is None or address.county is None or where is None:
        return None
    return f"{address.county.removesuffix(' County')}, {where}"


def citizen_or_permanent_resident(case: Case) -> bool | None:
    """Whether either holds; not known while one of them may."""
    answers = (case.patient.us_citizen, case.patient.permanent_resident)
    if True in answers:
        return True
    return None if None in answers else False


def annual_income(case: Case) -> int | None:
    """Yearly household income before tax in cents: as told, or the members' incomes where all are told."""
    household = case.household
    if household.annual_income is not None:
        return household.annual_income
    incomes = [member.annual_income for member in household.members or ()]
    known = [income for income in incomes if income is not None]
    return sum(known) if incomes and len(known) == len(incomes) else None


def married(case: Case) -> bool | None:
    """Whether the person counts as a couple for resource limits; unmarried partners are left to the program."""
    return _MARRIED.get(case.household.marital_status or "")


def military(part: str) -> Callable[[Case], bool | None]:
    """Read one answer about military service."""
    return lambda case: getattr(case.patient.military or MilitaryService(), part)


def exposure(part: str) -> Callable[[Case], bool | None]:
    """Read one answer about work and places."""
    return lambda case: getattr(case.patient.exposure or ExposureHistory(), part)


def works(who: str) -> Callable[[Case], bool | None]:
    """Whether the patient or the caregiver works."""
    return lambda case: _job(case, who).working


def hours(who: str) -> Callable[[Case], float | None]:
    """Hours of work in a week."""
    return lambda case: _job(case, who).hours_per_week


def months_with_employer(who: str) -> Callable[[Case], int | None]:
    """Months with the present employer."""
    return lambda case: _job(case, who).months_with_employer


def employer_size(who: str) -> Callable[[Case], int | None]:
    """How many people the employer employs."""
    return lambda case: _job(case, who).employees


def work_state(who: str) -> Callable[[Case], str | None]:
    """The state of the workplace."""
    return lambda case: _job(case, who).state


def _job(case: Case, who: str) -> Job:
    return getattr(case.work, who) or Job()
