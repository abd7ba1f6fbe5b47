"""Care paths: every file holds, names only what exists, and a broken one says where."""

from pathlib import Path

import pytest

from mmfinance.errors import BrokenData, UnknownName
from mmfinance.reference.care_path_files import CarePathFile
from mmfinance.reference.care_paths import care_path, care_path_ids, checked_care_path, sets, visits
from mmfinance.reference.prices import price_source

WANTED = {
    "teclistamab", "talquetamab", "talquetamab_every_2_weeks", "elranatamab", "linvoseltamab",
    "daratumumab_pomalidomide_dexamethasone", "carfilzomib_dexamethasone", "carfilzomib_dexamethasone_twice_weekly",
    "isatuximab_pomalidomide_dexamethasone", "elotuzumab_pomalidomide_dexamethasone", "selinexor_dexamethasone",
    "bortezomib_dexamethasone", "belantamab_mafodotin_bortezomib_dexamethasone", "cyclophosphamide_dexamethasone",
    "vtd_pace", "repeat_car_t", "autologous_transplant", "allogeneic_transplant", "clinical_trial", "follow_up",
}  # fmt: skip

PATH = """\
name: A drug
about: One drug.
kind: oral
phases:
  - id: fills
    title: Fills
    from_day: 1
    every_days: 28
    gives:
      - {fill: dexamethasone}
confidence: low
sources: [planning_rule]
"""


def test_every_wanted_option_is_there() -> None:
    assert set(care_path_ids()) >= WANTED


@pytest.mark.parametrize("identifier", care_path_ids())
def test_every_care_path_reads_and_names_sources(identifier: str) -> None:
    path = care_path(identifier)
    assert all(price_source(source).title for source in path.sources)
    assert all(phase.source for phase in path.phases)
    assert len({phase.id for phase in path.phases}) == len(path.phases)


def test_what_is_off_label_or_unpriced_is_marked() -> None:
    assert care_path("venetoclax_dexamethasone").off_label
    assert care_path("belantamab_mafodotin_bortezomib_dexamethasone").price_unknown
    assert [name for name in care_path_ids() if care_path(name).off_label] == ["venetoclax_dexamethasone"]


def test_a_withdrawn_drug_is_not_offered() -> None:
    names = [care_path(name).name.lower() for name in care_path_ids()]
    assert not [name for name in (*care_path_ids(), *names) if "pepaxto" in name or "flufenamide" in name]


def test_an_unknown_care_path_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean teclistamab") as caught:
        care_path("teclistamb")
    assert caught.value.exit_code == 2


def read(folder: Path, text: str) -> CarePathFile:
    file = folder / "a_path.yaml"
    file.write_text(text, encoding="utf-8")
    return checked_care_path(file)


def test_a_new_path_takes_no_code(tmp_path: Path) -> None:
    assert read(tmp_path, PATH).phases[0].every_days == 28


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("every_days: 28", "evry_days: 28", 8, "did you mean 'every_days'"),
        ("kind: oral", "kind: orall", 3, "did you mean 'oral'"),
        ("from_day: 1", "from_day: 0", 7, "1 or more"),
        ("{fill: dexamethasone}", "{fill: dexamethasone, drug: teclistamab, mg: 1}", 10, "exactly one of drug"),
        ("{fill: dexamethasone}", "{drug: teclistamab}", 10, "exactly one of mg, mg_per_kg"),
        ("{fill: dexamethasone}", "{fill: dexamethasne}", 10, "did you mean dexamethasone"),
        ("[planning_rule]", "[planing_rule]", 12, "did you mean planning_rule"),
        ("title: Fills", "title: Fills\n    chance: 0.4", 5, "a chance needs its source"),
    ],
)
def test_a_broken_path_says_where(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    with pytest.raises(BrokenData) as caught:
        read(tmp_path, PATH.replace(old, new))
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("a_path.yaml", line)
    assert said in problem.message


def test_shared_sets_and_visits_read() -> None:
    assert {"blood_panel", "marrow_set", "mrd_set", "imaging_set"} <= set(sets())
    assert all(visit.hours > 0 for visit in visits().values())
