"""What a whole run came to: counts and money by program, and what is most often missing. Nobody's name or facts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mmfinance.assistance.result import Verdict
from mmfinance.batch.work.outcome import VERDICT_DIGITS, Outcome
from mmfinance.money import dollars

SUMMARY_SCHEMA = "mmfinance/batch-summary@1"
MOST_LINES = 15
_VERDICTS = {digit: verdict for verdict, digit in VERDICT_DIGITS.items()}


@dataclass
class Summary:
    """Counts over all outcomes. Money is cents, summed over the cases whose cost is known."""

    programs: Sequence[str]
    rows: int = 0
    failed: int = 0
    letters: int = 0
    cost_known: int = 0
    expected: int = 0
    left_if_guaranteed: int = 0
    left_if_likely: int = 0
    verdicts: list[Counter[Verdict]] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.verdicts = [Counter() for _ in self.programs]

    def add(self, outcome: Outcome) -> None:
        """Count one row."""
        self.rows += 1
        self.failed += bool(outcome.problems)
        self.letters += len(outcome.letters)
        self.missing.update(outcome.missing)
        self.problems.update({problem.column for problem in outcome.problems})
        for counts, digit in zip(self.verdicts, outcome.verdicts, strict=bool(outcome.verdicts)):
            counts[_VERDICTS[digit]] += 1
        if totals := outcome.totals:
            self.cost_known += 1
            self.expected += totals.expected
            self.left_if_guaranteed += totals.left_if_guaranteed
            self.left_if_likely += totals.left_if_likely

    def document(self) -> dict[str, Any]:
        """The summary as JSON, money in dollars."""
        return {
            "schema": SUMMARY_SCHEMA,
            "rows": self.rows,
            "failed": self.failed,
            "letters": self.letters,
            "money": {
                "cases_with_known_cost": self.cost_known,
                "expected": dollars(self.expected),
                "left_if_guaranteed": dollars(self.left_if_guaranteed),
                "left_if_likely": dollars(self.left_if_likely),
            }
            if self.cost_known
            else None,
            "programs": {
                program: {verdict.value: counts[verdict] for verdict in Verdict}
                for program, counts in zip(self.programs, self.verdicts, strict=True)
                if counts.total()
            },
            "missing": [{"fact": fact, "cases": count} for fact, count in _ranked(self.missing)],
            "problems": [{"column": column, "rows": count} for column, count in _ranked(self.problems)],
        }

    def text(self) -> str:
        """The summary as a page that can be read."""
        lines = [
            f"{self.rows:,} rows: {self.rows - self.failed:,} done, {self.failed:,} failed; {self.letters:,} letters."
        ]
        if self.cost_known:
            lines += [
                f"Of {self.cost_known:,} cases the cost is known: ${self.expected / 100:,.0f} expected together;",
                f"${self.left_if_guaranteed / 100:,.0f} left to pay with help that is open and sure, "
                f"${self.left_if_likely / 100:,.0f} if all likely help comes. Estimates, not bills.",
            ]
        found = {name: counts for name, counts in zip(self.programs, self.verdicts, strict=True) if _fits(counts)}
        by_fit = sorted(found, key=lambda name: (-_fits(found[name]), name))
        lines += _section("Programs, cases that are eligible or possible:", [(n, _fits(found[n])) for n in by_fit])
        lines += _section("Most often missing (cases):", _ranked(self.missing))
        lines += _section(
            "Problems by column (rows):", [(c or "the row as a whole", n) for c, n in _ranked(self.problems)]
        )
        return "\n".join(lines) + "\n"


def summary_of(outcomes: Iterable[Outcome], programs: Sequence[str]) -> Summary:
    """Count all outcomes of a run."""
    summary = Summary(programs)
    for outcome in outcomes:
        summary.add(outcome)
    return summary


def _fits(counts: Counter[Verdict]) -> int:
    return counts[Verdict.ELIGIBLE] + counts[Verdict.POSSIBLE]


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _section(title: str, rows: Sequence[tuple[str, int]]) -> list[str]:
    if not rows:
        return []
    more = [f"  and {len(rows) - MOST_LINES} more"] if len(rows) > MOST_LINES else []
    return ["", title, *(f"  {count:>9,}  {name}" for name, count in rows[:MOST_LINES]), *more]
