"""Every example goes the whole road, and its JSON has what other programs rely on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

ESTIMATE_KEYS = {
    *("schema", "case_id", "as_of", "horizon", "total", "by_group", "by_month", "by_plan_year", "premiums", "services"),
    *("accumulators", "uncapped", "assumptions", "figures_used", "warnings"),
}
SERVICE_KEYS = {
    *("date", "name", "category", "benefit", "purpose", "allowed", "patient_pays", "deductible", "copay"),
    *("coinsurance", "not_covered", "plan", "why"),
}
REASON_KEYS = {"fact", "value", "limit", "met", "source", "checked_on"}

each_example = pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.stem)


def document(mmfinance: Run, *arguments: str | Path) -> Any:
    code, shown, problems = mmfinance(*arguments, "--json")
    assert (code, problems) == (0, "")
    return json.loads(shown)


def numbers(value: Any) -> Iterator[float]:
    """Every number with a decimal point inside a document."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)


def test_there_are_examples_enough() -> None:
    assert len(EXAMPLES) >= 10


@each_example
def test_estimate(case: Path, mmfinance: Run) -> None:
    estimate = document(mmfinance, "estimate", case)
    assert estimate.keys() >= ESTIMATE_KEYS
    assert estimate["schema"] == "mmfinance/estimate@1"
    total = estimate["total"]
    assert 0 <= total["low"] <= total["expected"] <= total["high"]
    assert estimate["services"]
    assert all(service.keys() >= SERVICE_KEYS for service in estimate["services"])


@each_example
def test_amounts_of_an_estimate_are_whole_cents(case: Path, mmfinance: Run) -> None:
    estimate = document(mmfinance, "estimate", case)
    amounts = [*numbers(estimate["total"]), *numbers(estimate["by_month"]), *numbers(estimate["by_plan_year"])]
    assert amounts
    assert [amount for amount in amounts if round(amount, 2) != amount] == []


@each_example
def test_match(case: Path, mmfinance: Run) -> None:
    found = document(mmfinance, "match", case)
    assert found["schema"] == "mmfinance/match@1"
    assert len(found["programs"]) >= 30
    for program in found["programs"]:
        assert program["verdict"] in {"eligible", "possible", "need_info", "ineligible"}
        assert program["availability"] in {"open", "waitlist", "closed", "unknown"}
        assert all(reason.keys() >= REASON_KEYS for reason in program["reasons"])
        assert all(missing["fact"] and missing["question"] for missing in program["missing"])


@each_example
def test_letter(case: Path, mmfinance: Run, tmp_path: Path) -> None:
    """As text: each is laid out as PDF in `tests/letters/test_examples.py` and `test_verapdf.py`."""
    code, _, problems = mmfinance("letter", case, "-o", tmp_path / "letter.txt", "--format", "txt")
    assert (code, problems) == (0, "")
    assert len((tmp_path / "letter.txt").read_text(encoding="utf-8").splitlines()) > 40
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
