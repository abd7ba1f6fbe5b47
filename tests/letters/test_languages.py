import re

import pytest

from mmfinance.errors import UnknownName
from mmfinance.letters.catalogue import all_messages, read_catalogue
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE, require_language, translations

SLOT = r"%\(\w+\)s|\{\w+\}"
OTHERS = [language for language in LOCALES if language != SOURCE_LANGUAGE]


def first(message: object) -> str:
    return str(message[0]) if isinstance(message, (tuple, list)) else str(message)


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_has_a_translation(language: str) -> None:
    said = {first(message) for message in all_messages()}
    translated = {first(message.id) for message in read_catalogue(language) if message.string and all(message.string)}
    assert said - translated == set(), "run python -m mmfinance.letters.catalogue and translate what is empty"


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_every_placeholder(language: str) -> None:
    for message in read_catalogue(language):
        sources = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        targets = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id:
            wanted = set(re.findall(SLOT, sources[-1]))
            assert all(set(re.findall(SLOT, str(target))) == wanted for target in targets), message.id


def test_spanish_counts_one_and_many() -> None:
    ngettext = translations("es").ungettext
    one, many = "%(count)s more program does not fit now.", "%(count)s more programs do not fit now."
    assert "programa más" in ngettext(one, many, 1)
    assert "programas más" in ngettext(one, many, 2)


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownName, match="letter language"):
        require_language("xx")
