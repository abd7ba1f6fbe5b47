"""Questions about help that is there already: whether there is any, which program, how far it has come, any more."""

from mmfinance.case.model import Case, HeldHelp
from mmfinance.intake.doubts import PROGRAM, program_meant
from mmfinance.intake.forms import YES_OR_NO, read_words
from mmfinance.intake.question import Answer, Data, Line, Menu, Option, Question
from mmfinance.phrases import Phrase

_HELD = (Option("none", Phrase("No, never")), Option("some", Phrase("Yes")))
_STATES = (
    Option("granted", Phrase("I get the help, or got it")),
    Option("pending", Phrase("I asked, and wait for an answer")),
    Option("denied", Phrase("They said no")),
)
_AS_ASKED = {"applied": "pending", "used": "granted"}
_ANOTHER = {"name": "another program"}
"""What stands for one more program of which nothing is told; it leaves all of them open."""
_FACTS = ("days_since_award", "application")


def _told(case: Case) -> str | None:
    return None if case.help_already_held is None else "some" if case.help_already_held else "none"


def _write(data: Data, answer: Answer) -> None:
    """Keep what is listed; a bare yes is an entry to be told more of, and one that leaves every other program open."""
    if answer is None:
        data.pop("help_already_held", None)
    else:
        data["help_already_held"] = (data.get("help_already_held") or [{}, {}]) if answer == "some" else []


def _first(case: Case) -> HeldHelp | None:
    return next(iter(case.help_already_held or ()), None)


def _is_some(case: Case) -> bool:
    return _first(case) is not None


def _is_named(case: Case) -> bool:
    first = _first(case)
    return first is not None and (first.program or first.name) is not None


def _program_told(case: Case) -> str | None:
    first = _first(case)
    return None if first is None else first.name or first.program


def _read_program(text: str) -> str:
    return text if text.startswith(PROGRAM) else read_words(text)


def _write_program(data: Data, answer: str | None) -> None:
    """Write a program by its id, or by the name it was given where the directory does not know it."""
    entry = data["help_already_held"][0]
    for key in ("program", "name"):
        entry.pop(key, None)
    if answer is not None:
        known = answer.startswith(PROGRAM)
        entry["program" if known else "name"] = answer.removeprefix(PROGRAM)


def _state_told(case: Case) -> str | None:
    first = _first(case)
    return None if first is None or first.state is None else _AS_ASKED.get(first.state, first.state)


def _write_state(data: Data, answer: Answer) -> None:
    entry = data["help_already_held"][0]
    entry.pop("state", None)
    if answer is not None:
        entry["state"] = answer


def _more_told(case: Case) -> str | None:
    if not case.help_already_held:
        return None
    others = case.help_already_held[1:]
    if not others:
        return "no"
    return "yes" if any(entry.program or entry.name for entry in others) else None


def _write_more(data: Data, answer: Answer) -> None:
    """No takes out what was left open; whoever does not know leaves it open."""
    first, *others = data["help_already_held"]
    told = [entry for entry in others if entry and entry != _ANOTHER]
    rest = {"yes": [dict(_ANOTHER)], "no": []}.get(str(answer), [{}])
    data["help_already_held"] = [first, *(told or rest)]


HELP_HELD = (
    Question(
        "help_held",
        Phrase("Did you ask a program for help with costs before, or do you get such help now?"),
        Menu(lambda case: _HELD),
        _told,
        _write,
        help=Phrase("If we know of it, we name no help twice."),
        facts=_FACTS,
        may_leave_open=True,
    ),
    Question(
        "help_program",
        Phrase("Which program is it?"),
        Line(_read_program, Phrase("Write its name, or a part of it.")),
        _program_told,
        _write_program,
        help=Phrase("Take the one that gives most. The letter or the card of the program says its name."),
        applies=_is_some,
        facts=_FACTS,
        may_leave_open=True,
        doubt=program_meant,
    ),
    Question(
        "help_state",
        Phrase("How far has it come?"),
        Menu(lambda case: _STATES),
        _state_told,
        _write_state,
        applies=_is_some,
        facts=_FACTS,
        may_leave_open=True,
    ),
    Question(
        "help_more",
        Phrase("Did you ask one more program, or get help from one?"),
        Menu(lambda case: YES_OR_NO),
        _more_told,
        _write_more,
        help=Phrase("If so, add it to your case file, or tell your social worker."),
        applies=_is_named,
    ),
)
