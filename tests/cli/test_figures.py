"""The `figures` and `centers` commands."""

import json

import pytest
from typer.testing import CliRunner

from mmfinance.cli.app import app
from mmfinance.errors import UnknownName

RUN = CliRunner()


def test_one_figure_with_period_source_and_confidence() -> None:
    shown = RUN.invoke(app, ["figures", "medicare.part_b.deductible", "--on", "2026-05-01"])
    assert shown.exit_code == 0
    for part in ("283 (USD/year)", "from 2026-01-01 to 2026-12-31", "confidence: high", "https://www.cms.gov/"):
        assert part in shown.stdout
    assert "latest known" not in shown.stdout


def test_a_fallback_is_said() -> None:
    shown = RUN.invoke(app, ["figures", "medicare.part_b.deductible", "--on", "2027-05-01"])
    assert "latest known" in shown.stdout


def test_a_group_as_one_json_document() -> None:
    shown = RUN.invoke(app, ["figures", "medicare.part_d", "--on", "2027-05-01", "--json"])
    document = json.loads(shown.stdout)
    assert document["schema"] == "mmfinance/figures@1"
    cap = next(row for row in document["figures"] if row["name"] == "medicare.part_d.oop_cap")
    assert (cap["value"], cap["start"], cap["fallback"]) == (2400, "2027-01-01", False)


def test_all_figures_are_listed_in_groups() -> None:
    shown = RUN.invoke(app, ["figures", "--on", "2026-05-01"])
    assert "\nmedicaid:\n" in shown.stdout
    assert "  medicare.part_d.oop_cap: 2,100\n" in shown.stdout
    assert "  medicaid.aged_blind_disabled.income_limit: table of 51\n" in shown.stdout


def test_an_unknown_name_ends_with_the_nearest() -> None:
    shown = RUN.invoke(app, ["figures", "medicare.part_d.oop_cup"])
    assert isinstance(shown.exception, UnknownName)
    assert shown.exception.exit_code == 2
    assert "medicare.part_d.oop_cap" in str(shown.exception)


@pytest.mark.parametrize("arguments", [[], ["--near", "55905"]])
def test_centers(arguments: list[str]) -> None:
    shown = RUN.invoke(app, ["centers", *arguments])
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) == 79
    if arguments:
        assert "mayo-clinic-rochester" in shown.stdout.splitlines()[0]


def test_centers_as_json() -> None:
    document = json.loads(RUN.invoke(app, ["centers", "--near", "55905", "--json"]).stdout)
    assert document["schema"] == "mmfinance/centers@1"
    assert document["centers"][0]["straight_line_miles"] < 5
