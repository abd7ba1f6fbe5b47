import io
import sys

import pytest
from PIL import Image

from mmfinance.errors import InputError, MissingEnvironment
from mmfinance.letters import pdf
from mmfinance.letters.accessible import finish
from mmfinance.letters.assets import Assets
from mmfinance.letters.pdf import load_engine, render_pdf
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.pages import text_of
from tests.letters.samples import sample_situation

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


def test_two_template_directories_with_the_same_style_sheet_keep_their_own_files() -> None:
    css = FONT + ".logo { width: 9pt; height: 9pt; background: url(asset:logo.png) }"
    page = PAGE.format(body='<div class="logo"></div>')
    first, second = (Assets({"logo.png": _png(shade)}) for shade in (0, 128))
    assert render_pdf(page, css, first) == render_pdf(page, css, first) != render_pdf(page, css, second)


def test_every_object_is_written_as_pydyf_would(monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.format(body="Żółć")
    monkeypatch.setattr(pdf, "DEFLATE_LEVEL", 9)
    written_once = render_pdf(page, FONT, Assets())
    monkeypatch.setattr(pdf, "_finish", lambda watch, document, file: finish(document, file))
    assert render_pdf(page, FONT, Assets()) == written_once


def _png(shade: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (4, 4), shade).save(written, "PNG")
    return written.getvalue()
