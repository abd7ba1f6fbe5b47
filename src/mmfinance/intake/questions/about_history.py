"""Questions about the treatments so far: which ones, and of CAR T-cell therapy whether it stopped working, and when."""

from datetime import date
from typing import Any

from mmfinance.assistance.facts import fact
from mmfinance.case.model import Case, Therapy
from mmfinance.case.vocabulary import TherapyKind
from mmfinance.intake.fields import Field
from mmfinance.intake.forms import YES_OR_NO, read_day
from mmfinance.intake.question import Answer, Data, Line, Menu, Option, Question
from mmfinance.phrases import Phrase

KINDS = (
    Option(TherapyKind.CAR_T, Phrase("CAR T-cell therapy")),
    Option(TherapyKind.AUTOLOGOUS_TRANSPLANT, Phrase("Transplant of my own stem cells")),
    Option(TherapyKind.ALLOGENEIC_TRANSPLANT, Phrase("Transplant from a donor")),
    Option(TherapyKind.BISPECIFIC, Phrase("Bispecific antibody")),
    Option(TherapyKind.DRUG, Phrase("Other drugs")),
    Option(TherapyKind.RADIATION, Phrase("Radiation")),
    Option(TherapyKind.CLINICAL_TRIAL, Phrase("A clinical trial")),
)
_PRODUCTS = (
    Option("idecabtagene vicleucel", Phrase("CAR T-cell therapy: Abecma (ide-cel)")),
    Option("ciltacabtagene autoleucel", Phrase("CAR T-cell therapy: Carvykti (cilta-cel)")),
)
"""In the order of their names, as batch files write them."""
_HAD = (
    *_PRODUCTS,
    Option(TherapyKind.CAR_T, Phrase("CAR T-cell therapy: another, or I don't know which")),
    *KINDS[1:],
    Option("none", Phrase("None of these")),
)
_PRODUCT_NAMES = frozenset(option.value for option in _PRODUCTS)
_FLAGS = {"yes": True, "no": False}


def _had_told(case: Case) -> tuple[str, ...] | None:
    if case.treatment.history is None:
        return None
    return tuple(dict.fromkeys(_answer_of(entry.kind, entry.product) for entry in case.treatment.history)) or ("none",)


def _answer_of(kind: str, product: str | None) -> str:
    return product if kind == TherapyKind.CAR_T and product in _PRODUCT_NAMES else str(kind)


def _write_had(data: Data, answer: Answer) -> None:
    """Keep what is told of the treatments that are marked, drop the others, add the new ones: the list is complete."""
    chosen = (answer,) if isinstance(answer, str) else answer
    if chosen is None:
        Field("treatment.history").put(data, None)
        return
    told = (data.get("treatment") or {}).get("history") or ()
    kept = [entry for entry in told if _answer_of(entry["kind"], entry.get("product")) in chosen]
    there = {_answer_of(entry["kind"], entry.get("product")) for entry in kept}
    added = [_entry(option.value) for option in _HAD if option.value in chosen and option.value not in there]
    data["treatment"] = {**(data.get("treatment") or {}), "history": [*kept, *(entry for entry in added if entry)]}


def _entry(answer: str) -> Data:
    if answer in _PRODUCT_NAMES:
        return {"kind": str(TherapyKind.CAR_T), "product": answer}
    return {} if answer == "none" else {"kind": str(answer)}


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


def _date_of(kind: TherapyKind, text: Phrase, **more: Any) -> Question:
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
        **more,
    )


def _failed_told(case: Case) -> str | None:
    entry = _last(case, TherapyKind.CAR_T)
    return None if entry is None or entry.failed is None else "yes" if entry.failed else "no"


TREATMENTS_HAD = Question(
    "treatments_had",
    Phrase("Which treatments have you had for it so far? Mark all."),
    Menu(lambda case: _HAD, several=True),
    _had_told,
    _write_had,
    facts=(*(f"days_since_{kind}" for kind in TherapyKind), "days_since_treatment", "car_t_failed"),
    may_leave_open=True,
)
AFTER_CAR_T = (
    Question(
        "car_t_failed",
        fact("car_t_failed").question,
        Menu(lambda case: YES_OR_NO),
        _failed_told,
        lambda data, answer: _write_last(data, TherapyKind.CAR_T, "failed", _FLAGS.get(str(answer))),
        help=Phrase("Say yes too if it did not work at all."),
        applies=lambda case: _last(case, TherapyKind.CAR_T) is not None,
        facts=("car_t_failed",),
    ),
    _date_of(
        TherapyKind.CAR_T,
        Phrase("On which day did you get your CAR T-cells back?"),
        help=Phrase("The papers from the hospital say it."),
        assumptions=("car_t_date",),
    ),
)
TRANSPLANT_DATES = (
    _date_of(TherapyKind.AUTOLOGOUS_TRANSPLANT, Phrase("On which day was the transplant of your own stem cells?")),
    _date_of(TherapyKind.ALLOGENEIC_TRANSPLANT, Phrase("On which day was the transplant from a donor?")),
)
