"""The terminal with menus: arrows or numbers to move, Enter to choose; text is typed on a line of its own.

The only module that imports prompt_toolkit. Questions are printed and stay; only the open menu is drawn again.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.key_binding.key_processor import KeyPressEvent
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.shortcuts import PromptSession

from mmfinance.cli.prompting.asking import AskingTerminal, columns
from mmfinance.cli.prompting.wording import (
    BACK_KEY,
    DONT_KNOW,
    GO_BACK,
    KEEP,
    SKIP_KEY,
    THAT_IS_ALL,
    WRITE_IT,
    answer_of,
    is_back,
    is_skip,
    question_lines,
    standing,
    wrapped,
)
from mmfinance.intake.terminal import Choice, Move, Prompt, Reply
from mmfinance.phrases import Phrase

_KEYS = Phrase("Arrow keys or a number, then Enter.")
_KEYS_OF_SEVERAL = Phrase("Arrow keys or a number. Enter marks. Then choose: That is all.")
_DONE, _SKIP, _BACK, _KEEP, _WRITE = "\0done", "\0skip", "\0back", "\0keep", "\0write"


class ScreenTerminal(AskingTerminal):
    """Prints questions, and shows menus to move in."""

    def _answer(self, prompt: Prompt) -> Reply:
        """Open a menu, or a line to write on."""
        return self._choose(prompt) if prompt.choices else self._write(prompt)

    def _show(self, prompt: Prompt) -> None:
        now = self.say(standing(prompt.now)) if prompt.now else ""
        print("\n".join(question_lines((prompt.note, prompt.text, prompt.help, now), columns())))

    def _choose(self, prompt: Prompt) -> Reply:
        rows = [*prompt.choices, *self._moves(prompt)]
        keys = _KEYS_OF_SEVERAL if prompt.several else _KEYS
        menu = _Menu(rows, self.say(keys), len(prompt.choices) if prompt.several else 0, prompt.marked)
        chosen = menu.run()
        if chosen.value == _DONE:
            marked = menu.marked()
            self._echo(", ".join(row.label for row in marked) or self.say(DONT_KNOW))
            return answer_of([row.value for row in marked], several=True)
        self._echo(chosen.label)
        if chosen.value in _MOVES:
            return _MOVES[chosen.value]
        if chosen.value == _WRITE:
            self.tell(prompt.write)
            answer = self._write(Prompt(prompt.text, can_go_back=True))
            return self._choose(prompt) if answer is Move.BACK else answer
        return self._finer(chosen, prompt)

    def _echo(self, answer: str) -> None:
        """Leave the answer where the menu was."""
        print("\n".join(wrapped(answer, columns(), "> ")))

    def _moves(self, prompt: Prompt) -> list[Choice]:
        """What stands below the answers of a menu."""
        moves = [Choice(_DONE, self.say(THAT_IS_ALL))] if prompt.several else []
        moves += [Choice(_WRITE, self.say(WRITE_IT))] if prompt.write else []
        moves += [Choice(_KEEP, self.say(KEEP))] if prompt.now else []
        moves += [Choice(_SKIP, self.say(DONT_KNOW))] if prompt.can_skip else []
        return moves + ([Choice(_BACK, self.say(GO_BACK))] if prompt.can_go_back else [])

    def _write(self, prompt: Prompt) -> Reply:
        if not prompt.unfit:
            print("\n".join(wrapped(" ".join(self._ways(prompt)), columns())))
        text = PromptSession[str]().prompt("> ").strip()
        if is_back(text) and prompt.can_go_back:
            return Move.BACK
        if not text and prompt.now:
            return Move.KEEP
        return None if not text or is_skip(text) else text

    def _ways(self, prompt: Prompt) -> list[str]:
        say = self.say
        ways = [prompt.write] if prompt.write else []
        if prompt.now:
            ways += [
                say(Phrase("Press Enter alone to keep the answer.")),
                say(Phrase("Type {key} for: I don't know.", key=SKIP_KEY)),
            ]
        else:
            ways.append(say(Phrase("Press Enter alone for: I don't know.")))
        return ways + ([say(Phrase("Type {key} to go back.", key=BACK_KEY))] if prompt.can_go_back else [])


_MOVES: dict[str, Reply] = {_SKIP: None, _BACK: Move.BACK, _KEEP: Move.KEEP}


@dataclass
class _Menu:
    """A list to move in, over a line about the `keys`.

    The first `markable` rows can be marked, and those that are `standing` are so already; any other row ends the menu.
    """

    rows: Sequence[Choice]
    keys: str
    markable: int = 0
    standing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._at = 0
        self._marked = {at for at, row in enumerate(self.rows[: self.markable]) if row.value in self.standing}
        self._typed = ""

    def run(self) -> Choice:
        """Let the person choose; gives the row that ended the menu. Raises KeyboardInterrupt or EOFError."""
        control = FormattedTextControl(self._fragments, focusable=True, show_cursor=False)
        app: Application[Choice] = Application(
            Layout(Window(control, dont_extend_height=True)), key_bindings=self._keys(), erase_when_done=True
        )
        return app.run()

    def marked(self) -> list[Choice]:
        """The marked rows, in their order."""
        return [self.rows[index] for index in sorted(self._marked)]

    def _fragments(self) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = []
        for index, row in enumerate(self.rows):
            here = index == self._at
            fragments += [("[SetCursorPosition]", "")] if here else []
            fragments.append(("bold" if here else "", self._row(index, row, here) + "\n"))
        return [*fragments, ("", "\n".join(wrapped(self.keys, columns() - 1)))]

    def _row(self, index: int, row: Choice, here: bool) -> str:
        mark = "" if index >= self.markable else "[x] " if index in self._marked else "[ ] "
        lead = f"{'>' if here else ' '} {index + 1:2d}. {mark}"
        return textwrap.fill(
            row.label,
            max(20, columns() - 1),
            initial_indent=lead,
            subsequent_indent=" " * len(lead),
            break_on_hyphens=False,
        )

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add("up")(lambda event: self._move(-1))
        keys.add("down")(lambda event: self._move(1))
        keys.add("tab")(lambda event: self._move(1))
        keys.add("s-tab")(lambda event: self._move(-1))
        keys.add("enter")(self._enter)
        keys.add(" ")(self._enter)
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        keys.add("<sigint>")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        keys.add("c-d")(lambda event: event.app.exit(exception=EOFError()))
        for digit in "0123456789":
            keys.add(digit)(self._digit)
        return keys

    def _move(self, by: int) -> None:
        self._typed = ""
        self._at = (self._at + by) % len(self.rows)

    def _digit(self, event: KeyPressEvent) -> None:
        """Go to the row of the number typed so far; a digit that leads nowhere begins a new number."""
        for typed in (self._typed + event.data, event.data):
            if typed.isdecimal() and 1 <= int(typed) <= len(self.rows):
                self._typed, self._at = typed, int(typed) - 1
                return

    def _enter(self, event: KeyPressEvent) -> None:
        self._typed = ""
        if self._at < self.markable:
            self._marked ^= {self._at}
        else:
            event.app.exit(result=self.rows[self._at])
