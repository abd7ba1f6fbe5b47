"""The reference pages that are written from the code: facts, the rule language and figures."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mmfinance.assistance.facts import fact
from mmfinance.assistance.facts.fact import Fact
from mmfinance.assistance.facts.registry import fact_names
from mmfinance.assistance.predicates.criterion import Criterion
from mmfinance.assistance.predicates.tree import CRITERIA
from mmfinance.assistance.program import Program
from mmfinance.reference.figure_files import FigureEntry, FigureValue, figure_file, file_names
from mmfinance.reference.sources import sources

WRITTEN = "Written by `make docs` from the code; a test keeps it current."
MOST_CHARACTERS = 90
FIGURES_HEAD = f"""# Figures

Every official figure that an answer can rest on, with the period it holds for. `mmfinance figures NAME` shows one in
full. Null is not published or not found: never zero. How they are kept right: [figures](../how-to/figures.md).
{WRITTEN}"""


def facts_page() -> str:
    """Every fact of the registry: what it is called, its values, and the question that asks for it."""
    facts = map(fact, sorted(fact_names()))
    rows = ((f"`{each.name}`", each.label, _values_of(each), _questions_of(each)) for each in facts)
    table = markdown_table(("fact", "in words", "values", "the question"), rows)
    return f"""# Facts

Rules, reasons and the interview speak of these facts and of nothing else. {WRITTEN}
Two more speak of another program: `application.ID` (the state of an application there) and `days_since_award.ID`.

{table}
"""


def _questions_of(of: Fact) -> str:
    return f"{of.question} Where a part is known: {of.question_of_rest}" if of.question_of_rest else of.question


def _values_of(of: Fact) -> str:
    words = ", ".join(f"`{word}`" for word in of.words[:12]) + (", ..." if len(of.words) > 12 else "")
    return " ".join(part for part in (of.shape.value, f"({of.unit.value})" if of.unit else "", words) if part)


def rules_page() -> str:
    """Every criterion of the rule language with what its key takes, and every key of a program file."""
    schema = Program.model_json_schema(by_alias=True)
    criteria = (
        (f"`{key}`", _first_line(kind), _criterion_takes(kind), _fact_of(kind))
        for key, kind in sorted(CRITERIA.items())
    )
    keys = (
        (f"`{key}`", "yes" if key in schema["required"] else "", _takes(field, schema), field.get("description", ""))
        for key, field in schema["properties"].items()
    )
    return f"""# The rule language

A program file states who is eligible as a tree of `all_of`, `any_of` and `none_of` over the criteria below, one YAML
key each. Every criterion reads one [fact](facts.md) and has three answers: yes, no, not known. Beside its key it may
have `why:`, one line for the reader. A limit of `null` is not published: the program decides, and nobody is ruled out.
How to write a file: [add a program](../how-to/add-a-program.md). {WRITTEN}

## Criteria

{markdown_table(("key", "what it asks", "takes", "fact"), criteria)}

## Keys of a program file

{markdown_table(("key", "required", "takes", "what it says"), keys)}
"""


def _first_line(kind: type[Criterion]) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]


def _fact_of(kind: type[Criterion]) -> str:
    name = getattr(kind, "fact", None)
    return f"`{name}`" if isinstance(name, str) else ""


def _criterion_takes(kind: type[Criterion]) -> str:
    fields = kind.model_json_schema(by_alias=True)
    options = [name for name in fields["properties"] if name not in (kind.key, "why")]
    beside = f"; options: {', '.join(f'`{name}`' for name in options)}" if options else ""
    return _takes(fields["properties"][kind.key], fields) + beside


def _takes(field: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """What a key of a JSON Schema takes, in a few words."""
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return _takes(schema["$defs"][name], schema) if "enum" in schema["$defs"][name] else name
    if "enum" in field:
        return _some(field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    for choice in ("anyOf", "oneOf"):
        if choice in field:
            return " or ".join(dict.fromkeys(_takes(one, schema) for one in field[choice]))
    if field.get("type") == "array":
        return f"list of {_takes(field.get('items', {}), schema)}"
    kind = field.get("type", "any")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _some(words: list[str]) -> str:
    return ", ".join(f"`{word}`" for word in words[:8]) + (", ..." if len(words) > 8 else "")


def figures_page() -> str:
    """Every official figure with each of its dated values and where it was read."""
    head = ("figure", "what", "period", "value", "unit", "source", "confidence")
    files = {file: figure_file(file)[1] for file in file_names()}
    sections = [f"## {file}\n\n{markdown_table(head, _figure_rows(entries))}" for file, entries in files.items()]
    values = [value for entries in files.values() for entry in entries.values() for value in entry.values]
    named = sorted({name for value in values for name in value.sources})
    listed = [
        f"- **{name}**: {one.publisher}, {one.title}. {one.url or 'No page that can be opened.'}"
        for name, one in zip(named, sources(tuple(named)), strict=True)
    ]
    return "\n\n".join([FIGURES_HEAD, *sections, "## Sources", "\n".join(listed)]) + "\n"


def _figure_rows(entries: Mapping[str, FigureEntry]) -> Iterator[tuple[str, ...]]:
    for name, entry in entries.items():
        for value in entry.values:
            named = ", ".join(value.sources)
            yield (
                f"`{name}`",
                entry.what,
                _period(value),
                in_few_words(value.value),
                entry.unit,
                named,
                value.confidence,
            )


def _period(value: FigureValue) -> str:
    bounds = (f"from {value.start}" if value.start else "", f"to {value.end}" if value.end else "")
    return " ".join(bound for bound in bounds if bound) or "no dates stated"


def in_few_words(value: Any) -> str:
    """Write a value, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False, default=str) if not isinstance(value, str) else value
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def markdown_table(head: tuple[str, ...], rows: Any) -> str:
    """Write rows under their headings as Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
