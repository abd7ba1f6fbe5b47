"""The `config` commands: what is set, and where each value came from."""

from typing import Any

import typer

from mmfinance.cli.options import (
    AsJson,
    Language,
    LargePrint,
    Months,
    OverlayDirectory,
    ProgramsDirectory,
    TemplatesDirectory,
)
from mmfinance.cli.terminal import say

CONFIG_SCHEMA = "mmfinance/config@1"

commands = typer.Typer(help="What you set once instead of typing it each time.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(commands, name="config")


@commands.command()
def show(
    context: typer.Context,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    templates: TemplatesDirectory = None,
    language: Language = None,
    large_print: LargePrint = False,
    months: Months = 12,
    as_json: AsJson = False,
) -> None:
    """Show each setting and where it came from: a flag, else the environment, else the file, else the program itself.

    The file is TOML, one line a setting (months = 6). Example: mmfinance config show
    """
    from mmfinance.cli.settings import settings_file

    path = settings_file()
    rows = [_row(context, name) for name in _settings()]
    if as_json:
        import json

        typer.echo(json.dumps({"schema": CONFIG_SCHEMA, "file": str(path), "found": path.exists(), "settings": rows}))
        return
    say(f"File: {path}{'' if path.exists() else ' (not there)'}", "")
    _print(rows)


def _settings() -> tuple[str, ...]:
    from mmfinance.cli.settings import SETTINGS

    return tuple(SETTINGS)


def _row(context: typer.Context, name: str) -> dict[str, Any]:
    source = context.get_parameter_source(name)
    value = context.params[name]
    origin = {"COMMANDLINE": "flag", "ENVIRONMENT": "environment", "DEFAULT_MAP": "file"}.get(
        source.name if source else "", "default"
    )
    return {"name": name, "value": value if isinstance(value, bool | int | None) else str(value), "from": origin}


def _print(rows: list[dict[str, Any]]) -> None:
    from mmfinance.cli.settings import PREFIX
    from mmfinance.cli.tables import print_table, table
    from mmfinance.cli.terminal import console

    made = table("Setting", "value", "from")
    for row in rows:
        name = row["name"]
        value = _otherwise(name) if row["from"] == "default" else _words(row["value"])
        origin = f"environment ({PREFIX}{name.upper()})" if row["from"] == "environment" else row["from"]
        made.add_row(name, value, origin)
    print_table(console(), made)


def _otherwise(name: str) -> str:
    """What holds where nobody has set it; of the statuses that a person saw, where they are."""
    from mmfinance.assistance.overlay import own_overlay
    from mmfinance.cli.settings import SETTINGS

    if name != "overlay":
        return SETTINGS[name].otherwise
    own = own_overlay()
    return f"{own}{'' if own.is_dir() else ' (not there)'}"


def _words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
