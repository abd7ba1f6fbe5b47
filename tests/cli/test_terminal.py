"""What is printed fits the terminal: words stay whole, tables that do not fit become lines, a file gets whole lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mmfinance.cli.tables import print_table, table
from mmfinance.cli.terminal import console, say

Run = Callable[..., tuple[int, str, str]]

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ONE = EXAMPLES[1]

COMMANDS: list[tuple[str | Path, ...]] = [
    ("estimate", ONE, "--explain"),
    ("estimate", ONE, "--explain", "--service", "3"),
    ("match", ONE, "--explain"),
    ("compare", ONE, "--care-path", "teclistamab", "--care-path", "talquetamab"),
    ("figures",),
    ("figures", "medicare.part_d"),
    ("centers", "--near", "02134"),
    ("carepaths",),
    ("carepaths", "teclistamab"),
    ("programs", "list"),
    ("programs", "show", "bcu-copay-assistance-myeloma"),
    ("programs", "search", "leukemia"),
    ("programs", "stale"),
    ("doctor",),
]


def overlong(shown: str, columns: int) -> list[str]:
    """Lines wider than the terminal that could have been broken between two words."""
    return [line for line in shown.splitlines() if len(line) > columns and " " in line.strip()]


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command)).replace("/", "|"))
def test_no_line_is_wider_than_the_terminal(
    command: tuple[str | Path, ...], columns: int, mmfinance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, shown, _ = mmfinance(*command)
    assert code == 0
    assert shown
    assert overlong(shown, columns) == []


@pytest.mark.parametrize("command", ["estimate", "match", "plan"])
@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.stem)
def test_every_example_fits_forty_columns(
    case: Path, command: str, mmfinance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    code, shown, _ = mmfinance(command, case)
    assert code == 0
    assert overlong(shown, 40) == []


def test_a_file_gets_one_line_for_one_thing(mmfinance: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    _, shown, _ = mmfinance("programs", "list")
    assert sum("bcu-copay-assistance-myeloma" in line and "not known" in line for line in shown.splitlines()) == 1


def test_what_wraps_goes_on_under_its_own_beginning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    say("  one two three four five six", "")
    say("https://example.org/an/address/stays/whole")
    assert capsys.readouterr().out == (
        "  one two three four\n    five six\n\nhttps://example.org/an/address/stays/whole\n"
    )


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ("60", ["Limit                         amount", "─" * 36, "yearly out-of-pocket maximum  $5,000"]),
        ("29", ["Limit                  amount", "─" * 29, "yearly out-of-pocket   $5,000", "maximum"]),
        ("20", ["yearly out-of-pocket", "maximum", "  amount: $5,000"]),
    ],
)
def test_a_table_wraps_words_and_becomes_lines_where_they_do_not_fit(
    columns: str, shown: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    made = table("Limit", "amount", amounts=("amount",))
    made.add_row("yearly out-of-pocket maximum", "$5,000")
    print_table(console(), made)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[: len(shown)] == shown


def test_no_colour_is_ever_printed(mmfinance: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for command in (("estimate", ONE), ("match", ONE), ("plan", ONE), ("figures",)):
        _, shown, _ = mmfinance(*command)
        assert "\x1b[3" not in shown
        assert "\x1b[9" not in shown
