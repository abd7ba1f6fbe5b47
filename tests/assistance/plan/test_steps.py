"""What a step is called: the program and who runs it, each said once."""

from datetime import date
from typing import Any

import pytest

from mmfinance.assistance.plan.steps import step_of
from mmfinance.assistance.result import Availability, Verdict
from mmfinance.case.model import Case
from tests.assistance.plan.conftest import Make

CASE = Case(as_of=date(2026, 11, 24))
EXTRA_HELP = {"name": "Extra Help (Part D Low-Income Subsidy)", "organisation": "Social Security Administration"}


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ({}, "Apply for Extra Help (Part D Low-Income Subsidy) – Social Security Administration"),
        (
            {"availability": Availability.UNKNOWN},
            "Ask about Extra Help (Part D Low-Income Subsidy) – Social Security Administration",
        ),
        (
            {"verdict": Verdict.NEED_INFO},
            "Find out if you fit: Extra Help (Part D Low-Income Subsidy) – Social Security Administration",
        ),
    ],
)
def test_a_title_puts_no_brackets_behind_brackets(
    program: Make, matched: Make, found: dict[str, Any], title: str
) -> None:
    step = step_of(1, matched("extra-help", **found), program("extra-help", **EXTRA_HELP), CASE, (), soon=True)
    assert step.title == title


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Amgen Safety Net Foundation", "Amgen Safety Net Foundation"),
        ("Financial assistance of nonprofit hospitals (charity care)", "Nonprofit hospitals, under section 501(r)"),
    ],
)
def test_an_organisation_that_the_name_holds_is_said_once(
    program: Make, matched: Make, name: str, organisation: str
) -> None:
    named = program("fund", name=name, organisation=organisation)
    assert step_of(1, matched("fund"), named, CASE, (), soon=True).title == f"Apply for {name}"
