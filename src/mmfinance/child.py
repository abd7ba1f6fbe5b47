"""A child process and the two pipes to it."""

import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any


@dataclass(frozen=True)
class Child:
    """A process, the pipe that brings it orders, and the one that brings its answers back."""

    process: BaseProcess
    orders: Connection
    answers: Connection

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.close()

    def close(self) -> None:
        """Close the pipes, of a process that has ended."""
        self.orders.close()
        self.answers.close()


def start_child(target: Callable[..., None], *arguments: Any) -> Child:
    """Start a process that calls `target` with its ends of the two pipes and the arguments."""
    # Never a fork: a copy of a process that has threads can hang, and Windows has none.
    context = multiprocessing.get_context("spawn")
    # Two pipes of one way each: one of both ways would be a socket, and no case ever comes near one.
    orders, our_orders = context.Pipe(duplex=False)
    our_answers, answers = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(orders, answers, *arguments), daemon=True)
    process.start()
    orders.close()
    answers.close()
    return Child(process, our_orders, our_answers)
