"""The `carepaths` command: the treatment options that can be planned, and what one day of each phase costs."""

from datetime import datetime
from typing import Annotated, Any

import typer

from mmfinance.cli import complete
from mmfinance.cli.terminal import say


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(carepaths)


def carepaths(
    identifier: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A care path: teclistamab.", autocompletion=complete.care_path_ids),
    ] = None,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="Prices of this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """List the care paths; with an id, show its schedule, prices at Medicare's level and sources.

    Example: mmfinance carepaths teclistamab
    """
    from datetime import date

    from mmfinance.exposure.scheduling.care_path_document import care_path_document, care_paths_document

    day = on.date() if on else date.today()
    found = care_path_document(identifier, day) if identifier else care_paths_document()
    if as_json:
        import json

        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif identifier:
        say(*_described(found))
    else:
        for row in found["care_paths"]:
            marks = " (not approved for myeloma)" if row["off_label"] else ""
            say(f"{row['id']}: {row['name']}{marks}{' (a price is not known)' if row['price_unknown'] else ''}")


def _described(path: dict[str, Any]) -> list[str]:
    lines = [f"{path['id']}: {path['name']}", f"  {path['about']}"]
    lines.append(f"  Prices: Medicare's level on {path['on']}, {path['weight_kg']:g} kg.")
    for phase in path["phases"]:
        chance = f", in {phase['chance']:.0%} of draws" if phase["chance"] else ""
        lines.append(f"\n  {phase['title']}: {phase['when']}{chance}")
        lines += [f"    {_priced(line, item)}" for item in phase["gives"] for line in item["lines"]]
        for later in phase["later"]:
            lines.append(
                f"    later every {later['every_days']} days from day {later['from_day']}: {later['depends_on']}"
            )
        if phase["note"]:
            lines.append(f"    note: {phase['note']}")
    lines += [f"\n  {sentence}" for sentence in [*path["price_unknown"], *path["notes"]]]
    lines.append("\n  Sources:")
    lines += [f"    {one['title']}{' ' + one['url'] if one['url'] else ''}" for one in path["sources"]]
    return lines


def _priced(line: dict[str, Any], item: dict[str, Any]) -> str:
    amount = "price not known" if line["allowed"] is None else f"${line['allowed']:,.2f}"
    dose = f" {item['dose'].replace('_', ' ')}" if item["dose"] else ""
    days = f" on day {', '.join(str(day) for day in item['on_days'])}" if item["on_days"] else ""
    dated = f" ({line['period']}{', latest known' if line['fallback'] else ''})"
    return f"{line['name']}{dose}{days}: {amount}{dated}"
