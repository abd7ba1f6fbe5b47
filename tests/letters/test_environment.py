from pathlib import Path

import pytest

from mmfinance.errors import InputError
from mmfinance.letters.environment import environment, fill, tidy


def fill_text(folder: Path, template: str, **context: object) -> str:
    (folder / "t.html").write_text(template)
    return fill(environment(folder, "en"), "t.html", context)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''|attr('__class__') }}{{ (''|attr('__class__')).mro() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ rows.append(1) }}",
        "{% for i in range(1000000000) %}{% endfor %}",
        "{{ '{0.__class__}'.format(1) }}{{ unknown }}",
    ],
)
def test_a_template_cannot_leave_its_room(tmp_path: Path, template: str) -> None:
    with pytest.raises(InputError, match="cannot be filled in"):
        fill_text(tmp_path, template, rows=[])


def test_markup_in_data_stays_text(tmp_path: Path) -> None:
    assert fill_text(tmp_path, "{{ name }}", name="<img src=x>") == "&lt;img src=x&gt;"


def test_an_unknown_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.html.*nobody"):
        fill_text(tmp_path, "{{ nobody }}")


def test_a_missing_template_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"other\.html"):
        fill(environment(tmp_path, "en"), "other.html", {})


def test_text_is_composed_and_without_direction_marks() -> None:
    assert tidy("Jose\u0301 \u202egnp\u200f\x07") == "José gnp"
    assert tidy("q" + "\u0301" * 50) == "q" + "\u0301" * 2
