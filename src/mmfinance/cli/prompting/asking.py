"""What both terminals do alike: tell paragraphs, say why an answer could not be, ask for the finer answer."""

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mmfinance.cli.prompting.wording import answer_of, laid_out
from mmfinance.intake.terminal import Choice, Move, Prompt, Reply
from mmfinance.phrases import Phrase


class AskingTerminal(ABC):
    """A terminal that prints; how a question looks and how its answer is read is each one's own."""

    def __init__(self) -> None:
        self.say: Callable[[Any], str] = str

    def tell(self, *paragraphs: str) -> None:
        """Print paragraphs."""
        for line in laid_out(paragraphs, columns()):
            print(line)

    def ask(self, prompt: Prompt) -> Reply:
        """Show a question, or why its last answer could not be, and take an answer."""
        if prompt.unfit:
            self.tell(prompt.unfit)
        else:
            self._show(prompt)
        return self._answer(prompt)

    def _finer(self, chosen: Choice, prompt: Prompt) -> Reply:
        """Ask for the finer answer of a choice that has some; who does not know it has chosen all the same."""
        if not chosen.more:
            return answer_of([chosen.value], prompt.several)
        which = self.say(Phrase("Which one is it?"))
        finer = Prompt(chosen.label, which, choices=chosen.more, can_skip=prompt.can_skip, can_go_back=True)
        answer = self.ask(finer)
        if answer is Move.BACK:
            return self.ask(replace(prompt, unfit=""))
        return chosen.value if answer is None else answer

    @abstractmethod
    def _show(self, prompt: Prompt) -> None:
        """Print a question, its help, and how it can be answered."""

    @abstractmethod
    def _answer(self, prompt: Prompt) -> Reply:
        """Take one answer that can be chosen or written here."""


def columns() -> int:
    """The width of the terminal."""
    return shutil.get_terminal_size((80, 24)).columns
