import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mmfinance.batch.engines.cluster import dask_engine
from mmfinance.batch.order import job_of
from mmfinance.batch.run import Input, run
from mmfinance.batch.work.job import Limits
from mmfinance.errors import MissingEnvironment
from tests.batch.runs import TODAY, document, letters_on_disk, manifest, ordered, plain_rows, rows_of, run_rows

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.xdist_group("dask"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, started by the commands that docs/how-to/cluster.md shows."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```\ndask scheduler\n(dask worker .*)\n```", page, re.MULTILINE)
    folder = tmp_path_factory.mktemp("cluster")
    where = ("--port", "0", "--dashboard-address", ":0", "--scheduler-file", "scheduler.json")
    with _running(folder, "dask", "scheduler", *where) as started:
        while not (folder / "scheduler.json").exists():
            assert started.poll() is None
            time.sleep(0.1)
        address = str(json.loads((folder / "scheduler.json").read_text(encoding="utf-8"))["address"])
        worker = shown.replace("tcp://HOST:8786", address).replace("--nworkers 8", "--nworkers 2").split()
        with _running(folder, *worker, "--no-dashboard"), distributed.Client(address) as client:
            client.wait_for_workers(2, timeout=60)
            yield address


@contextmanager
def _running(folder: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    here = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    at_once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    started = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **here, **at_once},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.terminate()
        started.wait()


def test_a_cluster_writes_what_one_process_writes(scheduler: str, tmp_path: Path) -> None:
    rows = [*plain_rows(5), *rows_of(*[None] * 6)[5:]]
    engine = dask_engine(scheduler)
    summary = run_rows(ordered(tmp_path / "cluster"), rows, engine)
    run_rows(ordered(tmp_path / "here"), rows)
    assert (summary.rows, summary.failed) == (6, 1)
    assert letters_on_disk(tmp_path / "cluster") == letters_on_disk(tmp_path / "here")


def test_a_row_that_ends_its_worker_is_left_out_alone(scheduler: str, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "referral").mkdir(parents=True)
    (templates / "letters.css").write_text("")
    page = "{% if letter.sender.name == 'Endless' %}" + ENDLESS + "{% endif %}ok"
    (templates / "referral" / "letter.html").write_text(page)
    job, programs = job_of(ordered(tmp_path / "out", templates=templates), TODAY)
    rows = rows_of(document("a"), document("b", patient={"name": "Endless"}), document("c"))
    engine = dask_engine(scheduler)
    run(Input("rows", rows), replace(job, limits=Limits(seconds=8)), engine, programs)
    assert [bool(line["files"]) for line in manifest(tmp_path / "out")] == [True, False, True]
    assert manifest(tmp_path / "out")[1]["error"].startswith("ended the process that worked on it")


def test_nobody_at_the_address_is_said_so(tmp_path: Path) -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(MissingEnvironment, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"),
    ):
        run_rows(ordered(tmp_path / "out"), plain_rows(1), dask_engine("tcp://127.0.0.1:9"))
