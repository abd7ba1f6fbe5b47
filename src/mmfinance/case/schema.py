"""The JSON Schema of a case file, generated from the model, so that editors complete and check while a person types."""

import json
from collections.abc import Mapping
from typing import Any

from mmfinance.case.model import CASE_SCHEMA, Case

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> dict[str, Any]:
    """Build the JSON Schema (2020-12) of `mmfinance/case@1`."""
    generated = Case.model_json_schema()
    parts = {name: _tidied(part) for name, part in sorted(generated["$defs"].items())}
    case = _tidied(generated)
    case["properties"] = {key: _may_be_blank(field) for key, field in case["properties"].items()}
    return {"$schema": _DIALECT, "title": f"A case file ({CASE_SCHEMA})"} | case | {"$defs": parts}


def schema_text() -> str:
    """Write the schema as it is printed and kept in the documentation."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidied(part: Mapping[str, Any]) -> dict[str, Any]:
    """Drop titles, which editors show as noise."""
    tidy = {key: value for key, value in part.items() if key not in ("title", "$defs")}
    if "properties" in tidy:
        tidy["properties"] = {key: _tidied_field(field) for key, field in tidy["properties"].items()}
    return tidy


def _tidied_field(field: Mapping[str, Any]) -> dict[str, Any]:
    """Drop defaults too (absent is unknown), and lift the description of an optional value to its key."""
    tidy = {key: value for key, value in field.items() if key not in ("title", "default")}
    for choice in tidy.get("anyOf", ()):
        described = choice.pop("description", None)
        if described:
            tidy.setdefault("description", described)
    return tidy


def _may_be_blank(field: dict[str, Any]) -> dict[str, Any]:
    """Let a section stand without anything under it."""
    return {"anyOf": [field, {"type": "null"}]} if "$ref" in field else field
