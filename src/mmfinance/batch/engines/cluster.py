"""Chunks on a Dask cluster: a bounded window, Dask's own retries, and a row that ends its process left out."""

import logging
import socket
from collections.abc import Generator, Iterator
from itertools import islice
from typing import Any

from mmfinance import __version__
from mmfinance.batch.engines.engine import ENDED_THE_WORKER, Chunk, Engine, portable
from mmfinance.batch.work.chunk import render_chunk
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome, failed_as_a_whole
from mmfinance.errors import MissingEnvironment, MmfinanceError

CHUNKS_A_PROCESS = 2
LEAST_WINDOW = 8
"""Chunks on the way even where a cluster has hardly begun: one that grows on demand grows by what waits."""
RETRIES = 2


def dask_engine(scheduler: str) -> Engine:
    """An engine of the Dask cluster whose scheduler listens at an address (`tcp://host:8786`).

    Raises MissingEnvironment without the extra `mmfinance[dask]`, when nobody answers, and when a worker cannot do the
    work: it does not see the output folder, has another version, or works in threads.
    """

    def run(chunks: Iterator[Chunk], job: Job) -> Generator[Outcome]:
        distributed = _distributed()
        try:
            client = distributed.Client(scheduler, set_as_default=False)
        except (OSError, TimeoutError, ValueError):
            raise MissingEnvironment(f"no Dask scheduler answers at {scheduler}") from None
        with client:
            yield from _Window(distributed, client, job).run(chunks)

    return run


class _Window:
    """The chunks on the way: never more than the cluster needs to stay busy."""

    def __init__(self, distributed: Any, client: Any, job: Job) -> None:
        self._distributed, self._client, self._job = distributed, client, job
        self._futures = distributed.as_completed(loop=client.loop, raise_errors=False)
        self._chunks: dict[str, Chunk] = {}

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Outcome]:
        for chunk in islice(chunks, self._room()):
            self._submit(chunk)
        for future in self._futures:
            chunk = self._chunks.pop(future.key)
            yield from self._outcomes(future, chunk)
            for following in islice(chunks, max(0, self._room())):
                self._submit(following)

    def _room(self) -> int:
        processes = sum(self._client.nthreads().values())
        return int(max(LEAST_WINDOW, CHUNKS_A_PROCESS * processes)) - len(self._chunks)

    def _submit(self, chunk: Chunk) -> None:
        future = self._client.submit(render_on_cluster, chunk, self._job, __version__, pure=False, retries=RETRIES)
        self._chunks[future.key] = chunk
        self._futures.add(future)

    def _outcomes(self, future: Any, chunk: Chunk) -> Iterator[Outcome]:
        """What a chunk came to; of one that ended several processes each row is given a try of its own."""
        error = future.exception()
        if error is None:
            yield from future.result()
        elif not isinstance(error, self._distributed.KilledWorker):
            raise error if isinstance(error, MmfinanceError) else MissingEnvironment(_no_cluster(error))
        elif len(chunk) == 1:
            yield failed_as_a_whole(chunk[0], ENDED_THE_WORKER.format(how="a worker of the cluster"))
        else:
            for task in chunk:
                self._submit((task,))


def render_on_cluster(chunk: Chunk, job: Job, version: str) -> list[Outcome]:
    """The chunk function as a worker of the cluster runs it. Raises MissingEnvironment where it cannot."""
    host, worker = socket.gethostname(), _distributed().get_worker()
    if version != __version__:
        raise MissingEnvironment(f"the worker on {host} has mmfinance {__version__}, not {version}")
    if worker.state.nthreads > 1:
        raise MissingEnvironment("letters want one thread a process: start the workers with --nthreads 1")
    if not job.partial.is_dir():
        raise MissingEnvironment(f"the worker on {host} does not see {job.out}: the folder must lie on a shared disk")
    try:
        return render_chunk(chunk, job)
    except MmfinanceError as error:
        raise portable(error) from None


def _distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise MissingEnvironment("a Dask cluster needs an extra: pip install 'mmfinance[dask]'") from None
    # What a worker logs of a failed task quotes its arguments: the rows themselves.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _no_cluster(error: BaseException) -> str:
    return f"the Dask cluster failed ({type(error).__name__}); run the same command again to go on"
