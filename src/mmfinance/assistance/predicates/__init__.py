"""The language of eligibility: a tree of `all_of`, `any_of`, `none_of` over typed criteria, one YAML key each."""

from mmfinance.assistance.predicates.criterion import Criterion, Part
from mmfinance.assistance.predicates.tree import AllOf, AnyOf, NoneOf, Tree, criterion_keys, leaves

__all__ = ["AllOf", "AnyOf", "Criterion", "NoneOf", "Part", "Tree", "criterion_keys", "leaves"]
