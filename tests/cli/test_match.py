"""`mmfinance match` and `mmfinance programs` on the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mmfinance.cli.app import app
from mmfinance.errors import BrokenData, InputError, UnknownName

CASE = "as_of: 2026-11-25\ndiagnosis: {disease: multiple_myeloma}\n"


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(CASE)
    return str(path)


def run(*arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(app, arguments, input=text, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_match_prints_one_document(case: str) -> None:
    document = json.loads(run("match", case, "--json"))
    assert document["schema"] == "mmfinance/match@1"
    assert document["as_of"] == "2026-11-25"


def test_match_replays_a_day(case: str) -> None:
    verdicts = {}
    for day in ("2024-05-01", "2025-06-01", "2026-01-01"):
        document = json.loads(run("match", case, "--json", "--as-of", day, "--why", "lazarex-care"))
        (program,) = document["programs"]
        assert document["as_of"] == day
        verdicts[day] = program["verdict"]
    assert verdicts == {"2024-05-01": "need_info", "2025-06-01": "ineligible", "2026-01-01": "ineligible"}


def test_match_explains_one_program_by_an_old_name(case: str) -> None:
    assert "closed on December 31, 2025" in run("match", case, "--why", "Lazerex")


def test_match_asks_and_stops(case: str) -> None:
    assert "More facts are needed" in run("match", case, "--ask", text="\nstop\n")


def test_match_asks_until_the_input_ends(case: str) -> None:
    shown = run("match", case, "--ask", text="OH\n12000\nyes\n")  # one of them fits the first question
    assert "More facts are needed" in shown
    assert "You answered the following" in shown


def test_match_does_not_ask_in_json(case: str) -> None:
    result = CliRunner().invoke(app, ["match", case, "--ask", "--json"])
    assert isinstance(result.exception, InputError)


def test_match_with_an_unknown_program(case: str) -> None:
    result = CliRunner().invoke(app, ["match", case, "--why", "nothing-like-it"])
    assert isinstance(result.exception, UnknownName)


@pytest.mark.parametrize(("name", "day"), [("foo", "2026-11-25"), ("snap", "2999-01-01")])
def test_a_status_is_recorded_for_an_exact_id_and_a_day_that_was(name: str, day: str, tmp_path: Path) -> None:
    told = ("--overlay", str(tmp_path / "seen"))
    result = CliRunner().invoke(app, ["programs", "status", name, "open", "--seen-on", day, *told])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "seen").exists()


def test_programs_list_search_show() -> None:
    assert "lazarex-care" in run("programs", "list")
    assert "acs-hope-lodge" in run("programs", "list", "--kind", "lodging")
    found = json.loads(run("programs", "search", "LLS", "--json"))
    assert "bcu-copay-assistance-myeloma" in [program["id"] for program in found["programs"]]
    assert "Nothing found" in run("programs", "search", "xyzzy")
    assert "Who may apply" in run("programs", "show", "msp-qmb")
    assert json.loads(run("programs", "show", "msp-qmb", "--json"))["id"] == "msp-qmb"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("The Leukemia & Lymphoma Society", "Blood Cancer United, 11 programs"),
        ("PAN Foundation", "Go to: totalassist-multiple-myeloma"),
        ("CancerCare", "A talk by phone comes first"),
        ("MMRF", "The foundation pays patients nothing itself"),
    ],
)
def test_each_of_the_four_organisations_has_a_page_under_its_old_and_new_names(asked: str, said: str) -> None:
    assert said in run("programs", "show", asked)
    assert json.loads(run("programs", "show", asked, "--json"))["schema"] == "mmfinance/programs@1"


def test_a_name_of_several_programs_is_answered_with_their_ids() -> None:
    with pytest.raises(UnknownName, match="did you mean bms-cell-therapy-360-free-product, "):
        run("programs", "show", "Abecma")


@pytest.mark.parametrize(
    ("asked", "found", "said"),
    [
        ("Lazerex", "lazarex-care", "ended on 2025-12-31; go to nmdp-clinical-trial-travel"),
        ("PAN Foundation", "pan-foundation-legacy-grants", "go to totalassist-multiple-myeloma"),
        ("CoPay Relief", "totalassist-multiple-myeloma", "not known, call first"),
        ("Leukimia and Lymphoma Society", "bcu-copay-assistance-myeloma", "not known, call first"),
        ("Chronic Disease Fund", "good-days-multiple-myeloma", "not known, call first"),
        ("Patient Services Inc", "accessia-health", "not known, call first"),
        ("RIP Medical Debt", "undue-medical-debt", "cannot be applied for"),
        ("Hero Miles", "fisher-hero-miles", "not known, call first"),
        ("Be The Match", "nmdp-clinical-trial-travel", "not known, call first"),
        ("Janssen CarePath", "jnj-patient-assistance-program", ""),
        ("Celgene", "bms-copay-revlimid", "was not confirmed"),
        ("Tecvali", "jnj-withme-savings-darzalex-faspro-tecvayli-talvey", ""),
        ("Revlamid", "bms-copay-revlimid", ""),
        ("Kyprollis", "amgen-supportplus-copay", ""),
        ("Healthwel", "healthwell-multiple-myeloma-medicare-access", ""),
        ("gooddays", "good-days-multiple-myeloma", ""),
        ("Medicade", "medicaid-aged-blind-disabled", ""),
        ("food stamps", "snap", ""),
        ("LIS", "medicare-extra-help-lis", ""),
        ("charity care", "hospital-financial-assistance-501r", ""),
    ],
)
def test_old_names_and_misspellings_find_the_program_of_today(asked: str, found: str, said: str) -> None:
    lines = run("programs", "search", asked).splitlines()
    (line,) = [line for line in lines if line.startswith(f"  {found}: ")]
    assert said in line


def test_a_hospital_adds_its_own_fund_beside_all_others(tmp_path: Path, case: str) -> None:
    own = tmp_path / "our-programs"
    assert f"program files in {own}" in run("programs", "copy", str(own))
    (own / "hospital-bills" / "our-fund.yaml").write_text(run("programs", "new", "our-fund"))
    assert "no problems" in run("programs", "check", str(own))
    shown = run("match", case, "--programs", str(own))
    assert "[our-fund]" in shown
    assert "[bcu-patient-aid]" in shown
    with pytest.raises(InputError, match="exists already"):
        run("programs", "copy", str(own))


def test_programs_new_check_status_stale_diff(tmp_path: Path) -> None:
    programs, status = tmp_path / "programs", tmp_path / "status"
    programs.mkdir()
    (programs / "my-fund.yaml").write_text(run("programs", "new", "my-fund"))
    assert "1 program, no problems" in run("programs", "check", str(programs))
    told = ("--programs", str(programs), "--overlay", str(status))
    assert "my-fund is open" in run("programs", "status", "my-fund", "open", "--seen-on", "2026-11-25", *told)
    assert "But it was seen as" in run("programs", "status", "my-fund", "closed", "--seen-on", "2026-11-25", *told)
    assert "status" in run("programs", "stale", "--as-of", "2027-01-25", *told)
    assert json.loads(run("programs", "stale", "--json", *told))["schema"] == "mmfinance/stale@1"
    assert "Nothing changed." in run("programs", "diff", str(programs), str(programs))


def test_check_of_a_broken_directory_is_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("schema: nothing\n")
    result = CliRunner().invoke(app, ["programs", "check", str(tmp_path)])
    assert isinstance(result.exception, BrokenData)
    assert result.exception.exit_code == 3


def test_programs_schema_is_a_schema() -> None:
    assert json.loads(run("programs", "schema"))["title"] == "mmfinance/program@1"


def test_programs_diff_reads_every_shipped_program() -> None:
    shipped = str(Path(__file__).parents[2] / "programs")
    assert run("programs", "diff", shipped, shipped).strip() == "Nothing changed."


@pytest.mark.parametrize("command", ["estimate", "plan"])
def test_nothing_known_is_said_and_never_shown_as_0_dollars(command: str, case: str) -> None:
    shown = run(command, case)
    assert "no treatment and no service is known" in shown
    assert "$0" not in shown
