"""A folder of case files."""

from pathlib import Path

import pytest

from mmfinance.batch.sources.source import open_source
from mmfinance.errors import InputError


def test_case_files_are_rows_in_the_order_of_their_names(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text('{"as_of": "2026-11-28"}')
    (tmp_path / "a.yaml").write_text("as_of: 2026-11-27\n")
    (tmp_path / "c.yml").write_text("as_of: [\n")
    (tmp_path / "d.yaml").write_text("- a list\n")
    (tmp_path / ".hidden.yaml").write_text("x")
    (tmp_path / "readme.txt").write_text("x")
    source = open_source(tmp_path)
    rows = list(source)
    assert [(row.number, row.file, row.content) for row in rows] == [
        (1, "a.yaml", {"as_of": "2026-11-27"}),
        (2, "b.json", {"as_of": "2026-11-28"}),
        (3, "c.yml", None),
        (4, "d.yaml", None),
    ]
    assert "not valid YAML" in rows[2].problems[0].what
    assert source.notes == ("1 other name in the folder is not read",)
    assert source.columns == ()


def test_a_link_to_a_device_spoils_only_its_own_row(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("/dev/zero")
    (tmp_path / "b.yaml").write_text("as_of: 2026-11-28\n")
    rows = list(open_source(tmp_path))
    assert [row.content is None for row in rows] == [True, False]


def test_a_folder_without_case_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no case file"):
        open_source(tmp_path)
