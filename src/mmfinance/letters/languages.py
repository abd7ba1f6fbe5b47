"""The languages a letter can be written in: English and one for each catalogue, compiled when it is first used.

A catalogue names the locale that writes its dates and amounts in its header, so another language needs no code.
"""

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

from mmfinance.errors import BrokenData, UnknownName

CATALOGUES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
_LOCALE = re.compile(r'^"Language: (\w+)\\n"$', re.MULTILINE)
_HEADER_LENGTH = 600


def read_locales(catalogues: Path) -> dict[str, str]:
    """Each language with the locale that its catalogue's header names. Raises BrokenData for a header without one."""
    locales = {SOURCE_LANGUAGE: "en_US"}
    for path in sorted(catalogues.glob("*/LC_MESSAGES/mmfinance.po")):
        with path.open(encoding="utf-8") as stream:
            named = _LOCALE.search(stream.read(_HEADER_LENGTH))
        if named is None:
            raise BrokenData(f'{path}: the header names no locale, such as "Language: es_US\\n"')
        locales[path.parts[-3]] = named[1]
    return locales


LOCALES = read_locales(CATALOGUES)
"""The language of a letter, and the locale that writes its dates and amounts."""


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
