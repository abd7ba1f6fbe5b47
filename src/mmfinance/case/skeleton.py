"""An empty case file with a comment at every key, generated from the schema so that it cannot lag behind the model."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mmfinance.case.model import CASE_SCHEMA
from mmfinance.case.schema import case_schema

Schema = Mapping[str, Any]

LONGEST_LINE = 118
COMMENT_COLUMN = 34
_SHOWN = "specialist_visit"

_HEADER = """\
# A case file for mmfinance. Fill in what you know and leave the rest empty: empty means "not known",
# never zero or "no". Any line may also be deleted.
# Never write a Social Security number here.
# Amounts are dollars (1250 or 1250.50), percents are 0 to 100 (20 is 20%), days are YYYY-MM-DD, yes and no are true and
# false. Entries of a list are commented out: remove the "# " in front of those you need, keeping the columns in line.
# `mmfinance case check FILE` names every mistake; `mmfinance case schema` prints a schema that lets an editor help."""


def skeleton(as_of: date) -> str:
    """Write an empty case (YAML) that passes `case check` as it is."""
    schema = case_schema()
    values = {"schema": CASE_SCHEMA, "as_of": as_of.isoformat()}
    lines = [_HEADER]
    for key, field in schema["properties"].items():
        lines += Writer(schema["$defs"]).section(key, field, values.get(key, ""))
    return "\n".join(lines) + "\n"


class Writer:
    """Writes parts of the schema as YAML lines."""

    def __init__(self, parts: Mapping[str, Schema]) -> None:
        self.parts = parts

    def section(self, key: str, field: Schema, value: str) -> Iterator[str]:
        """Write one top-level key, with a blank line before anything longer than a line."""
        part, items = self.object_of(field), self.items_of(field)
        if part is None and items is None:
            lines = list(_line("", key, value, self.hint(field)))
            yield from ["", *lines] if lines[1:] else lines
            return
        yield ""
        yield f"# {_first_upper(field.get('description') or (part or {}).get('description', ''))}"
        yield f"{key}:"
        yield from self._entries(items, "  # ") if items else self._fields(part or {}, "  ")

    def _fields(self, part: Schema, indent: str) -> Iterator[str]:
        for key, field in part["properties"].items():
            yield from self._field(key, field, indent)

    def _field(self, key: str, field: Schema, indent: str) -> Iterator[str]:
        part, items = self.object_of(field), self.items_of(field)
        hint = self.hint(field) or (part or {}).get("description", "")
        if "propertyNames" in field:
            yield from _line(indent, key, "", hint)
            yield from self._by_category(field, indent + "  ")
        elif part and "kind" in part["properties"]:
            kind = part["properties"]["kind"]["const"]
            yield from _line(indent, key, f"{{kind: {kind}}}", f"{hint}; all keys of kind {kind} may stand here")
        elif part and "#" in indent and not any(map(self.object_of, part["properties"].values())):
            yield from _line(indent, key, _flow(part), hint)
        else:
            yield from _line(indent, key, "", hint)
            yield from self._fields(part, indent + "  ") if part else ()
            yield from self._entries(items, indent + "  # ") if items else ()

    def _by_category(self, field: Schema, indent: str) -> Iterator[str]:
        """Write the terms of one category of service and the names of the others."""
        shown, *others = sorted(self._resolved(field["propertyNames"])["enum"], key=lambda name: name != _SHOWN)
        yield f"{indent}{shown}: {_flow(self._resolved(field['additionalProperties']))}"
        yield from _wrapped(f"{indent}# also for: ", others)

    def _entries(self, items: list[Schema], indent: str) -> Iterator[str]:
        """Write one commented entry of each kind; keys of the first kind are not repeated in the others."""
        first = items[0]["properties"]
        for part in items:
            new = {key: f for key, f in part["properties"].items() if part is items[0] or first.get(key) != f}
            if len(items) > 1:
                yield f"{indent}# {part['description']}"
            yield from self._entry(new, indent)
            shared = [key for key in part["properties"] if key not in new]
            if shared:
                yield from _wrapped(f"{indent}  # as above: ", shared)

    def _entry(self, fields: Mapping[str, Schema], indent: str) -> Iterator[str]:
        ordered = sorted(fields, key=lambda key: key != "kind")
        for number, key in enumerate(ordered):
            field = fields[key]
            dash = "- " if number == 0 else "  "
            if "const" in field:
                yield f"{indent}{dash}{key}: {field['const']}"
            else:
                yield from self._field(key, field, indent + dash)

    def hint(self, field: Schema) -> str:
        """Say what a key means and what may stand there."""
        form = next((words for choice in _choices(field) if (words := self._form(choice))), "")
        return "; ".join(text for text in (field.get("description", ""), form) if text)

    def _form(self, choice: Schema) -> str:
        choice = self._resolved(choice)
        if "enum" in choice:
            return "one of " + ", ".join(choice["enum"])
        if choice.get("type") == "array":
            form = self._form(choice["items"])
            return f"a list: {form}" if form else ""
        if choice.get("format") == "date":
            return "YYYY-MM-DD"
        return {"boolean": "true or false"}.get(str(choice.get("type")), "")

    def object_of(self, field: Schema) -> Schema | None:
        """The keys under a field, or None where a plain value or a list stands."""
        for choice in map(self._resolved, _choices(field)):
            if "properties" in choice:
                return choice
        return None

    def items_of(self, field: Schema) -> list[Schema] | None:
        """The kinds of object in a list, or None where the field is no list of objects."""
        for choice in _choices(field):
            if choice.get("type") == "array":
                items = [self._resolved(item) for item in choice["items"].get("oneOf", [choice["items"]])]
                return items if "properties" in items[0] else None
        return None

    def _resolved(self, schema: Schema) -> Schema:
        reference = schema.get("$ref")
        return self.parts[reference.rsplit("/", 1)[1]] if reference else schema


def _flow(part: Schema) -> str:
    return "{" + ", ".join(f"{key}: " for key in part["properties"]) + "}"


def _choices(field: Schema) -> list[Schema]:
    choices = (choice for choice in field.get("anyOf", [field]) if choice.get("type") != "null")
    return list(choices)


def _line(indent: str, key: str, value: str, hint: str) -> Iterator[str]:
    """Write a key with its comment beside it, or above where it is long."""
    bare = f"{indent}{key}: {value}".rstrip()
    beside = f"{bare.ljust(COMMENT_COLUMN)}  # {hint}" if hint else bare
    if len(beside) <= LONGEST_LINE:
        yield beside
    else:
        above = indent.replace("- ", "  ") if "- " in indent else indent
        yield from _wrapped(f"{above}# ", hint.split(" "), " ")
        yield bare


def _wrapped(start: str, words: list[str], joint: str = ", ") -> Iterator[str]:
    line = start
    for number, word in enumerate(words):
        piece = word + (joint.rstrip() if number < len(words) - 1 else "")
        if len(line) + len(piece) > LONGEST_LINE and line != start:
            yield line.rstrip()
            line = start[: start.rindex("#") + 1] + "   "
        line += piece + " "
    yield line.rstrip()


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
