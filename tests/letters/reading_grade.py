"""How hard a text is to read: Flesch-Kincaid for English, Szigriszt-Pazos (INFLESZ) for Spanish.

Kincaid et al. 1975; Barrio-Cantalejo et al. 2008 (65 and above is "fairly easy": primary school).
"""

import re

import pyphen

VOWELS = {"en": "aeiouy", "es": "aeiouáéíóúü"}


def grade(text: str) -> float:
    """The school grade of an English text."""
    words, sentences, syllables = _count(text, "en")
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def inflesz(text: str) -> float:
    """The ease of a Spanish text from 0 to 100."""
    words, sentences, syllables = _count(text, "es")
    return 206.835 - 62.3 * syllables / words - words / sentences


def _count(text: str, language: str) -> tuple[int, int, int]:
    text = re.sub(r"\S+\.(org|gov|com)\S*", " ", text)
    sentences = [part for part in re.split(r"[.!?:;|\n]+", text) if _words(part)]
    words = [word for part in sentences for word in _words(part)]
    return len(words), len(sentences), sum(_syllables(word, language) for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-zÀ-ÿ']+", text)


def _syllables(word: str, language: str) -> int:
    """The larger of two counts, so that neither method flatters the text."""
    dictionary = pyphen.Pyphen(lang={"en": "en_US", "es": "es"}[language], left=1, right=1)
    silent = language == "en" and word.lower().endswith("e") and not word.lower().endswith("le")
    groups = len(re.findall(f"[{VOWELS[language]}]+", word.lower())) - silent
    return max(len(dictionary.positions(word)) + 1, groups, 1)
