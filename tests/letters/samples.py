"""Hand-built results for letters: invented people, programs and amounts, so that letters are tested on their own."""

from datetime import date, timedelta

from mmfinance.assistance.plan.steps import YOURSELF
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import (
    Availability,
    Deadline,
    MatchResult,
    MissingFact,
    Paper,
    Plan,
    ProgramMatch,
    Reason,
    Source,
    Step,
    Verdict,
)
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.result import Estimate, Horizon, Period, Range, Uncapped
from mmfinance.letters.situation import Situation

AS_OF = date(2026, 11, 25)
MONTHS = [f"{2026 + (11 + i) // 12}-{(11 + i) % 12 + 1:02d}" for i in range(12)]
EXPECTED = [412_350, 388_000, 256_010, 61_500, 58_200, 58_200, 43_000, 43_000, 43_000, 39_900, 39_900, 39_940]


RULES: dict[str, object] = {"title": "Program rules", "url": "https://www.example.org/rules", "kind": "official"}


def sample_program(name: str, **changes: object) -> Program:
    values: dict[str, object] = {
        "schema": "mmfinance/program@1", "id": "sample-fund", "name": name, "organisation": "Sample Foundation",
        "operation": "active", "what_it_does_today": "It gives grants.", "kinds": ["copay"],
        "status": {"state": "open"}, "rules": {"checked_on": "2026-11-03"}, "eligible_when": None,
        "who_may_apply": ["patient"], "confidence": "high", "sources": [RULES],
        "apply": {"url": "https://www.example.org/apply", "phone": "800-555-0100"},
        "papers": [{"paper": "income_proof"}, {"paper": "identity", "asked": "after_approval"}],
    }  # fmt: skip
    return Program.model_validate(values | changes)


def sample_case(**patient: object) -> Case:
    """A case with a value in every field that a letter may use."""
    details = {
        "name": "Maria Example",
        "birth_date": "1955-03-02",
        "address": {"street": "12 Sample Street", "city": "Durham", "county": "Durham", "state": "NC", "zip": "27701"},
        "contact": {"phone": "1-919-555-0100", "email": "maria@example.org"},
    }
    return Case.model_validate(
        {
            "case_id": "sample-1",
            "as_of": "2026-11-25",
            "patient": details | patient,
            "household": {"size": 2, "annual_income": 41234},
            "diagnosis": {"disease": "multiple_myeloma"},
            "coverage": [{"kind": "medicare", "name": "Original Medicare", "payer_phone": "1-800-555-0199"}],
            "treatment": {"care_path": "teclistamab", "start_date": "2026-12-07", "site": {"name": "Sample Hospital"}},
            "work": {"patient": {"working": True, "hourly_wage": 31}},
            "denial": {
                "service": "Sample treatment",
                "denied_on": "2026-11-10",
                "reason": "Not in the network",
                "network_gap": True,
            },
        }
    )


def spread(expected: int) -> Range:
    return Range(expected * 3 // 5, expected, expected * 7 // 5)


def sample_estimate() -> Estimate:
    total = sum(EXPECTED)
    shares = (55, 20, 15, 10)
    groups = {group: spread(total * share // 100) for group, share in zip(CostGroup, shares, strict=True)}
    return Estimate(
        case_id="sample-1", as_of=AS_OF, horizon=Horizon(date(2026, 12, 1), date(2027, 11, 30), 12),
        care_path="teclistamab", total=spread(total), by_group=groups,
        by_month=tuple(Period(label, spread(amount), {}) for label, amount in zip(MONTHS, EXPECTED, strict=True)),
        by_plan_year=(), premiums=Range(243_480, 243_480, 243_480), services=(), trips=(), accumulators=(),
        uncapped=(Uncapped("medicare", "Original Medicare has no yearly limit on your share."),),
        price_unknown=(), assumptions=(), swings=(), figures_used=(), warnings=(),
    )  # fmt: skip


def sample_step(order: int, **changes: object) -> Step:
    values: dict[str, object] = {
        "order": order, "program_id": f"fund-{order}", "title": f"Ask Sample Fund {order} for a grant", "who": YOURSELF,
        "when": "this week", "due": AS_OF + timedelta(days=order), "phone": "1-800-555-0100",
        "hours": "Monday to Friday, 9 to 5 Eastern", "url": f"https://www.example.org/apply/fund-{order}",
        "why": "It can pay your share of drug bills. The money is first come, first served.",
        "call_first": order % 2 == 0, "papers": ("Proof of income",),
    }  # fmt: skip
    return Step(**(values | changes))  # type: ignore[arg-type]


def sample_plan(steps: int = 6) -> Plan:
    return Plan(
        case_id="sample-1", as_of=AS_OF, steps=tuple(sample_step(i + 1) for i in range(steps)), awards=(),
        total_expected=sum(EXPECTED), left_if_guaranteed=812_300, left_if_likely=214_500,
        deadlines=(
            Deadline(date(2026, 12, 7), "Last day to change your Medicare plan", None, None),
            Deadline(date(2027, 1, 1), "Your plan's deductible starts again", None, None),
        ),
        papers=tuple(Paper(name, ("fund-1",), fresh) for name, fresh in (
            ("Photo ID", None), ("Both sides of your insurance cards", None), ("Proof of income", "last 30 days"),
            ("A letter from your care team that names your treatment", None), ("Last year's tax return", None))),
        excluded=(("card-1", "You have Medicare. A drug maker's card may not be used with it."),),
    )  # fmt: skip


def sample_matches(programs: int = 9) -> MatchResult:
    source = Source("Program rules", "https://www.example.org/rules", date(2026, 11, 3))
    no = Reason(
        "household.income_percent_fpl",
        450,
        400,
        False,
        "Your income is above what this fund allows.",
        None,
        2026,
        source,
    )
    yes = Reason("diagnosis", "yes", "yes", True, "You have a diagnosis that this fund helps.", None, None, source)
    rows = [
        ProgramMatch(f"fund-{i + 1}", Verdict.ELIGIBLE, status, AS_OF, (yes,), (), ())
        for i, status in enumerate([Availability.OPEN, Availability.UNKNOWN] * 3)
    ]
    rows += [
        ProgramMatch(f"closed-{i + 1}", Verdict.INELIGIBLE, Availability.OPEN, AS_OF, (no,), (), ())
        for i in range(programs - 6)
    ]
    questions = (
        "How much money comes into your home each year, before tax?",
        "How many people live on that money?",
        "Did you or your spouse serve in the military?",
    )
    missing = tuple(MissingFact(f"fact-{i}", question, 4 - i) for i, question in enumerate(questions))
    return MatchResult("sample-1", AS_OF, tuple(rows), missing)


def sample_programs() -> dict[str, Program]:
    names = {f"fund-{i}": sample_program(f"Sample Fund {i}") for i in range(1, 60)}
    names |= {f"closed-{i}": sample_program(f"Other Fund {i}") for i in range(1, 60)}
    return names | {"card-1": sample_program("Sample Copay Card")}


def sample_situation(**patient: object) -> Situation:
    return Situation(
        sample_case(**patient), sample_estimate(), sample_matches(), sample_plan(), sample_programs(), "fund-1"
    )
