"""The plain terminal: line by line, numbered choices, nothing drawn twice, no colour.

For a screen reader, a terminal that can do nothing else, and answers that come from a file.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import Any

from mmfinance.cli.prompting.wording import (
    BACK_KEY,
    SKIP_KEY,
    answer_of,
    is_back,
    is_skip,
    laid_out,
    numbers,
    question_lines,
    standing,
)
from mmfinance.intake.question import Answer
from mmfinance.intake.terminal import Choice, Move, Prompt, Reply
from mmfinance.phrases import Phrase


class PlainTerminal:
    """Reads lines and prints lines."""

    def __init__(self) -> None:
        self.say: Callable[[Any], str] = str
        if isinstance(sys.stdin, TextIOWrapper):  # what is no text in this encoding is an answer that cannot be
            sys.stdin.reconfigure(errors="surrogateescape")

    def tell(self, *paragraphs: str) -> None:
        """Print paragraphs."""
        for line in laid_out(paragraphs, _columns()):
            print(line)

    def ask(self, prompt: Prompt) -> Reply:
        """Print a question and its choices, and read lines until one of them answers it."""
        if prompt.unfit:
            self.tell(prompt.unfit)
        else:
            self._show(prompt)
        while True:
            text = self._read()
            if is_back(text) and prompt.can_go_back:
                return Move.BACK
            if is_skip(text) and prompt.can_skip:
                return None
            if not text and prompt.now:
                return Move.KEEP
            if not text and prompt.can_skip:
                return None
            if not prompt.choices and text:
                return text
            chosen = self._chosen(text, prompt.choices, prompt.several)
            if chosen is not None:
                return self._finer(chosen, prompt)
            if (prompt.write and text and not text.isdecimal()) or (_is_zip(text) and prompt.write):
                return text
            self.tell(self._how_to_choose(prompt.choices, prompt.several))

    def _show(self, prompt: Prompt) -> None:
        numbered = (f"{number}. {choice.label}" for number, choice in enumerate(prompt.choices, start=1))
        now = self.say(standing(prompt.now)) if prompt.now else ""
        parts = (prompt.note, prompt.text, prompt.help, *numbered, now, " ".join(self._ways(prompt)))
        print("\n".join(question_lines(parts, _columns())))

    def _ways(self, prompt: Prompt) -> list[str]:
        say = self.say
        ways = [self._how_to_choose(prompt.choices, prompt.several)] if prompt.choices else []
        ways += [prompt.write] if prompt.write else []
        if prompt.now:
            ways.append(say(Phrase("Only Enter: keep the answer.")))
            ways += [say(Phrase("Type {key} for: I don't know.", key=SKIP_KEY))] if prompt.can_skip else []
        elif prompt.can_skip:
            ways.append(say(Phrase("Only Enter: I don't know.")))
        ways += [say(Phrase("Type {key} to go back.", key=BACK_KEY))] if prompt.can_go_back else []
        return ways

    def _how_to_choose(self, choices: Sequence[Choice], several: bool) -> str:
        if not choices:
            return self.say(Phrase("Please write an answer."))
        if several:
            return self.say(Phrase("Type numbers with commas, such as 1, 3."))
        return self.say(Phrase("Type a number from 1 to {most}.", most=len(choices)))

    def _chosen(self, text: str, choices: Sequence[Choice], several: bool) -> list[Choice] | None:
        found = numbers(text, len(choices), several) if text else None
        return None if found is None else [choices[number - 1] for number in found]

    def _finer(self, chosen: list[Choice], prompt: Prompt) -> Reply:
        """Ask for the finer answer of a choice that has some."""
        if not chosen[0].more:
            return answer_of([choice.value for choice in chosen], prompt.several)
        answer: Answer | Move = self.ask(
            Prompt(chosen[0].label, choices=chosen[0].more, can_skip=prompt.can_skip, can_go_back=True)
        )
        return self.ask(prompt) if answer is Move.BACK else answer

    def _read(self) -> str:
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if not sys.stdin.isatty():
            print(line.rstrip("\n"))
        return line.strip()


def _is_zip(text: str) -> bool:
    return text.isdecimal() and len(text) == 5


def _columns() -> int:
    return shutil.get_terminal_size((80, 24)).columns
