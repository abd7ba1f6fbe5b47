"""Writing a letter from templates that are not ours: in a process of its own that can be stopped.

A template can ask for more work than any machine has (an endless loop, a table of a million cells), and no alarm inside
the process interrupts a long native call. So the child has a memory limit and the parent a clock.
"""

import multiprocessing
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mmfinance.errors import InputError, MmfinanceError

MOST_SECONDS = 30
MOST_MEMORY = 4 * 1024**3


def in_worker(write: Callable[..., bytes], *arguments: Any, seconds: float = MOST_SECONDS) -> bytes:
    """Call a function in a child process and give back its bytes.

    Raises the child's own MmfinanceError, or InputError when it fails or runs out of time or memory.
    """
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(sender, write, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise InputError(f"the letter's template took more than {seconds:g} seconds and was stopped")
        answer = receiver.recv()
    except EOFError:
        raise InputError("the letter's template used too much memory and was stopped") from None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if isinstance(answer, MmfinanceError):
        raise answer
    return bytes(answer)


def _work(sender: Connection, write: Callable[..., bytes], arguments: tuple[Any, ...]) -> None:
    limit_memory(MOST_MEMORY)
    try:
        answer: object = write(*arguments)
    except MmfinanceError as error:
        answer = InputError(str(error)) if error.exit_code == InputError.exit_code else error
    except (MemoryError, RecursionError) as error:
        answer = InputError(f"the letter's template asks for too much ({type(error).__name__})")
    except Exception as error:  # Never its message nor a traceback: both may quote the case.
        answer = InputError(f"the letter's template failed: {type(error).__name__} at {_place(error)}")
    sender.send(answer)


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
