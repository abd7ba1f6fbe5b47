"""Chunk functions that do to a worker what a hostile row may: they meet it as a row's folder name."""

import ctypes
import os
import signal
from collections.abc import Iterator, Sequence

from mmfinance.batch.work.chunk import at_most
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome, Task
from mmfinance.errors import UnwritableOutput


def render(tasks: Sequence[Task], job: Job) -> Iterator[Outcome]:
    """Answer every row at once, but for those whose case id says what to do instead."""
    for task in tasks:
        _do_harm(task.case_id or "", job)
        yield Outcome(task.row.number, task.folder, task.fingerprint, task.case_id)


def _do_harm(deed: str, job: Job) -> None:
    if deed == "hang-in-native-code":
        with at_most(job.limits.seconds):
            ctypes.PyDLL(None).sleep(3600)  # a native call that keeps the interpreter's lock
    if deed == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if deed == "full":
        raise UnwritableOutput("the disk is full")
