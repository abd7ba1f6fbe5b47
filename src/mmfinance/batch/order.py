"""From what a user asks for to a job whose every name is known to be good, before the first row is read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mmfinance.assistance.directory import load_directory
from mmfinance.batch.columns.plan import ColumnPlan
from mmfinance.batch.output.folder import WHOLE, Shard, partial_folder, state_file
from mmfinance.batch.output.state import unfinished_day
from mmfinance.batch.work.case_letters import takes_applications
from mmfinance.batch.work.fingerprint import knowledge_fingerprint
from mmfinance.batch.work.job import REFERRAL, Job
from mmfinance.errors import InputError
from mmfinance.letters.kinds import kind_named
from mmfinance.letters.typeset import Format


@dataclass(frozen=True)
class Order:
    """What a user asks for. Without a day it is today, or the day of an earlier run that did not come to its end."""

    out: Path
    columns: ColumnPlan
    letters: tuple[str, ...] = ("action",)
    referrals_to: tuple[str, ...] = ()
    as_of: date | None = None
    months: int = 12
    format: Format = "pdf"
    programs: Path | None = None
    overlay: Path | None = None
    templates: Path | None = None
    shard: Shard = WHOLE


def job_of(order: Order, today: date) -> tuple[Job, tuple[str, ...]]:
    """Check an order; give the job, and the ids of all programs in the order of the verdicts.

    Raises UnknownName for a letter or a program that does not exist, InputError, BrokenData for a faulty directory.
    """
    for kind in order.letters:
        kind_named(kind)
    if order.referrals_to and REFERRAL not in order.letters:
        raise InputError("--program names where referrals go: ask for them with --letters referral")
    if order.templates and not order.templates.is_dir():
        raise InputError(f"{order.templates}: there is no such template directory")
    directory = load_directory(order.programs, order.overlay)
    referrals_to = tuple(directory.named(words).id for words in order.referrals_to)
    options = [order.letters, referrals_to, order.months, order.format, order.columns]
    job = Job(
        out=order.out,
        partial=partial_folder(order.out, order.shard),
        columns=order.columns,
        as_of=order.as_of or unfinished_day(state_file(order.out, order.shard)) or today,
        knowledge=knowledge_fingerprint(options, order.programs, order.overlay, order.templates),
        letters=tuple(dict.fromkeys(order.letters)),
        referrals_to=referrals_to,
        months=order.months,
        format=order.format,
        programs=order.programs,
        overlay=order.overlay,
        templates=order.templates,
    )
    return job, tuple(directory.programs)


def most_referrals(job: Job) -> int:
    """How many referrals one case can get where no program is named: one to each that takes applications."""
    if REFERRAL not in job.letters:
        return 0
    return sum(map(takes_applications, load_directory(job.programs, job.overlay).programs.values()))
