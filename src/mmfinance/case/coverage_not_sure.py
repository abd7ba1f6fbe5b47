"""Coverage that a person may have beside what is listed: what "I don't know" to a kind of coverage says.

Nothing is known of it but its kind, so it stands in for every plan of that kind.
"""

from collections.abc import Iterator
from functools import cache

from pydantic import TypeAdapter

from mmfinance.case.coverage import AnyCoverage, KindNotSure
from mmfinance.case.coverage_conflicts import why_not_together
from mmfinance.case.model import Case
from mmfinance.documents import KeyPath


def entries_not_sure(case: Case) -> tuple[AnyCoverage, ...]:
    """The coverages a person may have, each as an entry that says its kind only."""
    return tuple(_bare(kind) for kind in dict.fromkeys(case.coverage_not_sure or ()))


def with_coverage(case: Case, entries: tuple[AnyCoverage, ...]) -> Case:
    """The same case if the person has these of the coverages that are not sure; of the others nothing changes."""
    kinds = {entry.kind for entry in entries}
    rest = tuple(kind for kind in case.coverage_not_sure or () if kind not in kinds)
    update = {"coverage": (*(case.coverage or ()), *entries), "coverage_not_sure": rest or None}
    return case.model_copy(update=update)


def sets_that_can_be_had(case: Case) -> tuple[tuple[AnyCoverage, ...], ...]:
    """The largest sets of the coverages that are not sure which a person can have at one time; none where all is sure.

    Medigap and Part D can be had together, and so can Part D and Medicare Advantage; all three cannot.
    """
    sets: list[tuple[KindNotSure, ...]] = []
    for kind in dict.fromkeys(case.coverage_not_sure or ()):
        beside = [tuple(one for one in each if _together(one, kind)) for each in sets or [()]]
        apart = [each for each in sets if each not in beside]
        sets = list(dict.fromkeys([*((*kept, kind) for kept in beside), *apart]))
    return tuple(tuple(map(_bare, kinds)) for kinds in sets)


def not_sure_conflicts(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Find every kind that the person cannot have beside what is listed, as its path and a sentence."""
    for place, kind in enumerate(case.coverage_not_sure or ()):
        for number, listed in enumerate(case.coverage or ()):
            reason = why_not_together(listed, _bare(kind))
            if reason:
                yield (
                    ("coverage_not_sure", place),
                    f"{kind} cannot be had beside coverage[{number}] ({listed.kind}): {reason}",
                )


def _together(one: KindNotSure, other: KindNotSure) -> bool:
    return why_not_together(_bare(one), _bare(other)) is None


@cache
def _bare(kind: KindNotSure) -> AnyCoverage:
    entry: AnyCoverage = TypeAdapter(AnyCoverage).validate_python({"kind": kind})
    return entry
