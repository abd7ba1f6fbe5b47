"""The organisation's letterhead: on what it hands out and sends, and not on what the patient signs."""

from pathlib import Path

import pytest
from PIL import Image

from mmfinance.errors import InvalidDocument
from mmfinance.letters.check import copy_templates
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.letterhead import read_letterhead
from mmfinance.letters.typeset import Style, typeset
from mmfinance.letters.write import letter_values
from tests.letters.pages import text_of
from tests.letters.samples import sample_situation

LETTERHEAD = """organization: Sample Myeloma Center
address: [1 Sample Road, "Durham, NC 27701"]
phone: 919-555-0111
logo: logo.png
signer_name: Robin Sample
signer_title: Oncology social worker
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hospital") / "templates"
    copy_templates(target)
    (target / "letterhead.yaml").write_text(LETTERHEAD)
    (target / "assets").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), "#0b4f5c").save(target / "assets" / "logo.png")
    return target


def letter(kind: str, own: Path) -> bytes:
    return typeset(kind, letter_values(sample_situation(), kind), Style(templates=own))


def test_a_referral_bears_logo_address_and_signature_block(own: Path) -> None:
    pdf = letter("referral", own)
    text = text_of(pdf)
    assert "Sample Myeloma Center" in text
    assert "1 Sample Road · Durham, NC 27701 · 919-555-0111" in text
    assert "Signature: Robin Sample, Oncology social worker" in text
    assert "From, with phone" not in text
    assert pdf.count(b"/Subtype /Image") > letter("employer", own).count(b"/Subtype /Image")


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.by_patient], ids=lambda kind: kind.name)
def test_what_the_patient_signs_does_not_tell_where_they_are_treated(kind: object, own: Path) -> None:
    text = text_of(letter(kind.name, own))  # type: ignore[attr-defined]
    assert "Sample Myeloma Center" not in text
    assert "Robin Sample" not in text


def test_without_a_letterhead_there_is_room_for_the_sender() -> None:
    assert "From, with phone" in text_of(typeset("referral", letter_values(sample_situation(), "referral"), Style()))


def test_a_wrong_letterhead_is_an_error(own: Path) -> None:
    path = own / "letterhead.yaml"
    path.write_text("organisation: x\nlogo: ../logo.svg\n")
    with pytest.raises(InvalidDocument, match="organi"):
        read_letterhead(own)
    path.write_text(LETTERHEAD)
