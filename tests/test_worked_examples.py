"""docs/explanation/coverage.md: every worked example is run, and every row compared to the cent."""

import re
from pathlib import Path

import pytest

from mmfinance import estimate
from mmfinance.case.reading import case_from_document
from mmfinance.documents import parse_document
from mmfinance.money import cents_from_dollars

PAGE = (Path(__file__).parents[1] / "docs" / "explanation" / "coverage.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"```yaml\n(?P<case>as_of:.*?)```\n\n\| day [^\n]*\n\| ---[^\n]*\n(?P<rows>(?:\|[^\n]*\n)+)", re.DOTALL
)
EXAMPLES = [(found["case"], found["rows"]) for found in EXAMPLE.finditer(PAGE)]


def test_no_example_is_left_out() -> None:
    assert len(EXAMPLES) == PAGE.count("```yaml") >= 10


@pytest.mark.parametrize(("case", "rows"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_page_says_what_the_engine_says(case: str, rows: str) -> None:
    found = estimate(case_from_document(parse_document(case, "case.yaml")), draws=1)
    told = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()]
    shown = [(day, cents_from_dollars(allowed), cents_from_dollars(pays)) for day, allowed, pays, _ in told]
    assert [
        (share.service.day.isoformat(), share.service.allowed, share.patient_pays) for share in found.services
    ] == shown
