"""The facts about the person, the household, service and work: names, labels and questions."""

from mmfinance.assistance.facts import people
from mmfinance.assistance.facts.fact import Fact, Shape, Unit
from mmfinance.assistance.us_places import STATES, TERRITORIES

_FLAG, _NUMBER, _WORD = Shape.FLAG, Shape.NUMBER, Shape.WORD
_PLACES = tuple(sorted(STATES | TERRITORIES))

_PERSON = (
    Fact("as_of", "today's date", "What is the date?", _NUMBER, lambda case: case.as_of.toordinal(), Unit.DATE),
    Fact("age", "your age", "When were you born?", _NUMBER, people.age, Unit.YEARS),
    Fact("state", "your home state", "Which state do you live in?", _WORD, people.state, words=_PLACES),
    Fact("county", "your county", "Which county do you live in?", _WORD, people.county),
    Fact("zip", "your ZIP code", "What is your ZIP code at home?", _WORD, people.zip_code),
    Fact(
        "citizen_or_permanent_resident",
        "U.S. citizen or permanent resident",
        "Are you a U.S. citizen, or do you hold a green card?",
        _FLAG,
        people.citizen_or_permanent_resident,
    ),
    Fact("us_citizen", "U.S. citizen", "Are you a U.S. citizen?", _FLAG, lambda case: case.patient.us_citizen),
    Fact(
        "has_ssn",
        "has a Social Security number",
        "Do you have a Social Security number? (We do not ask for the number.)",
        _FLAG,
        lambda case: case.patient.has_ssn,
    ),
    Fact(
        "receives_ssdi",
        "gets Social Security disability (SSDI)",
        "Do you get Social Security disability pay (SSDI)?",
        _FLAG,
        lambda case: case.patient.receives_ssdi,
    ),
    Fact(
        "receives_ssi",
        "gets Supplemental Security Income (SSI)",
        "Do you get Supplemental Security Income (SSI)?",
        _FLAG,
        lambda case: case.patient.receives_ssi,
    ),
)

_SERVICE = (
    Fact(
        "veteran",
        "military veteran",
        "Did you serve in the U.S. military?",
        _FLAG,
        people.military("veteran"),
    ),
    Fact(
        "active_duty",
        "on active duty",
        "Are you on active duty in the military now?",
        _FLAG,
        people.military("active_duty"),
    ),
    Fact(
        "family_of_service_member",
        "close family of a service member or veteran",
        "Is your husband, wife or parent a service member or veteran?",
        _FLAG,
        people.military("family_of_service_member"),
    ),
    Fact(
        "agent_orange",
        "served where Agent Orange was used",
        "Did you serve where Agent Orange was used, such as Vietnam?",
        _FLAG,
        people.military("agent_orange"),
    ),
    Fact(
        "camp_lejeune",
        "was at Camp Lejeune",
        "Were you at Camp Lejeune for 30 days or more, from August 1953 to 1987?",
        _FLAG,
        people.military("camp_lejeune"),
    ),
    Fact(
        "burn_pits",
        "served near burn pits or fine dust",
        "Did you serve in Southwest Asia or Afghanistan, near burn pits or dust?",
        _FLAG,
        people.military("burn_pits"),
    ),
    Fact(
        "nuclear_weapons_work",
        "worked in nuclear weapons or uranium",
        "Did you work in nuclear weapons plants or uranium mines?",
        _FLAG,
        people.exposure("nuclear_weapons_work"),
    ),
    Fact(
        "radiation_downwinder",
        "lived downwind of nuclear tests or waste",
        "Did you live near nuclear tests or nuclear waste?",
        _FLAG,
        people.exposure("radiation_downwinder"),
    ),
    Fact(
        "world_trade_center",
        "was at a 9/11 site",
        "Were you at a 9/11 site during or after the attacks?",
        _FLAG,
        people.exposure("world_trade_center"),
    ),
    Fact("firefighter", "firefighter", "Did you work as a firefighter?", _FLAG, people.exposure("firefighter")),
)

_HOUSEHOLD = (
    Fact(
        "annual_income",
        "your household's yearly income",
        "What is your household's income in a year, before tax?",
        _NUMBER,
        people.annual_income,
        Unit.DOLLARS,
    ),
    Fact(
        "household_size",
        "your household's size",
        "How many people live in your household, with you?",
        _NUMBER,
        lambda case: case.household.size,
        Unit.PEOPLE,
    ),
    Fact("married", "married", "Are you married?", _FLAG, people.married),
    Fact(
        "minor_children",
        "children under 18 at home",
        "How many children under 18 live with you?",
        _NUMBER,
        lambda case: case.household.minor_children,
        Unit.PEOPLE,
    ),
    Fact(
        "countable_resources",
        "your savings and other countable resources",
        "What do you have in savings, stocks and bonds? (Leave out your home and one car.)",
        _NUMBER,
        lambda case: case.household.countable_resources,
        Unit.DOLLARS,
    ),
    Fact(
        "medical_debt",
        "your medical debt",
        "How much do you owe in medical bills?",
        _NUMBER,
        lambda case: case.household.medical_debt,
        Unit.DOLLARS,
    ),
    Fact(
        "drug_spending_this_year",
        "what you paid for drugs this year",
        "How much have you paid for prescriptions this year?",
        _NUMBER,
        lambda case: case.household.drug_spending_this_year,
        Unit.DOLLARS,
    ),
)


def _work(who: str, whose: str, you: str) -> tuple[Fact, ...]:
    does = "do" if you == "you" else "does"
    return (
        Fact(f"{who}_works", f"{whose} work", f"{does.title()} {you} have a job?", _FLAG, people.works(who)),
        Fact(
            f"{who}_hours",
            f"{whose} hours of work",
            f"How many hours a week {does} {you} work?",
            _NUMBER,
            people.hours(who),
            Unit.HOURS,
        ),
        Fact(
            f"{who}_months_with_employer",
            f"{whose} time with the employer",
            f"How many months {'have you' if you == 'you' else f'has {you}'} worked for this employer?",
            _NUMBER,
            people.months_with_employer(who),
            Unit.MONTHS,
        ),
        Fact(
            f"{who}_employer_size",
            f"the size of {whose} employer",
            f"How many people work for {whose} employer?",
            _NUMBER,
            people.employer_size(who),
            Unit.PEOPLE,
        ),
        Fact(
            f"{who}_work_state",
            f"the state of {whose} job",
            f"In which state {does} {you} work?",
            _WORD,
            people.work_state(who),
            words=_PLACES,
        ),
    )


PERSON_FACTS = (
    *_PERSON,
    *_SERVICE,
    *_HOUSEHOLD,
    *_work("patient", "your", "you"),
    *_work("caregiver", "your caregiver's", "your caregiver"),
)
