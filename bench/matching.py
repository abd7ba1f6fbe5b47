"""The cost of matching: loading the directory, one case with full reasons, and verdicts for many people.

Run: python bench/matching.py [NUMBER_OF_PEOPLE]

The many people are drawn, fact by fact, from the examples' own facts, missing ones included.
"""

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.columns import Columns, Words, WordSets, columns_of_cases
from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.evaluate import evaluate
from mmfinance.assistance.facts import Shape, fact, fact_names
from mmfinance.assistance.match import match
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from side_by_side import EXAMPLES, medians, peak_mebibytes, process, seconds_of, show

ROUNDS = 15
PEOPLE = 1_000_000
AT_ONCE = 100_000
LOAD = "import mmfinance.assistance.match, mmfinance.assistance.directory as d"


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    cases = [read_case(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    directory = load_directory()
    warm = medians({"one case, whole directory, full reasons": partial(match, cases[0], directory)}, ROUNDS)
    cold = medians({"import": process("-c", LOAD), "load": process("-c", f"{LOAD}; d.load_directory()")}, ROUNDS)
    one_by_one = seconds_of(lambda: [_verdicts(columns_of_cases([case]), directory, case) for case in cases]) / len(
        cases
    )
    many = seconds_of(partial(_verdicts_of_many, cases, directory, people))
    show(
        f"matching ({len(directory.programs)} programs)",
        [
            ("load the directory, after import", cold["load"] - cold["import"], "s", 0.150),
            *((name, taken, "s", 0.015) for name, taken in warm.items()),
            ("verdicts, one person at a time: each", one_by_one * 1e6, "µs", None),
            (f"verdicts, {people:,} people in columns: each", many / people * 1e6, "µs", None),
            (f"verdicts, {people:,} people in columns", many, "s", 30 if people == PEOPLE else None),
            ("most memory held", peak_mebibytes(), "MiB", 4096),
        ],
    )


def _verdicts(columns: Columns, directory: Directory, case: Case) -> dict[str, Any]:
    return evaluate(directory.programs, directory.rules, columns, case.as_of)


def _verdicts_one_by_one(cases: Sequence[Case], directory: Directory) -> None:
    for case in cases:
        _verdicts(columns_of_cases([case]), directory, case)


def _verdicts_of_many(cases: Sequence[Case], directory: Directory, people: int) -> None:
    generator = np.random.default_rng(0)
    few = columns_of_cases(cases)
    for start in range(0, people, AT_ONCE):
        size = min(AT_ONCE, people - start)
        _verdicts(_people_like(few, size, generator), directory, cases[0])


def _people_like(few: Columns, size: int, generator: np.random.Generator) -> Columns:
    encoded = {name: _drawn(few, name, generator.integers(few.people, size=size)) for name in fact_names()}
    return Columns(size, lambda name: few.value(name), encoded)


def _drawn(few: Columns, name: str, who: NDArray[np.int64]) -> Any:
    shape = fact(name).shape
    if shape is Shape.FLAG:
        return few.flag(name)[who]
    if shape is Shape.NUMBER:
        return few.number(name)[who]
    if shape is Shape.WORD:
        words = few.words(name)
        return Words(words.codes[who], words.words)
    sets = few.word_sets(name)
    return WordSets(sets.has[who], sets.maybe[who])


if __name__ == "__main__":
    main()
