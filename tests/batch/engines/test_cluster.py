from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

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
def cluster() -> Iterator[Any]:
    import dask

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as started,
    ):
        yield started


def test_a_cluster_writes_what_one_process_writes(cluster: Any, tmp_path: Path) -> None:
    rows = [*plain_rows(5), *rows_of(*[None] * 6)[5:]]
    engine = dask_engine(cluster.scheduler_address)
    summary = run_rows(ordered(tmp_path / "cluster"), rows, engine)
    run_rows(ordered(tmp_path / "here"), rows)
    assert (summary.rows, summary.failed) == (6, 1)
    assert letters_on_disk(tmp_path / "cluster") == letters_on_disk(tmp_path / "here")


def test_a_row_that_ends_its_worker_is_left_out_alone(cluster: Any, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "referral").mkdir(parents=True)
    (templates / "letters.css").write_text("")
    page = "{% if letter.sender.name == 'Endless' %}" + ENDLESS + "{% endif %}ok"
    (templates / "referral" / "letter.html").write_text(page)
    job, programs = job_of(ordered(tmp_path / "out", templates=templates), TODAY)
    rows = rows_of(document("a"), document("b", patient={"name": "Endless"}), document("c"))
    engine = dask_engine(cluster.scheduler_address)
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
