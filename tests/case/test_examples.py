"""The example cases: fictitious, complete in what they show, and still cases whatever is taken away."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zipcodes
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.case.coverage import AnyCoverage
from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document, read_case
from mmfinance.case.vocabulary import CoverageKind, TherapyKind
from mmfinance.documents import Document, KeyPath, read_document

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = {path.stem: read_document(path) for path in sorted(FOLDER.glob("*.yaml"))}
matching: Any = zipcodes.matching
KEPT = {"as_of", "kind"}
KEPT_OF_LISTS = {"services": {"date", "name", "category"}, "help_already_held": {"program", "state"}}


def cases() -> list[Case]:
    return [read_case(FOLDER / document.file) for document in EXAMPLES.values()]


def all_coverage() -> Iterator[AnyCoverage]:
    for case in cases():
        yield from case.coverage or ()


def removable(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key of a case that may be absent."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in KEPT | KEPT_OF_LISTS.get(str(path[0]) if path else "", set()):
                yield (*path, key)
            yield from removable(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from removable(item, (*path, index))


def removed(data: Any, paths: set[KeyPath], here: KeyPath = ()) -> Any:
    if isinstance(data, dict):
        return {k: removed(v, paths, (*here, k)) for k, v in data.items() if (*here, k) not in paths}
    if isinstance(data, list):
        return [removed(item, paths, (*here, index)) for index, item in enumerate(data)]
    return data


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_no_mistakes_and_tells_editors_its_schema(name: str) -> None:
    case = read_case(FOLDER / f"{name}.yaml")
    first, second = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[:2]
    assert first == "# yaml-language-server: $schema=../docs/case.schema.json"
    assert second.startswith("# ")
    assert case.as_of.isoformat() == "2026-11-24"


def test_the_examples_cover_what_a_clinic_meets() -> None:
    assert len(EXAMPLES) >= 12
    assert {entry.kind for entry in all_coverage()} >= set(CoverageKind) - {CoverageKind.CHAMPVA}
    assert len({case.treatment.care_path for case in cases()}) >= 10
    assert {case.patient.language for case in cases()} >= {"en", "es", None}
    assert len({case.case_id for case in cases()}) == len(EXAMPLES)


def test_every_example_comes_after_failed_car_t() -> None:
    for case in cases():
        assert any(past.kind is TherapyKind.CAR_T and past.failed for past in case.treatment.history or ())


def test_everybody_is_invented() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))
    phones = re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text)
    assert len(phones) > len(EXAMPLES)
    assert all(re.fullmatch(r"\d{3}-555-01\d\d", phone) for phone in phones)
    assert set(re.findall(r"\w@(\S+?)[},\s]", text)) == {"example.org", "1"}  # case@1 is no address
    assert not re.search(r"\b\d{3}-\d{2}-\d{4}\b", text)


def test_zip_codes_belong_to_their_places() -> None:
    for case in cases():
        address = case.patient.address
        if address and address.zip:
            (place, *_) = matching(address.zip)
            assert place["state"] == address.state
            assert place["county"] == f"{address.county} County"
            assert place["city"].startswith(address.city)


@pytest.mark.parametrize("name", EXAMPLES)
def test_any_one_key_may_be_absent(name: str) -> None:
    document = EXAMPLES[name]
    for path in removable(document.data):
        case_from_document(Document(document.file, removed(document.data, {path}), document.lines))


@given(st.data())
def test_any_keys_may_be_absent_or_empty(data: st.DataObject) -> None:
    document = EXAMPLES[data.draw(st.sampled_from(sorted(EXAMPLES)))]
    paths = sorted(removable(document.data), key=str)
    gone = data.draw(st.sets(st.sampled_from(paths), max_size=len(paths)))
    remaining = removed(document.data, {path for path in gone if path[-1] not in ("starts_on", "ends_on")})
    assert case_from_document(Document(document.file, remaining, document.lines)).as_of.year == 2026


def test_help_named_in_an_example_is_in_the_directory() -> None:
    known = {path.stem for path in (FOLDER.parent / "programs").rglob("*.yaml")}
    held = {entry.program for case in cases() for entry in case.help_already_held or ()}
    assert held
    assert held <= known
