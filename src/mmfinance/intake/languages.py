"""The languages of the conversation: a catalogue of its own, and behind it that of the letters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mmfinance.letters.formats import formats
from mmfinance.letters.languages import translations

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "intake"


def gettext_of(language: str) -> Callable[[str], str]:
    """The translation of a sentence; the sentence itself where it has none."""
    own, letters = translations(language, CATALOGUES, DOMAIN), translations(language)

    def gettext(text: str) -> str:
        found = str(own.gettext(text))
        return found if found != text else str(letters.gettext(text))

    return gettext


def filters_of(language: str) -> dict[str, Callable[..., Any]]:
    """How the language says a phrase (`said`), an amount in cents (`money`) and a day (`day`)."""
    return formats(language, gettext_of(language))


def sayer_of(language: str) -> Callable[[Any], str]:
    """A function that says a phrase, an amount or a day in the language, without spaces that do not break."""
    said = filters_of(language)["said"]
    return lambda value: str(said(value)).replace("\u00a0", " ")
