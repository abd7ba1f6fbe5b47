"""Questions about the kinds of health insurance: which there are, and which there may be besides."""

from mmfinance.case.model import Case
from mmfinance.intake.forms import NONE
from mmfinance.intake.question import Answer, Data, Menu, Option, Question
from mmfinance.intake.questions.coverage_lists import COVERAGE, NOT_SURE, set_coverage, set_not_sure, set_sure
from mmfinance.phrases import Phrase

WITH_MEDICARE = frozenset({"medigap", "part_d", "medicare", "medicare_advantage"})
_ASKED_NEXT = ("medicare_advantage", "medigap", "part_d")
"""What nobody knows of a person with Medicare until the questions after it are answered."""
_ONE_OF_THEM = {"tricare": "champva", "champva": "tricare"}
"""Kinds of which nobody has both."""

_KINDS = (
    Option("employer", Phrase("From a job (yours or family's)")),
    Option("cobra", Phrase("COBRA, after a job ended")),
    Option("marketplace", Phrase("Marketplace (Obamacare)")),
    Option("medicare", Phrase("Medicare, any kind")),
    Option("tricare", Phrase("TRICARE (military)")),
    Option("champva", Phrase("CHAMPVA (family of a veteran)")),
    Option("va", Phrase("VA health care")),
    Option("medicaid", Phrase("Medicaid, or help with Medicare costs")),
)
"""In the order in which coverages stand in a case; who pays first is worked out from the facts, not from the order."""
_NONE_AT_ALL = Option("uninsured", Phrase("I have no insurance"))
_MORE = Option("not_sure", Phrase("Maybe one more. I am not sure"))
_FACTS = ("insurance", "medical_drug_payer", "pharmacy_drug_payer")


def _kinds_told(case: Case) -> tuple[str, ...] | None:
    if not case.coverage:
        return None
    listed = dict.fromkeys(_kind_asked(entry.kind) for entry in case.coverage)
    return (*listed, *((_MORE.value,) if _may_have(case) else ()))


def _kind_asked(kind: str) -> str:
    return "medicare" if kind in WITH_MEDICARE else kind


def _write_kinds(data: Data, answer: Answer) -> None:
    """Keep the entries of the kinds that are chosen, drop the others, add the new ones.

    With new Medicare all that goes with it is not sure; without Medicare none of it is.
    """
    chosen = (answer,) if isinstance(answer, str) else answer or ()
    kept = [entry for entry in data.get(COVERAGE) or () if _kind_asked(entry.get("kind")) in chosen]
    set_coverage(data, kept)
    _add(data, chosen)
    if "medicare" not in chosen:
        set_sure(data, *WITH_MEDICARE)
    _write_more(data, chosen)


def _add(data: Data, kinds: tuple[str, ...]) -> None:
    """List these kinds, as far as they are not there yet; of new Medicare nobody knows yet what goes with it."""
    entries = data.get(COVERAGE) or []
    there = {_kind_asked(entry["kind"]) for entry in entries}
    added = [option.value for option in (*_KINDS, _NONE_AT_ALL) if option.value in kinds and option.value not in there]
    set_coverage(data, [*entries, *({"kind": kind} for kind in added)])
    set_sure(data, *kinds)
    if "medicare" in added:
        set_not_sure(data, *_ASKED_NEXT)


def _write_more(data: Data, chosen: tuple[str, ...]) -> None:
    """With "maybe one more" any other kind may be had, until it is said which; without it none is."""
    others = [option.value for option in _KINDS if option.value not in chosen]
    if _MORE.value not in chosen:
        set_sure(data, *others)
    elif not set(data.get(NOT_SURE) or ()) & set(others):
        set_not_sure(data, *(kind for kind in others if _ONE_OF_THEM.get(kind) not in chosen))


def _may_have(case: Case) -> tuple[Option, ...]:
    """The kinds that may be had beside those that are listed; what goes with listed Medicare has its own questions."""
    listed = {_kind_asked(entry.kind) for entry in case.coverage or ()}
    kinds = {_kind_asked(kind) for kind in case.coverage_not_sure or ()} - listed
    return tuple(option for option in _KINDS if option.value in kinds)


def _may_be_told(case: Case) -> tuple[str, ...] | None:
    """Which kinds may be had; None where any other one may, as nobody has said which."""
    listed = {_kind_asked(entry.kind) for entry in case.coverage or ()}
    may = {option.value for option in _may_have(case)}
    others = {option.value for option in _KINDS if option.value not in listed}
    return tuple(sorted(may)) if may and others - may - set(_ONE_OF_THEM) else None


def _write_may_be(data: Data, answer: Answer) -> None:
    if answer is not None:
        set_sure(data, *(option.value for option in _KINDS if option.value not in answer))
        set_not_sure(data, *(kind for kind in answer if kind != NONE.value))


def _write_has(data: Data, answer: Answer) -> None:
    """What is had is listed, and the others are a no; a kind beside Medicare is asked for after it."""
    if answer is None:
        return
    has_medicare = any(entry["kind"] in WITH_MEDICARE for entry in data.get(COVERAGE) or ())
    set_sure(data, *(option.value for option in _KINDS), *(() if has_medicare else WITH_MEDICARE))
    _add(data, tuple(answer))


def _options(case: Case) -> tuple[Option, ...]:
    return (*(_may_have(case) or _KINDS), NONE)


KINDS_OF_INSURANCE = (
    Question(
        "insurance",
        Phrase("Which health insurance do you have? Mark all that you have."),
        Menu(lambda case: (*_KINDS, _NONE_AT_ALL, _MORE), several=True),
        _kinds_told,
        _write_kinds,
        help=Phrase("Get all your insurance cards. The front of a card says what kind it is."),
        facts=_FACTS,
        assumptions=("coverage",),
    ),
    Question(
        "insurance_found",
        Phrase("You were not sure of these. Which of them do you have?"),
        Menu(_options, several=True),
        lambda case: None,
        _write_has,
        help=Phrase("Look at all your insurance cards. The front of a card says what kind it is."),
        applies=lambda case: bool(_may_have(case)),
        facts=_FACTS,
        assumptions=tuple(f"coverage_not_sure.{option.value}" for option in _KINDS),
    ),
    Question(
        "insurance_not_sure",
        Phrase("Which of these may you have too? Mark all that may be."),
        Menu(_options, several=True),
        _may_be_told,
        _write_may_be,
        help=Phrase("We count none of them for now, and say in the letter what to look for."),
        applies=lambda case: bool(_may_have(case)),
        facts=_FACTS,
        may_leave_open=True,
    ),
)
