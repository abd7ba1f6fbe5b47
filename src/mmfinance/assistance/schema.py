"""The JSON Schema of program files, for editors: completion, hover and a red line under what is wrong."""

import json

from mmfinance.assistance.program import PROGRAM_SCHEMA, Program


def program_schema() -> str:
    """Write the schema as the text of `programs/schema.json`."""
    schema = Program.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = PROGRAM_SCHEMA
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
