"""One letter from start to end: know the situation, gather what the kind of letter says, and write it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from mmfinance.case.model import Case
from mmfinance.letters.action import action_letter
from mmfinance.letters.kinds import kind_named, minimum_necessary
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE
from mmfinance.letters.requests import appeal, hospital_aid, leave_request, referral
from mmfinance.letters.situation import Request, Situation, situation_of
from mmfinance.letters.talks import insurer_questions, team_summary
from mmfinance.letters.typeset import Format, Letter, Style, typeset
from mmfinance.letters.worker import in_worker

GATHER: dict[str, Callable[[Situation], Any]] = {
    "action": action_letter,
    "referral": referral,
    "hospital-aid": hospital_aid,
    "appeal": appeal,
    "employer": leave_request,
    "insurer-questions": insurer_questions,
    "team-summary": team_summary,
}
"""What gathers the values of each kind from a situation whose case is pruned."""


def style_for(case: Case, kind: str = "action", written_as: Format = "pdf", templates: Path | None = None) -> Style:
    """The style a case asks for: large print if preferred, its own language for letters that the patient reads."""
    wanted = case.patient.language if kind_named(kind).for_patient else SOURCE_LANGUAGE
    language = wanted if wanted in LOCALES else SOURCE_LANGUAGE
    return Style(language, written_as, case.preferences.large_print is True, templates)


def render_letter(
    case: Case, kind: str = "action", style: Style | None = None, request: Request | None = None
) -> bytes:
    """Estimate, match, plan and write one letter. The case's own language and print size unless a style is given.

    Raises UnknownName for a kind that does not exist; errors of `situation_of` and `typeset` besides.
    """
    kind_named(kind)
    return letter_of(situation_of(case, request), kind, style)


def letter_of(situation: Situation, kind: str = "action", style: Style | None = None) -> bytes:
    """Write one letter about a situation that is known already; templates that are not ours run in a worker."""
    letter = letter_values(situation, kind)
    style = style or style_for(situation.case, kind)
    if style.templates:
        return in_worker(typeset, kind, letter, style)
    return typeset(kind, letter, style)


def letter_values(situation: Situation, kind: str) -> Letter:
    """Gather the values of one kind of letter from the fewest fields of the case. Raises UnknownName for the kind."""
    case = minimum_necessary(situation.case, kind_named(kind))
    return Letter(case.case_id, case.as_of, GATHER[kind](replace(situation, case=case)))
