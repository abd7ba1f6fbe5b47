"""From a letter's values to its bytes: fill in the template, then write PDF, HTML or plain text."""

import base64
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any, Literal

from mmfinance import __version__
from mmfinance.letters.assets import Assets, read_asset_files
from mmfinance.letters.environment import environment, fill
from mmfinance.letters.glyphs import may_be_drawn, require_drawable
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import SOURCE_LANGUAGE
from mmfinance.letters.letterhead import Letterhead, read_letterhead
from mmfinance.letters.pdf import Fit, overflows, render_pdf
from mmfinance.letters.stamping.stamp import stamped_pdf
from mmfinance.letters.text import plain_text
from mmfinance.shipped import shipped_directory

Format = Literal["pdf", "html", "txt"]


@dataclass(frozen=True)
class Style:
    """How a letter is written: language (two letters), format, large print, and the templates to use."""

    language: str = SOURCE_LANGUAGE
    format: Format = "pdf"
    large_print: bool = False
    templates: Path | None = None


@dataclass(frozen=True)
class Letter:
    """The values of one letter: whose case, as of which day, and what its templates call ``letter``."""

    case_id: str | None
    as_of: date
    values: Any


def typeset(kind: str, letter: Letter, style: Style) -> bytes:
    """Write the letter of a kind from its values as bytes of the style's format.

    Raises InputError for a character the fonts cannot draw or a faulty template, MissingEnvironment without Pango.
    """
    page = page_of(kind, letter, style)
    if style.format == "txt":
        return plain_text(page.html).encode()
    if style.format == "html":
        return _one_file(page).encode()
    _require_drawable(page.html)
    if KINDS[kind].in_bulk:
        return stamped_pdf(page.html, page.css, page.assets)
    return render_pdf(page.html, page.css, page.assets, _fit(kind, letter, style, page.assets))


def overflow_of(kind: str, letter: Letter, style: Style) -> tuple[str, ...]:
    """Say which texts of a laid-out letter run off the paper, and whether it takes too many pages."""
    page = page_of(kind, letter, style)
    return overflows(page.html, page.css, page.assets, _fit(kind, letter, style, page.assets))


def _require_drawable(html: str) -> None:
    # Its text is read out of the page only where the page holds more than the fonts do.
    if not may_be_drawn(unescape(html)):
        require_drawable(plain_text(html))


def _fit(kind: str, letter: Letter, style: Style, assets: Assets) -> Fit | None:
    most = None if style.large_print else KINDS[kind].most_pages
    return Fit(most, lambda: _html(kind, letter, style, assets, tight=True)) if most else None


@dataclass(frozen=True)
class Page:
    """A letter's HTML before it is laid out, with its style sheet and what it may load."""

    html: str
    css: str
    assets: Assets


def page_of(kind: str, letter: Letter, style: Style) -> Page:
    """Fill in the template of a kind. Raises InputError for a faulty one."""
    templates = style.templates or shipped_directory("templates")
    assets = Assets(read_asset_files(templates))
    css = (templates / "letters.css").read_text(encoding="utf-8")
    return Page(_html(kind, letter, style, assets), css, assets)


def _html(kind: str, letter: Letter, style: Style, assets: Assets, tight: bool = False) -> str:
    templates = style.templates or shipped_directory("templates")
    context = {
        "letter": letter.values,
        "signers": KINDS[kind].signers,
        "case_id": letter.case_id,
        "as_of": letter.as_of,
        "language": style.language,
        "large_print": style.large_print,
        "tight": tight,
        "letterhead": Letterhead() if KINDS[kind].by_patient else read_letterhead(templates),
        "version": __version__,
        "qr": assets.add_qr_code,
    }
    return fill(environment(templates, style.language), f"{kind}/letter.html", context)


def _one_file(page: Page) -> str:
    """The HTML twin: styles and pictures inside, and a policy that lets the page load nothing else."""
    html = page.html
    for url in page.assets.urls():
        content, media_type = page.assets.content(url)
        html = html.replace(f'"{url}"', f'"data:{media_type};base64,{base64.b64encode(content).decode()}"')
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>\n{page.css}</style>\n</head>'
    return html.replace("</head>", head, 1)
