"""Questions about the illness, the treatments so far, the one to come and the place where it is given."""

from datetime import date
from functools import cache
from typing import Any

from mmfinance.assistance.facts import fact
from mmfinance.case.model import Case, Therapy
from mmfinance.case.vocabulary import Network, Setting, SupportiveDrug, TherapyKind
from mmfinance.errors import UnknownName
from mmfinance.intake.fields import PRIVATE, Field, covered_by
from mmfinance.intake.forms import day, number, one_of, read_day, several_of, yes_or_no
from mmfinance.intake.question import Answer, Data, Line, Menu, Option, Question
from mmfinance.phrases import Phrase
from mmfinance.reference.care_paths import care_path, care_path_ids
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
    "bispecific": Phrase("Bispecific antibody (a shot)"),
    "cell_therapy": Phrase("CAR T-cell therapy"),
    "transplant": Phrase("Stem cell transplant"),
    "antibody": Phrase("Antibody with other drugs"),
    "chemotherapy": Phrase("Drugs given at the clinic"),
    "oral": Phrase("Pills, alone or with other drugs"),
    "trial": Phrase("A clinical trial"),
    "follow_up": Phrase("Check-ups only, for now"),
}
"""The kinds of care paths. Within a kind they stand in the order of their names: none is favoured."""


@cache
def _treatments() -> tuple[Option, ...]:
    return tuple(_group(kind, label) for kind, label in _GROUPS.items())


def _group(kind: str, label: str) -> Option:
    paths = {identifier: care_path(identifier) for identifier in care_path_ids()}
    members = tuple(Option(identifier, path.name) for identifier, path in paths.items() if path.kind == kind)
    return Option(members[0].value, label) if len(members) == 1 else Option(kind, label, members)


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
    return f"{found.name}, {found.city} {found.state}"


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


_HAD = (
    Option(TherapyKind.CAR_T, Phrase("CAR T-cell therapy")),
    Option(TherapyKind.AUTOLOGOUS_TRANSPLANT, Phrase("Transplant of my own stem cells")),
    Option(TherapyKind.ALLOGENEIC_TRANSPLANT, Phrase("Transplant from a donor")),
    Option(TherapyKind.BISPECIFIC, Phrase("Bispecific antibody")),
    Option(TherapyKind.DRUG, Phrase("Other drugs")),
    Option(TherapyKind.RADIATION, Phrase("Radiation")),
    Option(TherapyKind.CLINICAL_TRIAL, Phrase("A clinical trial")),
    Option("none", Phrase("None of these")),
)


def _had_told(case: Case) -> tuple[str, ...] | None:
    if case.treatment.history is None:
        return None
    return tuple(dict.fromkeys(str(entry.kind) for entry in case.treatment.history)) or ("none",)


def _write_had(data: Data, answer: Answer) -> None:
    """Keep what is told of the treatments that are marked, drop the others, add the new ones: the list is complete."""
    treatment = dict(data.get("treatment") or {})
    chosen = (answer,) if isinstance(answer, str) else answer
    if chosen is None:
        Field("treatment.history").put(data, None)
        return
    kept = [entry for entry in treatment.get("history") or () if entry.get("kind") in chosen]
    there = {entry["kind"] for entry in kept}
    added = [{"kind": str(option.value)} for option in _HAD if option.value in chosen and option.value not in there]
    data["treatment"] = {**treatment, "history": [*kept, *(entry for entry in added if entry["kind"] != "none")]}


def _last(case: Case, kind: TherapyKind) -> Therapy | None:
    return next((entry for entry in reversed(case.treatment.history or ()) if entry.kind == kind), None)


def _last_data(data: Data, kind: TherapyKind) -> Data | None:
    history = (data.get("treatment") or {}).get("history") or ()
    return next((entry for entry in reversed(history) if entry.get("kind") == kind), None)


def _write_last(data: Data, kind: TherapyKind, key: str, value: Any) -> None:
    entry = _last_data(data, kind)
    if entry is not None:
        entry.pop(key, None)
        if value is not None:
            entry[key] = value


def _date_of(kind: TherapyKind, text: Phrase) -> Question:
    def told(case: Case) -> date | None:
        entry = _last(case, kind)
        return None if entry is None else entry.date

    return Question(
        f"{kind}_date",
        text,
        Line(read_day, Phrase("Write month/day/year, such as 12/31/2026.")),
        told,
        lambda data, value: _write_last(data, kind, "date", value),
        applies=lambda case: _last(case, kind) is not None,
        facts=(f"days_since_{kind}", "days_since_treatment"),
    )


def _failed_told(case: Case) -> str | None:
    entry = _last(case, TherapyKind.CAR_T)
    return None if entry is None or entry.failed is None else "yes" if entry.failed else "no"


_FLAGS = {"yes": True, "no": False}

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


def _path_told(case: Case) -> str | None:
    return case.treatment.care_path


_SETTINGS = (
    Option(Setting.OUTPATIENT_HOSPITAL, Phrase("A clinic that is part of a hospital")),
    Option(Setting.OFFICE, Phrase("A doctor's office")),
    Option(Setting.INPATIENT, Phrase("A hospital bed, overnight")),
    Option(Setting.HOME, Phrase("At home")),
)
_CHECKED_FOR = tuple(
    Option(kind, label)
    for kind, label in (
        (TherapyKind.CAR_T, Phrase("CAR T-cell therapy")),
        (TherapyKind.AUTOLOGOUS_TRANSPLANT, Phrase("Transplant of my own stem cells")),
        (TherapyKind.ALLOGENEIC_TRANSPLANT, Phrase("Transplant from a donor")),
        (TherapyKind.BISPECIFIC, Phrase("Bispecific antibody")),
        (TherapyKind.DRUG, Phrase("Other drugs")),
        (TherapyKind.RADIATION, Phrase("Radiation")),
        (TherapyKind.CLINICAL_TRIAL, Phrase("A clinical trial")),
    )
)


ILLNESS = one_of(
    "disease",
    Phrase("Which illness do you have?"),
    Field("diagnosis.disease"),
    _DISEASES,
    facts=("diagnoses",),
)

NEXT_TREATMENT = (
    Question(
        "treatment",
        fact("drugs").question,
        Menu(lambda case: _treatments()),
        _path_told,
        Field("treatment.care_path").put,
        help=Phrase("The treatment plan or your nurse can tell. We recommend none of them."),
        facts=("drugs", "off_label"),
        assumptions=("no_care_path",),
        may_leave_open=True,
    ),
    day(
        "start",
        fact("days_until_treatment").question,
        Field("treatment.start_date"),
        help=Phrase("The day of the first dose. The clinic knows it."),
        applies=lambda case: case.treatment.care_path is not None,
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
    ),
)

CARE_DETAILS = (
    Question(
        "treatments_had",
        Phrase("Which treatments have you had for it so far? Mark all."),
        Menu(lambda case: _HAD, several=True),
        _had_told,
        _write_had,
        facts=(*(f"days_since_{kind}" for kind in TherapyKind), "days_since_treatment", "car_t_failed"),
        may_leave_open=True,
    ),
    _date_of(TherapyKind.CAR_T, Phrase("On which day did you get your CAR T-cells back?")),
    Question(
        "car_t_failed",
        fact("car_t_failed").question,
        Menu(lambda case: (Option("yes", Phrase("Yes")), Option("no", Phrase("No")))),
        _failed_told,
        lambda data, answer: _write_last(data, TherapyKind.CAR_T, "failed", _FLAGS.get(str(answer))),
        applies=lambda case: _last(case, TherapyKind.CAR_T) is not None,
        facts=("car_t_failed",),
    ),
    _date_of(TherapyKind.AUTOLOGOUS_TRANSPLANT, Phrase("On which day was the transplant of your own stem cells?")),
    _date_of(TherapyKind.ALLOGENEIC_TRANSPLANT, Phrase("On which day was the transplant from a donor?")),
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
        _CHECKED_FOR,
        facts=("being_evaluated_for",),
    ),
    several_of(
        "supportive_drugs",
        fact("drugs").question_of_rest,
        Field("treatment.supportive_drugs"),
        _BESIDE,
        help=Phrase("They come beside the main treatment. Your care team knows."),
        applies=lambda case: case.treatment.care_path is not None,
        facts=("drugs",),
        may_leave_open=True,
    ),
    yes_or_no(
        "off_label",
        fact("off_label").question,
        Field("treatment.off_label"),
        applies=lambda case: case.treatment.care_path is not None,
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
        applies=lambda case: case.treatment.care_path is not None,
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
