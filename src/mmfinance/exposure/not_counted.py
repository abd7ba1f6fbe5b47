"""The groups of cost of which nothing is known: a zero that is no zero."""

from collections.abc import Collection, Iterable

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.result import Assumption

LEFT_OUT_GROUPS = {
    "no_care_path": tuple(CostGroup),
    "travel": (CostGroup.TRAVEL_AND_LODGING,),
    "work": (CostGroup.LOST_WAGES,),
}
"""The groups of which nothing is known where an assumption, by the first part of its name, leaves its cost out."""


def not_counted(assumptions: Iterable[Assumption], counted: Collection[CostGroup]) -> tuple[CostGroup, ...]:
    """Groups that assumptions leave out of the totals, and of which nothing is `counted`."""
    left_out = {one.name.split(".")[0] for one in assumptions if one.left_out}
    unknown = {group for name in left_out for group in LEFT_OUT_GROUPS.get(name, ())}
    return tuple(group for group in CostGroup if group in unknown and group not in counted)
