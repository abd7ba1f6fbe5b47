"""Writing a case's data as YAML that a person can read, and that is read back as it was."""

from typing import Any

import yaml

_BaseDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NULLS = ("null", "Null", "NULL", "~", "")


class _Dumper(_BaseDumper):  # type: ignore[misc]
    """Quotes only what reading would take for something else: every scalar is text there, so 43081 needs no quotes."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012


def _text(dumper: Any, text: str) -> Any:
    style = "'" if text in _NULLS else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _null(dumper: Any, _: None) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", "null")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(type(None), _null)


def case_text(data: Any) -> str:
    """Write what a case file says (mappings, lists, text and None, as `documents` reads them) as YAML."""
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text
