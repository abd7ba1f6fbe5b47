"""The languages a letter can be written in: a catalogue each, compiled when it is first used."""

import io
from functools import cache
from pathlib import Path
from typing import Any

from mmfinance.errors import UnknownName

CATALOGUES = Path(__file__).parent / "locale"
LOCALES = {"en": "en_US", "es": "es_US"}
"""The language of a letter, and the locale that writes its dates and amounts."""
SOURCE_LANGUAGE = "en"


def require_language(language: str) -> str:
    """Give the language back. Raises UnknownName for one without a catalogue."""
    if language not in LOCALES:
        raise UnknownName("letter language", language, tuple(LOCALES))
    return language


@cache
def translations(language: str, catalogues: Path = CATALOGUES, domain: str = "mmfinance") -> Any:
    """The gettext translations of a language (a ``babel.support`` object with gettext and ngettext)."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import NullTranslations, Translations

    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    with (catalogues / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain=domain)
