"""Redaction by the Safe Harbor method: 45 CFR 164.514(b)(2)(i)(A) to (R)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mmfinance.case.reading import case_from_document
from mmfinance.case.redaction import redacted
from mmfinance.case.writing import case_text
from mmfinance.documents import parse_document, read_document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
PUBLIC = ("teclistamab", "pan-foundation", "ciltacabtagene autoleucel")

EVERY_TEXT = """
as_of: 2026-11-24
case_id: zebra-1
patient:
  name: Zebra Quagga
  birth_date: 1931-07-09
  address: {street: 9 Zebra Lane, city: Zebraville, county: Zebra, state: OH, zip: "43081"}
  language: en
  contact: {phone: 614-555-0134, email: zebra@example.org}
  disability_began_on: 2024-07-09
household: {size: 2, annual_income: 41234.56}
diagnosis: {disease: multiple_myeloma, diagnosed_on: 2020-07-09}
coverage:
  - {kind: employer, name: Zebra Gold, payer: Zebra Health, payer_phone: 800-555-0100, starts_on: 2025-07-09, coinsurance: 20}
coverage_not_sure: [va]
treatment:
  history:
    - {kind: car_t, name: Zebra cells, product: ciltacabtagene autoleucel, date: 2025-07-09}
    - {kind: drug, product: zebramab}
  care_path: teclistamab
  start_date: 2026-12-07
  site: {center: zebra-center, name: Zebra Hospital, zip: "43082", state: OH}
  trial: {nct_number: NCT01234567, travel_paid: true}
services:
  - {date: 2026-12-09, name: Zebra visit, category: laboratory, allowed: 100, drug: zebramab}
help_already_held:
  - {program: pan-foundation, state: granted, on: 2026-07-09}
  - {program: zebra-fund, state: granted}
denial: {service: Zebra scan, denied_on: 2026-07-09, reason: Zebra is not covered}
"""


def redacted_text(text: str) -> str:
    document = parse_document(text, "case.yaml")
    return case_text(redacted(case_from_document(document), document.data, PUBLIC))


def leaves(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    elif data is not None:
        yield data


@pytest.mark.parametrize(
    "identifier",
    # A names · B places · D, E phone and fax · F e-mail · I, J, K plan, account and certificate numbers · R any other code
    ["ebra", "Quagga", "430", "614-555", "800-555", "@", "NCT", "zebra-1", "-07-09", "-12-0", "-11-24"],
)
def test_no_identifier_is_left(identifier: str) -> None:
    assert identifier in EVERY_TEXT
    assert identifier not in redacted_text(EVERY_TEXT)


def test_an_age_over_89_becomes_90() -> None:
    # 164.514(b)(2)(i)(C): ages over 89 and any date that tells such an age become "age 90 or older".
    assert "birth_date: 1936-01-01" in redacted_text(EVERY_TEXT)


def test_what_an_estimate_and_the_rules_need_is_left() -> None:
    text = redacted_text(EVERY_TEXT)
    kept = ["state: OH", "care_path: teclistamab", "annual_income: 41234.56", "product: ciltacabtagene autoleucel"]
    kept += [
        "program: pan-foundation",
        "kind: car_t",
        "coinsurance: 20",
        "coverage_not_sure:\n- va",
        "start_date: 2026-01-01",
        "allowed: 100",
    ]
    assert [word for word in kept if word not in text] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_redacted_example_is_a_case_without_the_examples_texts(path: Path) -> None:
    document = read_document(path)
    case = case_from_document(document)
    text = redacted_text(path.read_text(encoding="utf-8"))
    again = case_from_document(parse_document(text, "redacted.yaml"))
    assert (again.patient.name, again.patient.contact, again.case_id, again.as_of.month) == (None, None, None, 1)
    told = [case.patient.name, case.case_id, case.patient.address and case.patient.address.city]
    assert [word for word in told if word and word in text] == []
    assert len(again.coverage or ()) == len(case.coverage or ())
    assert set(leaves(parse_document(text, "r.yaml").data)) - set(leaves(document.data)) <= {
        "removed",
        *(f"{year}-01-01" for year in range(1900, 2101)),
    }
