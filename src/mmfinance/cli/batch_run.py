"""The `batch run` command: letters for a whole file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.batch import CasesFile, MapFile, commands
from mmfinance.cli.batch_long import Workers, stopped_in_words
from mmfinance.cli.letter import LetterFormat
from mmfinance.cli.options import AsJson, AsOf, Months, OverlayDirectory, ProgramsDirectory, TemplatesDirectory
from mmfinance.cli.progress import progress

if TYPE_CHECKING:
    from mmfinance.batch.engines.engine import Engine
    from mmfinance.batch.output.folder import Shard
    from mmfinance.batch.run import Progress
    from mmfinance.batch.work.job import Job

REFERRALS = "up to {} referrals a person, one to each program that is eligible or possible; --program ID for one"


class EngineName(StrEnum):
    """What runs the work."""

    LOCAL = "local"
    DASK = "dask"


Folder = Annotated[Path, typer.Option("--output", "-o", help="The folder to write to. Only you can read it.")]
Kinds = Annotated[str, typer.Option("--letters", metavar="KINDS", help="Kinds of letters, with commas between.")]
Programs = Annotated[
    list[str] | None,
    typer.Option("--program", metavar="ID", help="A program that referrals go to; all that fit unless told."),
]
AllFormats = Annotated[LetterFormat, typer.Option("--format", help="What the letters are written as.")]
Part = Annotated[str, typer.Option("--shard", metavar="K/N", help="Only the K-th of N parts of the file.")]
Archives = Annotated[bool, typer.Option("--zip", help="One archive for each thousand cases instead of folders.")]
PrintFiles = Annotated[bool, typer.Option("--print", help="Also PDFs of all letters to one program.")]
EngineOption = Annotated[EngineName, typer.Option("--engine", help="Processes here, or a Dask cluster.")]
Scheduler = Annotated[str | None, typer.Option(metavar="ADDRESS", help="The Dask scheduler: tcp://HOST:8786.")]


def register(app: typer.Typer) -> None:
    """Add the command to the `batch` commands."""
    commands.command()(run)


def run(
    file: CasesFile,
    output: Folder,
    letters: Kinds = "action",
    program: Programs = None,
    mapping: MapFile = None,
    as_of: AsOf = None,
    months: Months = 12,
    format: AllFormats = LetterFormat.PDF,
    workers: Workers = None,
    shard: Part = "1/1",
    archives: Archives = False,
    print_files: PrintFiles = False,
    engine: EngineOption = EngineName.LOCAL,
    scheduler: Scheduler = None,
    as_json: AsJson = False,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    templates: TemplatesDirectory = None,
) -> None:
    """Write the letters of a whole file into a folder, with a manifest and a list of problems.

    Run the same command again after anything - a stop, a crash, a changed row - and it does only what is not done.
    Ends with 1 when some rows failed. Example: mmfinance batch run cases.csv -o letters --letters action,referral
    """
    import json
    from datetime import date

    from mmfinance.batch.columns.plan import plan_columns
    from mmfinance.batch.order import Order, job_of
    from mmfinance.batch.output.folder import Layout
    from mmfinance.batch.run import Input
    from mmfinance.batch.run import run as run_batch
    from mmfinance.batch.sources.source import open_source

    source, part, chosen = open_source(file), _shard(shard), _engine(engine, workers, scheduler)
    order = Order(
        out=output.resolve(),
        columns=plan_columns(source.columns, mapping),
        letters=tuple(kind.strip() for kind in letters.split(",")),
        referrals_to=tuple(program or ()),
        as_of=as_of.date() if as_of else None,
        months=months,
        format=format.value,
        programs=programs,
        overlay=overlay,
        templates=templates,
        shard=part,
    )
    job, names = job_of(order, date.today())
    layout = Layout(part, archives, print_files)
    _say_how_many(job, as_json)
    with stopped_in_words(), progress(source, "rows") as show:
        summary = run_batch(Input(file.name, source), job, chosen, names, layout, lambda now: show(*_said(now)))
    if as_json:
        typer.echo(json.dumps(summary.document(), indent=2))
    else:
        typer.echo(f"{summary.text()}\nLetters, manifest and problems are in {output}")
    if summary.failed:
        raise typer.Exit(1)


def _say_how_many(job: "Job", as_json: bool) -> None:
    from mmfinance.batch.order import most_referrals

    if not (as_json or job.referrals_to) and (most := most_referrals(job)):
        typer.echo(REFERRALS.format(most), err=True)


def _said(now: "Progress") -> tuple[int, str]:
    return now.unchanged + now.done, f"{now.letters:,} letters, {now.failed:,} rows failed"


def _engine(name: EngineName, workers: int | None, scheduler: str | None) -> "Engine":
    from mmfinance.batch.engines.cluster import dask_engine
    from mmfinance.batch.engines.local import local_engine
    from mmfinance.errors import InputError

    if name is EngineName.LOCAL:
        if scheduler:
            raise InputError("--scheduler is for --engine dask")
        return local_engine(workers)
    if scheduler is None or workers:
        raise InputError("--engine dask wants --scheduler ADDRESS, and the cluster brings its own workers")
    return dask_engine(scheduler)


def _shard(text: str) -> "Shard":
    from mmfinance.batch.output.folder import Shard
    from mmfinance.errors import InputError

    number, _, count = text.partition("/")
    if not (number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise InputError(f"--shard is {text!r}; expected K/N, such as 2/8")
    return Shard(int(number), int(count))
