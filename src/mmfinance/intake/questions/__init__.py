"""All questions: those that come first, in their order, and those that are asked where they still decide something."""

from mmfinance.intake.questions.about_care import CARE_DETAILS, ILLNESS, START_AND_PLACE, TREATMENT
from mmfinance.intake.questions.about_help import HELP_HELD
from mmfinance.intake.questions.about_history import AFTER_CAR_T, TREATMENTS_HAD
from mmfinance.intake.questions.about_insurance import INSURANCE
from mmfinance.intake.questions.about_kinds import KINDS_OF_INSURANCE
from mmfinance.intake.questions.about_person import (
    HOME,
    HOUSEHOLD,
    LANGUAGE,
    NAME,
    PERSON_DETAILS,
    ROAD,
    SERVICE,
    WORK,
)
from mmfinance.intake.questions.about_plans import PLAN_AMOUNTS, PLAN_DETAILS

__all__ = ["ABOUT_COVERAGE", "ASKED_WITH", "FIRST", "FOLLOWED_BY", "LATER", "NAME", "QUESTIONS"]

FIRST = (
    *(LANGUAGE, ILLNESS, TREATMENTS_HAD, *AFTER_CAR_T, *KINDS_OF_INSURANCE, *INSURANCE, *HOME),
    *(TREATMENT, *HOUSEHOLD, *START_AND_PLACE, *PLAN_AMOUNTS),
)
LATER = (*PERSON_DETAILS, *WORK, *CARE_DETAILS, *ROAD, *PLAN_DETAILS, *SERVICE, *HELP_HELD)
FOLLOWED_BY = {
    "plan_agreed": ("denied_on",),
    "help_held": ("help_program", "help_state", "help_more"),
}
"""What is asked at once after a question, where its answer makes it matter: a refusal cannot wait."""
ASKED_WITH = {"which_treatment": "treatment", "insurance_found": "insurance"}
"""What was asked already where another question was: a finer answer that was not known then."""
ABOUT_COVERAGE = tuple(question.id for question in (*KINDS_OF_INSURANCE, *INSURANCE, *PLAN_AMOUNTS, *PLAN_DETAILS))
"""What is asked anew where another insurance takes the place of the one told; which there is comes first."""
QUESTIONS = {question.id: question for question in (*FIRST, *LATER, NAME)}
"""Every question by its id."""
