"""A match in lines for the terminal: by verdict, with reasons, and what to tell us next."""

from collections.abc import Iterator

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.result import MatchResult, ProgramMatch, Reason, Verdict
from mmfinance.phrases import Money

_TITLES = {
    Verdict.ELIGIBLE: "You meet the published rules",
    Verdict.POSSIBLE: "Possible: call and ask",
    Verdict.NEED_INFO: "More facts are needed",
    Verdict.INELIGIBLE: "Ruled out",
}
_MARKS = {True: "yes", False: "no ", None: "ask"}
_AVAILABLE = {"open": "open", "waitlist": "waiting list", "closed": "closed", "unknown": "status not known, call"}
MOST_QUESTIONS = 8


def match_lines(result: MatchResult, directory: Directory, explain: bool, why: str | None) -> Iterator[str]:
    """Write a match as lines; `why` keeps one program and all its reasons, `explain` shows the reasons of all."""
    if why is not None:
        for found in result.programs:
            if found.program_id == why:
                yield from _program_lines(found, directory, explain=True)
        return
    for verdict, title in _TITLES.items():
        group = [found for found in result.programs if found.verdict is verdict]
        yield f"{title} ({len(group)})"
        for found in group:
            yield from _program_lines(found, directory, explain)
        yield ""
    yield from _question_lines(result)
    for problem in directory.overlay.problems:
        yield f"Status files: {problem}"


def _program_lines(found: ProgramMatch, directory: Directory, explain: bool) -> Iterator[str]:
    program = directory[found.program_id]
    seen = f" (seen {found.status_observed_on})" if found.status_observed_on else ""
    yield f"  {program.organisation}: {program.name} [{found.program_id}] - {_AVAILABLE[found.availability]}{seen}"
    if explain:
        yield f"      {found.verdict.value}. Call: {program.apply.phone or 'no number known'}"
        for reason in found.reasons:
            yield from _reason_lines(reason)
        for warning in found.warnings:
            yield f"      note: {warning}"
    elif found.verdict is Verdict.INELIGIBLE:
        first_no = next(reason for reason in found.reasons if reason.met is False)
        yield f"      {first_no.sentence}"


def _reason_lines(reason: Reason) -> Iterator[str]:
    yield f"      {_MARKS[reason.met]} {reason.sentence}{_limit_in_dollars(reason)}"
    if reason.would_change:
        yield f"          {reason.would_change}"
    checked = f"checked {reason.source.checked_on}" if reason.source.checked_on else "date of check not known"
    yield f"          source: {reason.source.title} ({checked})"


def _limit_in_dollars(reason: Reason) -> str:
    """The limit of this household where it follows from a poverty guideline, with the guideline's year."""
    if not reason.year:
        return ""
    limit = f"limit {Money(reason.limit)}, " if isinstance(reason.limit, int) else ""
    return f" [{limit}guideline {reason.year}]"


def _question_lines(result: MatchResult) -> Iterator[str]:
    if result.missing:
        yield "What would decide the most:"
    for missing in result.missing[:MOST_QUESTIONS]:
        programs = "1 program" if missing.decides == 1 else f"{missing.decides} programs"
        yield f"  {missing.question} ({programs})"
    if len(result.missing) > MOST_QUESTIONS:
        yield f"  and {len(result.missing) - MOST_QUESTIONS} more (`mmfinance match --json` lists all)"
