"""Which letters one case gets, and the numbers its manifest line and the summary need. No file is touched here."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan import plan
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, MatchResult, ProgramMatch, Verdict
from mmfinance.assistance.vocabulary import Applicant
from mmfinance.batch.work.job import REFERRAL, Job
from mmfinance.batch.work.outcome import VERDICT_DIGITS, Totals
from mmfinance.case.model import Case
from mmfinance.exposure.estimate import estimate
from mmfinance.letters.kinds import kind_named, minimum_necessary
from mmfinance.letters.requests import referral_to
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Letter, typeset
from mmfinance.letters.write import letter_values, style_for


@dataclass(frozen=True)
class Worked:
    """A case worked out as far as its letters need it: without an estimate where no letter speaks of cost."""

    case: Case
    matches: MatchResult
    situation: Situation | None

    @property
    def verdicts(self) -> str:
        """One digit a program, in the directory's order."""
        return "".join(VERDICT_DIGITS[found.verdict] for found in self.matches.programs)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that still decide something, the most deciding first."""
        return tuple(found.fact for found in self.matches.missing)

    @property
    def totals(self) -> Totals | None:
        """What the case may cost, where that was asked for and anything of it is known."""
        if self.situation is None or not (self.situation.estimate.services or self.situation.estimate.trips):
            return None
        total, planned = self.situation.estimate.total, self.situation.plan
        return Totals(total.low, total.expected, total.high, planned.left_if_guaranteed, planned.left_if_likely)


def work_out(case: Case, job: Job, directory: Directory) -> Worked:
    """Match one case, and estimate and plan it where a letter asks for that. Raises as those do."""
    matches = match(case, directory)
    if not job.estimates:
        return Worked(case, matches, None)
    cost = estimate(case, job.months)
    planned = plan(case, directory, matches, cost)
    return Worked(case, matches, Situation(case, cost, matches, planned, directory.programs))


def letters_of(worked: Worked, job: Job, directory: Directory) -> Iterator[tuple[str, bytes]]:
    """Write the letters of a case one after the other: each its file name and its bytes. Raises as `typeset`."""
    for kind in job.letters:
        if kind == REFERRAL:
            for found in programs_to_ask(worked.matches, job.referrals_to, directory):
                program = directory.programs[found.program_id]
                yield f"referral-{program.id}.{job.format}", _referral(worked.case, program, found, job)
        elif worked.situation and (kind != "appeal" or worked.case.denial):
            yield f"{kind}.{job.format}", _written(kind, worked.case, letter_values(worked.situation, kind), job)


def programs_to_ask(
    matches: MatchResult, referrals_to: tuple[str, ...], directory: Directory
) -> Iterator[ProgramMatch]:
    """The programs a case is referred to: those named unless it is ineligible, or else all that fit and are not closed.

    Nobody is referred to a program that takes no application.
    """
    for found in matches.programs:
        if referrals_to:
            wanted = found.program_id in referrals_to and found.verdict is not Verdict.INELIGIBLE
        else:
            fits = found.verdict in (Verdict.ELIGIBLE, Verdict.POSSIBLE)
            wanted = fits and found.availability is not Availability.CLOSED
        if wanted and _takes_applications(directory.programs[found.program_id]):
            yield found


def _takes_applications(program: Program) -> bool:
    who = program.who_may_apply
    return who is None or bool(set(who) - {Applicant.NOBODY, Applicant.AUTOMATIC})


def _referral(case: Case, program: Program, found: ProgramMatch, job: Job) -> bytes:
    told = minimum_necessary(case, kind_named(REFERRAL))
    return _written(REFERRAL, case, Letter(case.case_id, case.as_of, referral_to(told, program, found)), job)


def _written(kind: str, case: Case, letter: Letter, job: Job) -> bytes:
    """Typeset in this very process, even with templates that are not ours: a worker is walled in already."""
    return typeset(kind, letter, style_for(case, kind, job.format, job.templates))
