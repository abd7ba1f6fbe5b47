from datetime import date
from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.errors import InputError, UnknownName
from mmfinance.letters.kinds import KINDS, kind_named, minimum_necessary
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
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
def test_the_pruned_case_holds_only_the_listed_fields(kind: Any) -> None:
    pruned = minimum_necessary(sample_case(), kind)
    kept = _filled(pruned.model_dump())
    assert kept <= {*kind.fields, "case_id", "as_of"} | {"coverage.kind"} | _inner(kind.fields, kept)


def _filled(data: Any, path: str = "") -> set[str]:
    if isinstance(data, dict):
        return {found for key, value in data.items() for found in _filled(value, f"{path}.{key}" if path else key)}
    if isinstance(data, (list, tuple)):
        return {found for value in data for found in _filled(value, path)}
    return {path} if data is not None else set()


def _inner(fields: tuple[str, ...], kept: set[str]) -> set[str]:
    return {path for path in kept if any(path.startswith(f"{field}.") for field in fields)}


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
