"""A worker process: imports once, works on what its pipe brings, and ends when the pipe or its parent does."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from mmfinance.batch.engines.engine import Render, portable
from mmfinance.batch.work.job import Job
from mmfinance.errors import MmfinanceError
from mmfinance.letters.worker import limit_memory

DONE = "done"
GC_THRESHOLD = (50_000, 20, 100)


def work(orders: Connection, answers: Connection, render: Render, job: Job) -> None:
    """Work on chunks until there are no more: every outcome as soon as there is one, then `DONE`.

    An error that stops the whole run goes back through the pipe in place of an outcome.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle.
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # The clock of a letter, which ends the process.
    _end_with_the_parent()
    limit_memory(job.limits.memory)
    warm: Callable[[], None] | None = _settle
    try:
        while tasks := orders.recv():
            for outcome in render(tasks, job):
                answers.send(outcome)
                warm = warm() if warm else None
            answers.send(DONE)
    except (EOFError, BrokenPipeError):
        return
    except MmfinanceError as error:
        answers.send(portable(error))
    except Exception as error:  # Never its message nor a traceback: both may quote a case.
        answers.send(MmfinanceError(f"a fault in mmfinance itself ({type(error).__name__}); please report it"))


def _settle() -> None:
    """After the first row all that stays is there: leave it out of every later collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLD)


def _end_with_the_parent() -> None:
    """End at once when the parent is gone, even in the middle of a letter: the next run begins with what is whole."""
    parent = parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
