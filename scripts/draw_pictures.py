"""Draws the README's pictures: the first page of a letter, and a terminal with an estimate.

Run: make pictures
"""

import io
import subprocess
import sys
from pathlib import Path

from pypdfium2 import PdfDocument
from rich.console import Console
from rich.text import Text

from mmfinance import read_case, render_letter

CHECKOUT = Path(__file__).parents[1]
IMAGES = CHECKOUT / "docs" / "images"
CASE = "examples/medicare-no-supplement.yaml"
COMMAND = ("mmfinance", "estimate", CASE)
LINES = 34
# Rich's own format loads a font from elsewhere; a plain monospaced one does.
TERMINAL = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>mmfinance estimate in a terminal</title>
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
<rect fill="#0c1b22" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def main() -> None:
    """Draw both pictures."""
    IMAGES.mkdir(exist_ok=True)
    page = PdfDocument(render_letter(read_case(CHECKOUT / CASE)))[0]
    page.render(scale=1.1).to_pil().quantize(32).save(IMAGES / "letter.png", optimize=True)
    (IMAGES / "terminal.svg").write_text(terminal(), encoding="utf-8")


def terminal() -> str:
    """The command and the first lines of what it prints, as SVG that loads nothing."""
    ran = subprocess.run([sys.executable, "-m", *COMMAND], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    shown = "\n".join([f"$ {' '.join(COMMAND)}", *ran.stdout.splitlines()[:LINES]])
    console = Console(record=True, width=100, file=io.StringIO())
    console.print(Text(shown))
    return console.export_svg(code_format=TERMINAL, unique_id="terminal")


if __name__ == "__main__":
    main()
