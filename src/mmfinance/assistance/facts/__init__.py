"""Named facts: what rules read, explanations show and the interview asks."""

from mmfinance.assistance.facts.fact import NEVER, UNDATED, Between, Fact, Known, Shape, Unit
from mmfinance.assistance.facts.registry import fact, fact_names

__all__ = ["NEVER", "UNDATED", "Between", "Fact", "Known", "Shape", "Unit", "fact", "fact_names"]
