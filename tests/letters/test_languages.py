import re
from collections.abc import Iterator
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


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """What Spanish letters leave in English, as it is said."""
    missed: set[str] = set()
    spanish = translations("es")

    class Watched:
        def gettext(self, text: str) -> str:
            if len(text.split()) > 2 and text not in spanish._catalog:
                missed.add(text)
            return str(spanish.gettext(text))

    monkeypatch.setattr(saying, "translations", lambda language: Watched())
    rooms.environment.cache_clear()
    yield missed
    rooms.environment.cache_clear()


def no_names(texts: set[str]) -> set[str]:
    """Leave out what the names of programs, plans and services stand in, and a table of states and percents."""
    names: set[str] = set()
    for known in map(shipped, EXAMPLES):
        names |= {part for program in known.programs.values() for part in (program.name, program.organisation)}
        names |= {plan.name for plan in known.case.coverage or () if plan.name}
        names |= {known.case.denial.service or ""} if known.case.denial else set()
    states = re.compile(r"([A-Z]{2} \d+%(, |$))+")
    return {text for text in texts if not any(name in text for name in names - {""}) and not states.fullmatch(text)}


def test_what_a_patient_reads_in_spanish_leaves_no_sentence_in_english(in_english: set[str]) -> None:
    for example in EXAMPLES:
        for kind in (kind for kind in KINDS.values() if kind.for_patient):
            text_letter(shipped(example), kind.name, "es")
    assert no_names(in_english) == set()


def test_a_spanish_referral_to_any_program_leaves_no_criterion_in_english(in_english: set[str]) -> None:
    say = saying.sayer("es", str, str)
    for example in EXAMPLES:
        for match in shipped(example).matches.programs:
            for reason in match.reasons:
                say(reason.sentence)
    assert no_names(in_english) == set()


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(UnknownName, match="letter language"):
        require_language("xx")
