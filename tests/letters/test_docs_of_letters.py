"""`templates/README.md` names every variable and filter, `docs/reference/letters.md` every kind, its signers and its fields."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mmfinance.assistance.program import Apply
from mmfinance.assistance.result import Deadline, Paper, Reason, Source, Step
from mmfinance.case.model import Denial
from mmfinance.exposure.result import Range
from mmfinance.letters.action import ActionLetter, RuledOut, SourceLine
from mmfinance.letters.charts import Bar, Chart
from mmfinance.letters.envelope import Sender
from mmfinance.letters.formats import formats
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.letterhead import Letterhead
from mmfinance.letters.requests import Appeal, HospitalAid, LeaveRequest, Referral
from mmfinance.letters.talks import InsurerQuestions, Option, Plan, TeamSummary

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
VALUES = {
    "action": ActionLetter,
    "referral": Referral,
    "hospital-aid": HospitalAid,
    "appeal": Appeal,
    "employer": LeaveRequest,
    "insurer-questions": InsurerQuestions,
    "team-summary": TeamSummary,
}
PARTS = {
    "a range": Range,
    "a person": Sender,
    "a step": Step,
    "a paper": Paper,
    "a date": Deadline,
    "a rule": Reason,
    "a picture": Chart,
    "a bar": Bar,
}
NAMED_WHERE_USED = {
    "letterhead": Letterhead,
    "ruled_out": RuledOut,
    "sources": SourceLine,
    "apply": Apply,
    "denial": Denial,
    "plans": Plan,
    "options": Option,
}


def names(model: Any) -> list[str]:
    return list(model.model_fields) if hasattr(model, "model_fields") else [field.name for field in fields(model)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_variable_is_documented(kind: str) -> None:
    section = PAGE.split(f"## Variables of `{kind}`\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (.+) \|$", section, re.MULTILINE)
    documented = {name for row, _ in rows for name in re.findall(r"`(\w+)", row)}
    extra = {name for name in vars(VALUES[kind]) if not name.startswith("_")} - set(names(VALUES[kind]))
    assert documented == set(names(VALUES[kind])) | extra
    assert all(meaning for _, meaning in rows)


@pytest.mark.parametrize("part", PARTS)
def test_every_field_of_a_part_is_documented(part: str) -> None:
    row = re.findall(rf"^\| {part} \| (.*) \|$", PAGE, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row[0]) == names(PARTS[part])


@pytest.mark.parametrize("variable", NAMED_WHERE_USED)
def test_every_field_of_a_small_part_is_documented_beside_its_variable(variable: str) -> None:
    rows = re.findall(rf"^\|[^|]*`{variable}`[^|]*\|(.*)\|$", PAGE, re.MULTILINE)
    wanted = set(names(NAMED_WHERE_USED[variable]))
    assert any(wanted <= set(re.findall(r"`(\w+)`", row)) for row in rows)


def test_every_filter_and_common_variable_is_documented() -> None:
    common = ("letter", "signers", "case_id", "as_of", "language", "large_print", "tight", "letterhead", "version")
    assert all(f"`{name}`" in PAGE for name in (*formats("en"), *common, *names(Source)))


def test_every_kind_stands_in_the_guide() -> None:
    guide = (ROOT / "docs" / "reference" / "letters.md").read_text(encoding="utf-8")
    assert all(f"| `{kind}`" in guide for kind in KINDS)
    assert "not yet reviewed by a native speaker" in guide
