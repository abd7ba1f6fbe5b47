"""Steps that belong to no program: the appeal of a denial, and the call that settles what the plan counts."""

from collections.abc import Iterator, Sequence

from mmfinance.assistance.plan.candidates import is_maker_card
from mmfinance.assistance.plan.deadlines import appeal_deadline
from mmfinance.assistance.plan.papers import paper_name
from mmfinance.assistance.plan.steps import YOURSELF
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Step
from mmfinance.assistance.vocabulary import PaperKind
from mmfinance.case.coverage import Coverage, PrivatePlan
from mmfinance.case.model import Case
from mmfinance.phrases import Phrase

_APPEAL_PAPERS = (PaperKind.INSURER_DENIAL, PaperKind.DIAGNOSIS_LETTER, PaperKind.MEDICAL_RECORDS)


def own_steps(case: Case, planned: Sequence[Program]) -> Iterator[Step]:
    """Yield what comes before any program: first the appeal, which has a due date, then the call to the plan."""
    current = [entry for entry in case.coverage or () if entry.ends_on is None or entry.ends_on >= case.as_of]
    if case.denial is not None:
        yield _appeal(case, current)
    private = [entry for entry in current if isinstance(entry, PrivatePlan)]
    if private and _is_open(private[0], planned):
        yield _call(private[0])


def _appeal(case: Case, current: Sequence[Coverage]) -> Step:
    assert case.denial is not None
    deadline = appeal_deadline(case)
    service = case.denial.service
    return Step(
        order=1,
        program_id=None,
        title=Phrase("Appeal the denial of {service}", service=service) if service else Phrase("Appeal the denial"),
        who=YOURSELF,
        when=Phrase("This week"),
        due=deadline.day if deadline and deadline.day >= case.as_of else None,
        phone=next((entry.payer_phone for entry in current if entry.payer_phone), None),
        hours=None,
        url=None,
        why=Phrase("You have a right to appeal. Ask your doctor for a letter that says why you need this care."),
        call_first=False,
        papers=tuple(paper_name(kind) for kind in _APPEAL_PAPERS),
    )


def _is_open(plan: PrivatePlan, planned: Sequence[Program]) -> bool:
    """Whether something that only the plan knows changes what is owed, and the case does not tell it."""
    limits = (plan.deductible, plan.out_of_pocket_maximum)
    unmet = any(limit is None or (limit.met is None and limit.family_met is None) for limit in limits)
    return unmet or (plan.copay_help is None and any(is_maker_card(program) for program in planned))


def _call(plan: PrivatePlan) -> Step:
    return Step(
        order=1,
        program_id=None,
        title=Phrase("Call your plan with the list of questions"),
        who=YOURSELF,
        when=Phrase("This week"),
        due=None,
        phone=plan.payer_phone,
        hours=None,
        url=None,
        why=Phrase("What counts toward your yearly limit, and what you have paid so far, changes what you owe."),
        call_first=True,
        papers=(paper_name(PaperKind.INSURANCE_CARDS),),
    )
