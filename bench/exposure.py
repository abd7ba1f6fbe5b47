"""The cost of estimates: one case with 1,000 draws, and many different cases with one draw each.

The curve is that of a process at work, such as a worker of `batch screen`: it has worked out other cases before, and
looks for no cycles, since a slice makes none. Every round takes cases that the process has not seen. The first cases of
a process, which lay out care paths and price them for the first time, stand in a row of their own.

Run: python bench/exposure.py [--most] [NUMBER_OF_CASES ...]    (--most: up to 100,000 cases, some three minutes)
"""

import gc
import statistics
import sys
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from random import Random

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.many import estimate_totals
from mmfinance.reference.care_paths import care_path_ids
from side_by_side import EXAMPLES, cpu_seconds_of, medians, peak_mebibytes, show, wall_and_cpu_seconds_of

ROUNDS = 9
SIZES, MOST = (1_000, 10_000), 100_000
WORKERS = 2
FIRST, WARM_UP = 1_000, 10_000
"""Cases of a process at its beginning, and cases run and not counted before the curve is taken."""


def main() -> None:
    """Measure and print."""
    examples = {path.stem: read_case(path) for path in sorted(EXAMPLES.glob("*.yaml"))}
    cases = list(examples.values())
    sizes = [int(size) for size in sys.argv[1:] if size.isdigit()] or list(SIZES)
    sizes += [MOST] if "--most" in sys.argv else []
    first = _cpu_of_each(cases, FIRST, 0)
    single = medians(
        {name: partial(estimate, case, 12, 1_000) for name, case in examples.items()}, ROUNDS, cpu_seconds_of
    )
    slowest = max(single, key=single.__getitem__)
    rows: list[tuple[str, float, str, float | None]] = [
        ("one case, 1,000 draws: CPU of the slowest example", single[slowest], "s", 0.150),
        ("one case, 1,000 draws: CPU of the middle example", statistics.median(single.values()), "s", None),
    ]
    rows.append((f"the first {FIRST:,} cases of a process: CPU each", first, "ms", None))
    each = _curve(cases, sizes)
    rows += [(f"{size:,} cases, 1 draw: CPU each, one process", taken, "ms", None) for size, taken in each.items()]
    if len(each) > 1:
        rows.append(
            ("most against least CPU of a case over the sizes", max(each.values()) / min(each.values()), "", 1.2)
        )
    taken, cpu = wall_and_cpu_seconds_of(partial(_run, cases, sizes[-1], WORKERS))
    name = f"{sizes[-1]:,} cases, 12 months, 1 draw, {WORKERS} processes"
    rows.append((name, taken, "s", 60 if sizes[-1] == MOST else None))
    rows.append((f"{sizes[-1]:,} cases: CPU of all processes, a core", cpu / WORKERS, "s", None))
    memory = peak_mebibytes() + WORKERS * peak_mebibytes(children=True)
    rows.append(("most memory held by all processes", memory, "MiB", 2048))
    show("exposure", rows)


def _curve(cases: list[Case], sizes: list[int]) -> dict[int, float]:
    """Milliseconds of CPU of one case by size, the median of several rounds in which the sizes take turns."""
    gc.disable()
    _run(cases, WARM_UP, 1)
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for number in range(1, ROUNDS + 1):
        for size in sizes:
            if number <= max(1, 3 * ROUNDS * sizes[0] // size):
                taken[size].append(_cpu_of_each(cases, size, number))
    gc.enable()
    return {size: statistics.median(rounds) for size, rounds in taken.items()}


def _cpu_of_each(cases: list[Case], size: int, seed: int) -> float:
    """Milliseconds of CPU of one case among many, without what making the cases up takes."""
    made_up = cpu_seconds_of(lambda: deque(_different(cases, size, seed), maxlen=0))
    return (cpu_seconds_of(partial(_run, cases, size, 1, seed)) - made_up) / size * 1000


def _run(cases: list[Case], size: int, workers: int, seed: int = 0) -> None:
    for _ in estimate_totals(_different(cases, size, seed), workers=workers):
        pass


def _different(cases: list[Case], size: int, seed: int) -> Iterator[Case]:
    """Cases that differ in care path, first day, weight, miles and pay."""
    random, paths = Random(f"{size} {seed}"), sorted(care_path_ids())
    for number in range(size):
        case = cases[number % len(cases)]
        first_day = case.as_of + timedelta(days=random.randrange(-60, 200))
        wage = random.randrange(1_500, 6_000)
        job = case.work.patient.model_copy(update={"hourly_wage": wage}) if case.work.patient else None
        parts = {
            "treatment": case.treatment.model_copy(update={"start_date": first_day, "care_path": random.choice(paths)}),
            "patient": case.patient.model_copy(update={"weight_kg": round(random.uniform(45, 120), 1)}),
            "travel": case.travel.model_copy(update={"miles_one_way": random.randrange(1, 400)}),
            "work": case.work.model_copy(update={"patient": job}),
        }
        yield case.model_copy(update=parts)


if __name__ == "__main__":
    main()
