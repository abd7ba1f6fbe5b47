import re
from datetime import date
from pathlib import Path

import pytest

from mmfinance import doctor
from mmfinance.errors import BrokenData, Problem


def opens_nothing(name: str) -> None:
    raise OSError(f"cannot open {name}")


def opens_all_but_the_subsetter(name: str) -> None:
    if "subset" in name:
        raise OSError(name)


@pytest.mark.parametrize(
    ("system", "command"),
    [("debian", "apt-get install"), ("macos", "brew install pango"), ("windows", "pacman"), ("other", "Pango")],
)
def test_missing_libraries_come_with_the_command_of_the_system(
    system: doctor.System, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "this_system", lambda: system)
    check = doctor.check_libraries(opens_nothing)
    assert check.state == "lacking"
    assert command in check.mend


def test_only_the_missing_library_is_named() -> None:
    check = doctor.check_libraries(opens_all_but_the_subsetter)
    assert check.seen == "not found: HarfBuzz subset"


@pytest.mark.parametrize(("platform", "system"), [("darwin", "macos"), ("win32", "windows"), ("freebsd14", "other")])
def test_systems_are_told_apart(platform: str, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "exists", lambda path: False)
    assert doctor.this_system() == system


def test_missing_fonts_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "fonts_directory", lambda: tmp_path)
    assert doctor.check_fonts().state == "lacking"
    (tmp_path / "text.ttf").write_bytes(b"")
    assert doctor.check_fonts().state == "lacking"
    (tmp_path / "text.ttf").write_bytes(b"font")
    assert doctor.check_fonts().state == "fine"


def test_a_page_that_cannot_be_rendered_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object) -> bytes:
        raise OSError("no Pango here")

    monkeypatch.setattr("mmfinance.letters.pdf.render_pdf", fails)
    check = doctor.check_rendering()
    assert check.state == "lacking"
    assert "no Pango here" in check.seen


def test_a_directory_that_is_gone_cannot_be_written(tmp_path: Path) -> None:
    assert doctor.check_writing(tmp_path / "gone").state == "lacking"
    assert doctor.check_writing(tmp_path).state == "fine"


def test_figures_past_their_period_are_old_not_missing() -> None:
    check = doctor.check_figures(date(2035, 1, 1))
    assert check.state == "old"
    assert "no value published for 2035-01-01" in check.seen
    assert check.mend


def test_broken_figures_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[str, ...]:
        raise BrokenData(
            [Problem("part_b.yaml", 3, "value", "found text"), Problem("part_b.yaml", 9, "unit", "missing")]
        )

    monkeypatch.setattr("mmfinance.reference.figures.figure_names", broken)
    check = doctor.check_figures(date(2026, 11, 25))
    assert (check.state, check.seen) == ("broken", "part_b.yaml:3: value: found text and 1 more")


def test_programs_seen_too_long_ago_are_old() -> None:
    check = doctor.check_programs(date(2035, 1, 1))
    assert check.state == "old"
    assert re.fullmatch(r"\d+ of \d+ assistance programs were seen too long ago, or on an unknown day", check.seen)


def test_no_mend_names_a_package_of_an_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor, "fonts_directory", lambda: tmp_path)
    old = date(2035, 1, 1)
    checks = (doctor.check_fonts(), doctor.check_figures(old), doctor.check_programs(old))
    assert all("from where you got it" in check.mend and "pip" not in check.mend for check in checks)


def test_broken_programs_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise BrokenData([Problem("pan.yaml", 4, "covers", "found text")])

    monkeypatch.setattr("mmfinance.assistance.directory.load_directory", broken)
    assert doctor.check_programs(date(2026, 11, 25)).state == "broken"
