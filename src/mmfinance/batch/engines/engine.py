"""What every engine is: chunks in, outcomes out in any order, each row exactly once."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome, Task
from mmfinance.errors import BrokenData, InputError, MissingEnvironment, MmfinanceError, UnwritableOutput

Chunk = tuple[Task, ...]
Render = Callable[[Sequence[Task], Job], Iterable[Outcome]]
"""The chunk function."""
Engine = Callable[[Iterator[Chunk], Job], Generator[Outcome]]
"""Takes a chunk only when there is somebody to work on it, so that any number of rows fits in memory."""

TOOK_TOO_LONG = "took longer than {seconds:g} seconds for one letter, twice; left out"
ENDED_THE_WORKER = "ended the process that worked on it, twice ({how}); left out"


def portable(error: MmfinanceError) -> MmfinanceError:
    """The same in a class that survives the way through a pipe, with its exit code."""
    for kind in (MissingEnvironment, BrokenData, UnwritableOutput):
        if isinstance(error, kind):
            return kind(str(error))
    return InputError(str(error))
