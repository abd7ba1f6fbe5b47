"""Collect every sentence that letters say and merge it into the catalogues (a developer's tool).

``python -m mmfinance.letters.catalogue`` rewrites each ``.po`` file: new sentences appear without a translation,
which the tests refuse; sentences that nothing says any more are dropped. With locales, such as ``vi_VN``, it starts
the catalogue of another language.
"""

import io
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from mmfinance.assistance.directory import load_directory
from mmfinance.letters.languages import CATALOGUES, LOCALES, SOURCE_LANGUAGE
from mmfinance.letters.sentences import VALUES, said_by_code, said_by_programs
from mmfinance.shipped import shipped_directory

_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: mmfinance\\n"
"Language: {locale}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def all_messages() -> tuple[str | tuple[str, str], ...]:
    """Every message that a letter may say: of the templates, the code and the program files that are shipped."""
    programs = said_by_programs(load_directory())
    return (*said_by_templates(shipped_directory("templates")), *said_by_code(), *programs, *VALUES)


def said_by_templates(templates: Path) -> dict[str | tuple[str, str], list[tuple[str, int]]]:
    """Every message of a template directory, with the places that say it."""
    env = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    env.policies["ext.i18n.trimmed"] = True
    messages: dict[str | tuple[str, str], list[tuple[str, int]]] = {}
    for path in sorted(templates.rglob("*.html")):
        for line, _, message in env.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
            if message is None or message == (None,):
                continue
            key = (str(message[0]), str(message[1])) if isinstance(message, tuple) else str(message)
            messages.setdefault(key, []).append((path.relative_to(templates).as_posix(), line))
    return messages


def read_catalogue(language: str) -> Catalog:
    """Read a language's catalogue of the letters."""
    return read_catalogue_file(_path(language), language)


def read_catalogue_file(path: Path, language: str) -> Catalog:
    """Read one catalogue file; one that does not exist yet is empty."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update(language: str, locale: str) -> None:
    """Rewrite a language's catalogue, or start it, so that it holds exactly the sentences that are said."""
    rewrite(_path(language), locale, all_messages())


def rewrite(path: Path, locale: str, said: Iterable[str | tuple[str, str]]) -> None:
    """Rewrite or start one catalogue file so that it holds exactly these messages, each with the translation it had."""
    language = locale.split("_")[0]
    old = read_catalogue_file(path, language)
    new = Catalog(locale=language, project="mmfinance", fuzzy=False)
    for message in said:
        known = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, known.string if known else "")
    content = io.BytesIO()
    write_po(content, new, width=110, sort_output=True)
    header = _HEADER.format(locale=locale, plural_forms=new.plural_forms)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(header + content.getvalue().decode().split("\n\n", 1)[1], encoding="utf-8")


def _path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "mmfinance.po"


if __name__ == "__main__":
    known = {name: locale for name, locale in LOCALES.items() if name != SOURCE_LANGUAGE}
    for name, locale in (known | {locale.split("_")[0]: locale for locale in sys.argv[1:]}).items():
        update(name, locale)
