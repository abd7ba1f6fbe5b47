"""The `figures` and `centers` commands: the official figures behind an answer, and the cancer centers."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mmfinance.cli import complete
from mmfinance.cli.terminal import say

if TYPE_CHECKING:
    from mmfinance.reference.centers import Center
    from mmfinance.reference.figures import Figure

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(figures)
    app.command()(centers)


def figures(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A figure, or the start of several: medicare.part_d.",
            autocompletion=complete.figure_names,
        ),
    ] = None,
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day asked for.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show official figures with their period, source and confidence; without a name, list them all.

    Example: mmfinance figures medicare.part_d --on 2027-01-01
    """
    from datetime import date

    from mmfinance.reference.figures import find_figures

    day = on.date() if on else date.today()
    found = find_figures(name, day)
    if as_json:
        _print_json(
            {"schema": "mmfinance/figures@1", "on": day.isoformat(), "figures": [_figure(one) for one in found]}
        )
    elif name is None:
        _print_list(found)
    else:
        say("\n\n".join(_describe(one) for one in found))


def centers(
    near: Annotated[str | None, typer.Option("--near", help="A ZIP code: nearest centers first.")] = None,
    as_json: AsJson = False,
) -> None:
    """List cancer centers for CAR T-cell therapy and transplant; with --near, by straight-line miles.

    Example: mmfinance centers --near 02134
    """
    from mmfinance.reference import centers as reference
    from mmfinance.reference.places import zip_place

    measured: list[tuple[Center, float | None]]
    if near:
        measured = list(reference.nearest_centers(zip_place(near)))
    else:
        measured = [(one, None) for one in reference.centers()]
    if as_json:
        rows = [_center(one, miles) for one, miles in measured]
        _print_json({"schema": "mmfinance/centers@1", "centers": rows})
        return
    for one, miles in measured:
        say(_center_line(one, miles))
    say("? means that no source was found, not that a center lacks it: ask the center.")


def _print_json(document: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(document, indent=2))


def _print_list(found: "tuple[Figure, ...]") -> None:
    group = ""
    for one in found:
        start = one.name.split(".")[0]
        if start != group:
            say(f"{start}:")
            group = start
        say(f"  {one.name}: {_short(one.value)}{' (latest known)' if one.fallback else ''}")


def _short(value: Any) -> str:
    return f"table of {len(value)}" if isinstance(value, dict | tuple) else _value(value)


def _describe(one: "Figure") -> str:
    lines = [
        one.name,
        f"  {one.what}",
        f"  value:      {_value(one.value)} ({one.unit})",
        f"  period:     {_period(one)}",
    ]
    if one.fallback:
        lines.append("  latest known: the figure of the day asked for is not published here")
    if one.note:
        lines.append(f"  note:       {one.note}")
    lines.append(f"  confidence: {one.confidence} ({one.confirmed.replace('_', ' ')}), checked {one.checked_on}")
    for source in one.sources:
        where = f" {source.url}" if source.url else ""
        lines.append(f"  source:     {source.publisher}, {source.title}.{where}")
    return "\n".join(lines)


def _value(value: Any) -> str:
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_nested(item)}" for key, item in value.items())
    if isinstance(value, tuple):
        return "; ".join(_nested(item) for item in value)
    return str(value)


def _nested(value: Any) -> str:
    return f"({_value(value)})" if isinstance(value, dict | tuple) else _value(value)


def _period(one: "Figure") -> str:
    if one.start is None and one.end is None:
        return "in force when checked; no dates stated"
    start = f"from {one.start}" if one.start else ""
    end = f"to {one.end}" if one.end else ""
    return " ".join(part for part in (start, end) if part)


def _figure(one: "Figure") -> dict[str, Any]:
    from dataclasses import asdict

    row = asdict(one)
    for key in ("start", "end", "checked_on"):
        row[key] = row[key].isoformat() if row[key] else None
    return row


def _center(one: "Center", miles: float | None) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(one), "straight_line_miles": None if miles is None else round(miles, 1)}


def _center_line(one: "Center", miles: float | None) -> str:
    marks = {True: "yes", False: "no", None: "?"}
    far = "" if miles is None else f"{miles:7,.0f} miles  "
    phone = f"; phone {one.phone or one.hospital_phone}" if one.phone or one.hospital_phone else ""
    known = f"CAR T {marks[one.car_t]}, transplant {marks[one.transplant]}, Hope Lodge {marks[one.lodging]}"
    return f"{far}{one.id}: {one.name}, {one.city}, {one.state} ({known}{phone})"
