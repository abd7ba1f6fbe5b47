"""The guide to the case file: every piece of YAML in it is a case, and its table knows every kind of coverage."""

import re
from pathlib import Path

import pytest

from mmfinance.case.reading import case_from_document
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.documents import parse_document

GUIDE = (Path(__file__).parents[2] / "docs" / "reference" / "case.md").read_text(encoding="utf-8")
PIECES = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_is_a_case(piece: str) -> None:
    document = parse_document("as_of: 2026-11-24\n" + piece, "case.yaml")
    assert case_from_document(document).as_of.year == 2026


def test_all_pieces_together_are_a_case() -> None:
    assert len(PIECES) >= 6
    case = case_from_document(parse_document("as_of: 2026-11-24\n" + "".join(PIECES), "case.yaml"))
    assert case.household.size == 2


def test_the_table_names_every_kind_of_coverage() -> None:
    assert all(f"`{kind}`" in GUIDE for kind in CoverageKind)
