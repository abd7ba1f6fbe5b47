"""How much the words that somebody wrote are like a name: the same, inside it, or misspelt."""

import re
from difflib import SequenceMatcher

GOOD_ENOUGH = 0.72
"""From here on a name is worth showing."""
_NOISE = frozenset({"the", "of", "and", "for", "a", "in", "program", "programme", "foundation", "fund"})


def likeness(wanted: str, name: str) -> float:
    """1 for the same words, near it for words inside the name, below for spellings that differ; both are `bare`."""
    if not wanted:
        return 0.0
    if wanted == name:
        return 1.0
    wanted_words, name_words = wanted.split(), name.split()
    if set(wanted_words) <= set(name_words):
        return 0.9 + 0.09 * len(wanted_words) / len(name_words)
    whole = SequenceMatcher(None, wanted, name).ratio()
    keys = [word for word in wanted_words if word not in _NOISE] or wanted_words
    each = [max((SequenceMatcher(None, word, other).ratio() for other in name_words), default=0.0) for word in keys]
    return max(whole, 0.95 * min(each)) if min(each) > 0.7 else whole * 0.9


def bare(text: str) -> str:
    """Words in lower case, without marks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", "")).split())
