from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from mmfinance.batch.output.folder import FOLDERS, Layout
from mmfinance.batch.rows import RawRow
from mmfinance.batch.run import Progress
from mmfinance.batch.work import naming
from tests.batch.runs import InThisProcess, document, letters_on_disk, manifest, ordered, plain_rows, rows_of, run_rows

ZIP = Layout(archives=True)


def members(out: Path) -> dict[str, bytes]:
    """Every letter in every archive, by the path that it would have in a folder."""
    found: dict[str, bytes] = {}
    for archive in sorted((out / "letters").glob("*.zip")):
        with ZipFile(archive) as opened:
            found |= {f"letters/{archive.stem}/{name}": opened.read(name) for name in opened.namelist()}
    return found


def letters_in_folders(out: Path) -> dict[str, bytes]:
    return {path: (out / path).read_bytes() for path in letters_on_disk(out) if not path.endswith(".zip")}


def fresh(tmp_path: Path, rows: list[RawRow]) -> dict[str, bytes]:
    run_rows(ordered(tmp_path / "fresh"), rows)
    return letters_in_folders(tmp_path / "fresh")


def test_archives_hold_what_folders_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "FOLDERS_TOGETHER", 2)
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(5), layout=ZIP)
    assert members(out) == fresh(tmp_path, plain_rows(5))
    assert letters_in_folders(out) == {}
    file = manifest(out)[2]["files"][0]
    assert file["archive"] == "letters/0000003-0000004.zip"
    assert file["path"].startswith("letters/0000003-0000004/case-3/")


def test_a_second_run_does_nothing_and_a_changed_row_changes_its_archive_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "FOLDERS_TOGETHER", 2)
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(4), layout=ZIP)
    before = {path.name: path.stat().st_mtime_ns for path in (out / "letters").iterdir()}
    run_rows(ordered(out), plain_rows(4), engine, ZIP)
    assert engine.rows == 0
    assert {path.name: path.stat().st_mtime_ns for path in (out / "letters").iterdir()} == before
    changed = [*plain_rows(3), replace(plain_rows(4)[3], content=document("case-4", household={"size": "5"}))]
    run_rows(ordered(out), changed, engine, ZIP)
    assert engine.rows == 1
    assert members(out) == fresh(tmp_path, changed)
    assert (out / "letters" / "0000001-0000002.zip").stat().st_mtime_ns == before["0000001-0000002.zip"]


def test_letters_of_rows_that_are_gone_or_bad_leave_their_archive(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(3), layout=ZIP)
    rows = rows_of(document("case-1"), {**document("case-2"), "as_of": "soon"})
    run_rows(ordered(out), rows, layout=ZIP)
    assert {Path(path).parent.name for path in members(out)} == {"case-1"}
    run_rows(ordered(out), [], layout=ZIP)
    assert members(out) == {}


def test_a_stopped_run_is_packed_by_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rows(ordered(out), plain_rows(4), layout=ZIP, watch=stop)
    assert manifest(out)[0]["files"][0]["archive"] is None
    run_rows(ordered(out), plain_rows(4), layout=ZIP)
    assert members(out) == fresh(tmp_path, plain_rows(4))


def test_folders_again_leave_no_archive(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(2), layout=ZIP)
    run_rows(ordered(out), plain_rows(2), layout=FOLDERS)
    assert members(out) == {}
    assert letters_in_folders(out) == fresh(tmp_path, plain_rows(2))


def test_the_same_letters_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run_rows(ordered(tmp_path / name), plain_rows(2), layout=ZIP)
    one, two = (letters_on_disk(tmp_path / name) for name in ("one", "two"))
    assert one == two
