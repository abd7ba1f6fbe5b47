"""A whole registry screened without paper: time and memory from a thousand rows to a million.

Run: python bench/screen.py [--most] [NUMBER_OF_ROWS ...]    (--most: up to 1,000,000 rows)

The rows are written first, as CSV: an invented person whose income, age, state, insurance, care path, first day, miles
and wage change from row to row; one fact in twenty is blank, but never the insurance. Memory is that of the run itself
and of the largest of its processes.
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from mmfinance.reference.care_paths import care_path_ids
from side_by_side import show

SIZES, MOST = (1_000, 10_000), (100_000, 1_000_000)
HEADER = (
    *("case id", "birth date", "state", "zip", "household size", "annual income", "insurance", "care path"),
    *("start date", "miles one way", "hourly wage", "hours per week", "deductible", "out of pocket maximum"),
)
PLACES = (("PA", "18901"), ("NC", "27701"), ("TX", "75001"), ("CA", "94110"), ("NY", "10001"), ("OH", "43004"))
COVERAGE = ("employer", "Medicare", "Medicare + Medigap G", "Medicare + Part D", "Medicaid", "marketplace", "uninsured")
BLANK, KEPT = 0.05, ("case id", "insurance")
RUN = """
import json, resource, sys, time
from mmfinance.cli import main
sys.argv = ["mmfinance", "batch", "screen", sys.argv[1], "-o", sys.argv[2], "--as-of", "2026-11-24", "--json"]
start = time.perf_counter()
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
print(json.dumps([time.perf_counter() - start, cpu, own.ru_maxrss / 1024, others.ru_maxrss / 1024]), file=sys.stderr)
"""


def main() -> None:
    """Measure and print."""
    sizes = [int(size) for size in sys.argv[1:] if size.isdigit()] or list(SIZES)
    sizes += MOST if "--most" in sys.argv else ()
    rows: list[tuple[str, float, str, float | None]] = []
    for size in sizes:
        rows += _measured(size)
    show(f"screen ({os.cpu_count()} processors)", rows)


def _measured(size: int) -> Iterator[tuple[str, float, str, float | None]]:
    with tempfile.TemporaryDirectory() as name:
        cases, table = Path(name, "registry.csv"), Path(name, "screened.csv")
        _write(cases, size)
        ran = subprocess.run([sys.executable, "-c", RUN, cases, table], capture_output=True, text=True, check=True)
        seconds, cpu, driver, worker = map(float, ran.stderr.splitlines()[-1].strip("[]").split(","))
        yield f"{size:,} rows: time", seconds, "s", None
        yield f"{size:,} rows: CPU of all processes, a row", cpu / size * 1000, "ms", None
        yield f"{size:,} rows: most memory, driver", driver, "MiB", None
        yield f"{size:,} rows: most memory, a worker", worker, "MiB", None


def _write(path: Path, size: int) -> None:
    chance, paths = random.Random(size), sorted(care_path_ids())
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(HEADER)
        for number in range(size):
            cells = dict(zip(HEADER, (f"p-{number:07d}", *_row(chance, paths)), strict=True))
            table.writerow("" if name not in KEPT and chance.random() < BLANK else cells[name] for name in HEADER)


def _row(chance: random.Random, paths: list[str]) -> Iterator[object]:
    state, zip_code = chance.choice(PLACES)
    coverage = chance.choice(COVERAGE)
    private = coverage in ("employer", "marketplace")
    yield date(1935, 1, 1) + timedelta(days=chance.randrange(20_000))
    yield from (state, zip_code, chance.randint(1, 5), chance.randrange(9_000, 160_000, 100))
    yield from (coverage, chance.choice(paths), date(2026, 12, 1) + timedelta(days=chance.randrange(60)))
    yield from (chance.randrange(1, 300), chance.randrange(15, 60), chance.randrange(20, 41))
    yield from (chance.randrange(500, 4_000, 50), chance.randrange(4_000, 9_000, 100)) if private else ("", "")


if __name__ == "__main__":
    main()
