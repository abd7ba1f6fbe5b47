import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.in_process import Run


def test_doctor_finds_this_machine_fine(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "mmfinance", "doctor"], capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert "MISSING" not in ran.stdout
    assert list(tmp_path.iterdir()) == []


def test_doctor_prints_json_and_nothing_else(mmfinance: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _, shown, problems = mmfinance("doctor", "--json")
    document = json.loads(shown)
    assert (document["schema"], problems) == ("mmfinance/doctor@1", "")
    assert {"Python", "Text libraries", "Fonts", "Rendering", "Writing here"} <= {c["name"] for c in document["checks"]}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is where even root cannot write")
def test_a_directory_nobody_can_write_to_ends_with_4(mmfinance: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/proc")
    code, shown, _ = mmfinance("doctor", "--json")
    writing = next(check for check in json.loads(shown)["checks"] if check["name"] == "Writing here")
    assert code == 4
    assert writing["state"] == "lacking"
    assert writing["mend"]
