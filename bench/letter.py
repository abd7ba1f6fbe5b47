"""A letter from cold beside a bare WeasyPrint script on the same HTML, and a warm letter's CPU beside a naive page.

Run: python bench/letter.py [CASE]

The naive page is the same HTML rendered as most scripts do it: fonts and style sheets are read anew for every page.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from side_by_side import EXAMPLES, cpu_seconds_of, medians, process, show

COLD_ROUNDS = 7
WARM_ROUNDS = 15

BARE_WEASYPRINT = """
import sys
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(sys.argv[2])
"""


def main() -> None:
    """Measure and print."""
    case = Path(sys.argv[1]) if len(sys.argv) > 1 else min(EXAMPLES.glob("*.yaml"))
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        page = directory / "letter.html"
        process("-m", "mmfinance", "letter", case, "-o", page)()
        cold = medians(_cold_runs(case, page, directory), COLD_ROUNDS)
        warm = medians(_warm_runs(case, page), WARM_ROUNDS, clock=cpu_seconds_of)
    rows: list[tuple[str, float, str, float | None]] = [(title, taken, "s", None) for title, taken in cold.items()]
    rows.append(("cold: letter ÷ bare", cold["cold: mmfinance letter"] / cold["cold: bare WeasyPrint"], "x", 2.5))
    rows += [(title, taken, "CPU s", None) for title, taken in warm.items()]
    rows.append(("warm: letter ÷ naive", warm["warm: mmfinance letter"] / warm["warm: naive page"], "x", None))
    show(f"letter ({case.stem})", rows)


def _cold_runs(case: Path, page: Path, directory: Path) -> dict[str, Callable[[], object]]:
    script = directory / "bare.py"
    script.write_text(BARE_WEASYPRINT, encoding="utf-8")
    _use_bundled_fonts()
    return {
        "cold: bare WeasyPrint": process(script, page, directory / "bare.pdf"),
        "cold: mmfinance letter": process("-m", "mmfinance", "letter", case, "-o", directory / "letter.pdf"),
    }


def _warm_runs(case: Path, page: Path) -> dict[str, Callable[[], object]]:
    from mmfinance.case.reading import read_case
    from mmfinance.letters.pdf import load_engine
    from mmfinance.letters.write import style_for, write_letter

    html = page.read_text(encoding="utf-8")
    person = read_case(case)
    engine = load_engine()
    return {
        "warm: naive page": lambda: engine.HTML(string=html).write_pdf(),
        "warm: mmfinance letter": lambda: write_letter(person, "action", style_for(person)),
    }


def _use_bundled_fonts() -> None:
    from mmfinance.shipped import fonts_directory

    os.environ["FONTCONFIG_FILE"] = str(fonts_directory() / "fonts.conf")


if __name__ == "__main__":
    main()
