"""Every program file runs the examples it carries, and every person of the example cases gets a whole match."""

from datetime import date

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.examples import wrong_examples

TODAY = date(2026, 11, 25)
PROGRAMS = load_directory().programs


@pytest.mark.parametrize("name", PROGRAMS)
def test_people_of_a_file_get_their_verdicts(name: str) -> None:
    assert list(wrong_examples(PROGRAMS[name], TODAY)) == []


def test_a_wrong_example_is_found() -> None:
    program = PROGRAMS["msp-qmb"]
    example = program.examples[0].model_copy(update={"facts": {"insurance": ["employer"]}})
    changed = program.model_copy(update={"examples": (example,)})
    assert [place for place, _ in wrong_examples(changed, TODAY)] == [0]


def test_an_unknown_fact_in_an_example_is_said() -> None:
    program = PROGRAMS["msp-qmb"]
    example = program.examples[0].model_copy(update={"facts": {"insurence": ["employer"]}})
    ((_, message),) = wrong_examples(program.model_copy(update={"examples": (example,)}), TODAY)
    assert "insurance" in message
