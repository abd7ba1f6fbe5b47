"""`mmfinance intake` with answers from standard input: line by line, as a screen reader or a script has it."""

import io
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mmfinance.case.reading import read_case
from tests.in_process import Run

EMPLOYER = (
    "1",  # English
    "1",  # multiple myeloma
    "2,7",  # had Carvykti and other drugs
    "1",  # and it came back
    "3/9/2026",
    "1",  # insurance from a job
    "43081",
    "1",  # a bispecific antibody
    "5",  # ... teclistamab
    "2",
    "$78,500",
    "12/07/2026",
    "1",  # the nearest center
)


@pytest.fixture
def talk(mmfinance: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Hold an interview in an empty folder: the lines that are typed, then the arguments."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.chdir(tmp_path)
        lines, options = [part for part in arguments if isinstance(part, str)], ("--as-of", "2026-11-28")
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        paths = [part for part in arguments if isinstance(part, Path)]
        return mmfinance("intake", *paths, *options)

    return run


CASE = Path("case.yaml")
EXAMPLE = Path(__file__).parents[2] / "examples" / "interview.txt"


def test_a_whole_interview_ends_with_cost_plan_and_letter(talk: Run, tmp_path: Path) -> None:
    """With the answers of examples/interview.txt, which the page on the interview shows."""
    answers = EXAMPLE.read_text().splitlines()
    assert answers[: len(EMPLOYER)] == list(EMPLOYER)
    code, shown, _ = talk(CASE, *answers)
    assert code == 0
    for said in ("We expect about $", "What to do this week, in order", "case-letter.pdf"):
        assert said in shown
    assert re.search(r"Answer [123] more, and we can settle [1-9]\d* programs", shown)
    case = read_case(tmp_path / CASE)
    assert case.patient.name == "Avery Example"
    assert case.treatment.care_path == "teclistamab"
    assert [(had.kind, had.failed) for had in case.treatment.history or ()] == [("car_t", True), ("drug", None)]
    assert [entry.kind for entry in case.coverage or ()] == ["employer"]
    assert "The file: case.yaml" in shown
    assert shown.index("One moment, please. We work out") < shown.index("So far")
    assert shown.index("One moment, please. We write") < shown.index("What it may cost you")
    assert "> 3/9/2026\n\nThat is March 9, 2026." in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case-letter.pdf", "case.yaml"]
    for written in tmp_path.iterdir():
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert (tmp_path / "case-letter.pdf").read_bytes().startswith(b"%PDF")


def test_insurance_that_ends_before_the_care_is_asked_anew(talk: Run, tmp_path: Path) -> None:
    told = "coverage: [{kind: cobra, ends_on: 2026-12-31}]\ntreatment: {care_path: teclistamab, start_date: 2027-02-01}"
    (tmp_path / CASE).write_text(f"as_of: 2026-11-28\n{told}\npatient: {{language: en}}\n", encoding="utf-8")
    illness, had, from_a_job = "", "", "1"
    code, shown, errors = talk(CASE, from_a_job, illness, had, *[""] * 10, "4", "1", "")
    assert code == 0, errors
    assert shown.count("Tell us what you will have then.") == 1
    assert "We expect about $" in shown
    assert [(entry.kind, entry.ends_on) for entry in read_case(tmp_path / CASE).coverage or ()] == [("employer", None)]


def test_not_knowing_anything_ends_in_a_valid_case_and_a_letter_that_says_so(talk: Run, tmp_path: Path) -> None:
    code, shown, _ = talk(CASE, "1", *[""] * 9, "3", "1", "")
    assert code == 0
    assert "We cannot say yet what it may cost" in shown
    assert "$0" not in shown
    assert read_case(tmp_path / CASE).coverage is None
    assert (tmp_path / "case-letter.pdf").exists()


def test_what_was_typed_wrong_is_asked_again_with_what_is_expected(talk: Run, tmp_path: Path) -> None:
    code, shown, _ = talk(CASE, "7", "1", "9", "1", "", "1,9", "1,x", "1", "00000", "43081", *[""] * 8)
    assert code == 2
    assert shown.count("\nEscriba un número del 1 al 2.\n> ") == 2
    assert shown.count("\nType a number from 1 to 5.\n> ") == 1
    assert "You marked an insurance and also none." in shown
    assert shown.count("Type numbers with commas") == 3
    assert shown.count("Write the five digits of a ZIP code") == 2
    case = read_case(tmp_path / CASE)
    assert case.patient.address is not None
    assert case.patient.address.zip == "43081"


def test_an_income_of_a_month_a_center_by_its_nickname_and_help_that_is_held(talk: Run, tmp_path: Path) -> None:
    """Each is asked about before it is kept; what was agreed and not known is not promised again."""
    doubted = (*EMPLOYER[:10], "1800", "3", "1800", "2", EMPLOYER[11], "james", "1")
    code, shown, _ = talk(CASE, *doubted, "2", "", "", "", "4", "1", "Avery")
    assert code == 0
    assert shown.count("You wrote $1,800. Most answers lie between $8,000 and $500,000. Is it right?") == 2
    assert "Please answer once more." in shown
    assert "Do you mean one of these?" in shown
    case = read_case(tmp_path / CASE)
    assert case.household.annual_income == 2_160_000
    assert case.treatment.site is not None
    assert case.treatment.site.center == "osu-james"
    assert "The result is still the same." in shown
    assert "More questions about the cost (" in shown


def test_going_back_and_taking_an_answer_back(talk: Run, tmp_path: Path) -> None:
    code, shown, _ = talk(CASE, "1", "5", "<", "1", "", "1", "43081", "<", "?", "OH")
    assert code == 2
    assert "Now: Another illness" in shown
    assert "Now: 43081" in shown
    case = read_case(tmp_path / CASE)
    assert case.diagnosis.disease == "multiple_myeloma"
    assert case.patient.address is not None
    assert (case.patient.address.zip, case.patient.address.state) == (None, "OH")


def test_answers_that_end_early_are_kept_and_the_next_run_goes_on(talk: Run, tmp_path: Path) -> None:
    code, shown, error = talk(CASE, *EMPLOYER[:9])
    assert code == 2
    assert "mmfinance intake case.yaml" in shown
    assert "no letter was written" in error
    assert read_case(tmp_path / CASE).treatment.care_path == "teclistamab"
    code, shown, _ = talk(CASE, *EMPLOYER[9:], "4", "1", "")
    assert code == 0
    assert "Welcome back" in shown
    assert "Which illness do you have?" not in shown.split("How do you want to go on?")[0]


def test_a_case_on_file_is_asked_what_it_lacks_and_keeps_its_comments(talk: Run, tmp_path: Path) -> None:
    (tmp_path / CASE).write_text(
        "# From the clinic\nas_of: 2026-11-27  # yesterday\npatient: {language: en}\nhousehold:\n  size: 3  # with Jo\n"
        "coverage: [{kind: medicare, part_a: true, part_b: true}]\ncoverage_not_sure: [medigap, part_d]\n"
    )
    code, shown, _ = talk(CASE, "1", "", "", "1", *[""] * 6, "3", "1", "")
    assert code == 0
    assert "This file is from November 27, 2026. Is all of it still true today?" in shown
    assert "We ask only what it does not say" in shown
    assert "How many people live in your household" not in shown.split("How do you want to go on?")[0]
    text = (tmp_path / CASE).read_text()
    assert "# From the clinic" in text
    assert "as_of: 2026-11-28  # yesterday" in text
    assert "size: 3  # with Jo" in text
    assert "Do you have a Medicare drug plan (Part D)? not known" in shown
    assert "coverage_not_sure:\n  - part_d\n" in text, "there is no Medigap plan; nobody knows of a drug plan yet"


def test_an_answer_can_be_changed_at_the_end(talk: Run, tmp_path: Path) -> None:
    code, _, _ = talk(CASE, *EMPLOYER, "4", "10", "3", "4", "1", "")
    assert code == 0
    assert read_case(tmp_path / CASE).household.size == 3


def test_without_a_name_a_new_file_is_made_each_time(talk: Run, tmp_path: Path) -> None:
    """Its name is shown as it stands: the day in it is no day to be written out."""
    _, shown, _ = talk("1")
    assert "The file: case-2026-11-28.yaml" in shown
    talk("2")
    names = sorted(path.name for path in tmp_path.glob("*.yaml"))
    assert names == ["case-2026-11-28-2.yaml", "case-2026-11-28.yaml"]
    assert read_case(tmp_path / names[0]).patient.language == "es"


def test_spanish_from_the_first_answer_on(talk: Run, tmp_path: Path) -> None:
    code, shown, _ = talk(CASE, "2", *[""] * 9, "3", "1", "")
    assert code == 0
    assert "¿Qué enfermedad tiene?" in shown
    assert "Qué hacer esta semana, en orden" in shown
    own = shown.split("Lo que puede costar su atención")[1].split("Qué hacer esta semana")[0]
    assert not {"Which", "What", "Type", "Write"} & set(own.split())


def test_a_name_that_the_fonts_cannot_draw_ends_in_a_letter_of_plain_text(talk: Run, tmp_path: Path) -> None:
    code, shown, _ = talk(CASE, "1", *[""] * 9, "3", "1", "王")
    assert code == 0
    assert "case-letter.txt" in shown
    assert "It is plain text, because a PDF could not be made" in shown
    assert "王" in (tmp_path / "case-letter.txt").read_text(encoding="utf-8")


def test_bytes_that_are_no_text_are_asked_again(tmp_path: Path) -> None:
    typed = b"1\n" + b"\n" * 8 + b"Ni\xf1o\nElm Street\n"
    ran = subprocess.run(
        [sys.executable, "-m", "mmfinance", "intake", "case.yaml"],
        cwd=tmp_path,
        input=typed,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert ran.returncode == 2
    assert ran.stdout.count(b"Write the ZIP code or the name of the place.") == 2
    site = read_case(tmp_path / CASE).treatment.site
    assert site is not None
    assert site.name == "Elm Street"


def test_a_locked_case_is_not_asked_about(mmfinance: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMFINANCE_PASSPHRASE", "four plain words here")
    path = tmp_path / "case.yaml"
    path.write_text("as_of: 2026-11-28\n")
    assert mmfinance("case", "lock", path)[0] == 0
    (locked,) = tmp_path.glob("*.locked")
    before = locked.read_bytes()
    code, _, error = mmfinance("intake", locked)
    assert code == 2
    assert "is locked" in error
    assert locked.read_bytes() == before


def test_a_file_that_is_no_case_is_left_alone(talk: Run, tmp_path: Path) -> None:
    (tmp_path / CASE).write_text("household: {size: many}\n")
    code, _, error = talk(CASE, "1")
    assert code == 2
    assert "household.size" in error
    assert (tmp_path / CASE).read_text() == "household: {size: many}\n"


def test_an_unknown_language_is_named(mmfinance: Run, tmp_path: Path) -> None:
    code, _, error = mmfinance("intake", tmp_path / CASE, "--lang", "fr")
    assert code == 2
    assert "expected one of en, es" in error
    assert not (tmp_path / CASE).exists()
