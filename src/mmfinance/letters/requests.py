"""What the letters to others say: a program, a hospital, an insurer, an employer. Facts given only."""

from dataclasses import dataclass
from datetime import date, timedelta

from mmfinance.assistance.plan.papers import own_papers
from mmfinance.assistance.program import Apply, Program
from mmfinance.assistance.result import ProgramMatch, Reason, Source
from mmfinance.case.coverage import Coverage
from mmfinance.case.model import Case, Denial
from mmfinance.errors import InputError, UnknownName
from mmfinance.letters.envelope import Sender, sender_of
from mmfinance.letters.printed_sources import printed_source
from mmfinance.letters.situation import Situation
from mmfinance.reference.figures import Figure, figure

APPLICATION_PERIOD = "hospital_aid.federal.application_period_days"
NO_COLLECTION_PERIOD = "hospital_aid.federal.no_extraordinary_collection_days"
NOTICE_PERIOD = "hospital_aid.federal.collection_notice_days"


@dataclass(frozen=True)
class Referral:
    """The variables of the referral letter: one program, and how the person meets each published criterion."""

    sender: Sender
    program: str
    organisation: str
    apply: Apply
    criteria: tuple[Reason, ...]
    papers: tuple[str, ...]
    sources: tuple[Source, ...]

    def count(self, met: bool | None) -> int:
        """How many criteria are met (True), not met (False) or not known yet (None)."""
        return sum(reason.met is met for reason in self.criteria)


def referral(situation: Situation) -> Referral:
    """Gather the referral to one program. Raises InputError without a program, UnknownName for one not considered."""
    program_id = situation.program_id
    if program_id is None:
        raise InputError("a referral goes to one program: name it with --program")
    known = {match.program_id: match for match in situation.matches.programs}
    if program_id not in known:
        raise UnknownName("program", program_id, tuple(known))
    return referral_to(situation.case, situation.programs[program_id], known[program_id])


def referral_to(case: Case, program: Program, match: ProgramMatch) -> Referral:
    """Gather the referral from the match alone: it says nothing of cost or of other programs, so needs no estimate."""
    source = printed_source(program, match)
    return Referral(
        sender=sender_of(case),
        program=program.name,
        organisation=program.organisation,
        apply=program.apply,
        criteria=match.reasons,
        papers=own_papers(program.papers),
        sources=(source,) if source else (),
    )


@dataclass(frozen=True)
class HospitalAid:
    """The variables of the request for hospital aid. Income is cents a year; the periods are days.

    The first bill comes after the care, so no period can end before the two days given, where the start is known.
    """

    sender: Sender
    hospital: str | None
    household_size: int | None
    annual_income: int | None
    plans: tuple[str, ...]
    care_starts: date | None
    application_period: Figure
    no_collection_period: Figure
    notice_period: Figure
    may_apply_until: date | None
    no_collection_until: date | None


def hospital_aid(situation: Situation) -> HospitalAid:
    """Gather the request under the hospital's financial assistance policy (26 CFR 1.501(r)-4 to -6)."""
    case = situation.case
    application, no_collection = (figure(name, case.as_of) for name in (APPLICATION_PERIOD, NO_COLLECTION_PERIOD))
    return HospitalAid(
        sender=sender_of(case),
        hospital=_site(case),
        household_size=case.household.size,
        annual_income=case.household.annual_income,
        plans=tuple(entry.name for entry in case.coverage or () if entry.name),
        care_starts=case.treatment.start_date,
        application_period=application,
        no_collection_period=no_collection,
        notice_period=figure(NOTICE_PERIOD, case.as_of),
        may_apply_until=_days_later(case.treatment.start_date, application),
        no_collection_until=_days_later(case.treatment.start_date, no_collection),
    )


def _days_later(day: date | None, period: Figure) -> date | None:
    return day + timedelta(days=period.value) if day and period.value is not None else None


@dataclass(frozen=True)
class Appeal:
    """The variables of the appeal."""

    sender: Sender
    payer: str | None
    plan: str | None
    denial: Denial
    site: str | None


def appeal(situation: Situation) -> Appeal:
    """Gather the appeal of a denial. Raises InputError when the case holds no denial."""
    case = situation.case
    if case.denial is None:
        raise InputError("an appeal needs the insurer's decision: fill in `denial` in the case file")
    plan = _insurer(case.coverage or ())
    return Appeal(
        sender=sender_of(case),
        payer=plan.payer if plan else None,
        plan=plan.name if plan else None,
        denial=case.denial,
        site=_site(case),
    )


@dataclass(frozen=True)
class LeaveRequest:
    """The variables of the leave request. `disease` is said only when the person asked for that."""

    sender: Sender
    start: date | None
    disease: str | None


def leave_request(situation: Situation) -> LeaveRequest:
    """Gather the request for leave to an employer."""
    case = situation.case
    return LeaveRequest(sender_of(case), case.treatment.start_date, case.diagnosis.disease)


def _site(case: Case) -> str | None:
    return case.treatment.site.name if case.treatment.site else None


def _insurer(coverage: tuple[Coverage, ...]) -> Coverage | None:
    return next((entry for entry in coverage if entry.payer or entry.name), None)
