"""What to do, in order, and what is left to pay."""

from mmfinance.assistance.plan.plan import plan

__all__ = ["plan"]
