"""What the conversation ends with: the cost, what to do first, and the letter beside the case."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan import plan
from mmfinance.assistance.result import Step, Verdict
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup
from mmfinance.errors import InputError, MissingEnvironment
from mmfinance.exposure.estimate import estimate
from mmfinance.files import write_private
from mmfinance.intake.languages import filters_of, sayer_of
from mmfinance.letters.action import ActionLetter, action_letter
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of, style_for
from mmfinance.phrases import Phrase

_GROUP_NAMES = {
    CostGroup.DEDUCTIBLES_AND_COPAYMENTS: Phrase("Treatment bills: deductibles and copays"),
    CostGroup.TRAVEL_AND_LODGING: Phrase("Travel and places to stay"),
    CostGroup.LOST_WAGES: Phrase("Lost pay"),
    CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS: Phrase("Check-ups and care for side effects"),
}
_MAY_HAVE = Phrase(
    "We do not know if you have this. What we expect is without it. The low and high amounts allow for it. Look at "
    "your cards:"
)
_ASK_FIRST = {
    "open": Phrase("Call first to ask if it is open."),
    "fit": Phrase("Call first to ask if you fit."),
    "how": Phrase("Start with a call."),
}
_ASK_FIRST_IN_WRITING = {"open": Phrase("Ask first if it is open."), "fit": Phrase("Ask first if you fit.")}
"""In the words of the letter, with and without a phone number."""


@dataclass(frozen=True)
class Result:
    """What is known of a case now: everything the stations before say, and what of it stands on the letter."""

    situation: Situation
    letter: ActionLetter


def result_of(case: Case, directory: Directory) -> Result:
    """Estimate, match and plan. Raises UnknownName for a care path, centre or ZIP code that does not exist."""
    cost = estimate(case)
    matches = match(case, directory)
    situation = Situation(case, cost, matches, plan(case, directory, matches, cost), directory.programs)
    return Result(situation, action_letter(situation))


def first_lines(result: Result, language: str) -> Iterator[str]:
    """The result at a crossroads, in a few lines."""
    say = sayer_of(language)
    found = Counter(match.verdict for match in result.situation.matches.programs)
    yield say(Phrase("# So far"))
    yield from _cost(result.letter, language)
    yield say(
        Phrase(
            "Help: {fits} programs fit what you told us, {may} may fit. For {open} more we need to know more.",
            fits=found[Verdict.ELIGIBLE],
            may=found[Verdict.POSSIBLE],
            open=found[Verdict.NEED_INFO],
        )
    )


def last_lines(result: Result, language: str) -> Iterator[str]:
    """The estimate and the plan, for a terminal of any width."""
    say = sayer_of(language)
    yield say(Phrase("# What it may cost you"))
    yield from _cost(result.letter, language)
    yield from _groups(result.letter, language)
    yield from _left_to_pay(result.letter, language)
    yield say(Phrase("# What to do this week, in order"))
    for number, step in enumerate(result.letter.steps, start=1):
        yield from _step(number, step, result.letter, language)
    if not result.letter.steps:
        yield say(Phrase("We do not know enough yet to name a first step."))
    yield from _still_missing(result.letter, language)
    yield say(Phrase("No one can promise help or a price. This is not medical or legal advice."))


def letter_style(case: Case, language: str, templates: Path | None, large_print: bool) -> Style:
    """How the letter is written: in the case's language, or that of the conversation where the case tells none."""
    style = style_for(case, templates=templates)
    own = style.language if case.patient.language else language
    return replace(style, language=own, large_print=large_print or style.large_print)


def write_letter_beside(path: Path, result: Result, style: Style) -> tuple[Path, str]:
    """Write the letter beside the case; gives the file, and where it is plain text, why it could be no PDF.

    A PDF needs Pango, and fonts that hold every character of the name. Raises UnwritableOutput.
    """
    target = path.with_name(f"{path.stem}-letter.pdf")
    try:
        letter, why = letter_of(result.situation, "action", style), ""
    except (MissingEnvironment, InputError) as error:
        target, why = target.with_suffix(".txt"), str(error)
        letter = letter_of(result.situation, "action", replace(style, format="txt"))
    write_private(target, letter)
    return target, why


def _cost(letter: ActionLetter, language: str) -> Iterator[str]:
    say, money = sayer_of(language), filters_of(language)["money"]
    if not letter.cost_known:
        yield say(
            Phrase(
                "We cannot say yet what it may cost: we do not know your treatment. "
                "That does not mean it costs nothing."
            )
        )
        return
    total, horizon = letter.total, letter.horizon
    expected = Phrase(
        "We expect about {amount} from {start} to {end}.",
        amount=money(total.expected),
        start=horizon.start,
        end=horizon.end,
    )
    span = Phrase("It could be {low} to {high}.", low=money(total.low), high=money(total.high))
    surely = (say(span),) if total.low != total.high else ()
    yield " ".join((say(expected), *surely, say(Phrase("This is an estimate, not a bill."))))
    if letter.treatment_assumed:
        yield say(letter.treatment_assumed)
    if letter.not_counted:
        names = ", ".join(say(_GROUP_NAMES[group]) for group in letter.not_counted)
        yield say(Phrase("Not known yet and not in it: {names}.", names=names))
    if letter.not_sure:
        yield " ".join((say(_MAY_HAVE), *map(say, letter.not_sure)))
    for sentence in letter.uncapped:
        yield f"{say(Phrase('No limit:'))} {say(sentence)}"


def _groups(letter: ActionLetter, language: str) -> Iterator[str]:
    say, money = sayer_of(language), filters_of(language)["money"]
    if letter.cost_known:
        for group, span in letter.groups:
            unknown = group in letter.not_counted
            yield f"- {say(_GROUP_NAMES[group])}: {say(Phrase('not known yet')) if unknown else money(span.expected)}"


def _left_to_pay(letter: ActionLetter, language: str) -> Iterator[str]:
    if letter.cost_known:
        yield sayer_of(language)(_left(letter, filters_of(language)["money"]))


def _left(letter: ActionLetter, money: Callable[[int], str]) -> Phrase:
    likely, sure = money(letter.left_if_likely), money(letter.left_if_guaranteed)
    if letter.left_if_likely == letter.total.expected:
        return Phrase("We could not count any help yet. The steps below may still lower this.")
    if letter.left_if_guaranteed == letter.total.expected:
        return Phrase("No help is sure yet. If all likely help comes, about {likely} is left to pay.", likely=likely)
    return Phrase(
        "Left to pay: about {sure} with help that is open and sure, or about {likely} if all likely help comes.",
        sure=sure,
        likely=likely,
    )


def _step(number: int, step: Step, letter: ActionLetter, language: str) -> Iterator[str]:
    say = sayer_of(language)
    due = f" ({say(Phrase('by {day}', day=step.due))})" if step.due else ""
    yield f"{number}. {say(step.title)}{due}"
    sentences = _ASK_FIRST if step.phone else _ASK_FIRST_IN_WRITING
    ask = sentences.get(letter.ask_first.get(step.program_id or "", ""))
    yield "   " + " ".join(filter(None, (say(ask) if ask else "", step.phone, step.url, say(step.why))))


def _still_missing(letter: ActionLetter, language: str) -> Iterator[str]:
    say = sayer_of(language)
    if letter.questions:
        yield say(Phrase("# What we still need to know"))
        yield from (f"- {say(question)}" for question in letter.questions)
