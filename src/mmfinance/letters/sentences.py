"""The sentences that the stations before may say in a letter, found in code and program files (a developer's tool).

A sentence is a text or f-string of several words. Each slot of an f-string gets a name, so that the catalogue's entry
can be filled in and can be recognised in finished text.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.predicates.conditions import JudgedByProgram, PleaseCheck
from mmfinance.assistance.templates import all_templates
from mmfinance.reference import price_files
from mmfinance.reference.care_paths import care_path, care_path_ids

_PACKAGE = Path(__file__).parents[1]
_NOT_IN_LETTERS = (
    "affordability.py",
    "compare.py",
    "hatching.py",
    "pictures.py",
    "scheduled.py",
)
_QUESTION_OR_LIMIT = re.compile(
    r"^[A-Z{][^\n]* [^\n]*(?:\?|limit stops [^\n]*|yearly limit[^\n]*)$|^(?:how|whether|what) [^\n]*$"
)
_SLOT = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[A-Za-z]{2}")
_NOT_SAID = ("Field", "ValueError", "BrokenData", "InputError", "Problem", "RuntimeError", "KeyError")


VALUES = ("the patient", "the caregiver")
"""Values inside sentences of the estimate."""

_WORDS_OF_CRITERIA = ("why", JudgedByProgram.key, PleaseCheck.key)


def said_by_code() -> tuple[str, ...]:
    """Every sentence template of facts, criteria, plan and estimate, each once."""
    found = dict.fromkeys(all_templates())
    found |= dict.fromkeys(_of_care_paths())
    for path in sorted((_PACKAGE / "exposure").rglob("*.py")):
        if path.name not in _NOT_IN_LETTERS:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(_of_source(tree, _QUESTION_OR_LIMIT))
            found |= dict.fromkeys(_of_phrases(tree))
    return tuple(found)


def said_by_programs(directory: Directory) -> tuple[str, ...]:
    """The words of program files that stand in letters beside names: criteria, time limits and hours, each once."""
    found: dict[str, None] = {}
    for file in directory.files.values():
        found |= dict.fromkeys(_of_criteria(file.document.data))
        found |= dict.fromkeys(rule.what for rule in file.program.deadlines)
        if file.program.apply.hours:
            found[file.program.apply.hours] = None
    return tuple(found)


def _of_criteria(data: Any) -> Iterator[str]:
    """The reasons of a program file's criteria, and the conditions that only a person or the program can judge."""
    if isinstance(data, dict):
        yield from (data[key] for key in _WORDS_OF_CRITERIA if isinstance(data.get(key), str))
        data = list(data.values())
    for part in data if isinstance(data, list) else ():
        yield from _of_criteria(part)


def _of_care_paths() -> Iterator[str]:
    """What care paths and price lists name: treatments, what may happen, what has no price, hospital stays."""
    for path in map(care_path, care_path_ids()):
        yield path.name
        yield from path.price_unknown
        yield from (phase.id.replace("_", " ") for phase in path.phases if phase.chance is not None)
        if path.step_up:
            yield path.step_up.what
    yield from (stay.name for stay in price_files.stays().values())
    for service in price_files.services().values():
        if any(fee.usd is None for fee in service.fees):
            yield service.name


def _of_phrases(tree: ast.Module) -> Iterator[str]:
    """The templates of phrases, but for what was assumed: of that a letter says the question only."""
    assumed = {
        id(node.args[1])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _called(node) in ("Assumption", "assume") and len(node.args) > 1
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "Phrase" and id(node) not in assumed:
            template = _template(node.args[0])
            if template and " " in template:
                yield template


def _of_source(tree: ast.Module, looks: re.Pattern[str]) -> Iterator[str]:
    skipped = {id(node) for node in _not_said(tree)}
    for node in ast.walk(tree):
        text = _template(node)
        if id(node) not in skipped and text and looks.match(text) and _WORD.search(_SLOT.sub("", text)):
            yield text


def _not_said(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        name = _called(node) if isinstance(node, ast.Call) else ""
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.Raise) or is_docstring or name in _NOT_SAID:
            yield from ast.walk(node)
        if isinstance(node, ast.JoinedStr):
            yield from node.values


def _called(node: ast.Call) -> str:
    """The name of the function or method that a call calls."""
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _template(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else f"{{slot{index}}}"
            for index, part in enumerate(node.values)
        )
    return None
