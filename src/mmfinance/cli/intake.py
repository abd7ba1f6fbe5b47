"""The `intake` command: a conversation that makes a case, or fills the gaps of one, and ends with the letter."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli import complete
from mmfinance.cli.options import AsOf, LargePrint, OverlayDirectory, ProgramsDirectory, TemplatesDirectory

if TYPE_CHECKING:
    from mmfinance.intake.terminal import Terminal

STOPPED = 130  # as shells say of Ctrl-C
AskedLanguage = Annotated[
    str | None,
    typer.Option(
        "--lang",
        envvar="MMFINANCE_LANGUAGE",
        metavar="CODE",
        help="en or es; asked unless told.",
        autocompletion=complete.languages,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(intake)


def intake(
    case: Annotated[
        Path | None, typer.Argument(metavar="[CASE]", help="A case file; a new one in this folder unless told.")
    ] = None,
    lang: AskedLanguage = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, nothing drawn twice: for a screen reader.")
    ] = False,
    as_of: AsOf = None,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    templates: TemplatesDirectory = None,
    large_print: LargePrint = False,
) -> None:
    """Ask what matters, one thing at a time, in plain words; end with the cost, what to do, and the letter.

    Every answer is saved at once. After Ctrl-C the same command goes on. A case on file is only asked what it lacks.
    Answers can come from a file: mmfinance intake case.yaml < answers.txt

    Example: mmfinance intake case.yaml
    """
    from mmfinance.assistance.directory import load_directory
    from mmfinance.errors import InputError
    from mmfinance.intake.conversation import Conversation
    from mmfinance.intake.result import last_lines, letter_style, write_letter_beside
    from mmfinance.intake.saving import beginning_of, forget_progress, save, start_or_resume
    from mmfinance.letters.languages import require_language

    language = require_language(lang) if lang else None
    today = as_of.date() if as_of else date.today()
    path = case or _new_name(today)
    beginning = beginning_of(path)
    interview = start_or_resume(path, today, programs)
    save(path, interview)
    conversation = Conversation(
        interview,
        _terminal(plain),
        load_directory(programs, overlay),
        lambda told: save(path, told),
        language,
    )
    try:
        result = conversation.hold(str(path), today, beginning)
    except KeyboardInterrupt:
        conversation.say_goodbye(str(path))
        raise typer.Exit(STOPPED) from None
    except EOFError:
        conversation.say_goodbye(str(path))
        raise InputError("the answers ended before the interview did; no letter was written") from None
    conversation.tell(*last_lines(result, conversation.language))
    style = letter_style(result.situation.case, conversation.language, templates, large_print)
    letter, why_no_pdf = write_letter_beside(path, result, style)
    forget_progress(path)
    conversation.say_where(str(path), str(letter), why_no_pdf)


def _new_name(today: date) -> Path:
    """A name in this folder that no file has yet; never a person's name."""
    from itertools import count

    names = (Path(f"case-{today}{f'-{number}' if number > 1 else ''}.yaml") for number in count(1))
    return next(name for name in names if not name.exists())


def _terminal(plain: bool) -> "Terminal":
    """Menus where the terminal can draw them, else line by line."""
    if plain or not _can_draw():
        from mmfinance.cli.prompting.plain import PlainTerminal

        return PlainTerminal()
    from mmfinance.cli.prompting.screen import ScreenTerminal

    return ScreenTerminal()


def _can_draw() -> bool:
    """Whether menus can be drawn: a person sits at a terminal that is no dumb one (Windows has no TERM)."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return at_terminal and (os.name == "nt" or os.environ.get("TERM", "dumb") not in ("", "dumb"))
