from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from mmfinance.batch.output import print_files
from mmfinance.batch.output.folder import Layout
from mmfinance.batch.output.print_files import join
from mmfinance.errors import InputError
from tests.batch.runs import document, letters_on_disk, ordered, rows_of, run_rows

pikepdf = pytest.importorskip("pikepdf")

PRINT = Layout(print_files=True)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    out = tmp_path_factory.mktemp("letters") / "out"
    order = ordered(out, format="pdf", referrals_to=("cancercare-financial-assistance",))
    run_rows(order, rows_of(*(document(f"case-{number}") for number in range(3))))
    return [(out / path).read_bytes() for path in letters_on_disk(out)]


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_joined_letters_are_all_there_in_order(letters: list[bytes], tmp_path: Path) -> None:
    join(tmp_path / "joined.pdf", letters)
    assert text_of((tmp_path / "joined.pdf").read_bytes()) == [page for letter in letters for page in text_of(letter)]


def test_the_tags_of_every_page_lead_to_its_own_text(letters: list[bytes], tmp_path: Path) -> None:
    join(tmp_path / "joined.pdf", letters)
    with pikepdf.open(tmp_path / "joined.pdf") as joined:
        root, pages = joined.Root.StructTreeRoot, joined.pages
        numbers = [int(number) for number in root.ParentTree.Nums[::2]]
        assert all(one < other for one, other in pairwise(numbers))
        assert len(root.K) == len(letters)
        parents = dict(zip(numbers, root.ParentTree.Nums[1::2], strict=True))
        for page in pages:
            for element in parents[int(page.obj.StructParents)]:
                assert element.Pg.objgen == page.obj.objgen
        assert str(joined.Root.Lang) == "en"


def test_letters_that_are_no_pdf_are_refused_before_any_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not from txt"):
        run_rows(ordered(tmp_path / "out"), rows_of(document("a")), layout=PRINT)
    assert list(tmp_path.iterdir()) == []


def test_print_files_are_split_and_only_changed_ones_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_files, "LETTERS_TOGETHER", 2)
    out, program = tmp_path / "out", "cancercare-financial-assistance"
    order = ordered(out, format="pdf", referrals_to=(program,))
    run_rows(order, rows_of(*(document(f"case-{number}") for number in range(3))), layout=PRINT)
    made = {path.name: path.stat().st_mtime_ns for path in (out / "print").iterdir()}
    assert sorted(made) == [f"referral-{program}-0001.pdf", f"referral-{program}-0002.pdf"]
    run_rows(order, rows_of(*(document(f"case-{number}") for number in range(2))), layout=PRINT)
    assert {path.name: path.stat().st_mtime_ns for path in (out / "print").iterdir()} == {
        f"referral-{program}-0001.pdf": made[f"referral-{program}-0001.pdf"]
    }
