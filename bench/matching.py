"""The cost of matching: loading the directory, one case with full reasons, and verdicts for many people.

Run: python bench/matching.py [NUMBER_OF_PEOPLE]

The many people are drawn, fact by fact, from the examples' own facts, missing ones included. A plain loop over the same
rules stands beside, and policyengine-us where POLICYENGINE_PYTHON names a Python that has it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.columns import Columns, Words, WordSets, columns_of_cases
from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.evaluate import Answered, evaluate
from mmfinance.assistance.facts import Shape, fact, fact_names
from mmfinance.assistance.match import match
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from naive.rules import verdicts as plain_verdicts
from side_by_side import EXAMPLES, ROOT, cpu_seconds_of, medians, peak_mebibytes, process, show, wall_and_cpu_seconds_of

ROUNDS = 15
PEOPLE = 1_000_000
AT_ONCE = 100_000
IN_THE_LOOP = 2_000
POLICYENGINE = "POLICYENGINE_PYTHON"
LOAD = "import mmfinance.assistance.match, mmfinance.assistance.directory as d"


def main() -> None:
    """Measure and print."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    cases = [read_case(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    directory = load_directory()
    warm = medians(
        {"one case, whole directory, full reasons": partial(match, cases[0], directory)}, ROUNDS, cpu_seconds_of
    )
    fresh = {"import": process("-c", LOAD), "load": process("-c", f"{LOAD}; d.load_directory()")}
    cold = medians(fresh, ROUNDS, lambda run: wall_and_cpu_seconds_of(run)[1])
    wall, cpu = wall_and_cpu_seconds_of(partial(_verdicts_of_many, cases, directory, people))
    many = cpu / people
    loop, agree = _plain_loop(cases, directory)
    show(
        f"matching ({len(directory.programs)} programs)",
        [
            ("load the directory, after import, CPU", cold["load"] - cold["import"], "s", 0.150),
            *((f"{name}, CPU", taken, "s", 0.015) for name, taken in warm.items()),
            (f"verdicts, {people:,} people in columns", wall, "s", 30 if people == PEOPLE else None),
            (f"verdicts, {people:,} people in columns, CPU", cpu, "s", None),
            ("verdicts in columns: each person", many * 1e6, "µs", None),
            ("verdicts in a plain loop: each person", loop * 1e6, "µs", None),
            ("a plain loop takes as long as columns, times", loop / many, "", None),
            ("share of verdicts on which both agree", agree, "", None),
            ("most memory held", peak_mebibytes(), "MiB", 4096),
            *_policyengine(many),
        ],
    )


def _plain_loop(cases: Sequence[Case], directory: Directory) -> tuple[float, float]:
    """Seconds a person of the plain loop, and the share of its answers that the columns give too."""
    few = columns_of_cases(cases)
    names = _facts_read(directory)
    persons = [{name: few.value(name, at) for name in names} for at in range(few.people)]
    taken = cpu_seconds_of(lambda: [plain_verdicts(persons[at % len(persons)], directory) for at in range(IN_THE_LOOP)])
    answered = Answered(directory.rules, few)
    same = [
        int(answered.program(program)[at]) == answer
        for at, person in enumerate(persons)
        for program, answer in plain_verdicts(person, directory).items()
    ]
    return taken / IN_THE_LOOP, sum(same) / len(same)


def _policyengine(ours: float) -> Iterator[tuple[str, float, str, float | None]]:
    python = os.environ.get(POLICYENGINE)
    if python is None:
        print(f"policyengine-us: skipped, {POLICYENGINE} names no Python that has it")
        return
    command = [python, str(ROOT / "bench" / "policyengine_households.py")]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    each = found["seconds"] / found["households"]
    yield "policyengine-us: start-up, CPU", found["start_up"], "s", None
    yield "policyengine-us, 3 answers: households a second", 1 / each, "", None
    yield "mmfinance, whole directory: households a second", 1 / ours, "", None
    yield "policyengine-us takes as long a household, times", each / ours, "", None


def _verdicts(columns: Columns, directory: Directory, case: Case) -> dict[str, Any]:
    return evaluate(directory.programs, directory.rules, columns, case.as_of)


def _verdicts_of_many(cases: Sequence[Case], directory: Directory, people: int) -> None:
    generator = np.random.default_rng(0)
    few = columns_of_cases(cases)
    names = _facts_read(directory)
    for start in range(0, people, AT_ONCE):
        size = min(AT_ONCE, people - start)
        _verdicts(_people_like(few, names, size, generator), directory, cases[0])


def _facts_read(directory: Directory) -> tuple[str, ...]:
    asked = (name for criterion in directory.rules.criteria for name in criterion.reads())
    return tuple(dict.fromkeys((*fact_names(), *asked)))


def _people_like(few: Columns, names: Sequence[str], size: int, generator: np.random.Generator) -> Columns:
    encoded = {name: _drawn(few, name, generator.integers(few.people, size=size)) for name in names}
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
