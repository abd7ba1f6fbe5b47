"""The plain terminal: line by line, numbered choices, nothing drawn twice, no colour.

For a screen reader, a terminal that can do nothing else, and answers that come from a file.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from mmfinance.cli.prompting.asking import AskingTerminal, columns
from mmfinance.cli.prompting.wording import (
    BACK_KEY,
    SKIP_KEY,
    answer_of,
    is_back,
    is_skip,
    numbers,
    question_lines,
    standing,
)
from mmfinance.intake.terminal import Choice, Move, Prompt, Reply
from mmfinance.phrases import Phrase


class PlainTerminal(AskingTerminal):
    """Reads lines and prints lines."""

    def __init__(self) -> None:
        super().__init__()
        if isinstance(sys.stdin, TextIOWrapper):  # what is no text in this encoding is an answer that cannot be
            sys.stdin.reconfigure(errors="surrogateescape")

    def _answer(self, prompt: Prompt) -> Reply:
        """Read lines until one of them answers the question."""
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
                return self._taken(chosen, prompt)
            if (prompt.write and text and not text.isdecimal()) or (_is_zip(text) and prompt.write):
                return text
            self.tell(self._how_to_choose(prompt.choices, prompt.several))

    def _show(self, prompt: Prompt) -> None:
        numbered = (f"{number}. {choice.label}" for number, choice in enumerate(prompt.choices, start=1))
        now = self.say(standing(prompt.now)) if prompt.now else ""
        parts = (prompt.note, prompt.text, prompt.help, *numbered, now, " ".join(self._ways(prompt)))
        print("\n".join(question_lines(parts, columns())))

    def _ways(self, prompt: Prompt) -> list[str]:
        say = self.say
        ways = [self._how_to_choose(prompt.choices, prompt.several)] if prompt.choices else []
        ways += [prompt.write] if prompt.write else []
        if prompt.now:
            ways.append(say(Phrase("Press Enter alone to keep the answer.")))
            ways += [say(Phrase("Type {key} for: I don't know.", key=SKIP_KEY))] if prompt.can_skip else []
        elif prompt.can_skip:
            ways.append(say(Phrase("Press Enter alone for: I don't know.")))
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

    def _taken(self, chosen: list[Choice], prompt: Prompt) -> Reply:
        if prompt.several:
            return answer_of([choice.value for choice in chosen], several=True)
        return self._finer(chosen[0], prompt)

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
