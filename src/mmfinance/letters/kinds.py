"""The kinds of letters: who may sign each, and the fewest fields of a case that it may use (45 CFR 164.502(b))."""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from mmfinance.case.model import Case
from mmfinance.errors import UnknownName

Part = TypeVar("Part", bound=BaseModel)


@dataclass(frozen=True)
class Kind:
    """One kind of letter. `fields` are dotted case paths; a letter is made from a case that holds nothing else.

    A letter `for_patient` is written in the patient's language; the others are read by a clerk, in English.
    One `by_patient` carries no letterhead: an employer must not learn from it where the patient is treated.
    One that takes more than `most_pages` in ordinary print is set more tightly. One written `in_bulk` differs from
    patient to patient only in what its lines say, and is stamped.
    """

    name: str
    signers: tuple[str, ...]
    fields: tuple[str, ...]
    for_patient: bool = False
    by_patient: bool = False
    most_pages: int | None = None
    in_bulk: bool = False


_ADDRESS = ("patient.name", "patient.address")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("action", (), _ADDRESS, for_patient=True, most_pages=2),
        Kind(
            "referral",
            ("social_worker", "nurse_navigator", "clinic_staff"),
            (*_ADDRESS, "patient.birth_date", "patient.contact"),
            in_bulk=True,
        ),
        Kind(
            "hospital-aid",
            ("patient", "guarantor", "representative"),
            (
                *_ADDRESS,
                "patient.contact",
                "patient.birth_date",
                "household.size",
                "household.annual_income",
                "treatment.start_date",
                "treatment.site.name",
                "coverage.name",
            ),
            by_patient=True,
        ),
        Kind(
            "appeal",
            ("patient", "representative", "clinician"),
            (
                *_ADDRESS,
                "patient.contact",
                "patient.birth_date",
                "denial",
                "coverage.name",
                "coverage.payer",
                "treatment.site.name",
            ),
            by_patient=True,
        ),
        Kind(
            "employer",
            ("patient", "representative"),
            ("patient.name", "patient.contact", "treatment.start_date"),
            by_patient=True,
        ),
        Kind("insurer-questions", (), ("coverage.name", "coverage.payer", "coverage.payer_phone"), for_patient=True),
        Kind("team-summary", (), ("treatment.care_path",), for_patient=True, most_pages=1),
    )
}


def kind_named(name: str) -> Kind:
    """Find a kind of letter. Raises UnknownName."""
    if name not in KINDS:
        raise UnknownName("kind of letter", name, tuple(KINDS))
    return KINDS[name]


def minimum_necessary(case: Case, kind: Kind) -> Case:
    """The same case with only the fields that a kind of letter may use; everything else is unknown."""
    asked = ("diagnosis.disease",) if _may_say_diagnosis(case, kind) else ()
    return _only(case, (*kind.fields, *asked, "case_id", "as_of"))


def _may_say_diagnosis(case: Case, kind: Kind) -> bool:
    return kind.name == "employer" and case.preferences.include_diagnosis is True


def _only(model: Part, paths: tuple[str, ...]) -> Part:
    changes: dict[str, object] = {}
    for name, field in type(model).model_fields.items():
        if name in paths or (name == "kind" and field.is_required()):  # what tells the kinds of coverage apart
            continue
        inner = tuple(path.split(".", 1)[1] for path in paths if path.startswith(f"{name}."))
        value = getattr(model, name)
        if inner and isinstance(value, BaseModel):
            changes[name] = _only(value, inner)
        elif inner and isinstance(value, tuple):
            changes[name] = tuple(_only(entry, inner) for entry in value)
        else:
            changes[name] = None if inner else field.get_default(call_default_factory=True)
    return model.model_copy(update=changes)
