"""Questions about each kind of health insurance: what it is exactly, and what goes with it."""

from mmfinance.case.model import Case
from mmfinance.intake.fields import Field, coverage_entry, covered_by
from mmfinance.intake.forms import YES_OR_NO, one_of, yes_or_no
from mmfinance.intake.question import Answer, Data, Menu, Option, Question
from mmfinance.intake.questions.about_kinds import WITH_MEDICARE
from mmfinance.intake.questions.coverage_lists import set_not_sure, set_sure
from mmfinance.phrases import Phrase

_MEDICARE = ("medicare", "medicare_advantage")
_TYPES = (
    Option("both", Phrase("Original Medicare, Parts A and B")),
    Option("part_a", Phrase("Original Medicare, Part A only")),
    Option("part_b", Phrase("Original Medicare, Part B only")),
    Option("advantage", Phrase("Medicare Advantage (Part C)")),
)
_PARTS = {
    "both": {"part_a": True, "part_b": True},
    "part_a": {"part_a": True, "part_b": False},
    "part_b": {"part_a": False, "part_b": True},
}


def _type_told(case: Case) -> str | None:
    if coverage_entry(case, ("medicare_advantage",)):
        return "advantage"
    parts = {name: Field(name, ("medicare",)).value(case) for name in ("part_a", "part_b")}
    return next((value for value, told in _PARTS.items() if told == parts), None)


def _write_type(data: Data, answer: Answer) -> None:
    """Turn the Medicare entry into the kind told; with Medicare Advantage no Medigap or drug plan of its own stays.

    Not known, it stays Medicare that may be Medicare Advantage, unless a Medigap plan shows that it is not.
    """
    entries = data.get("coverage") or []
    index = next((index for index, entry in enumerate(entries) if entry["kind"] in _MEDICARE), len(entries))
    if answer == "advantage":
        told = entries[index] if entries[index : index + 1] and entries[index]["kind"] == "medicare_advantage" else {}
        rest = [entry for entry in entries if entry["kind"] not in WITH_MEDICARE]
        data["coverage"] = [*rest[:index], {**told, "kind": "medicare_advantage"}, *rest[index:]]
        set_sure(data, *WITH_MEDICARE)
        return
    if any(entry["kind"] == "medicare_advantage" for entry in entries):
        set_not_sure(data, "medigap", "part_d")
    if answer is None and not any(entry["kind"] == "medigap" for entry in entries):
        set_not_sure(data, "medicare_advantage")
    else:
        set_sure(data, "medicare_advantage")
    old = entries[index] if entries[index : index + 1] and entries[index]["kind"] == "medicare" else {}
    bare = {key: value for key, value in old.items() if key not in ("part_a", "part_b")}
    entry = {**bare, "kind": "medicare", **_PARTS.get(str(answer), {})}
    data["coverage"] = [*entries[:index], entry, *entries[index + 1 :]]


_LETTERS = tuple("ABCDFGKLMN")
_MEDIGAP = (
    Option("none", Phrase("I have no Medigap plan")),
    Option("unsure", Phrase("I have one. I do not know its letter")),
    *(Option(letter, Phrase("Plan {letter}", letter=letter)) for letter in _LETTERS),
)


def _medigap_told(case: Case) -> str | None:
    entry = coverage_entry(case, ("medigap",))
    if entry is None:
        return _no_unless_not_sure(case, "medigap", "none")
    return Field("letter", ("medigap",)).value(case) or "unsure"


def _write_medigap(data: Data, answer: Answer) -> None:
    """Write the policy and its letter; it goes with Original Medicare only."""
    has = None if answer is None else answer != "none"
    _write_beside(data, "medigap", has)
    if has:
        set_sure(data, "medicare_advantage")
    Field("letter", ("medigap",)).put(data, answer if answer in _LETTERS else None)


def _part_d_told(case: Case) -> str | None:
    return "yes" if coverage_entry(case, ("part_d",)) else _no_unless_not_sure(case, "part_d", "no")


def _write_part_d(data: Data, answer: Answer) -> None:
    _write_beside(data, "part_d", None if answer is None else answer == "yes")


def _no_unless_not_sure(case: Case, kind: str, no: str) -> str | None:
    """A kind that a list of coverage does not hold is a no, unless the case says that nobody knows."""
    return no if case.coverage and kind not in (case.coverage_not_sure or ()) else None


def _write_beside(data: Data, kind: str, has: bool | None) -> None:
    """Let a coverage beside Medicare stand in the case, take it out, or say that it is not sure."""
    entries = data.get("coverage") or []
    there = any(entry["kind"] == kind for entry in entries)
    if has and not there:
        data["coverage"] = [*entries, {"kind": kind}]
    elif there and not has:
        data["coverage"] = [entry for entry in entries if entry["kind"] != kind]
    if has is None:
        set_not_sure(data, kind)
    else:
        set_sure(data, kind)


def _dual(case: Case) -> bool:
    return covered_by("medicaid")(case) and covered_by(*_MEDICARE)(case)


_DUAL_LEVELS = (
    Option("qmb_plus", Phrase("Full Medicaid and QMB")),
    Option("qmb", Phrase("QMB only")),
    Option("slmb_plus", Phrase("Full Medicaid and SLMB")),
    Option("slmb", Phrase("SLMB only")),
    Option("qi", Phrase("QI only")),
    Option("full", Phrase("Full Medicaid only")),
    Option("spend_down", Phrase("Medicaid with a spend-down")),
)
_LEVELS = (
    Option("full", Phrase("Full Medicaid")),
    Option("spend_down", Phrase("Medicaid with a spend-down")),
    Option("emergency", Phrase("Emergency Medicaid only")),
)
_TRICARE = (
    Option("prime", Phrase("TRICARE Prime")),
    Option("select", Phrase("TRICARE Select")),
    Option("for_life", Phrase("TRICARE For Life")),
    Option("reserve_select", Phrase("TRICARE Reserve Select")),
    Option("retired_reserve", Phrase("TRICARE Retired Reserve")),
    Option("young_adult", Phrase("TRICARE Young Adult")),
)

INSURANCE = (
    Question(
        "medicare_type",
        Phrase("Which kind of Medicare do you have?"),
        Menu(lambda case: _TYPES),
        _type_told,
        _write_type,
        help=Phrase(
            "The red, white and blue card shows Part A and Part B. If a doctor asks for the card of a company (an HMO "
            "or PPO) in its place, you have Medicare Advantage. Not sure? Then we count Original Medicare for now."
        ),
        applies=covered_by(*_MEDICARE),
        facts=("insurance", "medical_drug_payer", "pharmacy_drug_payer"),
        assumptions=("medicare_parts", "coverage_not_sure.medicare_advantage"),
    ),
    Question(
        "medigap",
        Phrase("Do you have a Medigap plan? Which letter is it?"),
        Menu(lambda case: _MEDIGAP),
        _medigap_told,
        _write_medigap,
        help=Phrase(
            "Medigap (also called Medicare Supplement) pays most of what Original Medicare leaves to you. Its card "
            "names the plan by one letter."
        ),
        applies=covered_by("medicare"),
        facts=("insurance", "medical_drug_payer"),
        assumptions=("medigap_letter", "coverage_not_sure.medigap"),
    ),
    Question(
        "part_d",
        Phrase("Do you have a Medicare drug plan (Part D)?"),
        Menu(lambda case: YES_OR_NO),
        _part_d_told,
        _write_part_d,
        help=Phrase("You show this card at the drug store. It says MedicareRx."),
        applies=covered_by("medicare"),
        facts=("insurance", "pharmacy_drug_payer"),
        assumptions=("coverage_not_sure.part_d",),
    ),
    yes_or_no(
        "advantage_drugs",
        Phrase("Does your Medicare Advantage plan pay for drugs from a drug store too?"),
        Field("includes_part_d", ("medicare_advantage",)),
        help=Phrase("If so, the card says MedicareRx, or Part D."),
        applies=covered_by("medicare_advantage"),
        facts=("insurance", "pharmacy_drug_payer"),
        assumptions=("includes_part_d",),
    ),
    one_of(
        "medicaid_with_medicare",
        Phrase("What does Medicaid or your state do for you?"),
        Field("level", ("medicaid",)),
        _DUAL_LEVELS,
        help=Phrase(
            "Full Medicaid pays for doctors and drugs. QMB pays what Medicare leaves to you: no one may bill you for "
            "it. SLMB and QI pay only the Part B premium. The letter from your state names it."
        ),
        applies=_dual,
        facts=("insurance", "medical_drug_payer", "pharmacy_drug_payer"),
    ),
    one_of(
        "medicaid_level",
        Phrase("Which kind of Medicaid do you have?"),
        Field("level", ("medicaid",)),
        _LEVELS,
        help=Phrase(
            "With a spend-down you pay a part of your bills each month first. The letter from your state says it."
        ),
        applies=lambda case: covered_by("medicaid")(case) and not _dual(case),
        facts=("insurance", "medical_drug_payer", "pharmacy_drug_payer"),
    ),
    one_of(
        "tricare_plan",
        Phrase("Which TRICARE plan do you have?"),
        Field("plan", ("tricare",)),
        _TRICARE,
        help=Phrase("With Medicare too, it is TRICARE For Life. Your account at milConnect says it."),
        applies=covered_by("tricare"),
        facts=("insurance",),
    ),
    yes_or_no(
        "va_treats",
        Phrase("Will VA give this treatment, or send you to a clinic for it?"),
        Field("treated_at_va", ("va",)),
        help=Phrase("VA pays only if it gives the care or says yes to it first."),
        applies=covered_by("va"),
        facts=("insurance", "medical_drug_payer", "pharmacy_drug_payer"),
    ),
)
