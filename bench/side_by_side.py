"""Runs things in turn, round after round, so that a busy minute on the machine touches all of them alike."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def seconds_of(run: Callable[[], object]) -> float:
    """Wall time of one call in seconds."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def cpu_seconds_of(run: Callable[[], object]) -> float:
    """CPU time of one call in this process in seconds."""
    start = time.process_time()
    run()
    return time.process_time() - start


def wall_and_cpu_seconds_of(run: Callable[[], object]) -> tuple[float, float]:
    """Wall time of one call, and CPU time of this process and of the children that ended in it, in seconds."""
    before, start = _cpu_seconds(), time.perf_counter()
    run()
    return time.perf_counter() - start, _cpu_seconds() - before


def _cpu_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def process(*arguments: str | Path) -> Callable[[], object]:
    """A call that runs `python ARGUMENTS...` to its end as a fresh process."""
    command = [sys.executable, *map(str, arguments)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    return lambda: subprocess.run(command, check=True, capture_output=True, env=environment)


def medians(
    runs: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[Callable[[], object]], float] = seconds_of,
) -> dict[str, float]:
    """Median seconds of each run after one uncounted round, the runs taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            seconds = clock(run)
            if number:
                taken[name].append(seconds)
    return {name: statistics.median(times) for name, times in taken.items()}


def peak_mebibytes(*, children: bool = False) -> float:
    """The most memory that this process, or the largest of its children, has held, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def show(title: str, rows: Sequence[tuple[str, float, str, float | None]]) -> None:
    """Print one row per measure (name, value, unit, the most it should be) and the same as a JSON line."""
    print(title)
    for name, value, unit, most in rows:
        verdict = "" if most is None else f"  aim: at most {most:g}  {'met' if value <= most else 'MISSED'}"
        print(f"  {name:52} {value:10.3f} {unit:8}{verdict}")
    measures = {name: {"value": round(value, 4), "unit": unit, "most": most} for name, value, unit, most in rows}
    print(json.dumps({"bench": title, "measures": measures}))
