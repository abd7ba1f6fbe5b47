"""`programs check`: each mistake is found in its file and line, and all of them at once."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.assistance.check import check_directory
from mmfinance.assistance.directory import read_directory
from tests.assistance.files import DAY, write_program


def found(folder: Path, strict: bool = False, day: date = DAY) -> list[str]:
    return [str(problem) for problem in check_directory(read_directory(folder), day, strict)]


def test_a_skeleton_passes(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund")
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "more", "words"),
    [
        (("status.observed_on, ", ""), "", "status.observed_on: is null; name it under unknown_fields"),
        (("at_most: null", "at_most: 500"), "", "award.at_most stands in the file"),
        (("  period: once", "  # none"), "", ""),
        (("poverty_guideline: current", "valid_days: 365"), "", "needs a guideline year"),
        (("aliases: []", "successor: nobody-here"), "", "successor: there is no program 'nobody-here'"),
        (("operation: active", "operation: merged"), "", "needs its successor"),
        (("operation: active", "operation: closed"), "", "needs ended_on"),
        (("verdict: ineligible", "verdict: eligible"), "", "the verdict is ineligible; the file expects eligible"),
        (("state: OH}", "stat: OH}"), "", "there is no fact named 'stat'"),
        (("", ""), "requires_first: [{program: my-fund}]\n", "a program cannot name itself"),
        (("phone: null", "phone: 555-12"), "", "ten digits"),
        (("phone: null", "phone: 000-000-0000"), "", "ten digits"),
        (("phone: null", "phone: 800-155-0100"), "", "ten digits"),
        (("url: null", "url: example.org"), "", "web address"),
        (("url: null", "url: https://example..org/page"), "", "web address"),
        (("url: null", "url: https://localhost"), "", "web address"),
        (("  period: once", "  period: once\n  patient_pays: 5"), "", "award.patient_pays: needs patient_pays_per"),
        (
            ("  period: once", "  shares: [{covers: [travel], at_most: 500}]"),
            "",
            "award.shares[0].at_most: an amount needs a period",
        ),
        (("kind: official", "url: ftp://x.org\n    kind: official"), "", "web address"),
        (("sources:\n  - title: Where you read it\n    kind: official", "sources: []\nnotes: x"), "", "at least one"),
        (("covers: [household]", "covers: [houshold]"), "", "did you mean 'household'"),
        (("schema: mmfinance/program@1", "schema: mmfinance/program@2"), "", "schema"),
        (("facts: {diagnoses", "facts: {drugs: [tecvayli], diagnoses"), "", "value of drugs"),
    ],
)
def test_mistakes(tmp_path: Path, change: tuple[str, str], more: str, words: str) -> None:
    write_program(tmp_path, "my-fund", *([change] if change[0] else []), more=more)
    said = found(tmp_path)
    assert any(words in line for line in said) if words else said == []
    assert all(line.startswith("my-fund.yaml:") for line in said)


def test_an_amount_needs_a_period(tmp_path: Path) -> None:
    write_program(
        tmp_path,
        "my-fund",
        ("at_most: null ", "at_most: 500 "),
        ("award.at_most, ", ""),
        ("  period: once", "  # none"),
    )
    (line,) = found(tmp_path)
    assert "my-fund.yaml:14: award.at_most: an amount needs a period" in line


def test_a_null_limit_has_to_be_admitted(tmp_path: Path) -> None:
    change = ("income_at_most_percent_fpl: 300", "income_at_most_percent_fpl: null")
    examples = ("verdict: eligible", "verdict: possible"), ("verdict: ineligible", "verdict: possible")
    write_program(tmp_path, "my-fund", change, *examples)
    (line,) = found(tmp_path)
    assert "eligible_when.all_of[1].income_at_most_percent_fpl: is null" in line
    named = ("unknown_fields: [", "unknown_fields: [income_at_most_percent_fpl, ")
    write_program(tmp_path, "my-fund", change, *examples, named)
    assert found(tmp_path) == []


def test_shared_aliases_and_circles(tmp_path: Path) -> None:
    alias = ("aliases: []", "aliases: [Help Now]")
    write_program(tmp_path, "fund-a", alias, more="requires_first: [{program: fund-b}]\n")
    write_program(tmp_path, "fund-b", alias, more="requires_first: [{program: fund-a}]\n")
    said = found(tmp_path)
    assert sum("is an alias of fund-a too" in line for line in said) == 1
    assert sum("circle of prerequisites" in line for line in said) == 2


def test_strict_finds_expired_checks(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund")
    late = date(2027, 11, 26)
    assert found(tmp_path, day=late) == []
    said = found(tmp_path, strict=True, day=late)
    assert len(said) == 2
    assert any("rules.checked_on: was last checked on 2026-11-25; it counts for 365 days" in line for line in said)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    write_program(tmp_path, "fund-a", ("confidence: medium", "confidence: sure"))
    write_program(tmp_path, "fund-b", ("phone: null", "phone: 1"), ("kinds: [cash]", "kinds: []"))
    assert len(found(tmp_path)) == 3
