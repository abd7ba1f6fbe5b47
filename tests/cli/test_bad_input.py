"""Bad input ends every command with 2 and a message that helps; nothing is half-written."""

from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

HEAD = "schema: mmfinance/case@1\nas_of: 2026-11-25\n"
ALIAS_BOMB = HEAD + "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
PLAN = (
    "coverage:\n  - kind: employer\n    deductible: {individual: 9000}\n    out_of_pocket_maximum: {individual: 4000}\n"
)
MANY_BYTES = 100_000_000


def write(name: str, content: str | bytes) -> Callable[[Path], Path]:
    def written(directory: Path) -> Path:
        path = directory / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def huge(directory: Path) -> Path:
    path = directory / "case.yaml"
    with path.open("wb") as stream:
        stream.truncate(MANY_BYTES)
    return path


def folder(directory: Path) -> Path:
    (directory / "case.yaml").mkdir()
    return directory / "case.yaml"


BAD = {
    "a missing file": (lambda directory: directory / "case.yaml", "there is no such file"),
    "a directory": (folder, "this is a directory"),
    "binary garbage": (write("case.yaml", bytes(range(256)) * 8), "is not a text file"),
    "an empty file": (write("case.yaml", ""), "is empty"),
    "an alias bomb": (write("case.yaml", ALIAS_BOMB), "aliases (*name) are not allowed"),
    "a file of 100 MB": (huge, "is larger than"),
    "a negative income": (write("case.yaml", HEAD + "household:\n  annual_income: -5\n"), "household.annual_income"),
    "a birth date in the future": (
        write("case.yaml", HEAD + "patient: {birth_date: 2031-01-01}\n"),
        "patient.birth_date",
    ),
    "a deductible above its maximum": (write("case.yaml", HEAD + PLAN), "coverage[0]"),
    "not a case at all": (write("case.yaml", "- milk\n- bread\n"), "case.yaml:1"),
}


@pytest.mark.parametrize("command", ["case check", "estimate", "match", "letter"])
@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD.keys())
def test_bad_input_ends_with_2(
    make: Callable[[Path], Path], message: str, command: str, mmfinance: Run, tmp_path: Path
) -> None:
    case = make(tmp_path)
    output = ("-o", tmp_path / "letter.pdf") if command == "letter" else ()
    code, shown, problems = mmfinance(*command.split(), case, *output)
    assert (code, shown) == (2, "")
    assert "case.yaml" in problems
    assert message in problems
    assert not [path for path in tmp_path.iterdir() if path != case]


TREATED = HEAD + "treatment: {care_path: teclistamab, site: {zip: '55905'}}\n"
NO_ESTIMATE = {
    "two primaries": (
        "coverage: [{kind: employer, subscriber: self}, {kind: employer, subscriber: self}]\n",
        "both would pay first",
    ),
    "Medigap with Medicare Advantage": (
        "coverage: [{kind: medigap, letter: G}, {kind: medicare_advantage}]\n",
        "a Medigap policy pays nothing",
    ),
    "Part D twice": ("coverage: [{kind: part_d}, {kind: part_d}]\n", "only one of them"),
    "services outside the months counted": (
        "services: [{date: 2031-02-01, name: Scan, category: imaging, allowed: 100}]\n",
        "found dates from 2031-02-01 to 2031-02-01; expected at least one from 2026-11-25 to 2027-11-24",
    ),
    "8 kg": ("patient: {weight_kg: 8}\n", "patient.weight_kg"),
    "a ZIP that does not exist": ("patient: {address: {zip: '00001'}}\n", "there is no ZIP code"),
}


@pytest.mark.parametrize(("facts", "message"), NO_ESTIMATE.values(), ids=NO_ESTIMATE.keys())
def test_what_no_estimate_can_be_made_of_ends_with_2(facts: str, message: str, mmfinance: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(TREATED + facts, encoding="utf-8")
    code, shown, problems = mmfinance("estimate", case)
    assert (code, shown) == (2, "")
    assert message in problems


def test_a_care_path_or_a_start_that_cannot_be_meant_ends_with_2(mmfinance: Run, tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    for treatment, message in (
        ("care_path: teclistimab", "did you mean teclistamab"),
        ("care_path: teclistamab, start_date: 2062-01-01", "more than 5 years after as_of"),
    ):
        case.write_text(f"{HEAD}treatment: {{{treatment}}}\n", encoding="utf-8")
        code, shown, problems = mmfinance("estimate", case)
        assert (code, shown) == (2, "")
        assert message in problems


@pytest.mark.parametrize("months", ["0", "37"])
@pytest.mark.parametrize("command", ["estimate", "plan", "letter", "compare"])
def test_every_command_looks_ahead_as_far_as_the_others(command: str, months: str, mmfinance: Run) -> None:
    code, shown, problems = mmfinance(*command.split(), "case.yaml", "--months", months)
    assert (code, shown) == (2, "")
    assert "--months" in problems
    assert ("equal to 1" if months == "0" else "equal to 36") in problems
