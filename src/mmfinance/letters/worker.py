"""Writing letters from templates that are not ours: in a process of its own that can be stopped.

A template can ask for more work than any machine has (an endless loop, a table of a million cells), and no alarm inside
the process interrupts a long native call. So the child has a memory limit and the parent a clock.
"""

import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mmfinance.child import Child, start_child
from mmfinance.errors import InputError, MmfinanceError

MOST_SECONDS = 30
MOST_MEMORY = 4 * 1024**3


def in_worker(write: Callable[..., bytes], *arguments: Any, seconds: float = MOST_SECONDS) -> bytes:
    """Call a function in a child process and give back its bytes.

    Raises the child's own MmfinanceError, or InputError when it fails or runs out of time or memory.
    """
    with closing(Worker()) as worker:
        return worker.call(write, *arguments, seconds=seconds)


class Worker:
    """A child process for one call after another, so that its imports are paid once; a stopped one is replaced."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def call(self, write: Callable[..., bytes], *arguments: Any, seconds: float = MOST_SECONDS) -> bytes:
        """Call a function in the child and give back its bytes. Raises what `in_worker` raises."""
        self._child = child = self._child or start_child(_serve)
        try:
            child.orders.send((write, arguments))
            if not child.answers.poll(seconds):
                raise InputError(f"the letter's template took more than {seconds:g} seconds and was stopped")
            answer = child.answers.recv()
        except (EOFError, ConnectionError):
            self.close()
            raise InputError("the letter's template used too much memory and was stopped") from None
        except BaseException:
            self.close()
            raise
        if isinstance(answer, MmfinanceError):
            raise answer
        return bytes(answer)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._child:
            self._child.end()
        self._child = None


def _serve(orders: Connection, answers: Connection) -> None:
    limit_memory(MOST_MEMORY)
    with suppress(EOFError):  # the parent is gone
        while True:
            write, arguments = orders.recv()
            answers.send(_answer(write, arguments))


def _answer(write: Callable[..., bytes], arguments: tuple[Any, ...]) -> object:
    try:
        return write(*arguments)
    except MmfinanceError as error:
        return InputError(str(error)) if error.exit_code == InputError.exit_code else error
    except (MemoryError, RecursionError) as error:
        return InputError(f"the letter's template asks for too much ({type(error).__name__})")
    except Exception as error:  # Never its message nor a traceback: both may quote the case.
        return InputError(f"the letter's template failed: {type(error).__name__} at {_place(error)}")


def _place(error: Exception) -> str:
    """Where an error arose: the last two parts of the file, and the line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{'/'.join(Path(last.filename).parts[-2:])}:{last.lineno}"


def limit_memory(most: int) -> None:
    """Let this process take at most so many bytes, where the system has such a limit; the clock holds everywhere."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):  # macOS knows the limit and may refuse it
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
