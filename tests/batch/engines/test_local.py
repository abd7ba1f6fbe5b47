import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mmfinance.batch.engines import local
from mmfinance.batch.engines.engine import Chunk
from mmfinance.batch.engines.local import local_engine
from mmfinance.batch.order import job_of
from mmfinance.batch.work.job import Job, Limits
from mmfinance.batch.work.outcome import Outcome, Task
from mmfinance.errors import MissingEnvironment, UnwritableOutput
from tests.batch.engines import deadly
from tests.batch.runs import TODAY, document, manifest, ordered, rows_of, run_rows


def job(tmp_path: Path, limits: Limits = Limits(seconds=1.0)) -> Job:  # noqa: B008
    return replace(job_of(ordered(tmp_path), TODAY)[0], limits=limits)


def chunks_of(*chunks: tuple[str, ...]) -> Iterator[Chunk]:
    number = 0
    for chunk in chunks:
        tasks = []
        for case_id in chunk:
            number += 1
            (row,) = rows_of(document(case_id))
            tasks.append(Task(replace(row, number=number), f"letters/{case_id}", "", case_id))
        yield tuple(tasks)


def by_id(outcomes: Iterator[Outcome]) -> dict[str | None, str]:
    found = list(outcomes)
    assert len({outcome.row for outcome in found}) == len(found), "a row was answered twice"
    return {outcome.case_id: outcome.problems[0].what if outcome.problems else "done" for outcome in found}


def test_a_row_that_ends_its_worker_is_left_out_alone(tmp_path: Path) -> None:
    chunks = chunks_of(("a", "b", "kill", "c"), ("hang-in-native-code", "d"), ("e",))
    found = by_id(local_engine(2, deadly.render)(chunks, job(tmp_path)))
    assert found == dict.fromkeys("abcde", "done") | {
        "kill": "ended the process that worked on it, twice (signal 9); left out",
        "hang-in-native-code": "took longer than 1 seconds for one letter, twice; left out",
    }


def test_what_stops_the_whole_run_comes_through(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput, match="the disk is full"):
        list(local_engine(1, deadly.render)(chunks_of(("a", "full", "b")), job(tmp_path)))


def test_workers_that_never_begin_are_said_to_be_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(MissingEnvironment, match="before their first letter"):
        list(local_engine(1, deadly.render)(chunks_of(("kill",)), job(tmp_path)))


def test_one_chunk_is_made_ahead_of_the_workers_and_never_more(tmp_path: Path) -> None:
    taken: list[int] = []

    def counted() -> Iterator[Chunk]:
        for number, chunk in enumerate(chunks_of(*((f"case-{n}",) for n in range(20)))):
            taken.append(number)
            yield chunk

    outcomes = local_engine(1, deadly.render)(counted(), job(tmp_path))
    for done in range(1, 4):
        next(outcomes)
        assert len(taken) == done + 1
    outcomes.close()


def test_workers_are_renewed_and_none_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "RECYCLE_AFTER", 0)
    started: list[int] = []
    start = local._Pool._start

    def counting(pool: local._Pool) -> local._Worker:
        worker = start(pool)
        started.append(worker.child.process.pid or 0)
        return worker

    monkeypatch.setattr(local._Pool, "_start", counting)
    found = by_id(local_engine(1, deadly.render)(chunks_of(("a",), ("b",)), job(tmp_path)))
    assert found == {"a": "done", "b": "done"}
    assert len(started) == 2
    for pid in started:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_row_that_wants_too_much_memory_is_told(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "referral").mkdir(parents=True)
    (templates / "letters.css").write_text("")
    (templates / "referral" / "letter.html").write_text(
        "{% if letter.sender.name == 'Big' %}{{ letter.sender.name * 2000000000 }}{% endif %}"
    )
    order = ordered(tmp_path / "out", templates=templates)
    rows = rows_of(document("small"), document("big", patient={"name": "Big"}), document("other"))
    summary = run_rows(order, rows, local_engine(1))
    assert summary.failed == 1
    assert [line["error"] for line in manifest(tmp_path / "out")][1] == (
        "asks for more than a row may take (MemoryError)"
    )
