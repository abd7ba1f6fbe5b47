"""Letters per CPU second: ours in full and in bulk beside a naive WeasyPrint loop, Typst and Chromium, same content.

Run: python bench/letters_bulk.py [--memory]

Each engine is a process of its own that is warm; they take turns, round after round. Typst and Chromium are measured
when they are there (pip install typst websockets; apt-get install chromium). With --memory also how much a process
holds after 1,000 and after 20,000 letters in bulk, and after 100 and 1,000 in full (four minutes more).
"""

import gc
import json
import statistics
import subprocess
import sys
from itertools import islice
from typing import Any

import psutil

from mmfinance.batch.engines.worker import GC_THRESHOLD
from rivals.engines import ENGINES, missing
from side_by_side import show

ROUNDS = 3
LETTERS = {"referral: ours in bulk": 280, "referral: Typst": 140}
FEW_LETTERS = 14
WARM_LETTERS = 14
MEMORY = {"referral: ours in bulk": (1_000, 20_000), "referral: ours in full": (100, 1_000)}


class Worker:
    """A process with one engine in it."""

    def __init__(self, engine: str) -> None:
        self.letters = LETTERS.get(engine, FEW_LETTERS)
        command = [sys.executable, __file__, "--engine", engine]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.write(WARM_LETTERS)

    def write(self, letters: int) -> dict[str, float]:
        """Write so many letters and say what it took."""
        assert self._process.stdin
        assert self._process.stdout
        print(letters, file=self._process.stdin, flush=True)
        taken: dict[str, float] = json.loads(self._process.stdout.readline())
        return taken

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def main() -> None:
    """Measure and print."""
    for name in ENGINES:
        if needed := missing(name):
            print(f"{name} is left out: it needs {needed}")
    workers = {name: Worker(name) for name in ENGINES if not missing(name)}
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in workers}
    for _ in range(ROUNDS):
        for name, worker in workers.items():
            taken[name].append(worker.write(worker.letters))
    for worker in workers.values():
        worker.close()
    milliseconds = {name: _median("cpu", each) for name, each in taken.items()}
    rows: list[Any] = [(name, each, "CPU ms", None) for name, each in milliseconds.items()]
    rows += [(f"{name}, per CPU second", 1000 / each, "letters", None) for name, each in milliseconds.items()]
    rows += [(f"{name}, a file", _median("kilobytes", each), "kB", None) for name, each in taken.items()]
    rows += _ratios(milliseconds)
    if "--memory" in sys.argv:
        rows += [row for name, (few, many) in MEMORY.items() for row in _memory(name, few, many)]
    show("letters in bulk", rows)


def _median(measure: str, taken: list[dict[str, float]]) -> float:
    return statistics.median(each[measure] for each in taken)


def _ratios(milliseconds: dict[str, float]) -> list[Any]:
    bulk = milliseconds["referral: ours in bulk"]
    rows: list[Any] = [
        (
            f"{kind}: in full ÷ naive",
            milliseconds[f"{kind}: ours in full"] / milliseconds[f"{kind}: naive WeasyPrint"],
            "x",
            0.65,
        )
        for kind in ("action", "referral")
    ]
    others = [name for name in milliseconds if name in ("referral: Typst", "referral: Chromium, one tab")]
    return rows + [(f"in bulk ÷ {name.split(': ')[1]}", bulk / milliseconds[name], "x", 1.0) for name in others]


def _memory(name: str, few: int, many: int) -> list[Any]:
    worker = Worker(name)
    after_few = worker.write(few - WARM_LETTERS)["mebibytes"]
    after_many = worker.write(many - few)["mebibytes"]
    worker.close()
    what = name.split(": ")[1]
    return [
        (f"{what}: memory after {few:,} letters", after_few, "MiB", None),
        (f"{what}: memory after {many:,} ÷ {few:,} letters", after_many / after_few, "x", 1.2),
    ]


def _work(name: str) -> None:
    """Write as many letters as each line asks for, as a worker of a batch does."""
    engine = ENGINES[name]()
    tuned = "ours" not in name
    for line in sys.stdin:
        count, start = int(line), engine.seconds()
        written = [len(engine.write(letter)) for letter in islice(engine.letters, count)]
        taken = {
            "cpu": 1000 * (engine.seconds() - start) / count,
            "kilobytes": statistics.median(written) / 1000,
            "mebibytes": psutil.Process().memory_info().rss / 2**20,
        }
        print(json.dumps(taken), flush=True)
        if not tuned:
            gc.collect()
            gc.freeze()
            gc.set_threshold(*GC_THRESHOLD)
            tuned = True


if __name__ == "__main__":
    if "--engine" in sys.argv:
        _work(sys.argv[-1])
    else:
        main()
