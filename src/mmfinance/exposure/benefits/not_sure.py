"""Coverage that the person may also have: counted as not had, named, and asked for with what its card shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from mmfinance.exposure.benefits.draft import Draft
from mmfinance.phrases import Phrase

NOT_SURE = "coverage_not_sure."
"""How the names of these assumptions begin; the kind of coverage follows."""


@dataclass(frozen=True)
class _Cover:
    """A kind of coverage as a person reads it, and the question for it."""

    name: str
    question: Phrase


_COVERS: Mapping[str, _Cover] = {
    "employer": _Cover(
        "a plan from a job",
        Phrase("Do you have a plan from a job, yours or your family's? The people who run the benefits at work know."),
    ),
    "cobra": _Cover(
        "COBRA", Phrase("Do you have COBRA, a plan kept after a job ended? Then you pay for it each month.")
    ),
    "marketplace": _Cover(
        "a marketplace plan",
        Phrase("Do you have a plan from the health insurance marketplace? Your account there shows it."),
    ),
    "medicare": _Cover("Medicare", Phrase("Do you have Medicare? Its card is red, white and blue.")),
    "medigap": _Cover(
        "a Medigap policy (plan A, which pays least, is counted)",
        Phrase("Do you have a Medigap plan (Medicare Supplement)? Its card names the plan by one letter."),
    ),
    "part_d": _Cover(
        "a Medicare drug plan", Phrase("Do you have a Medicare drug plan (Part D)? Its card says MedicareRx.")
    ),
    "medicare_advantage": _Cover(
        "Medicare Advantage",
        Phrase(
            "Do you have Medicare Advantage (Part C)? Then a doctor asks for the card of a company, not for the red, "
            "white and blue one."
        ),
    ),
    "medicaid": _Cover(
        "Medicaid",
        Phrase("Do you have Medicaid, or help from your state with Medicare costs? A letter from your state says it."),
    ),
    "tricare": _Cover(
        "TRICARE", Phrase("Do you have TRICARE? It comes with military service, yours or your family's.")
    ),
    "champva": _Cover("CHAMPVA", Phrase("Do you have CHAMPVA? It is for family of some veterans.")),
    "va": _Cover("VA health care", Phrase("Do you have VA health care? It has a card with your photo.")),
}


def assume_not_had(draft: Draft) -> None:
    """Name every coverage that is not sure as an assumption of its own."""
    for kind in dict.fromkeys(draft.case.coverage_not_sure or ()):
        cover = _COVERS[kind]
        draft.assume(
            f"{NOT_SURE}{kind}",
            f"Whether there is {cover.name} is not known; what is expected is without it, and the range reaches what "
            "you would pay with it.",
            cover.question,
        )
