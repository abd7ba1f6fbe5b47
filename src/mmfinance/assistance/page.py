"""One program as a page for the terminal: what it does today, whom it helps, how to apply, and how sure we are."""

from collections.abc import Iterator, Sequence
from datetime import date

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.freshness import ended, stale
from mmfinance.assistance.program import Award, Program
from mmfinance.assistance.rule_lines import rule_lines
from mmfinance.assistance.status_words import status_words
from mmfinance.assistance.words import in_words

_ASKED = {"always": "", "if_asked": " (if asked)", "after_approval": " (after approval)"}
_NOT_FOUND = {
    "award.guaranteed": "the amount that is sure",
    "award.at_most": "the most that it pays",
    "award.period": "how often it pays",
    "award.patient_pays": "what stays with you",
    "award.lookback_days": "how old a bill may be",
    "award.use_within_days": "when unused help is lost",
    "status.observed_on": "whether it is open",
    "status.waitlist": "whether it keeps a waiting list",
    "status.alerts": "whether it tells you when it opens",
    "rules.checked_on": "the day on which its rules were read",
    "apply.phone": "a phone number",
    "apply.hours": "its hours",
    "apply.url": "a web address",
    "apply.email": "an email address",
    "apply.how": "how to apply",
    "apply.languages": "its languages",
    "income_at_most_percent_fpl": "its income limit",
    "income_at_least_percent_fpl": "the lowest income it takes",
    "resources_at_most.single": "its limit on savings",
    "resources_at_most.couple": "its limit on savings for a couple",
    "couple": "its limit for a couple",
    "distance_at_least_miles": "the distance it asks for",
    "age_at_least": "the lowest age it takes",
    "age_at_most": "the highest age it takes",
    "ended_on": "the day on which it ended",
}


def page_lines(program: Program, directory: Directory, day: date) -> Iterator[str]:
    """Write everything a person needs to know about a program, in lines; what ended is told in short."""
    status = directory.overlay.status(program, day)
    yield f"{program.organisation}: {program.name} [{program.id}]"
    yield f"  {program.what_it_does_today}"
    for warning in program.warnings:
        yield f"  Note: {warning}"
    if program.successor:
        next_one = directory.programs.get(program.successor)
        name = f": {next_one.organisation}, {next_one.name}" if next_one else ""
        yield f"  Go to: {program.successor}{name}"
    yield f"  Status: {status_words(program, status, day)}"
    if not ended(program, day):
        yield from _help_lines(program)
        yield from _rule_lines(program, directory)
        yield from _apply_lines(program)
    for old in stale(program, status, day):
        yield f"  To check again: {old.what}, last checked {old.checked_on or 'on an unknown day'}"
    not_found = [_NOT_FOUND.get(name, name.replace(".", " ").replace("_", " ")) for name in program.unknown_fields]
    yield f"  How sure: {program.confidence}. Not found: {', '.join(not_found) or 'nothing'}"
    for source in program.sources:
        yield f"  Source: {source.title} ({source.page_date or 'undated'}) {source.url or ''}".rstrip()


def organisation_lines(name: str, programs: Sequence[Program], directory: Directory, day: date) -> Iterator[str]:
    """Write what each program of an organisation does today, under today's name when asked for by an old one."""
    yield f"{name}: {' / '.join(dict.fromkeys(program.organisation for program in programs))}, {len(programs)} programs"
    for program in programs:
        status = directory.overlay.status(program, day)
        yield ""
        yield f"  {program.name} [{program.id}]"
        yield f"    {program.what_it_does_today}"
        for warning in program.warnings:
            yield f"    Note: {warning}"
        yield f"    Status: {status_words(program, status, day)}"
        if program.successor:
            yield f"    Go to: {program.successor}"
        if not ended(program, day):
            yield f"    Phone: {program.apply.phone or 'not found'}. Web: {program.apply.url or 'not found'}"
    yield ""
    yield "Whom one helps and how to apply: mmfinance programs show ID"


def _help_lines(program: Program) -> Iterator[str]:
    costs = ", ".join(in_words(cost) for cost in program.covers)
    no_costs = "not published - call" if "covers" in program.unknown_fields else "no money"
    yield f"  Gives: {', '.join(in_words(kind) for kind in program.kinds)}"
    yield f"  Pays: {costs or no_costs}"
    yield f"  Amount: {award_words(program.award)}"


def award_words(award: Award) -> str:
    """Say what a program pays; an amount that is not published stays unsaid."""
    parts = []
    if award.pays_in_full:
        parts.append("the whole cost of what it covers")
    if award.guaranteed is not None:
        parts.append(f"{_dollars(award.guaranteed)} for sure")
    if award.at_most is not None:
        parts.append(f"up to {_dollars(award.at_most)}")
    if award.patient_pays is not None:
        parts.append(f"you pay {_dollars(award.patient_pays)} a {award.patient_pays_per or 'time'}")
    if not parts and not award.in_kind:
        parts.append("not published - call")
    if award.in_kind:
        parts.append("help in kind, not money")
    period = f" ({in_words(award.period)})" if award.period else ""
    return "; ".join(parts) + period + (f". {award.note}" if award.note else "")


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.2f}".removesuffix(".00")


def _rule_lines(program: Program, directory: Directory) -> Iterator[str]:
    checked = program.rules.checked_on or "on an unknown day"
    if program.eligible_when is None:
        yield f"  Who: nobody is turned away (rules checked {checked})"
        return
    yield f"  Who (rules checked {checked}):"
    yield from rule_lines(program, {identifier: each.name for identifier, each in directory.programs.items()})


def _apply_lines(program: Program) -> Iterator[str]:
    apply = program.apply
    who = ", ".join(in_words(each) for each in program.who_may_apply or ()) or "not published"
    yield f"  Who may apply: {who}"
    yield f"  Phone: {apply.phone or 'not found'}{f', {apply.hours}' if apply.hours else ''}"
    yield f"  Web: {apply.url or 'not found'}"
    if apply.how:
        yield f"  How: {apply.how}"
    for paper in program.papers:
        instead = "".join(f" or {in_words(other)}" for other in paper.or_)
        detail = f": {paper.detail}" if paper.detail else ""
        yield f"  Paper: {in_words(paper.paper)}{instead}{detail}{_ASKED[paper.asked]}"
