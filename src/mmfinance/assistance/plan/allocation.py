"""Allocating awards to the costs they may pay: an exact optimisation (HiGHS through scipy), not a sum."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Bill:
    """What is left to pay in one month for one kind of cost, in cents.

    `drug` where the cost is a drug's; `side` where it goes through one side of a plan (medical, pharmacy).
    """

    month: str
    kind: str
    amount: int
    drug: str | None = None
    side: str | None = None


@dataclass(frozen=True)
class Grant:
    """Money one program may pay: at most `cap` cents (None is no cap) toward these kinds of cost in these months.

    `sublimits` bound single kinds inside the cap (a pool with, say, at most $500 for travel), `month_limits` single
    months; `drugs` restricts to the bills of these drugs, `sides` to those of these
    sides of a plan; `excludes` names programs that cannot be used beside it.
    """

    program_id: str
    cap: int | None
    kinds: frozenset[str]
    months: frozenset[str]
    sublimits: tuple[tuple[str, int], ...] = ()
    month_limits: tuple[tuple[str, int], ...] = ()
    drugs: frozenset[str] | None = None
    sides: frozenset[str] | None = None
    excludes: frozenset[str] = field(default_factory=frozenset)

    def may_pay(self, bill: Bill) -> bool:
        """Tell whether a bill is of a kind, month and drug that this program pays."""
        return (
            bill.kind in self.kinds
            and bill.month in self.months
            and (self.drugs is None or bill.drug in self.drugs)
            and (self.sides is None or bill.side is None or bill.side in self.sides)
            and bill.amount > 0
        )


@dataclass(frozen=True)
class Allocation:
    """What each program pays of each bill, in cents, by (program id, bill index), and what is left in all."""

    paid: dict[tuple[str, int], int]
    left: int

    def paid_by(self, program_id: str) -> int:
        """Sum what one program pays, in cents."""
        return sum(amount for (payer, _), amount in self.paid.items() if payer == program_id)


def allocate(bills: Sequence[Bill], grants: Sequence[Grant]) -> Allocation:
    """Find the allocation that leaves the least to pay, under caps, kinds, months and exclusions.

    Every bill is paid at most once in all, and amounts are whole cents.
    """
    total = sum(bill.amount for bill in bills)
    pairs = [(g, b) for g, grant in enumerate(grants) for b, bill in enumerate(bills) if grant.may_pay(bill)]
    if not pairs:
        return Allocation({}, total)
    if _nobody_competes(grants, pairs):
        paid = _pay_in_turn(bills, grants, pairs)
        return Allocation(paid, total - sum(paid.values()))
    solution = _solve(bills, grants, pairs)
    if any(grant.excludes for grant in grants):
        # Solver tolerance would let an excluded program pay a cent: choose first, then allocate among the chosen.
        used = solution[len(pairs) :]
        return allocate(
            bills, [replace(grant, excludes=frozenset()) for grant, on in zip(grants, used, strict=True) if on]
        )
    amounts = [int(amount) for amount in solution[: len(pairs)]]
    paid = {(grants[g].program_id, b): amount for (g, b), amount in zip(pairs, amounts, strict=True) if amount}
    return Allocation(paid, total - sum(amounts))


def _nobody_competes(grants: Sequence[Grant], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether each bill has one payer, no program excludes another, and limits nest: then paying in turn is optimal."""
    one_payer = len({bill for _, bill in pairs}) == len(pairs)
    nested = all(not (grant.sublimits and grant.month_limits) for grant in grants)
    kinds_once = all(len(dict(grant.sublimits)) == len(grant.sublimits) for grant in grants)
    return one_payer and nested and kinds_once and not any(grant.excludes for grant in grants)


def _pay_in_turn(
    bills: Sequence[Bill], grants: Sequence[Grant], pairs: Sequence[tuple[int, int]]
) -> dict[tuple[str, int], int]:
    paid: dict[tuple[str, int], int] = {}
    for g, grant in enumerate(grants):
        left = sum(bill.amount for bill in bills) if grant.cap is None else grant.cap
        parts = {**dict(grant.sublimits), **dict(grant.month_limits)}
        for b in (bill for payer, bill in pairs if payer == g):
            part = bills[b].kind if bills[b].kind in parts else bills[b].month
            amount = min(bills[b].amount, left, parts.get(part, left))
            left -= amount
            if part in parts:
                parts[part] -= amount
            if amount:
                paid[grant.program_id, b] = amount
    return paid


def _solve(bills: Sequence[Bill], grants: Sequence[Grant], pairs: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    # scipy costs about half a second to import: only a plan pays it.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows, upper = _constraints(bills, grants, pairs)
    size = len(pairs) + len(grants)
    matrix = csr_array(
        (
            [value for row in rows for value in row.values()],
            ([i for i, row in enumerate(rows) for _ in row], [column for row in rows for column in row]),
        ),
        shape=(len(rows), size),
    )
    bound = np.array([bills[b].amount for _, b in pairs] + [1] * len(grants), dtype=float)
    solution = milp(
        c=np.array([-1.0] * len(pairs) + [0.0] * len(grants)),
        constraints=LinearConstraint(matrix, ub=np.array(upper, dtype=float)),
        bounds=Bounds(np.zeros(size), bound),
        integrality=np.ones(size, dtype=np.int64),
        options={"mip_rel_gap": 0.0},
    )
    if solution.x is None:
        raise RuntimeError(f"the allocation was not solved: {solution.message}")
    return np.rint(solution.x).astype(np.int64)


def _constraints(
    bills: Sequence[Bill], grants: Sequence[Grant], pairs: Sequence[tuple[int, int]]
) -> tuple[list[dict[int, float]], list[float]]:
    """Rows of {column: coefficient} with their upper bounds; the columns after the pairs say which grants are used."""
    used = len(pairs)
    rows: list[dict[int, float]] = []
    upper: list[float] = []
    for b, bill in enumerate(bills):
        rows.append({column: 1.0 for column, (_, pair_bill) in enumerate(pairs) if pair_bill == b})
        upper.append(bill.amount)
    for g, grant in enumerate(grants):
        own = {column: 1.0 for column, (pair_grant, _) in enumerate(pairs) if pair_grant == g}
        most = sum(bills[pairs[column][1]].amount for column in own)
        rows.append({**own, used + g: -float(most if grant.cap is None else min(grant.cap, most))})
        upper.append(0.0)
        for kind, limit in grant.sublimits:
            rows.append({column: 1.0 for column in own if bills[pairs[column][1]].kind == kind})
            upper.append(limit)
        for month, limit in grant.month_limits:
            rows.append({column: 1.0 for column in own if bills[pairs[column][1]].month == month})
            upper.append(limit)
    for g, grant in enumerate(grants):
        for other in range(g + 1, len(grants)):
            if grants[other].program_id in grant.excludes or grant.program_id in grants[other].excludes:
                rows.append({used + g: 1.0, used + other: 1.0})
                upper.append(1.0)
    return rows, upper
