"""The keys of a case file, written with dots, and what each means: for help while a person writes one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mmfinance.case.schema import case_schema
from mmfinance.case.skeleton import Schema, Writer
from mmfinance.errors import UnknownName


@dataclass(frozen=True)
class CaseKey:
    """One key: its path from the top of the file, what it means and what may stand there, and the keys under it."""

    path: str
    meaning: str
    under: tuple[str, ...]


def case_keys() -> tuple[str, ...]:
    """List the paths of all keys in the order of the file; entries of a list carry no number."""
    return tuple(_keys())


def case_key(path: str) -> CaseKey:
    """Describe one key. Raises UnknownName with the nearest paths."""
    if path not in _keys():
        raise UnknownName("key of a case", path, case_keys())
    start = f"{path}."
    under = tuple(key for key in _keys() if key.startswith(start) and "." not in key.removeprefix(start))
    return CaseKey(path, _keys()[path], under)


@cache
def _keys() -> dict[str, str]:
    schema = case_schema()
    found: dict[str, str] = {}
    fixed: dict[str, list[str]] = {}
    for path, meaning, only in _walk(Writer(schema["$defs"]), schema, ""):
        found.setdefault(path, meaning)
        if only:
            fixed.setdefault(path, []).append(only)
    return found | {path: f"one of {', '.join(words)}" if words[1:] else words[0] for path, words in fixed.items()}


def _walk(writer: Writer, part: Schema, start: str) -> Iterator[tuple[str, str, str | None]]:
    """Give each key's path, its meaning, and the only word that may stand there: a list's entries differ by it."""
    for key, field in part["properties"].items():
        path = f"{start}{key}"
        one, many = writer.object_of(field), writer.items_of(field)
        only = next((choice["const"] for choice in field.get("anyOf", [field]) if "const" in choice), None)
        yield path, writer.hint(field) or str((one or {}).get("description", "")), only
        for inner in many or ([one] if one else []):
            yield from _walk(writer, inner, f"{path}.")
