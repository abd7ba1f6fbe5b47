import csv
import json
import stat
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mmfinance.assistance.answers import Answers
from mmfinance.assistance.compile import Leaf
from mmfinance.assistance.evaluate import Answered
from mmfinance.batch.engines.engine import Chunk
from mmfinance.batch.output.folder import WHOLE, Layout, Shard, output_folder
from mmfinance.batch.rows import RawRow
from mmfinance.batch.run import Progress
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome
from mmfinance.errors import InputError, UnknownName
from mmfinance.letters.stamping import stamp
from mmfinance.letters.stamping.master import Master
from tests.batch.runs import (
    FROZEN_PROGRAMS,
    InThisProcess,
    document,
    letters_in_manifest,
    letters_on_disk,
    manifest,
    ordered,
    plain_rows,
    rows_of,
    run_rows,
    without_seconds,
)


def test_every_row_has_its_letters_and_its_line(tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = run_rows(ordered(out), plain_rows(3))
    assert [line["case_id"] for line in manifest(out)] == ["case-1", "case-2", "case-3"]
    assert all(line["files"] and line["error"] is None for line in manifest(out))
    assert letters_on_disk(out) == letters_in_manifest(out)
    assert (summary.rows, summary.failed, summary.letters) == (3, 0, len(letters_on_disk(out)))
    assert not (out / ".partial").exists()


def test_only_the_owner_can_read_and_no_name_is_in_a_file_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(1))
    for path in [out, *out.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert "fictional" not in path.name.lower()


def test_an_estimate_is_made_only_where_a_letter_speaks_of_cost(tmp_path: Path) -> None:
    rows = rows_of(document("a", treatment={"care_path": "teclistamab", "start_date": "2026-12-07"}))
    run_rows(ordered(tmp_path / "referral"), rows)
    run_rows(ordered(tmp_path / "action", letters=("action",)), rows)
    assert manifest(tmp_path / "referral")[0]["totals"] is None
    assert manifest(tmp_path / "action")[0]["totals"]["expected"] > 0


def test_a_row_whose_coverage_has_ended_is_referred_and_fails_where_a_letter_speaks_of_cost(tmp_path: Path) -> None:
    ended = [{"kind": "cobra", "ends_on": "2026-10-31"}]
    rows = rows_of(document("a", coverage=ended, treatment={"care_path": "teclistamab", "start_date": "2026-12-07"}))
    assert run_rows(ordered(tmp_path / "referral"), rows).failed == 0
    assert manifest(tmp_path / "referral")[0]["files"]
    assert run_rows(ordered(tmp_path / "action", letters=("action",)), rows).failed == 1
    error = manifest(tmp_path / "action")[0]["error"]
    assert error.startswith("coverage[0].ends_on: lies outside the months counted")
    assert "`- kind: uninsured`" in error
    assert "2026-10-31" not in error


class OneByOne(InThisProcess):
    """Each row is a chunk of its own."""

    def __call__(self, chunks: Iterator[Chunk], job: Job) -> Generator[Outcome]:
        return super().__call__(((task,) for chunk in chunks for task in chunk), job)


def various_rows() -> list[RawRow]:
    return rows_of(
        document("a"),
        document("b", as_of="2027-02-01", household={"size": "4"}),
        {"case_id": "c", "as_of": "soon"},
        document("d", coverage=[{"kind": "medicare", "part_a": True, "part_b": True}], as_of="2025-03-01"),
        document("e", patient={"address": {"state": "NY"}}, treatment={"in_active_treatment": True}),
    )


def test_rows_worked_on_together_give_the_same_as_each_alone(tmp_path: Path) -> None:
    together, alone = tmp_path / "together", tmp_path / "alone"
    run_rows(ordered(together), various_rows())
    run_rows(ordered(alone), various_rows(), OneByOne())
    assert len(letters_on_disk(together)) > 4
    assert letters_on_disk(together) == letters_on_disk(alone)
    assert without_seconds(manifest(together)) == without_seconds(manifest(alone))


def test_a_row_whose_matching_fails_stops_none_that_is_matched_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answered.criterion

    def faulty(self: Answered, leaf: Leaf) -> Answers:
        if any(self.columns.value("state", person) == "NY" for person in range(self.columns.people)):
            raise RuntimeError("Person e Fictional")
        return answer(self, leaf)

    monkeypatch.setattr(Answered, "criterion", faulty)
    run_rows(ordered(tmp_path / "out"), various_rows())
    errors = {line["case_id"]: line["error"] for line in manifest(tmp_path / "out")}
    assert errors.pop("e").startswith("a fault in mmfinance itself (RuntimeError at ")
    assert errors.pop("c")
    assert errors == dict.fromkeys("abd")


def test_a_second_run_does_nothing(tmp_path: Path) -> None:
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(3))
    before = manifest(out)
    run_rows(ordered(out), plain_rows(3), engine)
    assert engine.rows == 0
    assert manifest(out) == before


def test_only_a_changed_row_is_done_again_and_letters_it_has_no_longer_go(tmp_path: Path) -> None:
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(3))
    others = {path: digest for path, digest in letters_on_disk(out).items() if "/case-2/" not in path}
    rich = document("case-2", household={"size": "2", "annual_income": "900000"})
    changed = [row if row.number != 2 else replace(row, content=rich) for row in plain_rows(3)]
    run_rows(ordered(out), changed, engine)
    assert engine.rows == 1
    assert others.items() <= letters_on_disk(out).items()
    assert letters_on_disk(out) == letters_in_manifest(out)
    fresh = tmp_path / "fresh"
    run_rows(ordered(fresh), changed)
    assert letters_on_disk(out) == letters_on_disk(fresh)


def test_a_row_that_turns_bad_loses_its_letters(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(2))
    bad = [
        replace(row, content={**document("case-2"), "as_of": "soon"}) if row.number == 2 else row
        for row in plain_rows(2)
    ]
    assert run_rows(ordered(out), bad).failed == 1
    assert {Path(path).parent.name for path in letters_on_disk(out)} == {"case-1"}


def test_letters_of_a_row_that_is_gone_go_and_what_people_put_beside_them_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(3))
    folder = out / Path(manifest(out)[1]["files"][0]["path"]).parent
    (folder / "signed form.pdf").write_text("scanned by the clinic")
    run_rows(ordered(out), plain_rows(1))
    assert [path.name for path in folder.iterdir()] == ["signed form.pdf"]
    assert [line["case_id"] for line in manifest(out)] == ["case-1"]


def test_a_row_keeps_its_folder_when_rows_move(tmp_path: Path) -> None:
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(3))
    before = letters_on_disk(out)
    moved = [replace(row, number=row.number + 1) for row in plain_rows(3)]
    run_rows(ordered(out), [*rows_of(document("new")), *moved], engine)
    assert engine.rows == 1
    assert before.items() <= letters_on_disk(out).items()
    assert [(line["row"], line["case_id"]) for line in manifest(out)][:2] == [(1, "new"), (2, "case-1")]


@pytest.mark.parametrize("harm", ["unlink", "truncate"])
def test_a_letter_that_is_lost_or_cut_off_is_written_again(tmp_path: Path, harm: str) -> None:
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(2))
    before = letters_on_disk(out)
    victim = out / next(iter(before))
    victim.unlink() if harm == "unlink" else victim.write_bytes(b"")
    run_rows(ordered(out), plain_rows(2), engine)
    assert engine.rows == 1
    assert letters_on_disk(out) == before


def test_options_and_data_that_change_letters_make_them_anew(tmp_path: Path) -> None:
    out, engine = tmp_path / "out", InThisProcess()
    run_rows(ordered(out), plain_rows(1))
    run_rows(ordered(out, format="html"), plain_rows(1), engine)
    assert engine.rows == 1
    assert {Path(path).suffix for path in letters_on_disk(out)} == {".html"}
    programs = tmp_path / "programs"
    for path in FROZEN_PROGRAMS.rglob("*.yaml"):
        target = programs / path.relative_to(FROZEN_PROGRAMS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes() + b"\n# another look\n")
    run_rows(ordered(out, format="html", programs=programs), plain_rows(1), engine)
    assert engine.rows == 2


def test_a_bad_row_stops_no_other_and_is_told_without_its_values(tmp_path: Path) -> None:
    out = tmp_path / "out"
    secret = {**document("case-2"), "patient": {"birth_date": "Q7-secret"}}
    summary = run_rows(ordered(out), rows_of(document("case-1"), secret, None, document("case-4")))
    assert summary.failed == 2
    assert [bool(line["files"]) for line in manifest(out)] == [True, False, False, True]
    with (out / "problems.csv").open(newline="", encoding="utf-8") as stream:
        problems = list(csv.DictReader(stream))
    assert [(problem["row"], problem["column"]) for problem in problems] == [("2", "patient.birth_date"), ("3", "")]
    for name in ("manifest.jsonl", "problems.csv", "summary.json", "summary.txt"):
        assert "Q7-secret" not in (out / name).read_text()


def test_a_name_that_the_fonts_cannot_draw_fails_its_row_alone_and_is_not_repeated(tmp_path: Path) -> None:
    out, names = tmp_path / "out", ("김철수", "สมชาย", "Ana 😀", "Ana")
    rows = rows_of(*(document(f"case-{at}", patient={"name": name}) for at, name in enumerate(names)))
    summary = run_rows(ordered(out, letters=("insurer-questions", "employer"), format="pdf"), rows)
    assert summary.failed == 3
    assert {Path(path).parent.name for path in letters_on_disk(out)} == {"case-3"}
    told = [line["error"] or "" for line in manifest(out)]
    assert [any(word in error for word in ("HANGUL", "THAI", "U+1F600")) for error in told] == [True] * 3 + [False]
    reports = "".join(path.read_text() for path in (out / "manifest.jsonl", out / "problems.csv"))
    assert not set("김철수สมชาย") & set(reports)


def test_a_stamped_letter_that_differs_is_told_in_the_line_of_its_row_and_written_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(tmp_path / "out", format="pdf", referrals_to=("mmrf-patient-navigation-center",))
    run_rows(replace(order, out=tmp_path / "right"), plain_rows(3))
    stamp._shelf.cache_clear()
    monkeypatch.setattr(stamp, "CHECK_ONE_IN", 1)
    monkeypatch.setattr(Master, "stamped", lambda *_: b"%PDF-1.7 of another kind")
    summary = run_rows(order, plain_rows(3))
    stamp._shelf.cache_clear()
    assert [bool(line["error"]) for line in manifest(order.out)] == [False, True, False]
    assert "please report it" in manifest(order.out)[1]["error"]
    assert summary.failed == 0
    assert letters_on_disk(order.out) == letters_on_disk(tmp_path / "right") == letters_in_manifest(order.out)


def test_an_id_that_comes_twice_is_a_bad_row_and_the_first_keeps_its_letters(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), rows_of(document("A1"), document("a1"), document("a2")))
    assert [line["error"] for line in manifest(out)] == [
        None,
        "case_id: is the id of row 1 too; expected an id of its own",
        None,
    ]
    assert letters_on_disk(out) == letters_in_manifest(out)


@pytest.mark.parametrize(
    "case_id", ["../../etc/passwd", "/etc/passwd", "a/b", "..", "C:\\x", "123456789", "con", "row-1", None]
)
def test_whatever_an_id_is_letters_stay_inside_the_folder(tmp_path: Path, case_id: str | None) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), rows_of(document(case_id), document(None)))
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    assert letters_on_disk(out) == letters_in_manifest(out)
    assert len(manifest(out)) == 2


def test_a_folder_of_something_else_of_another_file_or_of_other_shards_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        run_rows(ordered(tmp_path), plain_rows(1))
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(1))
    with pytest.raises(InputError, match=r"belongs to cases\.jsonl"), output_folder(out, WHOLE, "other.csv"):
        pass
    with pytest.raises(InputError, match="another --shard"):
        run_rows(ordered(out, shard=Shard(1, 2)), plain_rows(1), layout=Layout(Shard(1, 2)))


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with output_folder(out, WHOLE, "cases.jsonl"), pytest.raises(InputError, match="another run is writing"):
        run_rows(ordered(out), plain_rows(1))


def test_a_stopped_run_leaves_whole_letters_and_reports_and_goes_on(tmp_path: Path) -> None:
    out, engine = tmp_path / "out", InThisProcess()

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rows(ordered(out), plain_rows(8), watch=stop)
    assert letters_on_disk(out) == letters_in_manifest(out)
    assert len(manifest(out)) == 3
    assert not (out / ".partial").exists()
    run_rows(ordered(out), plain_rows(8), engine)
    assert engine.rows == 5
    whole = tmp_path / "whole"
    run_rows(ordered(whole), plain_rows(8))
    assert letters_on_disk(out) == letters_on_disk(whole)
    assert without_seconds(manifest(out)) == without_seconds(manifest(whole))


def test_a_run_stopped_after_the_programs_changed_still_reports(tmp_path: Path) -> None:
    out, programs = tmp_path / "out", tmp_path / "programs"
    run_rows(ordered(out), plain_rows(4))
    programs.mkdir()
    few = next(FROZEN_PROGRAMS.rglob("cancercare-financial-assistance.yaml"))
    (programs / few.name).write_bytes(few.read_bytes())

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rows(ordered(out, programs=programs), plain_rows(4), watch=stop)
    assert manifest(out)[0]["verdicts"] is not None
    assert json.loads((out / "summary.json").read_text())["programs"].keys() == {few.stem}


def test_a_run_goes_on_with_the_day_it_began_on(tmp_path: Path) -> None:
    from datetime import date

    from mmfinance.batch.order import job_of

    out = tmp_path / "out"

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_rows(ordered(out), plain_rows(2), watch=stop)
    tomorrow = date(2026, 11, 25)
    assert job_of(ordered(out), tomorrow)[0].as_of == date(2026, 11, 24)
    run_rows(ordered(out), plain_rows(2))
    assert job_of(ordered(out), tomorrow)[0].as_of == tomorrow


def test_shards_together_make_the_whole(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    rows = rows_of(*(document(f"case-{n}") for n in range(11)), document("case-3"))
    run_rows(ordered(whole), rows)
    for number in (3, 1, 2):
        run_rows(ordered(parts, shard=Shard(number, 3)), rows, layout=Layout(Shard(number, 3)))
    assert letters_on_disk(parts) == letters_on_disk(whole)
    lines = [line for number in (1, 2, 3) for line in manifest(parts, f"-{number}-of-3")]
    together = sorted(without_seconds(lines), key=lambda line: int(line["row"]))
    assert together == without_seconds(manifest(whole))


def test_the_summary_counts_and_names_nobody(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_rows(ordered(out), plain_rows(2))
    summary = json.loads((out / "summary.json").read_text())
    assert summary["schema"] == "mmfinance/batch-summary@1"
    assert all(sum(counts.values()) == 2 for counts in summary["programs"].values())
    assert summary["missing"][0]["cases"] == 2
    assert "Fictional" not in (out / "summary.txt").read_text()


def test_referrals_go_to_the_program_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    programs = sorted(path.stem for path in FROZEN_PROGRAMS.rglob("*.yaml"))
    run_rows(ordered(out, referrals_to=(programs[0],)), plain_rows(1))
    assert {Path(path).name for path in letters_on_disk(out)} <= {f"referral-{programs[0]}.txt"}
    with pytest.raises(UnknownName):
        run_rows(ordered(out, referrals_to=("no-such-program",)), plain_rows(1))
    with pytest.raises(InputError, match="--letters referral"):
        run_rows(ordered(out, letters=("action",), referrals_to=(programs[0],)), plain_rows(1))
