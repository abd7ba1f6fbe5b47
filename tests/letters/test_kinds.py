from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from mmfinance.case.model import Case
from mmfinance.errors import InputError, UnknownName
from mmfinance.letters.kinds import KINDS, kind_named, minimum_necessary
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import GATHER, letter_of, letter_values
from tests.letters.samples import sample_case, sample_situation

SENTINELS = {
    "patient.name": "Maria Example",
    "patient.birth_date": "March 2, 1955",
    "patient.address": "12 Sample Street",
    "patient.contact": "1-919-555-0100",
    "household.size": "\n2\n",
    "household.annual_income": "41,234",
    "diagnosis.disease": "multiple myeloma",
    "coverage.name": "Original Medicare |",
    "coverage.payer_phone": "1-800-555-0199",
    "treatment.care_path": "teclistamab",
    "treatment.start_date": "December 7, 2026",
    "treatment.site.name": "Sample Hospital",
    "work.patient": "$31",
    "denial": "Not in the network",
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_letter_says_no_field_outside_its_list(kind: Any) -> None:
    text = letter_of(sample_situation(), kind.name, Style(format="html")).decode()
    allowed = {
        path for path in SENTINELS if any(path == field or path.startswith(f"{field}.") for field in kind.fields)
    }
    said = {path for path, sentinel in SENTINELS.items() if sentinel in text}
    assert said <= allowed


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_of_a_case_with_every_field_only_the_listed_ones_are_kept(kind: Any) -> None:
    everything = _filled(_marked(Case))
    assert len(everything) > 150
    kept = _filled(minimum_necessary(_marked(Case), kind))
    assert kept - {"coverage.kind"} == {
        path
        for path in everything
        if path in ("case_id", "as_of") or any(f"{path}.".startswith(f"{field}.") for field in kind.fields)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_gathers_a_letter_is_given_no_other_field(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Situation] = []
    monkeypatch.setitem(GATHER, kind, given.append)
    letter_values(sample_situation(), kind)
    assert given[0].case == minimum_necessary(sample_case(), KINDS[kind]) != sample_case()


def _marked(model: type[BaseModel]) -> Any:
    """A model in which every field has a value, of whatever type."""
    return model.model_construct(**{name: _mark(name, field.annotation) for name, field in model.model_fields.items()})


def _mark(name: str, annotation: Any) -> Any:
    inner = list(_models(annotation))
    if name == "kind" or not inner:
        return "mark"
    several = "tuple" in str(annotation)
    return tuple(map(_marked, inner)) if several else _marked(inner[0])


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _filled(value: Any, path: str = "") -> set[str]:
    if isinstance(value, BaseModel):
        fields = vars(value).items()
        return {found for name, part in fields for found in _filled(part, f"{path}.{name}".lstrip("."))}
    if isinstance(value, tuple):
        return {found for part in value for found in _filled(part, path)}
    return {path} if value not in (None, {}) else set()


def test_an_employer_learns_the_diagnosis_only_when_asked() -> None:
    situation = sample_situation()
    assert "myeloma" not in letter_of(situation, "employer", Style(format="txt")).decode()
    asked = situation.case.model_copy(update={"preferences": type(situation.case.preferences)(include_diagnosis=True)})
    open_letter = letter_of(
        type(situation)(asked, *list(vars(situation).values())[1:]), "employer", Style(format="txt")
    )
    assert "multiple myeloma" in open_letter.decode()


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if not kind.for_patient], ids=lambda kind: kind.name)
def test_a_letter_to_others_says_who_may_sign(kind: Any) -> None:
    assert kind.signers
    assert "May be signed by" in letter_of(sample_situation(), kind.name, Style(format="txt")).decode()


def test_an_appeal_needs_a_denial() -> None:
    situation = sample_situation()
    bare = Case(as_of=date(2026, 11, 25))
    with pytest.raises(InputError, match="denial"):
        letter_of(type(situation)(bare, *list(vars(situation).values())[1:]), "appeal", Style())


def test_an_unknown_kind_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(UnknownName, match="referral"):
        kind_named("referal")
