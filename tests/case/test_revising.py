"""Writing a case file: what a person wrote in it stays, and it reads back as the same case."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document, read_case
from mmfinance.case.revising import HEADER, revised_text
from mmfinance.case.skeleton import skeleton
from mmfinance.documents import parse_document, read_document

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
CASE = Path("case.yaml")


def reads_as(text: str, name: str = "case.yaml") -> Case:
    return case_from_document(parse_document(text, name))


def test_a_new_file_says_what_it_is() -> None:
    text = revised_text(
        {"as_of": date(2026, 11, 28), "patient": {"address": {"zip": "02134"}, "us_citizen": True}}, CASE
    )
    assert text.startswith(HEADER)
    assert "as_of: 2026-11-28\n" in text
    told = reads_as(text)
    assert told.patient.address is not None
    assert (told.patient.address.zip, told.patient.us_citizen) == ("02134", True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_writing_without_a_change_changes_nothing_that_is_read(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    data = read_document(path).data
    text = revised_text(data, path, before)
    assert reads_as(text) == read_case(path)
    assert [line for line in before.splitlines() if line.lstrip().startswith("#")] == [
        line for line in text.splitlines() if line.lstrip().startswith("#")
    ]


BEFORE = """\
# About this person
as_of: 2026-11-28   # a Saturday
patient:
  address: {zip: 02134}  # no quotes
household:
  size:                 # how many people
  annual_income: 41,000 # before tax
coverage:
- kind: employer        # through the union
  deductible: {individual: 1500.50}
"""


def changed(**changes: Any) -> str:
    return revised_text({**parse_document(BEFORE, "case.yaml").data, **changes}, CASE, BEFORE)


def test_comments_and_the_way_of_writing_stay() -> None:
    text = changed(household={"size": 3, "annual_income": "41,000"})
    assert "# About this person" in text
    assert re.search(r"size: 3 +# how many people", text)
    assert "{zip: 02134}  # no quotes" in text
    assert "annual_income: 41,000 # before tax" in text
    assert "# through the union" in text
    assert "1500.50" in text


def test_what_is_taken_out_of_the_data_goes_from_the_file() -> None:
    text = changed(household={"size": 3})
    assert "annual_income" not in text
    assert reads_as(text).household.annual_income is None


def test_an_entry_more_is_written_beside_the_others() -> None:
    text = changed(coverage=[{"kind": "employer"}, {"kind": "va"}])
    assert [entry.kind for entry in reads_as(text).coverage or ()] == ["employer", "va"]


def test_a_blank_skeleton_keeps_its_comments() -> None:
    before = skeleton(date(2026, 11, 28))
    text = revised_text({"as_of": "2026-11-28", "household": {"size": 2}}, CASE, before)
    assert reads_as(text).household.size == 2
    assert sum("#" in line for line in text.splitlines()) == sum("#" in line for line in before.splitlines())


def test_a_text_that_only_our_reader_takes_is_written_anew() -> None:
    """A merge key or a tag may mean more to another reader; the facts are kept, the comments are not."""
    before = "as_of: 2026-11-28\nhousehold: !!map {size: 2}  # kept if it can be\npatient: {name: '!x'}\n"
    data = parse_document(before, "case.yaml").data
    assert reads_as(revised_text({**data, "case_id": "7"}, CASE, before)) == reads_as(before).model_copy(
        update={"case_id": "7"}
    )


def test_json_stays_json() -> None:
    text = revised_text({"as_of": date(2026, 11, 28), "household": {"size": 2}}, Path("case.json"), "{}")
    assert json.loads(text) == {"as_of": "2026-11-28", "household": {"size": 2}}
    assert reads_as(text, "case.json").household.size == 2
