"""What docs/how-to/cluster.md shows for Slurm, Kubernetes and dask-jobqueue is well formed, and its commands run.

Its Dask commands start the cluster of `test_cluster.py`. Nothing here needs a scheduler of those kinds.
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mmfinance.batch.template import template
from tests.batch.runs import manifest
from tests.in_process import Run

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "cluster.md").read_text(encoding="utf-8")
PARTS = 16


def block(kind: str, word: str) -> str:
    """The one block of a kind that has a word in it."""
    (found,) = [text for text in re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE) if word in text]
    return str(found)


SLURM = block("", "#SBATCH")
JOB: dict[str, Any] = yaml.safe_load(block("yaml", "kind: Job"))["spec"]
(CONTAINER,) = JOB["template"]["spec"]["containers"]


def words_of(line: str, **environment: str) -> list[str]:
    """The words that a shell makes of a line."""
    script = f"set -- {line}\nprintf '%s\\n' \"$@\""
    ran = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return ran.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "environment"),
    [
        (SLURM.splitlines()[-1], {"SLURM_ARRAY_TASK_ID": "1"}),
        (CONTAINER["args"][0], {"JOB_COMPLETION_INDEX": "0"}),
    ],
    ids=["Slurm", "Kubernetes"],
)
def test_the_first_part_of_a_file_is_done_as_shown(
    line: str, environment: dict[str, str], mmfinance: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.csv").write_bytes(template(tmp_path / "cases.csv"))
    program, *words = words_of(line.replace("/shared", str(tmp_path)), **environment)
    assert program == "mmfinance"
    assert words[words.index("--shard") + 1] == f"1/{PARTS}"
    words[words.index("--workers") + 1] = "1"
    code, _, problems = mmfinance(*words, "--format", "txt")
    assert (code, problems) == (0, "")
    assert len(manifest(tmp_path / "letters", f"-1-of-{PARTS}")) == 1


def test_the_slurm_script_asks_for_one_task_a_part() -> None:
    assert subprocess.run(["bash", "-n"], input=SLURM, text=True, capture_output=True).stderr == ""
    asked = dict(re.findall(r"^#SBATCH --([a-z-]+)=(\S+)$", SLURM, re.MULTILINE))
    assert asked["array"] == f"1-{PARTS}"
    assert words_of(SLURM.splitlines()[-1])[-2:] == ["--workers", asked["cpus-per-task"]]


def test_the_kubernetes_job_has_one_pod_a_part_and_tries_only_what_may_mend_itself() -> None:
    assert (JOB["completionMode"], JOB["completions"]) == ("Indexed", PARTS)
    assert JOB["template"]["spec"]["restartPolicy"] == "Never", "a podFailurePolicy asks for that"
    assert JOB["backoffLimitPerIndex"], "FailIndex asks for that"
    rules = {rule["action"]: rule["onExitCodes"]["values"] for rule in JOB["podFailurePolicy"]["rules"]}
    assert rules["FailIndex"] == [1, 2, 3, 4]
    assert CONTAINER["command"] == ["sh", "-c"]
    mounted = {mount["name"] for mount in CONTAINER["volumeMounts"]}
    assert mounted == {volume["name"] for volume in JOB["template"]["spec"]["volumes"]}


def test_the_lines_for_jobqueue_are_python() -> None:
    compile(block("python", "dask_jobqueue"), "cluster.md", "exec")
