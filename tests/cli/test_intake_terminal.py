"""The interview in a real pseudo-terminal: menus, going back, Ctrl-C, 40 columns, a dumb terminal.

A few long conversations and not many short ones: each starts a Python of its own and most write a PDF.
"""

import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mmfinance.case.reading import read_case
from mmfinance.intake.saving import start_or_resume

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

try:
    for end in os.openpty():
        os.close(end)
except OSError:  # a bare root without /dev/pts
    pytest.skip("this machine has no pseudo-terminals", allow_module_level=True)

import pexpect

TODAY = date(2026, 11, 28)
DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"
LINE = "\x1b[?2004h"
"""What the terminal is told when a line can be typed."""
SECONDS = 60


class Talk:
    """One interview at a terminal of some size."""

    def __init__(self, folder: Path, columns: int = 80, term: str = "xterm", *options: str) -> None:
        arguments = ["-m", "mmfinance", "intake", "case.yaml", "--as-of", "2026-11-28", *options]
        environment = {**os.environ, "TERM": term, "PROMPT_TOOLKIT_NO_CPR": "1"}
        environment.pop("COLUMNS", None)  # which pytest-xdist sets, and which would win over the terminal's own width
        self.child: Any = pexpect.spawn(
            sys.executable,
            arguments,
            cwd=folder,
            env=environment,
            dimensions=(40, columns),
            encoding="utf-8",
            timeout=SECONDS,
        )
        self.shown = ""

    def sees(self, *texts: str) -> None:
        """Wait until the texts are shown, one after the other."""
        for text in texts:
            self.child.expect_exact(text)
            self.shown += self.child.before + self.child.after

    def says(self, *answers: str) -> None:
        """Answer one question after the other, each when its menu or line is open."""
        for answer in answers:
            self.child.send(answer + ENTER)

    def ends(self) -> int:
        """Wait for the end; gives the exit code."""
        self.child.expect(pexpect.EOF)
        self.shown += self.child.before
        self.child.close()
        return int(self.child.exitstatus)

    def result(self, heading: str) -> list[str]:
        """The lines from a heading to the end, where nothing is drawn any more."""
        return (heading + self.shown.split(heading)[1]).replace("\r", "").split("\n")


@pytest.fixture
def talks() -> Iterator[list[Talk]]:
    """Interviews that are closed at the end, however the test ends."""
    held: list[Talk] = []
    yield held
    for talk in held:
        talk.child.close(force=True)


def test_english_with_menus_going_back_ctrl_c_and_resume(tmp_path: Path, talks: list[Talk]) -> None:
    talk = Talk(tmp_path)
    talks.append(talk)
    talk.sees("In which language", "Español", "Arrow keys or a number, then Enter.")
    talk.says("1")
    talk.sees("Which illness do you have?", "Go back")
    talk.says("5")
    talk.sees("Which treatments have you had", "Go back")
    talk.says("13")  # back to the illness, with the answer that stands
    talk.sees("Now: Another illness", "Go back")
    talk.says(DOWN + "1")
    talk.sees("Which treatments have you had", "Go back")
    talk.says("2", "11")  # mark Carvykti; that is all
    talk.sees("come back after CAR T-cell therapy?", "Go back")
    talk.says("4")  # back: what was marked is so still
    talk.sees("[x] CAR T-cell therapy: Carvykti", "Go back")
    talk.says("11")
    talk.sees("> CAR T-cell therapy: Carvykti", "come back after CAR T-cell therapy?", "Go back")
    talk.says("1")
    talk.sees("your CAR T-cells back?", LINE)
    talk.says("3/9/2026")
    talk.sees("Which health insurance", "Go back")
    talk.says("1", "11")  # mark the job; that is all
    talk.sees("ZIP code", LINE)
    talk.says("12")  # no ZIP code
    talk.sees("Write the five digits", LINE)
    talk.says("43081")
    talk.sees("Which treatment is planned", "Go back")
    talk.child.send(CTRL_C)
    talk.sees("All your answers are saved", "mmfinance intake case.yaml")
    assert talk.ends() == 130
    case = read_case(tmp_path / "case.yaml")
    assert case.diagnosis.disease == "multiple_myeloma"
    assert case.patient.address is not None
    assert case.patient.address.zip == "43081"

    again = Talk(tmp_path)
    talks.append(again)
    again.sees("Welcome back", "Which treatment is planned", "Go back")
    again.says("1", "6")  # a bispecific antibody, which one is not known
    for expected in ("How many people", "income in a year"):
        again.sees(expected, LINE)
        again.says("")
    again.sees("When does the new treatment start?", LINE)
    again.says("12/07/2026")
    again.sees("Where will you be treated?", "Go back")
    again.says("1")
    again.sees("How do you want to go on?", "we can settle", "Finish")
    again.says("4")
    again.sees("Choose one to change it", "All is right", "Multiple myeloma")
    again.says("")
    again.sees("Which name", LINE)
    again.says("Avery Example")
    again.sees("What it may cost you", "We expect about $", "What to do this week", "case-letter.pdf")
    assert again.ends() == 0
    case = read_case(tmp_path / "case.yaml")
    assert (case.patient.name, case.treatment.kind) == ("Avery Example", "bispecific")
    assert (tmp_path / "case-letter.pdf").read_bytes().startswith(b"%PDF")


def test_spanish_not_knowing_anything_in_40_columns(tmp_path: Path, talks: list[Talk]) -> None:
    talk = Talk(tmp_path, 40)
    talks.append(talk)
    talk.sees("¿En qué idioma", "Español")
    talk.says("2")
    talk.sees("¿Qué enfermedad tiene?", "Volver")
    talk.says("6")
    talk.sees("¿Qué tratamientos ha tenido", "Volver")
    talk.says("12")
    talk.sees("¿Qué seguro médico tiene?", "Volver")
    talk.says("11")
    for expected in ("código postal", "¿En qué estado"):
        talk.sees(expected, LINE)
        talk.says("")
    talk.sees("tratamiento se planea", "Volver")
    talk.says("9")
    for expected in ("¿Cuántas personas", "ingreso de su hogar", "¿Dónde será"):
        talk.sees(expected, LINE)
        talk.says("")
    talk.sees("Aún no podemos decir", "¿Cómo quiere seguir?", "Terminar")
    talk.says("3")
    talk.sees("Todo está bien")
    talk.says("")
    talk.sees("¿Qué nombre", LINE)
    talk.says("")
    talk.sees("Lo que puede costarle", "Qué hacer esta semana", "Lo que nos falta saber", "case-letter.pdf")
    assert talk.ends() == 0
    assert [line for line in talk.result("Lo que puede costarle") if len(line) > 40] == []
    case = read_case(tmp_path / "case.yaml")
    assert (case.coverage, case.patient.language) == (None, "es")
    assert (tmp_path / "case-letter.pdf").exists()


@pytest.mark.parametrize(("term", "options"), [("dumb", ()), ("xterm", ("--plain",))], ids=["dumb", "plain"])
def test_a_terminal_that_draws_nothing(term: str, options: tuple[str, ...], tmp_path: Path, talks: list[Talk]) -> None:
    talk = Talk(tmp_path, 80, term, "--lang", "en", *options)
    talks.append(talk)
    talk.sees("In which language should the letter be?", "Type a number from 1 to 2.", "> ")
    talk.says("1")
    talk.sees("Which illness do you have?", "1. Multiple myeloma", "Press Enter alone for: I don't know.", "> ")
    talk.says("1")
    talk.sees("Which treatments have you had")
    talk.child.kill(signal.SIGKILL)  # a crash: no time for anything
    talk.child.expect(pexpect.EOF)
    assert "\x1b" not in talk.shown
    assert start_or_resume(tmp_path / "case.yaml", TODAY).progress.asked == ("language", "disease")
    assert read_case(tmp_path / "case.yaml").patient.language == "en"
