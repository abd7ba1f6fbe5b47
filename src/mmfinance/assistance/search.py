"""Finding programs by what people call them: today's name, an old one, a short one, or a misspelling."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from mmfinance.assistance.program import Program

_GOOD_ENOUGH = 0.72
_NOISE = frozenset({"the", "of", "and", "for", "a", "in", "program", "programme", "foundation", "fund"})


def search(words: str, programs: Iterable[Program]) -> tuple[Program, ...]:
    """Find programs whose id, name, organisation, aliases, kinds or drugs answer to the words; best first."""
    wanted = _plain(words)
    scored = [(_score(wanted, program), program) for program in programs]
    hits = [(score, program) for score, program in scored if score >= _GOOD_ENOUGH]
    return tuple(program for score, program in sorted(hits, key=lambda hit: (-hit[0], hit[1].id)))


def of_organisation(words: str, programs: Iterable[Program]) -> tuple[Program, ...]:
    """The programs of the organisation that goes, or went, by a name; none where the name is only near one."""
    wanted = _plain(words)
    return tuple(
        program
        for program in programs
        if wanted in [_plain(name) for name in (program.organisation, *program.organisation_aliases)]
    )


def _score(wanted: str, program: Program) -> float:
    names = (
        program.id.replace("-", " "),
        program.name,
        program.organisation,
        *program.aliases,
        *program.organisation_aliases,
    )
    best = max((_likeness(wanted, _plain(name)) for name in names), default=0.0)
    words = {*(kind.value for kind in program.kinds), *(program.drugs or ())}
    return max(best, 0.8 if wanted.replace(" ", "_") in words else 0.0)


def _likeness(wanted: str, name: str) -> float:
    """1 for the same words, near it for words inside the name, below for spellings that differ."""
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


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("'", "")).split())
