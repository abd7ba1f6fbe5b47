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
