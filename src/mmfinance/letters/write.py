"""One letter from start to end: gather what it says, fill in its template, and write it as PDF, HTML or text."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from mmfinance import __version__
from mmfinance.case.model import Case
from mmfinance.letters.action import action_letter
from mmfinance.letters.assets import Assets, read_asset_files
from mmfinance.letters.environment import environment, fill
from mmfinance.letters.glyphs import require_drawable
from mmfinance.letters.kinds import KINDS, kind_named, minimum_necessary
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE
from mmfinance.letters.letterhead import read_letterhead
from mmfinance.letters.pdf import render_pdf
from mmfinance.letters.requests import appeal, hospital_aid, leave_request, referral
from mmfinance.letters.situation import Situation, situation_of
from mmfinance.letters.talks import insurer_questions, team_summary
from mmfinance.letters.text import plain_text
from mmfinance.shipped import shipped_directory

GATHER: dict[str, Callable[[Case, Situation], Any]] = {
    "action": action_letter,
    "referral": referral,
    "hospital-aid": hospital_aid,
    "appeal": appeal,
    "employer": leave_request,
    "insurer-questions": insurer_questions,
    "team-summary": team_summary,
}
"""What gathers the values of each kind from the pruned case and the situation."""

Format = Literal["pdf", "html", "txt"]


@dataclass(frozen=True)
class Style:
    """How a letter is written: language (two letters), format, large print, and the templates to use."""

    language: str = SOURCE_LANGUAGE
    format: Format = "pdf"
    large_print: bool = False
    templates: Path | None = None


def style_for(case: Case, kind: str = "action", written_as: Format = "pdf", templates: Path | None = None) -> Style:
    """The style a case asks for: large print if preferred, its own language for letters that the patient reads."""
    wanted = case.patient.language if kind_named(kind).for_patient else SOURCE_LANGUAGE
    language = wanted if wanted in LOCALES else SOURCE_LANGUAGE
    return Style(language, written_as, case.preferences.large_print is True, templates)


def write_letter(
    case: Case,
    kind: str = "action",
    style: Style | None = None,
    months: int = 12,
    programs: Path | None = None,
) -> bytes:
    """Estimate, match, plan and write one letter. The case's own language and print size unless a style is given.

    Raises UnknownName for a kind that does not exist; errors of `typeset` besides.
    """
    kind_named(kind)
    return letter_of(situation_of(case, months, programs), kind, style)


def letter_of(situation: Situation, kind: str = "action", style: Style | None = None) -> bytes:
    """Write one letter about a situation that is known already."""
    case = minimum_necessary(situation.case, kind_named(kind))
    letter = GATHER[kind](case, situation)
    return typeset(kind, letter, case.case_id, case.as_of, style or style_for(situation.case, kind))


def typeset(kind: str, letter: Any, case_id: str | None, as_of: date, style: Style) -> bytes:
    """Write the letter of a kind from its values (the ``letter`` of the templates) as bytes of the style's format.

    Raises InputError for a character the fonts cannot draw or a faulty template, MissingEnvironment without Pango.
    """
    templates = style.templates or shipped_directory("templates")
    assets = Assets(read_asset_files(templates))
    context = {
        "letter": letter,
        "signers": KINDS[kind].signers,
        "case_id": case_id,
        "as_of": as_of,
        "language": style.language,
        "large_print": style.large_print,
        "letterhead": read_letterhead(templates),
        "version": __version__,
        "qr": assets.add_qr_code,
    }
    html = fill(environment(templates, style.language), f"{kind}/letter.html", context)
    if style.format == "txt":
        return plain_text(html).encode()
    css = (templates / "letters.css").read_text(encoding="utf-8")
    if style.format == "html":
        return _one_file(html, css, assets).encode()
    require_drawable(plain_text(html))
    return render_pdf(html, css, assets)


def _one_file(html: str, css: str, assets: Assets) -> str:
    """The HTML twin: styles and pictures inside, and a policy that lets the page load nothing else."""
    for url in assets.urls():
        content, media_type = assets.content(url)
        html = html.replace(f'"{url}"', f'"data:{media_type};base64,{base64.b64encode(content).decode()}"')
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>\n{css}</style>\n</head>'
    return html.replace("</head>", head, 1)
