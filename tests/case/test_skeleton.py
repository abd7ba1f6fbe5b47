"""The empty case: it passes as it is, and every key it shows is a key of the model."""

import re
from datetime import date

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document, validate
from mmfinance.case.skeleton import LONGEST_LINE, skeleton
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.documents import parse_document
from mmfinance.errors import InvalidDocument

TEXT = skeleton(date(2026, 11, 24))


def uncommented() -> str:
    """The skeleton with every entry of its lists turned on."""
    return re.sub(r"(?m)^( *)# (- |  )(?=( *)[a-z_]+:)", r"\1\2", TEXT)


def test_an_empty_case_is_a_case_of_which_nothing_is_known() -> None:
    case = case_from_document(parse_document(TEXT, "c.yaml"))
    assert case == case_from_document(parse_document("schema: mmfinance/case@1\nas_of: 2026-11-24\n", "c.yaml"))


def test_it_is_text_of_readable_width() -> None:
    assert max(map(len, TEXT.splitlines())) <= LONGEST_LINE + 2
    assert "\t" not in TEXT


def test_every_key_it_shows_exists() -> None:
    document = parse_document(uncommented(), "c.yaml")
    assert [entry["kind"] for entry in document.data["coverage"]] == [
        *("employer", "cobra", "marketplace", "medicare", "medigap", "part_d", "medicare_advantage", "medicaid"),
        *("tricare", "champva", "va", "uninsured"),
    ]
    with pytest.raises(InvalidDocument) as error:
        validate(Case, document)
    assert not [str(problem) for problem in error.value.problems if "there is no key" in problem.message]


@pytest.mark.parametrize("name", sorted(Case.model_fields))
def test_every_section_is_there(name: str) -> None:
    key = Case.model_fields[name].alias or name
    assert re.search(rf"(?m)^{key}:", TEXT)


@pytest.mark.parametrize("kind", CoverageKind)
def test_every_kind_of_coverage_is_there(kind: CoverageKind) -> None:
    assert f"  # - kind: {kind}\n" in TEXT
