"""Every name that a case takes from elsewhere leads somewhere, or its line and the nearest names are told."""

from pathlib import Path

import pytest

from mmfinance.assistance.names_in_case import require_known_names
from mmfinance.case.reading import case_from_document
from mmfinance.documents import parse_document, read_document
from mmfinance.errors import InvalidDocument

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.yaml"))

UNKNOWN = """as_of: 2026-11-24
treatment:
  care_path: teclistmab
  site: {center: md-andersen}
help_already_held:
  - program: no-such-program
    state: granted
"""


def check(text: str) -> None:
    document = parse_document(text, "case.yaml")
    require_known_names(case_from_document(document), document)


def test_every_unknown_name_is_told_with_its_line_and_the_nearest_names() -> None:
    with pytest.raises(InvalidDocument) as raised:
        check(UNKNOWN)
    care_path, center, program = raised.value.problems
    assert (care_path.line, care_path.path) == (3, "treatment.care_path")
    assert "did you mean teclistamab" in care_path.message
    assert (center.line, center.path) == (4, "treatment.site.center")
    assert (program.line, program.path) == (6, "help_already_held[0].program")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_name_of_an_example_is_known(path: Path) -> None:
    document = read_document(path)
    require_known_names(case_from_document(document), document)


def test_nothing_named_is_nothing_unknown() -> None:
    check("as_of: 2026-11-24\n")
