import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from mmfinance.errors import InputError
from mmfinance.letters.check import check_templates, copy_templates
from mmfinance.letters.markup import accessibility_findings
from mmfinance.letters.typeset import Style
from mmfinance.letters.worker import Worker, in_worker
from mmfinance.letters.write import letter_of
from mmfinance.shipped import shipped_directory
from tests.letters.samples import sample_situation

GOOD = '<html lang="en"><head><title>t</title></head><body><h1>x</h1>{}</body></html>'


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("hospital") / "templates"
    copy_templates(target)
    return target


def edit(own: Path, file: str, old: str, new: str) -> None:
    path = own / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_faulty_copy_is_told_everything_at_once(own: Path) -> None:
    edit(own, "employer/letter.html", "{{ as_of | day }}", "{{ as_of | day }}{{ nobody }}")
    edit(own, "appeal/letter.html", "<h2>", "<h4>A sentence</h4><h2>{% trans %}Not in any catalogue{% endtrans %} ")
    edit(own, "action/letter.html", "{{ sentence | said }}", "{{ sentence | safe }}")
    edit(own, "action/letter.html", "<h2>", '<p style="height: 200mm"></p><h2>')
    edit(own, "team-summary/letter.html", '<table class="costs options">', '<table style="width: 400mm">')
    found = "\n".join(map(str, check_templates(own, [("sample", sample_situation())])))
    assert "employer/letter.html" in found
    assert "'nobody' is undefined" in found
    assert "a heading of level 4 follows level 1" in found
    assert "no translation into es of: Not in any catalogue" in found
    assert "lets data become markup" in found
    assert "runs off the paper" in found
    assert "takes 3 pages, even when set tightly; at most 2 expected" in found


def test_a_mistake_in_the_template_language_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    copy_templates(own)
    edit(own, "referral/letter.html", "{% block body %}", "{% block body %}{{ as_of as_of }}")
    (found,) = check_templates(own, [("sample", sample_situation())])
    assert str(found) == "referral/letter.html:4: expected token 'end of print statement', got 'as_of'"


def test_a_copy_is_never_written_over_something(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="exists already"):
        copy_templates(tmp_path)


def test_the_shipped_templates_have_no_risky_markup_and_no_gap() -> None:
    assert check_templates(shipped_directory("templates"), []) == ()


@pytest.mark.parametrize(
    ("markup", "finding"),
    [
        ('<img src="asset:x.png">', "no words"),
        ('<a href="https://example.org"><img src="asset:x.png" alt="x"></a>', "a link goes around"),
        ("<h3>skipped</h3>", "level 3 follows level 1"),
        ("<h1>again</h1>", "2 main headings"),
        ("<table><tr><th>x</th></tr></table>", "no scope"),
        ("<table><tr><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>", "rows of different length"),
        ('<svg><path d="M0 0"/><title>late</title></svg>', "does not begin with its title"),
    ],
)
def test_what_a_screen_reader_stumbles_over(markup: str, finding: str) -> None:
    assert any(finding in found for found in accessibility_findings(GOOD.format(markup)))


def test_a_sound_page_has_no_findings() -> None:
    assert accessibility_findings(GOOD.format("<h2>y</h2><svg><title>z</title><path d=''/></svg>")) == ()


def test_templates_of_others_run_in_a_worker(own: Path) -> None:
    text = letter_of(sample_situation(), "insurer-questions", Style(format="txt", templates=own)).decode()
    assert "QUESTIONS FOR YOUR INSURANCE PLAN" in text


def fails_with_a_name() -> bytes:
    raise KeyError("Maria Example")


def test_a_failing_worker_says_what_and_where_but_nothing_of_the_case(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"failed: KeyError at letters/test_check\.py:\d+$"):
        in_worker(fails_with_a_name)
    assert capfd.readouterr() == ("", "")


def test_a_worker_is_stopped_when_it_takes_too_long_and_another_goes_on() -> None:
    with closing(Worker()) as worker:
        with pytest.raises(InputError, match=r"took more than 0\.3 seconds and was stopped"):
            worker.call(time.sleep, 60, seconds=0.3)  # type: ignore[arg-type]
        with pytest.raises(InputError, match="too much memory and was stopped"):
            worker.call(os._exit, 9)
        first = worker.call(process_number)
        assert worker.call(process_number) == first


def process_number() -> bytes:
    return str(os.getpid()).encode()
