"""One program as a page for the terminal: what it does today, whom it helps, how to apply, and how sure we are."""

from collections.abc import Iterator
from datetime import date

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.freshness import availability, stale
from mmfinance.assistance.predicates import Criterion, Tree
from mmfinance.assistance.program import Award, Program
from mmfinance.assistance.words import in_words

_HEADINGS = {"all_of": "all of:", "any_of": "one of:", "none_of": "none of:"}
_ASKED = {"always": "", "if_asked": " (if asked)", "after_approval": " (after approval)"}


def page_lines(program: Program, directory: Directory, day: date) -> Iterator[str]:
    """Write everything a person needs to know about a program, in lines."""
    status = directory.overlay.status(program, day)
    yield f"{program.organisation}: {program.name} [{program.id}]"
    yield f"  {program.what_it_does_today}"
    for warning in program.warnings:
        yield f"  Note: {warning}"
    if program.successor:
        yield f"  Go to: {program.successor}"
    seen = f", seen {status.observed_on}" if status.observed_on else ""
    yield f"  Status: {availability(program, status, day)} ({program.operation}{seen})"
    yield f"  Gives: {', '.join(in_words(kind) for kind in program.kinds)}"
    yield f"  Pays: {', '.join(in_words(cost) for cost in program.covers) or 'no money'}"
    yield f"  Amount: {award_words(program.award)}"
    yield from _rule_lines(program)
    yield from _apply_lines(program)
    for old in stale(program, status, day):
        yield f"  To check again: {old.what}, last checked {old.checked_on or 'on an unknown day'}"
    yield f"  How sure: {program.confidence}. Not found: {', '.join(program.unknown_fields) or 'nothing'}"
    for source in program.sources:
        yield f"  Source: {source.title} ({source.page_date or 'undated'}) {source.url or ''}".rstrip()


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


def _rule_lines(program: Program) -> Iterator[str]:
    checked = program.rules.checked_on or "on an unknown day"
    if program.eligible_when is None:
        yield f"  Who: nobody is turned away (rules checked {checked})"
        return
    yield f"  Who (rules checked {checked}):"
    yield from _tree_lines(program.eligible_when, "    ")
    for first in program.requires_first:
        yield f"    first: an application to {first.program}, {first.state}"


def _tree_lines(tree: Tree, indent: str) -> Iterator[str]:
    if isinstance(tree, Criterion):
        limit = "not published - call" if tree.limit is None else tree.spoken_limit()
        yield f"{indent}- {in_words(tree.key)}: {limit}"
        return
    yield f"{indent}{_HEADINGS[tree.how]}"
    for branch in tree.branches:
        yield from _tree_lines(branch, indent + "  ")


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
