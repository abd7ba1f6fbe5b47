import re
from functools import partial
from pathlib import Path

import pytest

from mmfinance.errors import BrokenData, UnknownName
from mmfinance.letters import environment as rooms
from mmfinance.letters import saying
from mmfinance.letters.catalogue import all_messages, read_catalogue
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE, read_locales, require_language, translations
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import EXAMPLES, shipped, text_letter
from tests.letters.pages import text_of
from tests.letters.samples import sample_situation

FRENCH = """msgid ""
msgstr ""
"Language: fr_CA\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Request for medical leave"
msgstr "Demande de congé"
"""
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


def test_another_language_is_a_catalogue_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = tmp_path / "fr" / "LC_MESSAGES" / "mmfinance.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(FRENCH, encoding="utf-8")
    reader = partial(translations, catalogues=tmp_path)
    monkeypatch.setattr(rooms, "translations", reader)
    monkeypatch.setattr(saying, "translations", reader)
    monkeypatch.setitem(LOCALES, "fr", read_locales(tmp_path)["fr"])
    assert "Demande de congé" in text_of(letter_of(sample_situation(), "employer", Style("fr")))
    text = letter_of(sample_situation(), "employer", Style("fr", "txt")).decode()
    assert "DEMANDE DE CONGÉ" in text
    assert "25 novembre 2026" in text


def test_a_catalogue_without_a_locale_is_an_error(tmp_path: Path) -> None:
    catalogue = tmp_path / "fr" / "LC_MESSAGES" / "mmfinance.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(BrokenData, match="names no locale"):
        read_locales(tmp_path)


def test_what_a_patient_reads_in_spanish_leaves_no_sentence_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    missed: set[str] = set()
    spanish = translations("es")

    class Watched:
        def gettext(self, text: str) -> str:
            if len(text.split()) > 2 and text not in spanish._catalog:
                missed.add(text)
            return str(spanish.gettext(text))

    monkeypatch.setattr(saying, "translations", lambda language: Watched())
    rooms.environment.cache_clear()
    own: set[str] = set()
    for example in EXAMPLES:
        known = shipped(example)
        own |= {part for program in known.programs.values() for part in (program.name, program.organisation)}
        own |= {plan.name for plan in known.case.coverage or () if plan.name}
        own |= {known.case.denial.service or ""} if known.case.denial else set()
        for kind in (kind for kind in KINDS.values() if kind.for_patient):
            text_letter(known, kind.name, "es")
    rooms.environment.cache_clear()
    assert {text for text in missed if not any(name in text for name in own - {""})} == set()


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownName, match="letter language"):
        require_language("xx")
