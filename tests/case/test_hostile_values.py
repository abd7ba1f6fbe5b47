"""Whatever stands where a value should be, a case is read or refused with problems: nothing else ever happens."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document
from mmfinance.documents import Document, KeyPath, parse_document
from mmfinance.errors import InvalidDocument

WHOLE = parse_document(
    """
as_of: 2026-11-24
patient: {name: Avery Example, birth_date: 1968-03-14, address: {zip: '43081', state: OH}, weight_kg: 80}
household: {size: 2, annual_income: 100, members: [{relation: self, annual_income: 5}]}
diagnosis: {disease: multiple_myeloma, also: [neuropathy]}
coverage:
- {kind: employer, deductible: {individual: 5}, terms: {inpatient: {copay: 1}}, pharmacy: {deductible: {met: 1}}}
- {kind: medicare_advantage, part_d: {kind: part_d, terms: {specialty_drug: {coinsurance: 25}}}}
treatment: {history: [{kind: car_t, date: 2025-01-01}], site: {zip: '43210'}, trial: {nct_number: NCT01234567}}
services: [{date: 2026-12-01, name: x, category: laboratory, allowed: 5}]
help_already_held: [{program: x, state: granted, on: 2026-01-01}]
denial: {denied_on: 2026-01-01}
""",
    "case.yaml",
)
WORDS = st.sampled_from(
    ["", "x", "-1", "nan", "1e999", "2026-13-01", "true", "medicare", "9" * 400, "é" * 500, "2020"]
) | st.text(max_size=8)
KEYS = st.sampled_from(["kind", "name", "zip", "terms", "part_d", "[key]", "Employer", "employer"]) | st.text(
    max_size=5
)
JUNK = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
PATHS = sorted((path for path in WHOLE.lines if path), key=str)


def with_junk(data: Any, at: KeyPath, junk: object) -> Any:
    if not at:
        return junk
    if isinstance(data, list):
        return [with_junk(item, at[1:], junk) if index == at[0] else item for index, item in enumerate(data)]
    return {key: with_junk(item, at[1:], junk) if key == at[0] else item for key, item in data.items()}


def read(data: Any) -> Case | InvalidDocument:
    try:
        return case_from_document(Document("case.yaml", data, WHOLE.lines))
    except InvalidDocument as error:
        return error


@settings(max_examples=300)
@given(st.sampled_from(PATHS), JUNK)
def test_junk_anywhere_is_read_or_refused(path: KeyPath, junk: object) -> None:
    answer = read(with_junk(WHOLE.data, path, junk))
    if isinstance(answer, InvalidDocument):
        assert answer.problems
        assert all(1 <= problem.line <= 14 and len(problem.message) < 600 for problem in answer.problems)
    else:
        assert answer.as_of.year >= 1900


@given(JUNK)
def test_junk_in_place_of_a_case_is_refused(junk: object) -> None:
    assert isinstance(read(junk), InvalidDocument)


@given(st.sampled_from([path for path in PATHS if path[0] in ("patient", "diagnosis") and len(path) > 1]), st.uuids())
def test_no_message_repeats_what_stands_under_the_person(path: KeyPath, secret: object) -> None:
    for junk in (str(secret), [str(secret)], {"kind": str(secret)}):
        answer = read(with_junk(WHOLE.data, path, junk))
        assert not isinstance(answer, InvalidDocument) or str(secret) not in str(answer)
