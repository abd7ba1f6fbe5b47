"""Checking a whole program directory: everything wrong at once, each with its file and line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mmfinance.assistance.directory import Directory, ProgramFile, nearest
from mmfinance.assistance.examples import wrong_examples
from mmfinance.assistance.freshness import stale
from mmfinance.assistance.predicates import Criterion
from mmfinance.assistance.predicates.conditions import ApplicationTo
from mmfinance.assistance.predicates.income import PovertyCriterion
from mmfinance.assistance.program import Program
from mmfinance.documents import KeyPath, dotted
from mmfinance.errors import Problem

Finding = tuple[KeyPath, str]

_MAY_BE_NULL = frozenset({"eligible_when"})


def check_directory(directory: Directory, day: date, strict: bool = False) -> tuple[Problem, ...]:
    """Find everything that is wrong in a directory; `strict` also finds checks that have expired on a day."""
    found = [*directory.problems, *directory.overlay.problems, *_shared_names(directory), *_cycles(directory)]
    for file in directory.files.values():
        findings = [*_findings(file, directory, day), *(_expired(file, directory, day) if strict else ())]
        found += [_problem(file, path, message) for path, message in findings]
    return tuple(sorted(set(found)))


def _problem(file: ProgramFile, path: KeyPath, message: str) -> Problem:
    return Problem(file.document.file, file.document.line(path), dotted(path), message)


def _findings(file: ProgramFile, directory: Directory, day: date) -> Iterator[Finding]:
    program = file.program
    yield from _unnamed_nulls(file)
    yield from _known_unknowns(file)
    yield from _amount_without_period(program)
    yield from _limit_without_year(program)
    yield from _dangling(program, directory)
    yield from _end_without_date(program)
    for place, message in wrong_examples(program, day):
        yield ("examples", place), message


def _unnamed_nulls(file: ProgramFile) -> Iterator[Finding]:
    """A null has to be admitted under `unknown_fields`."""
    named = [tuple(field.split(".")) for field in file.program.unknown_fields]
    for path in _null_paths(file.document.data, ()):
        keys = tuple(part for part in path if isinstance(part, str))
        if keys[0] == "examples" or keys[-1] in _MAY_BE_NULL:
            continue
        if not any(keys[-len(name) :] == name for name in named):
            yield path, "is null; name it under unknown_fields, or fill it in"


def _null_paths(data: Any, path: KeyPath) -> Iterator[KeyPath]:
    if data is None:
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _null_paths(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _null_paths(value, (*path, place))


def _known_unknowns(file: ProgramFile) -> Iterator[Finding]:
    """What is named as unknown but stands in the file."""
    for place, name in enumerate(file.program.unknown_fields):
        value: Any = file.document.data
        for key in name.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None:
            yield ("unknown_fields", place), f"{name} stands in the file; take it off this list"


def _amount_without_period(program: Program) -> Iterator[Finding]:
    award = program.award
    without = award.period is None and "award.period" not in program.unknown_fields
    amounts: list[tuple[KeyPath, int | None]] = [
        (("award", key), getattr(award, key)) for key in ("guaranteed", "at_most", "minimum")
    ]
    amounts += [(("award", "shares", place, "at_most"), share.at_most) for place, share in enumerate(award.shares)]
    for path, amount in amounts:
        if amount is not None and without:
            yield path, "an amount needs a period (once, per_fill, calendar_year, twelve_months ...)"
    if award.patient_pays is not None and award.patient_pays_per is None:
        yield ("award", "patient_pays"), "needs patient_pays_per (fill, dose, visit, month or year)"


def _limit_without_year(program: Program) -> Iterator[Finding]:
    for criterion, path in _placed(program.eligible_when, ("eligible_when",)):
        if not isinstance(criterion, PovertyCriterion):
            continue
        if criterion.limit is not None and criterion.poverty_guideline is None and not program.rules.poverty_guideline:
            yield path, "this limit needs a guideline year: rules.poverty_guideline, or poverty_guideline beside it"


def _dangling(program: Program, directory: Directory) -> Iterator[Finding]:
    """Programs that are named and do not exist."""
    for path, name in _named_programs(program):
        if name not in directory.files:
            yield path, f"there is no program {name!r}{nearest(name, tuple(directory.files))}"
        elif name == program.id:
            yield path, "a program cannot name itself here"


def _named_programs(program: Program) -> Iterator[tuple[KeyPath, str]]:
    if program.successor:
        yield ("successor",), program.successor
    for place, first in enumerate(program.requires_first):
        yield ("requires_first", place, "program"), first.program
    for place, excluded in enumerate(program.excludes):
        yield ("excludes", place, "program"), excluded.program
    for place, brought in enumerate(program.brings_automatically):
        yield ("brings_automatically", place), brought
    for criterion, path in _placed(program.eligible_when, ("eligible_when",)):
        if isinstance(criterion, ApplicationTo):
            yield (*path, "application_to", "program"), criterion.application_to.program
        elif other := getattr(criterion, "of_program", None):
            yield (*path, "of_program"), other


def _end_without_date(program: Program) -> Iterator[Finding]:
    dated = program.ended_on is not None or "ended_on" in program.unknown_fields
    if program.operation in ("merged", "closed") and not dated:
        yield ("operation",), f"a program that is {program.operation} needs ended_on (or ended_on under unknown_fields)"
    if program.operation == "merged" and program.successor is None:
        yield ("operation",), "a merged program needs its successor"


def _placed(tree: Any, path: KeyPath) -> Iterator[tuple[Criterion, KeyPath]]:
    """Walk the criteria of a tree with their place in the file."""
    if isinstance(tree, Criterion):
        yield tree, path
    elif tree is not None:
        for place, branch in enumerate(tree.branches):
            yield from _placed(branch, (*path, tree.how, place))


def _shared_names(directory: Directory) -> Iterator[Problem]:
    """Ids and aliases that mean two programs."""
    owners: dict[str, str] = {identifier: identifier for identifier in directory.files}
    for identifier, file in directory.files.items():
        for place, alias in enumerate(file.program.aliases):
            owner = owners.setdefault(alias.lower(), identifier)
            if owner != identifier or alias.lower() in [other.lower() for other in file.program.aliases[:place]]:
                yield _problem(file, ("aliases", place), f"{alias!r} is an alias of {owner} too")


def _cycles(directory: Directory) -> Iterator[Problem]:
    """Prerequisites that wait for each other."""
    for identifier, file in directory.files.items():
        if identifier in _reachable(identifier, directory):
            yield _problem(
                file, ("requires_first",), "this program has to come before itself (a circle of prerequisites)"
            )


def _reachable(start: str, directory: Directory) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        file = directory.files.get(waiting.pop())
        for first in file.program.requires_first if file else ():
            if first.program not in seen:
                seen.add(first.program)
                waiting.append(first.program)
    return seen


def _expired(file: ProgramFile, directory: Directory, day: date) -> Iterator[Finding]:
    for old in stale(file.program, directory.overlay.status(file.program, day), day):
        path = ("rules", "checked_on") if old.what == "rules" else ("status", "observed_on")
        yield path, f"was last checked on {old.checked_on or 'an unknown day'}; it counts for {old.valid_days} days"
