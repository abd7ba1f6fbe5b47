"""Every command's help says what it does and shows a call that works; a name mistyped is answered with the nearest."""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from mmfinance.cli.app import app
from scripts.json_page import WITHOUT_JSON

Run = Callable[..., tuple[int, str, str]]

CHECKOUT = Path(__file__).parents[2]


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
    for name, part in (inner or {}).items():
        yield from commands(part, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))
each_command = pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])


def example_of(command: Any) -> list[str]:
    """The words of the example, up to where a shell would send the output."""
    _, found, example = command.help.partition("Example: ")
    assert found, "the help shows no example"
    return shlex.split(example.split("\n\n")[0].replace("\n", " ").split(" > ")[0])


@each_command
def test_the_example_of_a_help_text_calls_this_command(path: tuple[str, ...], command: Any) -> None:
    program, *words = example_of(command)
    assert program == "mmfinance"
    assert tuple(words[: len(path)]) == path
    command.make_context(path[-1], words[len(path) :])
    named = [word for word in words if word.startswith("examples/")]
    assert [word for word in named if not (CHECKOUT / word).is_file()] == []


@each_command
def test_every_command_that_computes_gives_json(path: tuple[str, ...], command: Any) -> None:
    has_json = any("--json" in parameter.opts for parameter in command.params)
    assert has_json != (" ".join(path) in WITHOUT_JSON)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("estimat", "'estimate'"),
        ("programs lst", "'list'"),
        ("estimate x --jsn", "--json"),
        ("programs show totalasist-multiple-myeloma", "totalassist-multiple-myeloma"),
        ("carepaths teclistmab", "teclistamab"),
        ("figures medicare.part_d.oop_cp", "medicare.part_d.oop_cap"),
        ("case explain household.sise", "household.size"),
        ("programs list --kind travl", "travel"),
    ],
)
def test_a_name_mistyped_is_answered_with_the_nearest(words: str, nearest: str, mmfinance: Run) -> None:
    code, _, problem = mmfinance(*words.split())
    assert code == 2
    assert nearest in problem
