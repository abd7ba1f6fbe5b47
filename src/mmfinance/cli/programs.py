"""The `programs` commands: list, search, show, check and keep the directory of help."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli import complete
from mmfinance.cli.options import AsJson, OverlayDirectory, ProgramsDirectory
from mmfinance.cli.terminal import counted, say

programs = typer.Typer(
    name="programs", help="The directory of help: list, search, show, check, keep up.", no_args_is_help=True
)

STATUS_SCHEMA = "mmfinance/status-seen@1"

_AS_OF = typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="As on this day.")
_DAY = "%Y-%m-%d"


class Seen(StrEnum):
    """A status that somebody can see."""

    OPEN = "open"
    WAITLIST = "waitlist"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(programs)


@programs.command("list")
def list_programs(
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only this kind of help, such as copay or travel.",
            autocompletion=complete.kinds_of_help,
        ),
    ] = None,
    directory: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    as_of: Annotated[datetime | None, _AS_OF] = None,
    as_json: AsJson = False,
) -> None:
    """List all programs by folder.

    Example: mmfinance programs list --kind travel
    """
    from mmfinance.assistance.catalogue import entries
    from mmfinance.assistance.directory import load_directory

    _print_entries(entries(load_directory(directory, overlay), _day(as_of), kind), as_json)


@programs.command()
def search(
    words: Annotated[list[str], typer.Argument(help="A name, an old name, a short name, a kind of help or a drug.")],
    directory: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    as_of: Annotated[datetime | None, _AS_OF] = None,
    as_json: AsJson = False,
) -> None:
    """Find programs; old names and misspellings work.

    Example: mmfinance programs search Leukemia Society
    """
    from mmfinance.assistance.catalogue import entry
    from mmfinance.assistance.directory import load_directory

    loaded = load_directory(directory, overlay)
    found = [entry(program, loaded, _day(as_of)) for program in loaded.find(" ".join(words))]
    _print_entries(found, as_json, by_folder=False)
    if not found and not as_json:
        say("Nothing found. Try one word of the name.")


@programs.command()
def show(
    name: Annotated[
        str,
        typer.Argument(
            help="The id or a name of a program, or the name of an organisation.", autocompletion=complete.program_ids
        ),
    ],
    directory: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    as_of: Annotated[datetime | None, _AS_OF] = None,
    as_json: AsJson = False,
) -> None:
    """Show one program, or all of an organisation: what it does today, whom it helps, how to apply, how sure we are.

    Example: mmfinance programs show totalassist-multiple-myeloma
    """
    from mmfinance.assistance.catalogue import entry
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.page import organisation_lines, page_lines
    from mmfinance.assistance.search import of_organisation

    loaded = load_directory(directory, overlay)
    own = of_organisation(name, loaded.programs.values())
    if len(own) > 1 and name not in loaded.programs:
        if as_json:
            _print_json("mmfinance/programs@1", "programs", [entry(each, loaded, _day(as_of)) for each in own])
            return
        lines = organisation_lines(name, own, loaded, _day(as_of))
    else:
        program = loaded.named(name)
        if as_json:
            typer.echo(program.model_dump_json(by_alias=True, indent=2))
            return
        lines = page_lines(program, loaded, _day(as_of))
    for line in lines:
        say(line)


@programs.command()
def check(
    directory: Annotated[Path | None, typer.Argument(help="A program directory; the shipped one unless told.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Also fail on checks that have expired.")] = False,
    overlay: OverlayDirectory = None,
    as_of: Annotated[datetime | None, _AS_OF] = None,
    as_json: AsJson = False,
) -> None:
    """Check every file of a directory, all problems at once; exit code 3 if there are any.

    Example: mmfinance programs check our-programs
    """
    from mmfinance.assistance.check import check_directory
    from mmfinance.assistance.directory import read_directory
    from mmfinance.errors import BrokenData

    read = read_directory(directory, overlay)
    problems = check_directory(read, _day(as_of), strict)
    if as_json:
        _print_json("mmfinance/programs-check@1", "problems", [dict(vars(problem)) for problem in problems])
        raise typer.Exit(BrokenData.exit_code if problems else 0)
    if problems:
        raise BrokenData(problems)
    say(f"{counted(len(read.files), 'program')}, no problems")


@programs.command()
def schema() -> None:
    """Print the JSON Schema of program files, for editors.

    Example: mmfinance programs schema > program.schema.json
    """
    from mmfinance.assistance.schema import program_schema

    typer.echo(program_schema(), nl=False)


@programs.command()
def stale(
    directory: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    as_of: Annotated[datetime | None, _AS_OF] = None,
    as_json: AsJson = False,
) -> None:
    """List what has to be looked at again: statuses past their days, rules read too long ago.

    Example: mmfinance programs stale
    """
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.freshness import stale_in

    found = stale_in(load_directory(directory, overlay), _day(as_of))
    if as_json:
        _print_json("mmfinance/stale@1", "stale", [one.as_document() for one in found])
        return
    for one in found:
        say(f"{one.program_id}: {one.what}, last checked {one.checked_on or 'on an unknown day'}")
    say(f"{counted(len(found), 'thing')} to look at again")


@programs.command()
def status(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a program.", autocompletion=complete.program_ids)
    ],
    state: Annotated[Seen, typer.Argument(help="What you saw.")],
    seen_on: Annotated[datetime, typer.Option("--seen-on", formats=[_DAY], metavar="DATE", help="The day you saw it.")],
    source: Annotated[str | None, typer.Option("--source", metavar="URL", help="Where you saw it.")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Anything else, without patient data.")] = None,
    directory: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    as_json: AsJson = False,
) -> None:
    """Record what you saw today; it wins over the shipped status. One small file, so that a team can share it.

    Example: mmfinance programs status fmla open --seen-on 2026-11-24
    """
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.overlay import observe, overlay_directory, own_overlay
    from mmfinance.errors import InputError

    if seen_on.date() > date.today():
        raise InputError(f"--seen-on: {seen_on.date()} is still to come; expected the day you saw it")
    program = load_directory(directory, overlay)[name]
    place = overlay_directory(overlay) or own_overlay()
    path = observe(place, program.id, state.value, seen_on.date(), source, note)
    valid_days = program.status.valid_days
    conflict = load_directory(directory, place).overlay.conflict(program.id, seen_on.date())
    if as_json:
        recorded = {"program": program.id, "state": state.value, "seen_on": str(seen_on.date())}
        _print_json(
            STATUS_SCHEMA, "recorded", recorded | {"valid_days": valid_days, "conflict": conflict, "file": str(path)}
        )
        return
    say(f"{program.id} is {state.value} since {seen_on.date()} for {valid_days} days: {path}")
    if conflict:
        say(f"But it was {conflict}.")


@programs.command()
def diff(
    before: Annotated[Path, typer.Argument(help="The older directory.")],
    after: Annotated[Path, typer.Argument(help="The newer directory.")],
    as_json: AsJson = False,
) -> None:
    """Say in words what changed between two program directories.

    Example: mmfinance programs diff programs our-programs
    """
    from mmfinance.assistance.diff import differences
    from mmfinance.assistance.directory import load_directory

    lines = list(differences(load_directory(before), load_directory(after)))
    if as_json:
        _print_json("mmfinance/programs-diff@1", "changes", lines)
        return
    say(*(lines or ["Nothing changed."]))


@programs.command()
def copy(directory: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")]) -> None:
    """Copy the whole directory into a folder of your own, to correct files and to add yours beside them.

    Example: mmfinance programs copy our-programs
    """
    from mmfinance.assistance.directory import copy_shipped

    say(f"{copy_shipped(directory)} program files in {directory}; use them with --programs {directory}")


@programs.command()
def new(name: Annotated[str, typer.Argument(metavar="ID", help="The id, which is the file name too.")]) -> None:
    """Print a program file that passes every check, ready to be filled in.

    Example: mmfinance programs new our-fund > our-programs/our-fund.yaml
    """
    from mmfinance.assistance.skeleton import skeleton

    typer.echo(skeleton(name, date.today()), nl=False)


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else date.today()


def _print_entries(found: list[dict[str, object]], as_json: bool, by_folder: bool = True) -> None:
    if as_json:
        _print_json("mmfinance/programs@1", "programs", found)
        return
    sector = None
    for one in found:
        if by_folder and one["sector"] != sector:
            sector = one["sector"]
            say(str(sector))
        instead = f"; go to {one['successor']}" if one["successor"] else ""
        say(f"  {one['id']}: {one['organisation']}, {one['name']} - {one['status']}{instead}")


def _print_json(schema_name: str, key: str, found: Sequence[object] | Mapping[str, object]) -> None:
    import json

    typer.echo(json.dumps({"schema": schema_name, key: found}, indent=2, ensure_ascii=False))
