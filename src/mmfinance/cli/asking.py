"""The questions that still decide something, one by one; an empty answer is "I don't know"."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from mmfinance.assistance.directory import Directory
    from mmfinance.case.model import Case


def ask_missing(case: "Case", directory: "Directory") -> None:
    """Ask for missing facts, the most deciding one first, and show what the answers change; nothing is stored."""
    from mmfinance.assistance.interview import Interview
    from mmfinance.assistance.wording import match_lines
    from mmfinance.errors import InputError

    interview = Interview(case, directory)
    typer.echo('An empty answer means "I don\'t know". Write stop to end.')
    while question := interview.next_question():
        answer = typer.prompt(question.text, default="", show_default=False)
        if answer.strip().lower() == "stop":
            break
        try:
            interview.answer(question, answer)
        except (InputError, ValueError) as error:
            typer.echo(f"  {error}")
    for line in match_lines(interview.result(), directory, explain=False, why=None):
        typer.echo(line)
