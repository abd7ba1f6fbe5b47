"""Matching a case with every program of a directory: verdict, availability, reasons, and what is still missing."""

from collections import Counter
from datetime import date
from functools import cache

from mmfinance.assistance.columns import Columns, columns_of_cases
from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.evaluate import VERDICTS, Answered, best_answer
from mmfinance.assistance.freshness import availability, ended, rules_are_fresh, status_is_fresh
from mmfinance.assistance.program import Program
from mmfinance.assistance.reasons import missing_facts, question_of, reasons
from mmfinance.assistance.result import MatchResult, MissingFact, ProgramMatch, Reason, Verdict
from mmfinance.case.model import Case
from mmfinance.phrases import Phrase

_ENDED = {
    "merged": "This program became part of another one.",
    "closed": "This program closed.",
    "historical": "This program is no longer offered.",
}
_ENDED_ON = {
    "merged": "This program became part of another one on {day}.",
    "closed": "This program closed on {day}.",
    "historical": "This program has not been offered since {day}.",
}
_OLD_STATUS = {
    "open": "It was open when last seen on {day}. That is too long ago. Ask.",
    "waitlist": "It had a waiting list when last seen on {day}. That is too long ago. Ask.",
}
_OLD_RULES = "The rules were last read on {day}. Ask if they still hold."


def match(case: Case, directory: Directory | None = None) -> MatchResult:
    """Match one case with every program of a directory, the shipped one unless given.

    Missing facts come ranked by how many programs they still decide. Raises BrokenData naming the program whose rule
    breaks.
    """
    return match_result(columns_of_cases([case]), directory or load_directory(), case.as_of, case.case_id)


def match_result(columns: Columns, directory: Directory, day: date, case_id: str | None) -> MatchResult:
    """Match the first person of some columns with every program."""
    matches = match_columns(columns, directory, day)
    decides = Counter(each.fact for found in matches for each in found.missing)
    ranked = sorted(decides.items(), key=lambda item: (-item[1], item[0]))
    missing = tuple(MissingFact(name, question_of(name, directory.programs), count) for name, count in ranked)
    return MatchResult(case_id, day, matches, missing)


def match_columns(columns: Columns, directory: Directory, day: date, person: int = 0) -> tuple[ProgramMatch, ...]:
    """Match one person of some columns with every program."""
    answered = Answered(directory.rules, columns)
    return tuple(_match_one(program, directory, answered, day, person) for program in directory.programs.values())


def _match_one(program: Program, directory: Directory, answered: Answered, day: date, person: int) -> ProgramMatch:
    verdict = VERDICTS[min(answered.program_of(program.id, person), best_answer(program, day))]
    status = directory.overlay.status(program, day)
    gone = ended(program, day)
    asked = () if gone or verdict is not Verdict.NEED_INFO else missing_facts(program, answered, person)
    return ProgramMatch(
        program_id=program.id,
        verdict=verdict,
        availability=availability(program, status, day),
        status_observed_on=status.observed_on,
        reasons=(_end_reason(program, directory),) if gone else reasons(program, answered, person),
        missing=tuple(MissingFact(name, question_of(name, directory.programs), 1) for name in asked),
        warnings=tuple(_warnings(program, directory, day)),
    )


def _end_reason(program: Program, directory: Directory) -> Reason:
    sentence = Phrase(_ENDED[program.operation])
    if program.ended_on is not None:
        sentence = Phrase(_ENDED_ON[program.operation], day=program.ended_on)
    if successor := directory.programs.get(program.successor or ""):
        instead = Phrase("Ask {organisation}: {program}.", organisation=successor.organisation, program=successor.name)
        sentence = Phrase("{first} {second}", first=sentence, second=instead)
    return Reason("operation", program.operation, "active", False, sentence, None, None, program.best_source)


@cache
def _old_rules(checked_on: date | None) -> Phrase:
    return Phrase(_OLD_RULES, day=checked_on or Phrase("an unknown day"))


def _warnings(program: Program, directory: Directory, day: date) -> list[str]:
    status = directory.overlay.status(program, day)
    found = list(program.warnings)
    if conflict := directory.overlay.conflict(program.id, day):
        found.append(Phrase("The status is not clear: {conflict}.", conflict=conflict))
    if status.state in ("open", "waitlist") and not status_is_fresh(status, day):
        found.append(Phrase(_OLD_STATUS[status.state], day=status.observed_on or Phrase("an unknown day")))
    if not ended(program, day) and not rules_are_fresh(program, day):
        found.append(_old_rules(program.rules.checked_on))
    if program.who_may_apply == ("nobody",):
        found.append(Phrase("Nobody can apply for this."))
    return found
