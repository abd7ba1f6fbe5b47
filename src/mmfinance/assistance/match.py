"""Matching a case with every program of a directory: verdict, availability, reasons, and what is still missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, cached_property

from mmfinance.assistance.columns import Columns, columns_of_cases
from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.evaluate import VERDICTS, Answered, best_answer
from mmfinance.assistance.freshness import availability, ended, rules_are_fresh, status_is_fresh
from mmfinance.assistance.program import Program
from mmfinance.assistance.reasons import missing_facts, question_of, reasons
from mmfinance.assistance.result import Availability, MatchResult, MissingFact, ProgramMatch, Reason, Verdict
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
    return CaseMatch(Answered(directory.rules, columns), directory, day).result(case_id)


def matches_of(cases: Sequence[Case], directory: Directory) -> list["CaseMatch"]:
    """Each case beside every program; what one of them first asks is answered for all of them at once."""
    answered = Answered(directory.rules, columns_of_cases(cases))
    return [CaseMatch(answered, directory, case.as_of, person) for person, case in enumerate(cases)]


class CaseMatch:
    """One person beside every program: verdicts at once, and a program explained when it is asked for.

    Explaining takes most of the time of a match, and a referral to one program needs no other's reasons.
    """

    def __init__(self, answered: Answered, directory: Directory, day: date, person: int = 0) -> None:
        self._answered, self._directory, self._day, self._person = answered, directory, day, person

    def result(self, case_id: str | None) -> MatchResult:
        """Every program explained."""
        explained = tuple(self.explained(program_id) for program_id in self._directory.programs)
        return MatchResult(case_id, self._day, explained, self.missing)

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict of every program. Raises BrokenData naming the program whose rule breaks."""
        return {program.id: self._verdict(program) for program in self._directory.programs.values()}

    @property
    def missing(self) -> tuple[MissingFact, ...]:
        """The missing facts of all programs, ranked by how many they still decide."""
        return tuple(MissingFact(name, self._question(name), count) for name, count in self.still_deciding)

    @cached_property
    def still_deciding(self) -> tuple[tuple[str, int], ...]:
        """The names of the missing facts and how many programs each decides; the questions for them take longer."""
        decides = Counter(name for names in self._asked.values() for name in names)
        return tuple(sorted(decides.items(), key=lambda item: (-item[1], item[0])))

    def availability(self, program_id: str) -> Availability:
        """Whether a program takes applications."""
        program = self._directory.programs[program_id]
        return availability(program, self._directory.overlay.status(program, self._day), self._day)

    def explained(self, program_id: str) -> ProgramMatch:
        """One program with its reasons, what is missing, and warnings."""
        program = self._directory.programs[program_id]
        gone = ended(program, self._day)
        return ProgramMatch(
            program_id=program_id,
            verdict=self.verdicts[program_id],
            availability=self.availability(program_id),
            status_observed_on=self._directory.overlay.status(program, self._day).observed_on,
            reasons=(_end_reason(program, self._directory),) if gone else self._reasons(program),
            missing=tuple(MissingFact(name, self._question(name), 1) for name in self._asked[program_id]),
            warnings=tuple(_warnings(program, self._directory, self._day)),
        )

    def _question(self, name: str) -> Phrase:
        return question_of(name, self._answered.columns.value(name, self._person), self._directory.programs)

    def _verdict(self, program: Program) -> Verdict:
        return VERDICTS[min(self._answered.program_of(program.id, self._person), best_answer(program, self._day))]

    def _reasons(self, program: Program) -> tuple[Reason, ...]:
        return reasons(program, self._answered, self._person)

    @cached_property
    def _asked(self) -> Mapping[str, tuple[str, ...]]:
        """The missing facts that decide each program."""
        return {
            program.id: missing_facts(program, self._answered, self._person)
            if self.verdicts[program.id] is Verdict.NEED_INFO and not ended(program, self._day)
            else ()
            for program in self._directory.programs.values()
        }


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
