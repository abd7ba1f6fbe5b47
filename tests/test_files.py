import os
import stat
from pathlib import Path

import pytest

from mmfinance.errors import UnwritableOutput
from mmfinance.files import write_private


def refused(path: Path) -> str:
    with pytest.raises(UnwritableOutput) as error:
        write_private(path, b"letter")
    return str(error.value)


def test_a_new_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "letter.pdf", b"letter")
    assert (tmp_path / "letter.pdf").read_bytes() == b"letter"
    assert stat.S_IMODE((tmp_path / "letter.pdf").stat().st_mode) == 0o600


def test_an_existing_file_is_replaced_and_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"an older and longer letter")
    path.chmod(0o644)
    write_private(path, b"letter")
    assert path.read_bytes() == b"letter"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_keeps_pointing_to_its_file(tmp_path: Path) -> None:
    link = tmp_path / "latest.pdf"
    link.symlink_to("letter.pdf")
    write_private(link, b"letter")
    assert link.is_symlink()
    assert (tmp_path / "letter.pdf").read_bytes() == b"letter"


def test_a_directory_is_refused(tmp_path: Path) -> None:
    assert "is a directory" in refused(tmp_path)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    assert "No such file or directory" in refused(tmp_path / "absent" / "letter.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "no ordinary file" in refused(pipe)
    assert "no ordinary file" in refused(Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"], ids=["too long", "a null byte"])
def test_an_impossible_name_is_refused(name: str, tmp_path: Path) -> None:
    assert "cannot write" in refused(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(source: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", disk_full)
    assert "No space left on device" in refused(tmp_path / "letter.pdf")
    assert list(tmp_path.iterdir()) == []
