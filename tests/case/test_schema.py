"""The JSON Schema: current, free of noise, and of one mind with the model about the examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.case.schema import case_schema, schema_text

CHECKOUT = Path(__file__).parents[2]
SCHEMA = case_schema()


def properties() -> dict[str, dict[str, Any]]:
    parts = {"Case": SCHEMA} | SCHEMA["$defs"]
    return {f"{name}.{key}": field for name, part in parts.items() for key, field in part.get("properties", {}).items()}


def test_the_kept_schema_is_current() -> None:
    kept = (CHECKOUT / "docs" / "case.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run: mmfinance case schema > docs/case.schema.json"


def test_the_schema_names_its_dialect_and_forbids_unknown_keys() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["required"] == ["as_of"]
    objects = [part for part in [SCHEMA, *SCHEMA["$defs"].values()] if "properties" in part]
    assert len(objects) > 30
    assert all(part["additionalProperties"] is False for part in objects)


def test_it_lists_every_key_of_the_model() -> None:
    assert set(SCHEMA["properties"]) == {field.alias or name for name, field in Case.model_fields.items()}


@pytest.mark.parametrize("key", sorted(set(properties()) - {"Address.street", "Address.city"}))
def test_an_editor_can_explain_every_key(key: str) -> None:
    field = properties()[key]
    section = "$ref" in json.dumps(field)
    assert field.get("description") or "const" in json.dumps(field) or section
    assert "title" not in field
    assert "default" not in field


def test_a_section_may_be_blank() -> None:
    for name in ("patient", "household", "diagnosis", "treatment", "travel", "work", "preferences"):
        assert {"type": "null"} in SCHEMA["properties"][name]["anyOf"]
