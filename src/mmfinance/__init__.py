"""What myeloma treatment may cost, who can help, and what to do this week.

    from mmfinance import estimate, match, plan, read_case, render_letter

The public face: the functions that the command line calls too, each loaded when it is first named.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmfinance.assistance.directory import load_directory as load_directory
    from mmfinance.assistance.match import match as match
    from mmfinance.assistance.plan.plan import plan as plan
    from mmfinance.case.model import Case as Case
    from mmfinance.case.reading import read_case as read_case
    from mmfinance.exposure.estimate import estimate as estimate
    from mmfinance.letters.write import render_letter as render_letter

__version__ = "0.1.0"

_HOMES = {
    "Case": "mmfinance.case.model",
    "read_case": "mmfinance.case.reading",
    "estimate": "mmfinance.exposure.estimate",
    "load_directory": "mmfinance.assistance.directory",
    "match": "mmfinance.assistance.match",
    "plan": "mmfinance.assistance.plan.plan",
    "render_letter": "mmfinance.letters.write",
}
__all__ = ["Case", "estimate", "load_directory", "match", "plan", "read_case", "render_letter"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
