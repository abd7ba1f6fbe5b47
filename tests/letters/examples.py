"""Every example case with its estimate, matches and plan; each test process works one out once.

`frozen` matches against a small program directory that never changes (`tests/data/programs`: copies, not facts to rely
on), so that golden letters change only when the program does; `shipped` matches against the real one.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mmfinance.case.reading import read_case
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import LOCALES
from mmfinance.letters.situation import Request, Situation, situation_of
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of

ROOT = Path(__file__).parents[2]
FROZEN_PROGRAMS = ROOT / "tests" / "data" / "programs"
EXAMPLES = {path.stem: path for path in sorted((ROOT / "examples").glob("*.yaml"))}
each_example = pytest.mark.parametrize(
    "example", [pytest.param(name, marks=pytest.mark.xdist_group(f"letters of {name}")) for name in EXAMPLES]
)


@cache
def frozen(example: str) -> Situation:
    """The example beside another treatment, with a referral to its first program."""
    return _to_first_program(
        situation_of(
            read_case(EXAMPLES[example]), Request(programs=FROZEN_PROGRAMS, compare=("selinexor_dexamethasone",))
        )
    )


@cache
def shipped(example: str) -> Situation:
    return _to_first_program(situation_of(read_case(EXAMPLES[example])))


def kinds_and_languages(situation: Situation) -> Iterator[tuple[str, str]]:
    """Every kind that applies to a case, in every language."""
    for kind in KINDS:
        if kind != "appeal" or situation.case.denial:
            yield from ((kind, language) for language in LOCALES)


def text_letter(situation: Situation, kind: str, language: str) -> str:
    return letter_of(situation, kind, Style(language, "txt")).decode()


def _to_first_program(situation: Situation) -> Situation:
    steps = [step.program_id for step in situation.plan.steps if step.program_id]
    return replace(situation, program_id=steps[0] if steps else situation.matches.programs[0].program_id)
