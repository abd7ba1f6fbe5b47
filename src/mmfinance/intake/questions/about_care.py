"""Questions about the illness, the treatment to come and the place where it is given."""

from functools import cache

from mmfinance.assistance.facts import fact
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Network, Setting, SupportiveDrug, TreatmentKind
from mmfinance.errors import UnknownName
from mmfinance.intake.doubts import named, place_meant
from mmfinance.intake.fields import PRIVATE, Field, covered_by
from mmfinance.intake.forms import day, number, one_of, several_of, yes_or_no
from mmfinance.intake.question import Answer, Data, Menu, Option, Question
from mmfinance.intake.questions.about_history import KINDS, TRANSPLANT_DATES
from mmfinance.phrases import Phrase
from mmfinance.reference.care_paths import care_path, care_paths_of
from mmfinance.reference.centers import center, nearest_centers
from mmfinance.reference.places import zip_place

_DISEASES = (
    Option("multiple_myeloma", Phrase("Multiple myeloma")),
    Option("smoldering_myeloma", Phrase("Smoldering myeloma")),
    Option("plasma_cell_leukemia", Phrase("Plasma cell leukemia")),
    Option("al_amyloidosis", Phrase("AL amyloidosis")),
    Option("other", Phrase("Another illness")),
)

_GROUPS = {
    TreatmentKind.BISPECIFIC: Phrase("Bispecific antibody (a shot)"),
    TreatmentKind.CELL_THERAPY: Phrase("CAR T-cell therapy"),
    TreatmentKind.TRANSPLANT: Phrase("Stem cell transplant"),
    TreatmentKind.ANTIBODY: Phrase("Antibody with other drugs"),
    TreatmentKind.CHEMOTHERAPY: Phrase("Drugs given at the clinic"),
    TreatmentKind.ORAL: Phrase("Pills, alone or with other drugs"),
    TreatmentKind.TRIAL: Phrase("A clinical trial"),
    TreatmentKind.FOLLOW_UP: Phrase("Check-ups only, for now"),
}
"""The kinds of care paths. Within a kind they stand in the order of their names: none is favoured."""


@cache
def _treatments() -> tuple[Option, ...]:
    return tuple(_group(kind, label) for kind, label in _GROUPS.items())


def _group(kind: TreatmentKind, label: str) -> Option:
    members = _members(kind)
    return Option(members[0].value, label) if len(members) == 1 else Option(kind, label, members)


@cache
def _members(kind: TreatmentKind) -> tuple[Option, ...]:
    return tuple(Option(identifier, care_path(identifier).name) for identifier in care_paths_of(kind))


def _treatment_told(case: Case) -> str | None:
    """The care path, else the kind; a kind of one care path is that one."""
    treatment = case.treatment
    if treatment.care_path or treatment.kind is None:
        return treatment.care_path
    members = _members(treatment.kind)
    return members[0].value if len(members) == 1 else treatment.kind


def _write_treatment(data: Data, answer: Answer) -> None:
    """Write a care path, or the kind where that is all that is known."""
    is_kind = answer in _GROUPS
    Field("treatment.care_path").put(data, None if is_kind else answer)
    Field("treatment.kind").put(data, str(answer) if is_kind else None)


def _is_planned(case: Case) -> bool:
    return _treatment_told(case) is not None


def _which(case: Case) -> tuple[Option, ...]:
    return _members(case.treatment.kind) if case.treatment.kind else ()


_NEAREST = 5
_SITE = Field("treatment.site")


def _places(case: Case) -> tuple[Option, ...]:
    """The centers nearest to the home, and the one that is chosen already."""
    home = Field("patient.address.zip").value(case)
    near = [one.id for one, _ in nearest_centers(zip_place(home))[:_NEAREST]] if home else []
    chosen = case.treatment.site.center if case.treatment.site else None
    there = [chosen] if chosen and chosen not in near else []
    return tuple(Option(identifier, _place_name(identifier)) for identifier in (*there, *near))


def _place_name(identifier: str) -> str:
    try:
        found = center(identifier)
    except UnknownName:
        return identifier
    return named(found)


def _place_told(case: Case) -> str | None:
    site = case.treatment.site
    return None if site is None else site.center or site.name or site.zip


def _write_place(data: Data, answer: Answer) -> None:
    """Write a center by its id, another place by its ZIP code or its name."""
    for part in ("center", "name", "zip"):
        Field(f"treatment.site.{part}").put(data, None)
    if isinstance(answer, str):
        part = "zip" if answer.isdecimal() else "center" if _is_center(answer) else "name"
        Field(f"treatment.site.{part}").put(data, answer)


def _is_center(answer: str) -> bool:
    try:
        return center(answer).id == answer
    except UnknownName:
        return False


_BESIDE = (
    Option(SupportiveDrug.ZOLEDRONIC_ACID, Phrase("Zoledronic acid, for the bones")),
    Option(SupportiveDrug.DENOSUMAB, Phrase("Denosumab, for the bones")),
    Option(SupportiveDrug.IMMUNE_GLOBULIN, Phrase("Immune globulin, against infections")),
    Option(SupportiveDrug.FILGRASTIM, Phrase("Filgrastim, for white blood cells")),
    Option(SupportiveDrug.TOCILIZUMAB, Phrase("Tocilizumab, against side effects")),
    Option(SupportiveDrug.DEXAMETHASONE, Phrase("Dexamethasone")),
)


_ALSO = (
    Option("al_amyloidosis", Phrase("AL amyloidosis")),
    Option("plasma_cell_leukemia", Phrase("Plasma cell leukemia")),
    Option("kidney_failure", Phrase("Kidney failure")),
    Option("neuropathy", Phrase("Nerve pain or numb hands or feet")),
)


_SETTINGS = (
    Option(Setting.OUTPATIENT_HOSPITAL, Phrase("A clinic that is part of a hospital")),
    Option(Setting.OFFICE, Phrase("A doctor's office")),
    Option(Setting.INPATIENT, Phrase("A hospital bed, overnight")),
    Option(Setting.HOME, Phrase("At home")),
)


ILLNESS = one_of(
    "disease",
    Phrase("Which illness do you have?"),
    Field("diagnosis.disease"),
    _DISEASES,
    facts=("diagnoses",),
)

TREATMENT = Question(
    "treatment",
    fact("drugs").question,
    Menu(lambda case: _treatments()),
    _treatment_told,
    _write_treatment,
    help=Phrase("The treatment plan or your nurse can tell. We recommend none of them."),
    facts=("drugs", "off_label"),
    assumptions=("no_care_path",),
    may_leave_open=True,
)

START_AND_PLACE = (
    day(
        "start",
        fact("days_until_treatment").question,
        Field("treatment.start_date"),
        help=Phrase("The day of the first dose. The clinic knows it."),
        applies=_is_planned,
        facts=("days_until_treatment",),
        assumptions=("start_date",),
    ),
    Question(
        "place",
        Phrase("Where will you be treated?"),
        Menu(_places, other=Phrase("Write the ZIP code or the name of the place.")),
        _place_told,
        _write_place,
        facts=("distance",),
        assumptions=("travel.not_counted", "travel.nights"),
        doubt=place_meant,
    ),
)

CARE_DETAILS = (
    Question(
        "which_treatment",
        Phrase("Which treatment of that kind will it be?"),
        Menu(_which),
        lambda case: case.treatment.care_path,
        Field("treatment.care_path").put,
        help=Phrase("You told the kind of treatment. The treatment plan names the drug."),
        applies=lambda case: case.treatment.kind is not None,
        facts=("drugs", "off_label"),
        assumptions=("care_path",),
        may_leave_open=True,
    ),
    *TRANSPLANT_DATES,
    several_of(
        "also",
        Phrase("Do you have one of these too? Mark all."),
        Field("diagnosis.also"),
        _ALSO,
        applies=lambda case: case.diagnosis.disease is not None,
        facts=("diagnoses",),
    ),
    yes_or_no("relapsed", fact("relapsed").question, Field("diagnosis.relapsed"), facts=("relapsed",)),
    number(
        "lines",
        fact("lines_of_therapy").question,
        Field("diagnosis.lines_of_therapy"),
        likely=(0, 12),
        help=Phrase("One line is one plan of drugs, until it is changed. Your doctor counts them."),
        facts=("lines_of_therapy",),
    ),
    yes_or_no(
        "in_treatment",
        fact("in_active_treatment").question,
        Field("treatment.in_active_treatment"),
        facts=("in_active_treatment", "days_since_treatment"),
    ),
    one_of(
        "checked_for",
        fact("being_evaluated_for").question,
        Field("treatment.being_evaluated_for"),
        KINDS,
        facts=("being_evaluated_for",),
    ),
    several_of(
        "supportive_drugs",
        fact("drugs").question_of_rest,
        Field("treatment.supportive_drugs"),
        _BESIDE,
        help=Phrase("They come beside the main treatment. Your care team knows."),
        applies=_is_planned,
        facts=("drugs",),
        may_leave_open=True,
    ),
    yes_or_no(
        "off_label",
        fact("off_label").question,
        Field("treatment.off_label"),
        applies=_is_planned,
        facts=("off_label",),
    ),
    yes_or_no(
        "plan_agreed",
        fact("covered_by_plan").question,
        Field("treatment.covered_by_plan"),
        help=Phrase("It is called prior authorization. The clinic asks the plan for it."),
        facts=("covered_by_plan",),
    ),
    day(
        "denied_on",
        Phrase("Did your plan send a letter that says no? On which day?"),
        Field("denial.denied_on"),
        help=Phrase("The day starts the clock: you can appeal. Is there no letter yet? Then leave it out."),
        applies=lambda case: case.treatment.covered_by_plan is False,
        facts=("insurer_denied",),
        may_leave_open=True,
    ),
    one_of(
        "setting",
        fact("treatment_setting").question,
        Field("treatment.site.setting"),
        _SETTINGS,
        facts=("treatment_setting",),
        assumptions=("site_of_care",),
    ),
    one_of(
        "first_doses",
        Phrase("Will you stay in the hospital for the first doses?"),
        Field("treatment.step_up_setting"),
        (Option("inpatient", Phrase("Yes")), Option("outpatient", Phrase("No, I go home or stay near"))),
        applies=_is_planned,
        assumptions=("step_up_setting",),
    ),
    yes_or_no(
        "nonprofit",
        fact("nonprofit_hospital").question,
        Field("treatment.site.nonprofit"),
        facts=("nonprofit_hospital",),
    ),
    one_of(
        "network",
        Phrase("Is the place of treatment in your plan's network?"),
        Field("treatment.site.network"),
        (Option(Network.IN, Phrase("Yes")), Option(Network.OUT, Phrase("No"))),
        help=Phrase("A place in the network has a contract with your plan. You pay less there. Call the plan."),
        applies=covered_by(*PRIVATE),
        assumptions=("network",),
    ),
)
