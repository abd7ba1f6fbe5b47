"""What a conversation needs of a terminal: to tell something, and to ask something. How it looks is the terminal's."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from mmfinance.intake.question import Answer


class Move(Enum):
    """What a person can do in place of an answer."""

    BACK = "back"
    KEEP = "keep"


Reply = Answer | Move


@dataclass(frozen=True)
class Choice:
    """One answer to choose, in the words of the person's language; `more` are finer ones, and it stands without."""

    value: str
    label: str
    more: tuple["Choice", ...] = ()


@dataclass(frozen=True)
class Prompt:
    """A question as it is shown, every text in the person's language.

    `write` says what can be written, where something can; `now` is the answer that stands already, and `marked` are the
    values of several that do; `unfit` says why the last answer could not be.
    """

    text: str
    help: str = ""
    note: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    write: str = ""
    can_skip: bool = True
    can_go_back: bool = False
    now: str = ""
    marked: tuple[str, ...] = ()
    unfit: str = ""


class Terminal(Protocol):
    """Where a conversation takes place, in the language that `say` speaks.

    Both methods raise KeyboardInterrupt or EOFError when the person leaves.
    """

    say: Callable[[Any], str]

    def tell(self, *paragraphs: str) -> None:
        """Show paragraphs, wrapped to the width; `# ` begins a heading, `- ` an item of a list."""

    def ask(self, prompt: Prompt) -> Reply:
        """Ask, until there is an answer that can be chosen or written here."""
