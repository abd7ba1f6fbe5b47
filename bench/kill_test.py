"""Kills workers and the run itself (kill -9) at random moments, runs again, and compares with an undisturbed run.

Run: python bench/kill_test.py [LETTERS [MOMENTS]] [--dask] [--format pdf|txt]

Ends with 1, saying what is wrong, unless every letter is there exactly once, byte for byte as in the undisturbed run,
the manifests say the same but for the seconds, and no temporary file is left. With --dask two worker processes of a
Dask cluster on this machine do the work, and are killed as well.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

PROGRAM = "cancercare-financial-assistance"
SCHEDULER = "tcp://127.0.0.1:{port}"


@dataclass(frozen=True)
class Trial:
    """One trial: its folder, how it is run, and where the Dask scheduler is."""

    folder: Path
    cases: Path
    format: str
    scheduler: str | None = None

    def command(self, out: Path) -> list[str]:
        """The command line of one run."""
        options = ["--letters", "referral", "--program", PROGRAM, "--format", self.format]
        engine = ["--engine", "dask", "--scheduler", self.scheduler] if self.scheduler else ["--workers", "2"]
        return [sys.executable, "-m", "mmfinance", "batch", "run", str(self.cases), "-o", str(out), *options, *engine]


def main() -> None:
    """Try it and print what happened."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as name, _cluster(asked.dask) as (scheduler, nannies):
        trial = Trial(Path(name), _write_cases(Path(name) / "cases.jsonl", asked.letters), asked.format, scheduler)
        start = time.perf_counter()
        subprocess.run(trial.command(trial.folder / "whole"), check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        killed = _killed_run(trial, asked.moments, seconds, nannies, random.Random(asked.letters))
        wrong = list(_differences(trial.folder / "whole", trial.folder / "killed", asked.letters))
    undisturbed = f"undisturbed {seconds:.1f} s"
    print(f"{asked.letters} letters, {killed['worker']} workers and {killed['run']} runs killed; {undisturbed}")
    print("\n".join(wrong) or "every letter exactly once, byte-identical; no temporary file; manifests alike")
    sys.exit(bool(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letters", type=int, nargs="?", default=2_000)
    parser.add_argument("moments", type=int, nargs="?", default=20)
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--format", default="pdf")
    return parser.parse_args()


def _write_cases(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps(_case(number)) + "\n")
    return path


def _case(number: int) -> dict[str, Any]:
    """An invented person whom the program fits."""
    return {
        "case_id": f"case-{number:06d}",
        "as_of": "2026-11-24",
        "patient": {"name": f"Person {number} Fictional", "birth_date": "1960-05-04", "address": {"state": "PA"}},
        "household": {"size": "2", "annual_income": str(15_000 + number)},
        "diagnosis": {"disease": "multiple_myeloma"},
        "coverage": [{"kind": "medicare", "part_a": True, "part_b": True}],
        "treatment": {"in_active_treatment": True},
    }


def _killed_run(
    trial: Trial, moments: int, seconds: float, nannies: list[int], chance: random.Random
) -> dict[str, int]:
    """Run until done, killing a worker or the run itself at so many moments, spread over the time it takes."""
    out, left = trial.folder / "killed", moments
    killed = {"worker": 0, "run": 0}
    while True:
        ran = subprocess.Popen(trial.command(out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while left and ran.poll() is None:
            _sleep_while(ran, chance.uniform(0.2, 2 * seconds / moments))
            left -= 1
            if chance.random() < 0.5:
                ran.kill()
                killed["run"] += 1
                break
            killed["worker"] += _kill_a_worker(nannies or [ran.pid], chance)
        code = ran.wait()
        if code >= 0:
            sys.stderr.write(ran.stderr.read() if ran.stderr else "")
            if code == 0:
                return killed


def _sleep_while(ran: "subprocess.Popen[str]", seconds: float) -> None:
    try:
        ran.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _kill_a_worker(parents: list[int], chance: random.Random) -> int:
    try:
        workers = [child for parent in parents for child in psutil.Process(parent).children() if _works(child)]
        if workers:
            os.kill(chance.choice(workers).pid, signal.SIGKILL)
    except (psutil.NoSuchProcess, ProcessLookupError):
        return 0
    return len(workers[:1])


def _works(process: psutil.Process) -> bool:
    return "resource_tracker" not in " ".join(process.cmdline())


def _differences(whole: Path, killed: Path, letters: int) -> Iterator[str]:
    expected, found = _letters(whole), _letters(killed)
    if len(expected) != letters:
        yield f"the undisturbed run wrote {len(expected)} letters"
    if expected != found:
        lost, added = expected.keys() - found.keys(), found.keys() - expected.keys()
        other = [path for path in expected.keys() & found.keys() if expected[path] != found[path]]
        yield f"{len(lost)} letters lost, {len(added)} too many, {len(other)} differ"
    if _manifest(whole) != _manifest(killed):
        yield "the manifests differ"
    own = {".state.sqlite", "letters", "manifest.jsonl", "problems.csv", "summary.json", "summary.txt"}
    if strays := {path.name for path in killed.iterdir()} - own:
        yield f"left behind: {', '.join(sorted(strays))}"


def _letters(out: Path) -> dict[str, str]:
    paths = (path for path in (out / "letters").rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _manifest(out: Path) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{name: value for name, value in line.items() if name != "seconds"} for line in lines]


@contextmanager
def _cluster(wanted: bool) -> Iterator[tuple[str | None, list[int]]]:
    """A Dask scheduler and two worker processes, as somebody would start them by hand."""
    if not wanted:
        yield None, []
        return
    address = SCHEDULER.format(port=_free_port())
    python, host = [sys.executable, "-m"], ["--host", "127.0.0.1"]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = [*python, "distributed.cli.dask_scheduler", *host, "--port", address.rpartition(":")[2]]
    worker = [*python, "distributed.cli.dask_worker", address, *host, "--nthreads", "1", "--death-timeout", "60"]
    started = [subprocess.Popen(command, **quiet) for command in (scheduler, worker, worker)]
    try:
        yield address, [process.pid for process in started[1:]]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


if __name__ == "__main__":
    main()
