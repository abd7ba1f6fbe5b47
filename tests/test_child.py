"""A child process is reached by pipes, never by a socket."""

import os
import stat
from multiprocessing.connection import Connection

import pytest

from mmfinance.child import start_child


def echo(orders: Connection, answers: Connection, times: int) -> None:
    answers.send(orders.recv() * times)
    orders.recv()


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX systems")
def test_a_child_is_reached_by_pipes_and_no_socket() -> None:
    child = start_child(echo, 2)
    kinds = [os.fstat(pipe.fileno()).st_mode for pipe in (child.orders, child.answers)]
    child.orders.send("a")
    assert child.answers.recv() == "aa"
    child.end()
    assert [stat.S_ISFIFO(kind) for kind in kinds] == [True, True]
    assert child.process.exitcode == -9
    assert child.orders.closed
    assert child.answers.closed
