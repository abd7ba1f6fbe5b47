import json
import subprocess
import sys
from pathlib import Path

import pytest

DOCTOR = [sys.executable, "-m", "mmfinance", "doctor"]


def test_doctor_finds_this_machine_fine(tmp_path: Path) -> None:
    ran = subprocess.run(DOCTOR, capture_output=True, text=True, cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout
    assert "MISSING" not in ran.stdout
    assert list(tmp_path.iterdir()) == []


def test_doctor_prints_json_and_nothing_else(tmp_path: Path) -> None:
    ran = subprocess.run([*DOCTOR, "--json"], capture_output=True, text=True, cwd=tmp_path)
    document = json.loads(ran.stdout)
    assert document["schema"] == "mmfinance/doctor@1"
    assert {"Python", "Text libraries", "Fonts", "Rendering", "Writing here"} <= {c["name"] for c in document["checks"]}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is where even root cannot write")
def test_a_directory_nobody_can_write_to_ends_with_4() -> None:
    ran = subprocess.run([*DOCTOR, "--json"], capture_output=True, text=True, cwd="/proc")
    writing = next(check for check in json.loads(ran.stdout)["checks"] if check["name"] == "Writing here")
    assert ran.returncode == 4
    assert writing["state"] == "lacking"
    assert writing["mend"]
