"""Finding programs by what people call them: today's name, an old one, a short one, or a misspelling."""

from collections.abc import Iterable

from mmfinance.assistance.program import Program
from mmfinance.likeness import GOOD_ENOUGH, bare, likeness


def search(words: str, programs: Iterable[Program]) -> tuple[Program, ...]:
    """Find programs whose id, name, organisation, aliases, kinds or drugs answer to the words; best first."""
    wanted = bare(words)
    scored = [(_score(wanted, program), program) for program in programs]
    hits = [(score, program) for score, program in scored if score >= GOOD_ENOUGH]
    return tuple(program for score, program in sorted(hits, key=lambda hit: (-hit[0], hit[1].id)))


def of_organisation(words: str, programs: Iterable[Program]) -> tuple[Program, ...]:
    """The programs of the organisation that goes, or went, by a name; none where the name is only near one."""
    wanted = bare(words)
    return tuple(
        program
        for program in programs
        if wanted in [bare(name) for name in (program.organisation, *program.organisation_aliases)]
    )


def _score(wanted: str, program: Program) -> float:
    names = (
        program.id.replace("-", " "),
        program.name,
        program.organisation,
        *program.aliases,
        *program.organisation_aliases,
    )
    best = max((likeness(wanted, bare(name)) for name in names), default=0.0)
    words = {*(kind.value for kind in program.kinds), *(program.drugs or ())}
    return max(best, 0.8 if wanted.replace(" ", "_") in words else 0.0)
