"""Start-up: `mmfinance --help` beside a bare Typer program, and `mmfinance match` from cold.

The aim for `match` is judged by its CPU time, which is its wall time on a machine that does nothing else.

Run: python bench/startup.py
"""

import tempfile
from pathlib import Path

from side_by_side import EXAMPLES, medians, process, show, wall_and_cpu_seconds_of

ROUNDS = 15

BARE_TYPER = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
@app.callback()
def options() -> None: ...
@app.command()
def hello(name: str) -> None:
    print(name)
app()
"""


def main() -> None:
    """Measure and print."""
    case = min(EXAMPLES.glob("*.yaml"), default=None)
    with tempfile.TemporaryDirectory() as directory:
        bare = Path(directory) / "hello.py"
        bare.write_text(BARE_TYPER, encoding="utf-8")
        runs = {
            "python -c pass": process("-c", "pass"),
            "bare Typer --help": process(bare, "--help"),
            "mmfinance --help": process("-m", "mmfinance", "--help"),
        }
        if case is not None:
            runs["mmfinance match"] = process("-m", "mmfinance", "match", case)
        seconds = medians(runs, ROUNDS)
    rows: list[tuple[str, float, str, float | None]] = [(name, taken, "s", None) for name, taken in seconds.items()]
    if case is not None:
        match = runs["mmfinance match"]
        cpu = medians({"match": match}, ROUNDS, clock=lambda run: wall_and_cpu_seconds_of(run)[1])
        rows.append(("mmfinance match, CPU", cpu["match"], "s", 0.6))
    rows.append(("--help ÷ bare Typer", seconds["mmfinance --help"] / seconds["bare Typer --help"], "x", 1.5))
    show("start-up", rows)


if __name__ == "__main__":
    main()
