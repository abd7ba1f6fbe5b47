"""One checklist of papers for all planned applications: who needs each, and how fresh it must be."""

from collections.abc import Mapping, Sequence

from mmfinance.assistance.program import PaperAsked, Program
from mmfinance.assistance.result import Paper
from mmfinance.assistance.vocabulary import PaperKind
from mmfinance.assistance.words import either
from mmfinance.phrases import Phrase

PAPER_NAMES: Mapping[PaperKind, str] = {
    PaperKind.APPLICATION_FORM: "The program's application form",
    PaperKind.PRESCRIBER_FORM: "A form your doctor fills in and signs",
    PaperKind.CONSENT_FORM: "A signed consent form",
    PaperKind.CARE_TEAM_FORM: "A note or form from your care team",
    PaperKind.IDENTITY: "A photo ID",
    PaperKind.SSN_OR_ALIEN_NUMBER: "Your Social Security or alien number (give it only to the program)",
    PaperKind.CITIZENSHIP_PROOF: "Proof of citizenship or legal stay",
    PaperKind.RESIDENCE_PROOF: "Proof of where you live",
    PaperKind.HOUSEHOLD_SIZE: "A list of the people in your household",
    PaperKind.INCOME_PROOF: "Proof of income",
    PaperKind.TAX_RETURN: "Your last tax return, all pages",
    PaperKind.NON_FILING_LETTER: "A letter that you do not file taxes",
    PaperKind.PAY_STUBS: "Pay stubs",
    PaperKind.BENEFIT_LETTER: "Your benefit letter (Social Security, pension or other)",
    PaperKind.SUPPORT_LETTER: "A letter from the person who supports you",
    PaperKind.BANK_STATEMENTS: "Bank statements",
    PaperKind.ASSET_STATEMENTS: "Statements of savings and other assets",
    PaperKind.EXPENSES_LIST: "A list of your monthly bills",
    PaperKind.INSURANCE_CARDS: "All insurance cards, front and back",
    PaperKind.MEDICARE_CARD: "Your Medicare card",
    PaperKind.EXPLANATION_OF_BENEFITS: "The plan's explanation of benefits",
    PaperKind.BILLS: "Medical bills",
    PaperKind.RECEIPTS: "Receipts",
    PaperKind.PHARMACY_SPENDING: "A list of what you paid the pharmacy this year",
    PaperKind.PRESCRIPTION: "The prescription",
    PaperKind.DIAGNOSIS_LETTER: "A letter from your doctor with the diagnosis",
    PaperKind.TREATMENT_PLAN: "The treatment plan from your doctor",
    PaperKind.MEDICAL_RECORDS: "Medical records",
    PaperKind.APPOINTMENT_PROOF: "Proof of your appointment",
    PaperKind.EXTRA_HELP_DENIAL: "The letter that denies Extra Help",
    PaperKind.MEDICAID_DENIAL: "The letter that denies Medicaid",
    PaperKind.INSURER_DENIAL: "The denial letter from your plan",
    PaperKind.CHARITY_DENIAL: "The denial of hospital aid or another fund",
    PaperKind.LOSS_OF_COVERAGE: "The letter that says your coverage ends",
    PaperKind.SERVICE_RECORD: "Military service record (DD 214)",
    PaperKind.EXPOSURE_PROOF: "Proof of where you lived or worked",
    PaperKind.WORK_HISTORY: "Your work history",
    PaperKind.EMPLOYER_FORM: "A form from your employer",
    PaperKind.DISABILITY_DECISION: "Your disability decision letter",
    PaperKind.OTHER: "Other papers the program names",
}


def merge_papers(programs: Sequence[Program]) -> tuple[Paper, ...]:
    """Join the papers of the planned programs; the one that most programs need comes first.

    A paper that all its programs take another one for says so; what is asked after approval is not collected now.
    """
    asked: dict[PaperKind, list[tuple[Program, PaperAsked]]] = {}
    for program in programs:
        for paper in program.papers:
            if paper.asked == "after_approval":
                continue
            asked.setdefault(paper.paper, []).append((program, paper))
    by_need = sorted(asked, key=lambda kind: (-len(asked[kind]), list(PaperKind).index(kind)))
    return tuple(_paper(kind, asked[kind]) for kind in by_need)


def own_papers(asked: Sequence[PaperAsked]) -> tuple[str, ...]:
    """Name the papers that one program asks for with its application, in the order of its file."""
    by_kind: dict[PaperKind, list[PaperAsked]] = {}
    for paper in asked:
        if paper.asked != "after_approval":
            by_kind.setdefault(paper.paper, []).append(paper)
    return tuple(_with_others(kind, papers) for kind, papers in by_kind.items())


def paper_name(kind: PaperKind) -> str:
    """Say a paper in plain words."""
    return Phrase(PAPER_NAMES[kind])


def _paper(kind: PaperKind, asked: Sequence[tuple[Program, PaperAsked]]) -> Paper:
    days = [paper.at_most_days_old for _, paper in asked if paper.at_most_days_old is not None]
    freshness = Phrase("not older than {days} days", days=min(days)) if days else None
    name = _with_others(kind, [paper for _, paper in asked])
    return Paper(name, tuple(dict.fromkeys(program.id for program, _ in asked)), freshness)


def _with_others(kind: PaperKind, asked: Sequence[PaperAsked]) -> str:
    """The paper's name, and the papers that every program which asks for it takes instead."""
    instead = [other for other in PaperKind if all(other in paper.or_ for paper in asked)]
    if not instead:
        return paper_name(kind)
    others = either([paper_name(other) for other in instead])
    return Phrase("{paper} (or instead: {others})", paper=paper_name(kind), others=others)
