"""Nothing leaves the machine, what is written is the owner's alone, and no message says whose case it is."""

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mmfinance.documents import read_document
from scripts.write_docs import command_paths
from tests.in_process import Run

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
CASE = "examples/medicare-no-supplement.yaml"

# Python runs this file first; the audit hook sees sockets opened by any code, compiled extensions' Python calls included.
GUARD = """
import os, sys
def guard(event, arguments):
    if event.startswith("socket."):
        os.write(2, f"a socket was used: {event}".encode())
        os._exit(97)
sys.addaudithook(guard)
"""
# Every command in one guarded process: what Python loads, and the workers it starts, are guarded the same.
ONE_AFTER_THE_OTHER = """
import contextlib, io, json, sys
from mmfinance.cli import main
for words, typed in json.load(sys.stdin):
    sys.argv, sys.stdin, shown = ["mmfinance", *words], io.StringIO(typed), io.StringIO()
    print("$", *words, file=sys.stderr)
    try:
        with contextlib.redirect_stdout(shown):
            main()
    except SystemExit as ended:
        if ended.code:
            sys.exit(f"ended with {ended.code}: {shown.getvalue()}")
print("all ran")
"""
COMMANDS = {
    ("intake",): "intake asked.yaml",
    ("carepaths",): "carepaths teclistamab",
    ("figures",): "figures medicare.part_d",
    ("centers",): "centers --near 43081",
    ("estimate",): f"estimate {CASE} --chart range.svg",
    ("compare",): f"compare {CASE} --care-path teclistamab --care-path talquetamab",
    ("match",): f"match {CASE}",
    ("plan",): f"plan {CASE} --ics dates.ics",
    ("letter",): f"letter {CASE} -o letter.pdf",
    ("redact",): f"redact {CASE} -o redacted.yaml",
    ("config", "show"): "config show",
    ("doctor",): "doctor",
    ("case", "new"): "case new -o new.yaml",
    ("case", "schema"): "case schema",
    ("case", "explain"): "case explain coverage",
    ("case", "check"): f"case check {CASE}",
    ("case", "lock"): "case lock redacted.yaml",
    ("case", "unlock"): "case unlock redacted.yaml.locked",
    ("programs", "list"): "programs list",
    ("programs", "search"): "programs search leukemia",
    ("programs", "show"): "programs show extra-help",
    ("programs", "check"): "programs check",
    ("programs", "schema"): "programs schema",
    ("programs", "stale"): "programs stale",
    ("programs", "new"): "programs new our-fund",
    ("programs", "copy"): "programs copy our-programs",
    ("programs", "diff"): "programs diff programs programs",
    (
        "programs",
        "status",
    ): "programs status medicare-extra-help-lis open --seen-on 2026-11-24 --source https://ssa.gov --overlay seen",
    ("templates", "copy"): "templates copy ours",
    ("batch", "template"): "batch template -o cases.csv",
    ("batch", "check"): "batch check cases.csv",
    ("batch", "run"): "batch run cases.csv -o out --letters insurer-questions --format txt --workers 1",
    ("batch", "screen"): "batch screen cases.csv -o screened.csv",
    ("purge",): "purge redacted.yaml --yes",
}
"""Every command as it is run behind the guard, in this order, in one folder."""
TYPED: dict[tuple[str, ...], str] = {("intake",): "1\n" + "\n" * 10 + "3\n1\n\n"}
"""What is typed: English, ten times "I don't know", finish, all is right, no name."""
ELSEWHERE = {
    ("templates", "check"): "tests/letters/test_check.py: half a minute of rendering, in workers without a network"
}


def test_every_command_is_run_behind_the_guard() -> None:
    leaves = {
        path for path in command_paths() if not any(other[: len(path)] == path != other for other in command_paths())
    }
    assert leaves == set(COMMANDS) | set(ELSEWHERE)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    packages = tmp_path_factory.mktemp("guard")
    (packages / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    passphrase = {"MMFINANCE_PASSPHRASE": "four plain words here"}
    return {**os.environ, **passphrase, "PYTHONPATH": str(packages), "HOME": str(packages)}


def test_the_guard_notices_a_socket(guarded: dict[str, str]) -> None:
    ran = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=guarded, capture_output=True)
    assert ran.returncode == 97


def test_no_command_opens_a_socket_and_only_its_owner_reads_what_it_writes(
    guarded: dict[str, str], tmp_path: Path
) -> None:
    for name in ("examples", "programs"):
        (tmp_path / name).symlink_to(Path(__file__).parents[2] / name)
    lines = [[words.split(), TYPED.get(command, "")] for command, words in COMMANDS.items()]
    ran = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER],
        env=guarded,
        cwd=tmp_path,
        input=json.dumps(lines),
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout) == (0, "all ran\n"), ran.stderr[-1000:]
    written = [
        file for file in tmp_path.rglob("*") if file.is_file() and not {"ours", "our-programs"} & set(file.parts)
    ]
    assert [str(file) for file in written if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def personal_words(path: Path) -> Iterator[str]:
    """What tells whose an example is: name, birth date, street, phone and e-mail address."""
    patient: dict[str, Any] = read_document(path).data.get("patient") or {}
    address, contact = patient.get("address") or {}, patient.get("contact") or {}
    told = (patient.get("name"), patient.get("birth_date"), address.get("street"), *contact.values())
    yield from (word for word in told if word)


def messages(mmfinance: Run, *arguments: str | Path) -> str:
    """What a command that fails says, on both streams."""
    code, out, err = mmfinance(*arguments)
    assert code == 2, out + err
    return out + err


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_message_about_a_wrong_case_says_whose_it_is(mmfinance: Run, path: Path, tmp_path: Path) -> None:
    data = read_document(path).data
    words = list(personal_words(path))
    broken = json.loads(json.dumps(data))
    patient = broken.setdefault("patient", {})
    patient["surname"] = patient.pop("name", "Nobody Else")
    patient["birth_date"] = f"{patient.get('birth_date')} or so"
    patient["language"] = patient.get("name", "Nobody Else")
    patient["contact"] = [(patient.get("contact") or {}).get("phone", "614-555-0199")]
    (patient.get("address") or {})["zip"] = (patient.get("address") or {}).get("street", "1 Nowhere Lane")
    broken["treatment"] = {"care_path": "no-such-path", "start_date": "soon"}
    file = tmp_path / "case.json"
    file.write_text(json.dumps(broken), encoding="utf-8")
    said = messages(mmfinance, "case", "check", file)
    said += messages(mmfinance, "letter", file, "-o", tmp_path / "letter.pdf")
    assert "surname" in said
    assert [word for word in [*words, "Nobody Else", "614-555-0199", "1 Nowhere Lane"] if word in said] == []
    assert [name for name in os.listdir(tmp_path) if name != "case.json"] == []


def test_no_log_of_a_batch_says_whose_a_case_is(mmfinance: Run, tmp_path: Path) -> None:
    rows, words = [], set[str]()
    for number, path in enumerate(EXAMPLES[:4]):
        data = read_document(path).data
        words |= set(personal_words(path))
        if number % 2:
            data["patient"]["birth_date"] = f"{data['patient'].get('name')} 1960"
        rows.append(json.dumps(data))
    table = tmp_path / "rows.jsonl"
    table.write_text("\n".join(rows), encoding="utf-8")
    letters = ("--letters", "insurer-questions", "--format", "txt", "--workers", "1")
    code, out, err = mmfinance("batch", "run", table, "-o", tmp_path / "out", *letters)
    assert code == 1, out + err
    logs = [
        file for file in (tmp_path / "out").rglob("*") if file.is_file() and file.suffix in (".jsonl", ".csv", ".json")
    ]
    assert {"manifest.jsonl", "problems.csv"} <= {file.name for file in logs}
    names = " ".join(str(file) for file in (tmp_path / "out").rglob("*"))
    said = out + err + names + "".join(file.read_text(encoding="utf-8") for file in logs)
    assert len(words) >= 12
    assert [word for word in words if re.search(re.escape(word), said, re.IGNORECASE)] == []
