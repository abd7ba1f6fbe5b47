"""The cost of estimates: one case with 1,000 draws, and many cases with one draw each.

Run: python bench/exposure.py [NUMBER_OF_CASES ...]
"""

import sys
from functools import partial

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from side_by_side import EXAMPLES, medians, peak_mebibytes, seconds_of, show

ROUNDS = 9
SIZES = (100, 1_000)


def main() -> None:
    """Measure and print."""
    cases = [read_case(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    single = medians({"one case, 12 months, 1,000 draws": partial(estimate, cases[0], 12, 1_000)}, ROUNDS)
    rows: list[tuple[str, float, str, float | None]] = [(name, taken, "s", 0.150) for name, taken in single.items()]
    for size in sizes:
        taken = seconds_of(partial(_estimate_all, cases, size))
        rows.append((f"{size:,} cases, 12 months, 1 draw", taken, "s", 60 if size == 100_000 else None))
        rows.append((f"{size:,} cases: each", taken / size * 1000, "ms", None))
    rows.append(("most memory held", peak_mebibytes(), "MiB", 2048))
    show("exposure", rows)


def _estimate_all(cases: list[Case], size: int) -> None:
    for number in range(size):
        estimate(cases[number % len(cases)], 12, 1)


if __name__ == "__main__":
    main()
