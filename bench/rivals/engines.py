"""Ways to write a letter as a tagged PDF: ours, a script as most write it, Typst and Chromium."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from mmfinance.case.reading import read_case
from mmfinance.letters.pdf import render_pdf
from mmfinance.letters.situation import situation_of
from mmfinance.letters.stamping.stamp import stamped_pdf
from mmfinance.letters.typeset import Letter, Style, page_of, typeset
from mmfinance.letters.write import letter_values
from mmfinance.shipped import fonts_directory
from naive.page import faces, naive_html, naive_pdf, tagged_pdf
from rivals.chromium import Chromium
from rivals.content import in_words, referrals
from side_by_side import EXAMPLES

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Engine:
    """A way to write letters of one kind, and a clock for its CPU time in seconds."""

    write: Callable[[Letter], bytes]
    letters: Iterator[Letter]
    seconds: Callable[[], float] = time.process_time


def action_naive() -> Engine:
    return Engine(lambda letter: naive_pdf(naive_html(letter.values)), _actions())


def action_in_full() -> Engine:
    return Engine(lambda letter: typeset("action", letter, Style()), _actions())


def referral_naive() -> Engine:
    env = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    css = (HERE / "referral.css").read_text(encoding="utf-8")
    template = env.get_template("referral.html")
    return Engine(lambda letter: tagged_pdf(template.render(in_words(letter)), css), referrals())


def referral_in_full() -> Engine:
    return Engine(lambda letter: _with(render_pdf, letter), referrals())


def referral_in_bulk() -> Engine:
    return Engine(lambda letter: _with(stamped_pdf, letter), referrals())


def referral_by_typst() -> Engine:
    import typst

    compiler: Any = typst.Compiler(HERE / "referral.typ", font_paths=[fonts_directory()], ignore_system_fonts=True)

    def write(letter: Letter) -> bytes:
        inputs = {"letter": json.dumps(in_words(letter))}
        pdf: bytes = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
        return pdf

    return Engine(write, referrals())


def referral_by_chromium() -> Engine:
    browser = Chromium(_chromium() or "")
    style = Style(format="html")
    head = f"<style>{faces('Mmfinance Sans')}</style></head>"

    def write(letter: Letter) -> bytes:
        # The HTML twin's policy lets a page load nothing, the fonts neither.
        page = page_of("referral", letter, style)
        html = page.html.replace("</head>", f"<style>{page.css}</style>{head}", 1)
        footer = escape(in_words(letter)["footer"])
        pages = 'Page <span class="pageNumber"></span> of <span class="totalPages"></span>'
        return browser.print(html, f'<div style="font-size: 9pt; margin: 0 15mm; width: 100%">{footer} {pages}</div>')

    return Engine(write, referrals(), lambda: time.process_time() + browser.seconds())


ENGINES: dict[str, Callable[[], Engine]] = {
    "action: naive WeasyPrint": action_naive,
    "action: ours in full": action_in_full,
    "referral: naive WeasyPrint": referral_naive,
    "referral: ours in full": referral_in_full,
    "referral: ours in bulk": referral_in_bulk,
    "referral: Typst": referral_by_typst,
    "referral: Chromium, one tab": referral_by_chromium,
}


def missing(name: str) -> str | None:
    """What an engine needs that is not installed."""
    if "Typst" in name and find_spec("typst") is None:
        return "pip install typst"
    if "Chromium" in name and find_spec("websockets") is None:
        return "pip install websockets"
    if "Chromium" in name and _chromium() is None:
        return "Chromium (apt-get install chromium)"
    return None


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")


def _with(render: Callable[..., bytes], letter: Letter) -> bytes:
    page = page_of("referral", letter, Style())
    return render(page.html, page.css, page.assets)


def _actions() -> Iterator[Letter]:
    situations = [situation_of(read_case(path)) for path in sorted(EXAMPLES.glob("*.yaml"))]
    return cycle([letter_values(situation, "action") for situation in situations])
