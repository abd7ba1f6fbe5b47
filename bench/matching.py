"""The cost of matching: loading the directory, and the whole directory with full reasons for one case.

Run: python bench/matching.py
"""

from functools import partial

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.match import match

from mmfinance.case.reading import read_case
from side_by_side import EXAMPLES, medians, peak_mebibytes, process, show

ROUNDS = 15
LOAD = "import mmfinance.assistance.match, mmfinance.assistance.directory as d"


def main() -> None:
    """Measure and print."""
    case = read_case(min(EXAMPLES.glob("*.yaml")))
    directory = load_directory()
    warm = medians({"one case, whole directory, full reasons": partial(match, case, directory)}, ROUNDS)
    cold = medians({"import": process("-c", LOAD), "load": process("-c", f"{LOAD}; d.load_directory()")}, ROUNDS)
    show(
        f"matching ({len(directory.programs)} programs)",
        [
            ("load the directory, after import", cold["load"] - cold["import"], "s", 0.150),
            *((name, taken, "s", 0.015) for name, taken in warm.items()),
            ("most memory held", peak_mebibytes(), "MiB", None),
        ],
    )


if __name__ == "__main__":
    main()
