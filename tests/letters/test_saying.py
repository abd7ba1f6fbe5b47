import pickle
from datetime import date

import pytest

from mmfinance.letters import saying
from mmfinance.letters.formats import formats
from mmfinance.phrases import Money, Phrase

SPANISH = {
    "It may pay up to {amount}.": "Puede pagar hasta {amount}.",
    "{label} is {value}; the limit is {limit}.": "{label}: {value}; el límite es {limit}.",
    "Your age": "Su edad",
    "By {day}": "Hasta el {day}",
}


class Translations:
    _catalog = SPANISH

    def gettext(self, text: str) -> str:
        return SPANISH.get(text, text)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(saying, "translations", lambda language: Translations())
    return saying.sayer("es", formats("es")["money"], formats("es")["day"])


def test_a_phrase_is_said_with_its_values_in_the_language(say: object) -> None:
    assert say(Phrase("It may pay up to {amount}.", amount=Money(1_000_000))) == "Puede pagar hasta $10,000."  # type: ignore[operator]
    spoken = say(Phrase("By {day}", day=date(2026, 12, 7)))  # type: ignore[operator]
    assert spoken.replace("\u00a0", " ") == "Hasta el 7 de diciembre de 2026"


def test_plain_text_is_looked_up_as_it_is(say: object) -> None:
    assert say("Your age") == "Su edad"  # type: ignore[operator]
    assert say("Your age is 52; the limit is 65.") == "Your age is 52; the limit is 65."  # type: ignore[operator]


def test_a_phrase_inside_a_phrase_is_said_too(say: object) -> None:
    label = Phrase("Your age")
    inner = Phrase("{label} is {value}; the limit is {limit}.", label=label, value=52, limit=65)
    assert say(inner) == "Su edad: 52; el límite es 65."  # type: ignore[operator]


def test_a_programs_own_words_stay_as_they_are(say: object) -> None:
    assert say("Ask at the {front} desk.") == "Ask at the {front} desk."  # type: ignore[operator]


def test_days_in_plain_text_are_written_as_a_person_reads_them() -> None:
    english = formats("en")["said"]
    assert english("It starts on 2026-12-01.").replace("\u00a0", " ") == "It starts on December 1, 2026."
    assert english("Case 2026-13-99") == "Case 2026-13-99"


def test_a_phrase_travels_to_a_worker() -> None:
    phrase = Phrase("It may pay up to {amount}.", amount=Money(500))
    copy = pickle.loads(pickle.dumps(phrase))
    assert (copy, copy.template, dict(copy.values)) == (phrase, phrase.template, dict(phrase.values))
