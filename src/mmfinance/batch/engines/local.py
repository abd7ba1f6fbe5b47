"""Chunks on the processes of this machine, each with pipes of its own, so that a death says which row it was."""

import os
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from mmfinance.batch.engines.engine import ENDED_THE_WORKER, TOOK_TOO_LONG, Chunk, Engine, Render
from mmfinance.batch.engines.worker import DONE, work
from mmfinance.batch.work.chunk import render_rows
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome, Task, failed_as_a_whole
from mmfinance.child import Child, start_child
from mmfinance.errors import MissingEnvironment, MmfinanceError

RECYCLE_AFTER = 5_000
"""Letters of one process: the layout engine loses some 17 kB of native memory with each."""
MOST_ATTEMPTS = 2
CLOCK_RAN_OUT = 1 if sys.platform == "win32" else -signal.SIGALRM
"""The exit code of a process that its own clock ended."""


def local_engine(workers: int | None = None, render: Render = render_rows) -> Engine:
    """An engine of as many processes as this one may use processors, unless told."""
    count = workers or processors()

    def run(chunks: Iterator[Chunk], job: Job) -> Generator[Outcome]:
        pool = _Pool(chunks, job, render)
        try:
            yield from pool.run(count)
        finally:
            pool.end()

    return run


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Worker:
    """One process, its pipes, and the rows it has been given and not answered yet; the first is the one in work."""

    child: Child
    rows: deque[Task] = field(default_factory=deque)
    letters: int = 0
    busy: bool = False


@dataclass
class _Pool:
    chunks: Iterator[Chunk]
    job: Job
    render: Render
    workers: list[_Worker] = field(default_factory=list)
    again: deque[Chunk] = field(default_factory=deque)
    ahead: Chunk | None = None
    attempts: dict[str, int] = field(default_factory=dict)
    answered: bool = False

    def run(self, count: int) -> Iterator[Outcome]:
        """Keep up to `count` processes busy until there are no chunks left; none is started before it is needed."""
        while True:
            while self._has_room(count) and (chunk := self._next_chunk()):
                self._hand(self._idle() or self._start(), chunk)
            if not any(worker.busy for worker in self.workers):
                return
            self._read_ahead()
            yield from self._answers()

    def end(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self.workers:
            worker.child.end()
        self.workers.clear()

    def _has_room(self, count: int) -> bool:
        return len(self.workers) < count or self._idle() is not None

    def _idle(self) -> _Worker | None:
        return next((worker for worker in self.workers if not worker.busy), None)

    def _next_chunk(self) -> Chunk | None:
        if self.again:
            return self.again.popleft()
        self._read_ahead()
        chunk, self.ahead = self.ahead, None
        return chunk

    def _read_ahead(self) -> None:
        """Make the next chunk if there is none: while all are busy, so that nobody waits for rows and a commit."""
        self.ahead = self.ahead or next(self.chunks, None)

    def _start(self) -> _Worker:
        self.workers.append(_Worker(start_child(work, self.render, self.job)))
        return self.workers[-1]

    def _hand(self, worker: _Worker, chunk: Chunk) -> None:
        worker.rows, worker.busy = deque(chunk), True
        with suppress(OSError):  # It has died; its closed pipe says so in a moment.
            worker.child.orders.send(chunk)

    def _answers(self) -> Iterator[Outcome]:
        """Wait for any process to say something, and take it."""
        busy = {worker.child.answers: worker for worker in self.workers if worker.busy}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                answer = worker.child.answers.recv()
            except (EOFError, OSError):
                yield from self._died(worker)
                continue
            self.answered = True
            if isinstance(answer, MmfinanceError):
                raise answer
            if answer == DONE:
                worker.busy = False
                self._recycle(worker)
            else:
                worker.rows.popleft()
                worker.letters += len(answer.letters)
                yield answer

    def _recycle(self, worker: _Worker) -> None:
        if worker.letters >= RECYCLE_AFTER:
            worker.child.orders.send(())
            self._remove(worker)

    def _remove(self, worker: _Worker) -> None:
        worker.child.process.join()
        worker.child.close()
        self.workers.remove(worker)

    def _died(self, worker: _Worker) -> Iterator[Outcome]:
        """Give the row in work another try, alone; after that it is reported."""
        self._remove(worker)
        code = worker.child.process.exitcode
        if not worker.rows:
            return
        suspect, *others = worker.rows
        self.attempts[suspect.folder] = self.attempts.get(suspect.folder, 0) + 1
        self.again.extend((task,) for task in others)  # Alone: what ended the process may be one of these.
        if self.attempts[suspect.folder] < MOST_ATTEMPTS:
            self.again.append((suspect,))
        elif not self.answered:
            raise MissingEnvironment(
                f"the workers end before their first letter ({_how(code)}); see `mmfinance doctor`"
            )
        else:
            yield failed_as_a_whole(suspect, self._why(code))

    def _why(self, code: int | None) -> str:
        if code == CLOCK_RAN_OUT:
            return TOOK_TOO_LONG.format(seconds=self.job.limits.seconds)
        return ENDED_THE_WORKER.format(how=_how(code))


def _how(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
