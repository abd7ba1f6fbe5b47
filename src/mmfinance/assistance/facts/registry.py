"""The registry of facts: rules, explanations and the interview all speak of these and of nothing else."""

from functools import cache

from mmfinance.assistance.facts import applications, coverage, people, treatment
from mmfinance.assistance.facts.fact import Fact, Shape, Unit
from mmfinance.assistance.vocabulary import (
    DISEASE_IMPLIES,
    DRUG_BENEFITS,
    INSURANCE_IMPLIES,
    STATES,
    TERRITORIES,
)
from mmfinance.case.vocabulary import Setting, TherapyKind
from mmfinance.errors import UnknownName

_INSURANCE = tuple(INSURANCE_IMPLIES)
_PLACES = tuple(sorted(STATES | TERRITORIES))
_FLAG, _NUMBER, _WORD, _SET = Shape.FLAG, Shape.NUMBER, Shape.WORD, Shape.SET

_THERAPY_NAMES = {
    TherapyKind.CAR_T: "CAR T-cell therapy",
    TherapyKind.AUTOLOGOUS_TRANSPLANT: "a transplant of your own stem cells",
    TherapyKind.ALLOGENEIC_TRANSPLANT: "a stem cell transplant from a donor",
    TherapyKind.BISPECIFIC: "a bispecific antibody",
    TherapyKind.DRUG: "drug treatment",
    TherapyKind.RADIATION: "radiation",
    TherapyKind.CLINICAL_TRIAL: "treatment in a clinical trial",
}


def fact(name: str) -> Fact:
    """Find a fact by name; `application.<program>` and `days_since_award.<program>` speak of another program.

    Raises UnknownName with the nearest names.
    """
    start, _, program = name.partition(".")
    if program and start in ("application", "days_since_award"):
        return _about_program(start, program)
    if name not in _FACTS:
        raise UnknownName("fact", name, tuple(_FACTS))
    return _FACTS[name]


def fact_names() -> tuple[str, ...]:
    """List the names of all facts but those about other programs."""
    return tuple(_FACTS)


@cache
def _about_program(start: str, program: str) -> Fact:
    name = f"{start}.{program}"
    if start == "application":
        return Fact(
            name,
            "the state of the application",
            "Have you applied to this program, and what was the answer?",
            _WORD,
            applications.application(program),
            words=applications.APPLICATION_STATES,
        )
    return Fact(
        name,
        "the last help from this program",
        "Have you had help from this program before, and when?",
        _NUMBER,
        applications.days_since_award(program),
        Unit.DAYS_AGO,
    )


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

_COVERAGE = (
    Fact(
        "insurance",
        "your insurance",
        "Which health insurance do you have? List all of it, or say you have none.",
        _SET,
        coverage.insurance,
        words=_INSURANCE,
        implies=INSURANCE_IMPLIES,
    ),
    Fact(
        "medical_drug_payer",
        "who pays for drugs given at a clinic",
        "Which insurance pays for drugs given at a clinic?",
        _SET,
        coverage.medical_drug_payer,
        words=_INSURANCE,
        implies=INSURANCE_IMPLIES,
    ),
    Fact(
        "pharmacy_drug_payer",
        "who pays for drugs from a pharmacy",
        "Which insurance pays for drugs from a pharmacy?",
        _SET,
        coverage.pharmacy_drug_payer,
        words=_INSURANCE,
        implies=INSURANCE_IMPLIES,
    ),
    Fact(
        "copay_help_design",
        "how your plan counts copay help",
        "Does your plan count a drug maker's copay help? (Ask if it has a copay accumulator or maximizer.)",
        _WORD,
        coverage.copay_help_design,
        words=("counts", "accumulator", "maximizer"),
    ),
    Fact(
        "plan_maximum",
        "your plan's out-of-pocket maximum",
        "What is the most you can pay in a year under your plan?",
        _NUMBER,
        coverage.plan_maximum,
        Unit.DOLLARS,
    ),
    Fact(
        "covered_by_plan",
        "your plan pays for this drug",
        "Has your plan agreed to pay for this drug?",
        _FLAG,
        treatment.covered_by_plan,
    ),
    Fact(
        "insurer_denied",
        "your insurer refused",
        "Did your insurer refuse to pay? (If so, give the date.)",
        _FLAG,
        treatment.insurer_denied,
    ),
    Fact(
        "appeal_denied",
        "your appeal was refused",
        "Was your appeal refused? (If so, give the date.)",
        _FLAG,
        treatment.appeal_denied,
    ),
)

_TREATMENT = (
    Fact(
        "diagnoses",
        "your illness",
        "Which illness do you have? Do you also have amyloidosis?",
        _SET,
        treatment.diagnoses,
        words=tuple(DISEASE_IMPLIES),
        implies=DISEASE_IMPLIES,
    ),
    Fact(
        "drugs",
        "your planned drugs",
        "Which treatment is planned for you?",
        _SET,
        treatment.drugs,
        words=tuple(DRUG_BENEFITS),
    ),
    Fact(
        "off_label",
        "off-label use",
        "Is the drug used for something its label does not list? (Ask your doctor.)",
        _FLAG,
        treatment.off_label,
    ),
    Fact(
        "lines_of_therapy",
        "your lines of treatment so far",
        "How many lines of treatment have you had?",
        _NUMBER,
        lambda case: case.diagnosis.lines_of_therapy,
        Unit.COUNT,
    ),
    Fact("relapsed", "myeloma came back", "Has the myeloma come back?", _FLAG, lambda case: case.diagnosis.relapsed),
    Fact(
        "car_t_failed",
        "myeloma came back after CAR T-cell therapy",
        "Has the myeloma come back after CAR T-cell therapy?",
        _FLAG,
        treatment.car_t_failed,
    ),
    Fact(
        "in_active_treatment",
        "in treatment now",
        "Are you in treatment now?",
        _FLAG,
        lambda case: case.treatment.in_active_treatment,
    ),
    Fact(
        "being_evaluated_for",
        "the therapy you are being evaluated for",
        "Which new therapy are doctors checking you for, if any?",
        _WORD,
        lambda case: case.treatment.being_evaluated_for,
        words=tuple(TherapyKind),
    ),
    Fact(
        "clinical_trial",
        "joining a clinical trial",
        "Do you plan to join a clinical trial?",
        _FLAG,
        treatment.clinical_trial,
    ),
    Fact(
        "days_since_treatment",
        "your last treatment",
        "When was your last treatment?",
        _NUMBER,
        treatment.days_since_treatment,
        Unit.DAYS_AGO,
    ),
    Fact(
        "days_until_treatment",
        "the start of your treatment",
        "When does the new treatment start?",
        _NUMBER,
        treatment.days_until_treatment,
        Unit.DAYS_AHEAD,
    ),
    Fact(
        "treatment_setting",
        "where the treatment is given",
        "Where will you get the treatment: in a hospital bed, a clinic, an office or at home?",
        _WORD,
        treatment.treatment_setting,
        words=tuple(Setting),
    ),
    Fact(
        "treatment_state",
        "the state of your treatment center",
        "In which state will you be treated?",
        _WORD,
        treatment.treatment_state,
        words=_PLACES,
    ),
    Fact(
        "nonprofit_hospital",
        "treated at a nonprofit hospital",
        "Is your hospital a nonprofit? (Its billing office knows.)",
        _FLAG,
        treatment.nonprofit_hospital,
    ),
    Fact(
        "distance",
        "the distance to your treatment center",
        "How many miles is it from home to your treatment, one way?",
        _NUMBER,
        lambda case: case.travel.miles_one_way,
        Unit.MILES,
    ),
    *(
        Fact(
            f"days_since_{kind.value}",
            f"your last {_THERAPY_NAMES[kind].removeprefix('a ')}",
            f"Have you had {_THERAPY_NAMES[kind]}, and when?",
            _NUMBER,
            treatment.days_since(kind),
            Unit.DAYS_AGO,
        )
        for kind in TherapyKind
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


_FACTS = {
    entry.name: entry
    for entry in (
        *_PERSON,
        *_SERVICE,
        *_HOUSEHOLD,
        *_COVERAGE,
        *_TREATMENT,
        *_work("patient", "your", "you"),
        *_work("caregiver", "your caregiver's", "your caregiver"),
    )
}
