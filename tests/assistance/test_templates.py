"""Every phrase that matching and planning say has a template that the catalogues know of."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan import plan
from mmfinance.assistance.templates import all_templates
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate
from mmfinance.phrases import Phrase

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
TEMPLATES = frozenset(all_templates())


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory()


def said(value: Any) -> Iterator[Phrase]:
    """Walk all phrases inside a result, and the phrases inside phrases."""
    if isinstance(value, Phrase):
        yield value
        for inner in value.values.values():
            yield from said(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from said(inner)
    elif is_dataclass(value) and not isinstance(value, (type, Estimate)):
        for field in fields(value):
            yield from said(getattr(value, field.name))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_all_that_is_said_is_in_the_list_of_templates(path: Path, directory: Directory) -> None:
    case = read_case(path)
    cost = estimate(case, months=12, draws=1)
    matches = match(case, directory)
    found = list(said([matches.programs, matches.missing, plan(case, directory, matches, cost)]))
    assert len(found) > 500
    assert {phrase.template for phrase in found} - TEMPLATES == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_reason_question_and_exclusion_is_a_phrase(path: Path, directory: Directory) -> None:
    case = read_case(path)
    matches = match(case, directory)
    assert all(isinstance(reason.sentence, Phrase) for one in matches.programs for reason in one.reasons)
    assert all(isinstance(missing.question, Phrase) for missing in matches.missing)
    changes = [reason.would_change for one in matches.programs for reason in one.reasons if reason.would_change]
    assert all(isinstance(change, Phrase) for change in changes)


def test_programs_are_called_by_their_names(directory: Directory) -> None:
    ids = {name for name in directory.programs if "-" in name}
    matches = match(read_case(EXAMPLES[0]), directory)
    for one in matches.programs:
        for phrase in said(one.reasons):
            names = {str(phrase.values[slot]) for slot in ("program", "organisation") if slot in phrase.values}
            assert not names & ids
    assert not [each for each in matches.missing if any(f" {name}" in each.question for name in ids)]
