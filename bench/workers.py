"""What a second worker process brings to `batch run`, beside what a second process brings to a bare Python loop.

Run: python bench/workers.py

Each is a whole run of the command: reading, letters, manifest. The time of a short run is taken off that of a long one,
so that start-up, and the masters that each process makes once, do not count. A machine whose processors share a core
or a clock cannot double anything; the bare loop says how much of that is the machine's.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from mmfinance.case.reading import read_case_document
from side_by_side import EXAMPLES, seconds_of, show

MOST = 1 / 1.8
"""Two workers write at least 1.8 times the letters of one."""
RUNS = {
    "action letters": ((28, 308), ("--letters", "action")),
    "referrals": ((2_800, 14_000), ("--letters", "referral", "--program", "cancercare-financial-assistance")),
}
LOOP = "sum(number % 7 for number in range(100_000_000))"


def main() -> None:
    """Measure and print."""
    rows: list[tuple[str, float, str, float | None]] = []
    alone, both = (seconds_of(partial(_loop, count)) for count in (1, 2))
    rows.append(("bare loops: two at once ÷ one after the other, time", both / alone / 2, "x", None))
    with tempfile.TemporaryDirectory() as name:
        for what in RUNS:
            rows += _second_worker(what, Path(name))
    show("workers", rows)


def _loop(processes: int) -> None:
    running = [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(processes)]
    for process in running:
        process.wait()


def _second_worker(what: str, folder: Path) -> Iterator[tuple[str, float, str, float | None]]:
    (few, many), options = RUNS[what]
    files = [_written(folder / f"{count}.jsonl", count) for count in (few, many)]
    whole, after = {}, {}
    for workers in (1, 2):
        short, whole[workers] = (seconds_of(partial(_run, cases, workers, options)) for cases in files)
        after[workers] = whole[workers] - short
    yield from ((f"{many:,} {what}, workers: {workers}", seconds, "s", None) for workers, seconds in whole.items())
    yield f"{what}: two workers ÷ one, time after the first {few:,}", after[2] / after[1], "x", MOST


def _run(cases: Path, workers: int, options: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=cases.parent) as out:
        command = (sys.executable, "-m", "mmfinance", "batch", "run", cases, "-o", out, "--workers", str(workers))
        subprocess.run([*command, *options], check=True, capture_output=True)


def _written(path: Path, count: int) -> Path:
    """The examples in turn, each with an id and a name of its own."""
    examples = [read_case_document(example).data for example in sorted(EXAMPLES.glob("*.yaml"))]
    with path.open("w", encoding="utf-8") as stream:
        for number, case in enumerate(islice(cycle(examples), count)):
            patient = {**case["patient"], "name": f"Person {number} Fictional"}
            stream.write(json.dumps({**case, "case_id": f"case-{number:06d}", "patient": patient}) + "\n")
    return path


if __name__ == "__main__":
    main()
