"""Collect every sentence that templates say and merge it into the catalogues (a developer's tool).

``python -m mmfinance.letters.catalogue`` rewrites each ``.po`` file: new sentences appear without a translation,
which the tests refuse; sentences that nothing says any more are dropped.
"""

import io
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

from mmfinance.letters.languages import CATALOGUES, LOCALES, SOURCE_LANGUAGE
from mmfinance.letters.sentences import VALUES, said_by_code
from mmfinance.shipped import shipped_directory

_HEADER = """msgid ""
msgstr ""
"Project-Id-Version: mmfinance\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


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


def update(language: str) -> None:
    """Rewrite a language's catalogue so that it holds exactly the sentences that are said."""
    said = (*said_by_templates(shipped_directory("templates")), *said_by_code(), *VALUES)
    rewrite(_path(language), language, said)


def rewrite(path: Path, language: str, said: Iterable[str | tuple[str, str]]) -> None:
    """Rewrite one catalogue file so that it holds exactly these messages, each with the translation it had."""
    old = read_catalogue_file(path, language)
    new = Catalog(locale=language, project="mmfinance", fuzzy=False)
    for message in said:
        known = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, known.string if known else "")
    content = io.BytesIO()
    write_po(content, new, width=110, sort_output=True)
    path.write_text(_HEADER + content.getvalue().decode().split("\n\n", 1)[1], encoding="utf-8")


def _path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "mmfinance.po"


if __name__ == "__main__":
    for name in LOCALES:
        if name != SOURCE_LANGUAGE:
            update(name)
