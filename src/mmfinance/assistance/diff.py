"""What changed between two program directories, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.predicates import AllOf, AnyOf, Criterion, NoneOf, leaves
from mmfinance.assistance.program import Program

_QUIET = frozenset({"sources", "examples", "notes", "unknown_fields", "eligible_when", "id", "schema_name"})


def differences(before: Directory, after: Directory) -> Iterator[str]:
    """Say in one line each what a second directory adds, drops and changes."""
    old, new = before.programs, after.programs
    for identifier in sorted(old.keys() | new.keys()):
        if identifier not in new:
            yield f"{identifier}: dropped ({old[identifier].name})"
        elif identifier not in old:
            yield f"{identifier}: new ({new[identifier].name})"
        else:
            for line in _changes(old[identifier], new[identifier]):
                yield f"{identifier}: {line}"


def _changes(old: Program, new: Program) -> Iterator[str]:
    yield from _rule_changes(old, new)
    before, after = (dict(_flat(program.model_dump(exclude=set(_QUIET)), "")) for program in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{key}: {_said(key, before.get(key))} became {_said(key, after.get(key))}"


def _rule_changes(old: Program, new: Program) -> Iterator[str]:
    before, after = _rules(old), _rules(new)
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if was is None:
            yield f"rule added: {key} {now}"
        elif now is None:
            yield f"rule dropped: {key} {was}"
        else:
            yield f"rule {key}: {was} became {now}"
    if before == after and _shape(old.eligible_when) != _shape(new.eligible_when):
        yield "the same rules are combined in another way (all_of, any_of, none_of)"


def _rules(program: Program) -> dict[str, str]:
    """The limits of a program by criterion; a criterion used twice keeps both, in order."""
    found: dict[str, str] = {}
    for criterion in leaves(program.eligible_when) if program.eligible_when is not None else ():
        said = _limit(criterion)
        found[criterion.key] = f"{found[criterion.key]}; {said}" if criterion.key in found else said
    return found


def _limit(criterion: Criterion) -> str:
    options = criterion.model_dump(exclude={criterion.key, "why"}, exclude_defaults=True)
    extras = f" ({', '.join(f'{key} {value}' for key, value in options.items())})" if options else ""
    return f"{'not published' if criterion.limit is None else criterion.spoken_limit()}{extras}"


def _shape(tree: Any) -> Any:
    if isinstance(tree, (AllOf, AnyOf, NoneOf)):
        return tree.how, tuple(_shape(branch) for branch in tree.branches)
    return None if tree is None else tree.key


def _flat(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else key)
    else:
        yield path, value


def _said(key: str, value: Any) -> str:
    if value is None:
        return "not known"
    if key.startswith("award.") and isinstance(value, int) and not isinstance(value, bool) and "days" not in key:
        return f"${value / 100:,.2f}".removesuffix(".00")
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value) or "nothing"
    return "yes" if value is True else "no" if value is False else str(value)
