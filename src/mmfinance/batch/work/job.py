"""What a run is asked to do: the same for all of its rows, and small enough to travel to every worker."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mmfinance.batch.columns.plan import ColumnPlan
from mmfinance.letters.typeset import Format

REFERRAL = "referral"
REFERRALS_A_CHUNK = 100
"""Referrals that are handed to a worker at once: a second of work, so that handing out costs little beside it."""
REFERRALS_IN_THE_TIME_OF_ANOTHER = 20
"""A letter of another kind is laid out in full and takes longer still: a run must not wait long for its last chunk."""
REFERRALS_OF_A_CASE = 25


@dataclass(frozen=True)
class Limits:
    """The most that one row may take: seconds for each of its letters, and bytes of memory for the process."""

    seconds: float = 60.0
    memory: int = 4 * 1024**3


@dataclass(frozen=True)
class Job:
    """Which letters to write for every row, from which data, and where to.

    `referrals_to` are the programs that referrals go to; without any, a referral goes to each program that fits.
    `knowledge` is the fingerprint of everything that all rows share (see `fingerprint.py`).
    """

    out: Path
    partial: Path
    columns: ColumnPlan
    as_of: date
    knowledge: str
    letters: tuple[str, ...] = ("action",)
    referrals_to: tuple[str, ...] = ()
    months: int = 12
    format: Format = "pdf"
    programs: Path | None = None
    overlay: Path | None = None
    templates: Path | None = None
    limits: Limits = Limits()

    @property
    def estimates(self) -> bool:
        """Whether any letter says something of cost; a referral does not."""
        return any(kind != REFERRAL for kind in self.letters)

    @property
    def rows_a_chunk(self) -> int:
        """How many rows make a chunk."""
        referrals = len(self.referrals_to) or REFERRALS_OF_A_CASE
        in_referrals = sum(referrals if kind == REFERRAL else REFERRALS_IN_THE_TIME_OF_ANOTHER for kind in self.letters)
        return max(1, REFERRALS_A_CHUNK // in_referrals)
