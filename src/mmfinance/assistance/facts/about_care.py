"""The facts about insurance, the illness and its treatment: names, labels and questions."""

from mmfinance.assistance.facts import coverage, treatment
from mmfinance.assistance.facts.fact import Fact, Shape, Unit
from mmfinance.assistance.us_places import STATES, TERRITORIES
from mmfinance.assistance.vocabulary import DISEASE_IMPLIES, DRUG_BENEFITS, INSURANCE_IMPLIES
from mmfinance.case.vocabulary import Setting, TherapyKind

_FLAG, _NUMBER, _WORD, _SET = Shape.FLAG, Shape.NUMBER, Shape.WORD, Shape.SET
_INSURANCE = tuple(INSURANCE_IMPLIES)
_PLACES = tuple(sorted(STATES | TERRITORIES))

_THERAPY_NAMES = {
    TherapyKind.CAR_T: "CAR T-cell therapy",
    TherapyKind.AUTOLOGOUS_TRANSPLANT: "a transplant of your own stem cells",
    TherapyKind.ALLOGENEIC_TRANSPLANT: "a stem cell transplant from a donor",
    TherapyKind.BISPECIFIC: "a bispecific antibody",
    TherapyKind.DRUG: "drug treatment",
    TherapyKind.RADIATION: "radiation",
    TherapyKind.CLINICAL_TRIAL: "treatment in a clinical trial",
}


_COVERAGE = (
    Fact(
        "insurance",
        "your insurance",
        "Which health insurance do you have? List all of it, or say you have none.",
        _SET,
        coverage.insurance,
        words=_INSURANCE,
        implies=INSURANCE_IMPLIES,
        question_of_rest="Do you have {rest}? Your insurance cards say it.",
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
        question_of_rest="Which other drugs are part of your care, such as a bone drug or immune globulin?",
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
        treatment.distance,
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

CARE_FACTS = (*_COVERAGE, *_TREATMENT)
