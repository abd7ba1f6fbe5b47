"""A letter from cold beside a bare WeasyPrint script on the same HTML, and a warm letter's CPU beside a naive page.

Run: python bench/letter.py [CASE]

Warm is HTML to PDF only. The naive page (`bench/naive/`) says the same, written and rendered as most scripts do it.
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
        warm = medians(_warm_runs(case), WARM_ROUNDS, clock=cpu_seconds_of)
    rows: list[tuple[str, float, str, float | None]] = [(title, taken, "s", None) for title, taken in cold.items()]
    rows.append(("cold: letter ÷ bare", cold["cold: mmfinance letter"] / cold["cold: bare WeasyPrint"], "x", 2.5))
    rows += [(title, taken, "CPU s", None) for title, taken in warm.items()]
    rows.append(("warm: letter ÷ naive", warm["warm: action letter"] / warm["warm: naive page"], "x", 0.65))
    show(f"letter ({case.stem})", rows)


def _cold_runs(case: Path, page: Path, directory: Path) -> dict[str, Callable[[], object]]:
    script = directory / "bare.py"
    script.write_text(BARE_WEASYPRINT, encoding="utf-8")
    _use_bundled_fonts()
    return {
        "cold: bare WeasyPrint": process(script, page, directory / "bare.pdf"),
        "cold: mmfinance letter": process("-m", "mmfinance", "letter", case, "-o", directory / "letter.pdf"),
    }


def _warm_runs(case: Path) -> dict[str, Callable[[], object]]:
    from mmfinance.case.reading import read_case
    from mmfinance.letters.pdf import render_pdf
    from mmfinance.letters.situation import situation_of
    from mmfinance.letters.typeset import Style, page_of
    from mmfinance.letters.write import letter_values
    from naive.page import naive_html, naive_pdf

    letter = letter_values(situation_of(read_case(case)), "action")
    page, naive = page_of("action", letter, Style()), naive_html(letter.values)
    return {
        "warm: naive page": lambda: naive_pdf(naive),
        "warm: action letter": lambda: render_pdf(page.html, page.css, page.assets),
    }


def _use_bundled_fonts() -> None:
    from mmfinance.shipped import fonts_directory

    os.environ["FONTCONFIG_FILE"] = str(fonts_directory() / "fonts.conf")


if __name__ == "__main__":
    main()
