"""`docs/reference/letters.md` names every kind, every variable and every filter."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from mmfinance.letters.action import ActionLetter
from mmfinance.letters.formats import formats
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.requests import Appeal, HospitalAid, LeaveRequest, Referral
from mmfinance.letters.talks import InsurerQuestions, TeamSummary

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "letters.md").read_text(encoding="utf-8")
VALUES = {
    "action": ActionLetter,
    "referral": Referral,
    "hospital-aid": HospitalAid,
    "appeal": Appeal,
    "employer": LeaveRequest,
    "insurer-questions": InsurerQuestions,
    "team-summary": TeamSummary,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_variable_is_documented(kind: str) -> None:
    row = re.findall(rf"^\| `{kind}` \| (.*) \|$", PAGE.split("### `letter` of each kind")[1], re.MULTILINE)
    assert re.findall(r"`(\w+)`", row[0]) == [field.name for field in fields(VALUES[kind])]


def test_every_filter_is_documented() -> None:
    assert all(f"`{name}`" in PAGE for name in formats("en"))
