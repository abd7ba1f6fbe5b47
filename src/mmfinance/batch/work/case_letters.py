"""Which letters one case gets, and the numbers its manifest line and the summary need. No file is touched here."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.match import CaseMatch
from mmfinance.assistance.plan import plan
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
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
    found: CaseMatch
    situation: Situation | None

    @property
    def verdicts(self) -> str:
        """One digit a program, in the directory's order."""
        return "".join(VERDICT_DIGITS[verdict] for verdict in self.found.verdicts.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that still decide something, the most deciding first."""
        return tuple(name for name, _ in self.found.still_deciding)

    @property
    def totals(self) -> Totals | None:
        """What the case may cost, where that was asked for and anything of it is known."""
        if self.situation is None or not (self.situation.estimate.services or self.situation.estimate.trips):
            return None
        total, planned = self.situation.estimate.total, self.situation.plan
        return Totals(total.low, total.expected, total.high, planned.left_if_guaranteed, planned.left_if_likely)


def work_out(case: Case, found: CaseMatch, job: Job, directory: Directory) -> Worked:
    """Work out a case that is matched, with its estimate and plan where a letter asks for these. Raises as those do."""
    if not job.estimates:
        return Worked(case, found, None)
    cost, matches = estimate(case, job.months), found.result(case.case_id)
    planned = plan(case, directory, matches, cost)
    return Worked(case, found, Situation(case, cost, matches, planned, directory.programs))


def letters_of(worked: Worked, job: Job, directory: Directory) -> Iterator[tuple[str, bytes]]:
    """Write the letters of a case one after the other: each its file name and its bytes. Raises as `typeset`."""
    for kind in job.letters:
        if kind == REFERRAL:
            for program in programs_to_ask(worked.found, job.referrals_to, directory):
                found = worked.found.explained(program.id)
                yield f"referral-{program.id}.{job.format}", _referral(worked.case, program, found, job)
        elif worked.situation and (kind != "appeal" or worked.case.denial):
            yield f"{kind}.{job.format}", _written(kind, worked.case, letter_values(worked.situation, kind), job)


def programs_to_ask(found: CaseMatch, referrals_to: tuple[str, ...], directory: Directory) -> Iterator[Program]:
    """The programs a case is referred to: those named unless it is ineligible, or else all that fit and are not closed.

    Nobody is referred to a program that takes no application.
    """
    for program_id, verdict in found.verdicts.items():
        if referrals_to:
            wanted = program_id in referrals_to and verdict is not Verdict.INELIGIBLE
        else:
            fits = verdict in (Verdict.ELIGIBLE, Verdict.POSSIBLE)
            wanted = fits and found.availability(program_id) is not Availability.CLOSED
        if wanted and takes_applications(directory.programs[program_id]):
            yield directory.programs[program_id]


def takes_applications(program: Program) -> bool:
    """Whether anybody may send this program a referral."""
    who = program.who_may_apply
    return who is None or bool(set(who) - {Applicant.NOBODY, Applicant.AUTOMATIC})


def _referral(case: Case, program: Program, found: ProgramMatch, job: Job) -> bytes:
    told = minimum_necessary(case, kind_named(REFERRAL))
    return _written(REFERRAL, case, Letter(case.case_id, case.as_of, referral_to(told, program, found)), job)


def _written(kind: str, case: Case, letter: Letter, job: Job) -> bytes:
    """Typeset in this very process, even with templates that are not ours: a worker is walled in already."""
    return typeset(kind, letter, style_for(case, kind, job.format, job.templates))
