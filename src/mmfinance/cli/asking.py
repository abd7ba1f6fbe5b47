"""The questions that still decide something, one by one; an empty answer is "I don't know"."""

from typing import TYPE_CHECKING

import typer

from mmfinance.cli.terminal import say

if TYPE_CHECKING:
    from mmfinance.assistance.directory import Directory
    from mmfinance.assistance.interview import Interview
    from mmfinance.case.model import Case


def ask_missing(case: "Case", directory: "Directory", explain: bool = False, why: str | None = None) -> None:
    """Ask for missing facts, the most deciding one first, and show what the answers change; nothing is stored.

    The end of the input, or Ctrl-C, ends the questions as the word stop does.
    """
    from mmfinance.assistance.interview import Interview
    from mmfinance.assistance.wording import match_lines

    interview = Interview(case, directory)
    say('An empty answer means "I don\'t know". Write stop to end.')
    learnt = _learnt(interview)
    for line in match_lines(interview.result(), directory, explain, why):
        say(line)
    if learnt:
        say("You answered the following. It is stored nowhere: write it into the case file to keep it.")
    for text, answer in learnt:
        say(f"  {text} {answer}")


def _learnt(interview: "Interview") -> list[tuple[str, str]]:
    """Ask until nothing is left to ask or the person stops; give the questions that got an answer, and the answers."""
    from mmfinance.errors import InputError

    learnt: list[tuple[str, str]] = []
    while question := interview.next_question():
        try:
            answer = typer.prompt(question.text, default="", show_default=False).strip()
        except typer.Abort:
            typer.echo()
            break
        if answer.lower() == "stop":
            break
        try:
            interview.answer(question, answer)
        except (InputError, ValueError) as error:
            say(f"  {error}")
            continue
        if answer:
            learnt.append((question.text, answer))
    return learnt
