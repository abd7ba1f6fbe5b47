from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.assistance.plan.allocation import Bill, Grant, allocate

MONTHS = ("2026-12", "2027-01")
KINDS = ("copay_drug", "travel")
DRUGS = (None, "pomalidomide")


def _brute_force(bills: list[Bill], grants: list[Grant]) -> int:
    """The least left to pay: every set of compatible programs, every whole amount of every pair."""
    best = sum(bill.amount for bill in bills)
    for size in range(len(grants) + 1):
        for chosen in combinations(grants, size):
            if any(b.program_id in a.excludes or a.program_id in b.excludes for a, b in combinations(chosen, 2)):
                continue
            best = min(best, _least_left(bills, list(chosen)))
    return best


def _least_left(bills: list[Bill], grants: list[Grant]) -> int:
    if not grants:
        return sum(bill.amount for bill in bills)
    first, rest = grants[0], grants[1:]
    choices = [range(bill.amount + 1 if first.may_pay(bill) else 1) for bill in bills]
    best = sum(bill.amount for bill in bills)
    for paid in product(*choices):
        within_cap = first.cap is None or sum(paid) <= first.cap
        within_sublimits = all(
            sum(amount for amount, bill in zip(paid, bills, strict=True) if bill.kind == kind) <= limit
            for kind, limit in first.sublimits
        )
        within_months = all(
            sum(amount for amount, bill in zip(paid, bills, strict=True) if bill.month == month) <= limit
            for month, limit in first.month_limits
        )
        if within_cap and within_sublimits and within_months:
            left = [replace(b, amount=b.amount - amount) for b, amount in zip(bills, paid, strict=True)]
            best = min(best, _least_left(left, rest))
    return best


bills_of = st.lists(
    st.builds(Bill, st.sampled_from(MONTHS), st.sampled_from(KINDS), st.integers(0, 3), st.sampled_from(DRUGS)),
    min_size=1,
    max_size=3,
)


@st.composite
def grants_of(draw: st.DrawFn) -> list[Grant]:
    count = draw(st.integers(0, 3))
    return [
        Grant(
            program_id=f"p{index}",
            cap=draw(st.none() | st.integers(0, 4)),
            kinds=frozenset(draw(st.sets(st.sampled_from(KINDS), min_size=1))),
            months=frozenset(draw(st.sets(st.sampled_from(MONTHS), min_size=1))),
            sublimits=draw(st.just(()) | st.just((("travel", 1),))),
            month_limits=draw(st.just(()) | st.just((("2027-01", 2),))),
            drugs=draw(st.none() | st.just(frozenset({"pomalidomide"}))),
            excludes=frozenset(draw(st.sets(st.sampled_from([f"p{i}" for i in range(count)])))) - {f"p{index}"},
        )
        for index in range(count)
    ]


@given(bills_of, grants_of())
@settings(max_examples=60, deadline=None)
def test_the_optimum_equals_a_search_of_every_allocation(bills: list[Bill], grants: list[Grant]) -> None:
    assert allocate(bills, grants).left == _brute_force(bills, grants)


@given(bills_of, grants_of())
@settings(max_examples=60, deadline=None)
def test_no_bill_is_paid_twice_and_no_cap_is_passed(bills: list[Bill], grants: list[Grant]) -> None:
    result = allocate(bills, grants)
    for index, bill in enumerate(bills):
        assert sum(amount for (_, paid), amount in result.paid.items() if paid == index) <= bill.amount
    for grant in grants:
        assert grant.cap is None or result.paid_by(grant.program_id) <= grant.cap
    assert result.left == sum(bill.amount for bill in bills) - sum(result.paid.values())


def test_a_small_stipend_leaves_the_drug_copay_to_the_copay_fund() -> None:
    bills = [Bill("2027-01", "copay_drug", 210_000), Bill("2027-01", "travel", 80_000)]
    copay = Grant("copay-fund", 250_000, frozenset({"copay_drug"}), frozenset({"2027-01"}))
    either = Grant("stipend", 50_000, frozenset({"copay_drug", "travel"}), frozenset({"2027-01"}))
    result = allocate(bills, [copay, either])
    assert result.paid == {("copay-fund", 0): 210_000, ("stipend", 1): 50_000}
    assert result.left == 30_000


def test_a_drug_card_pays_only_its_own_drug() -> None:
    bills = [
        Bill("2027-01", "copay_drug", 40_000, "pomalidomide"),
        Bill("2027-01", "copay_drug", 30_000, "teclistamab"),
    ]
    card = Grant("card", None, frozenset({"copay_drug"}), frozenset({"2027-01"}), drugs=frozenset({"pomalidomide"}))
    assert allocate(bills, [card]).left == 30_000


def test_of_two_exclusive_programs_the_larger_one_is_used() -> None:
    bills = [Bill("2027-01", "travel", 100_000)]
    small = Grant("small", 20_000, frozenset({"travel"}), frozenset({"2027-01"}), excludes=frozenset({"large"}))
    large = Grant("large", 70_000, frozenset({"travel"}), frozenset({"2027-01"}))
    assert allocate(bills, [small, large]).paid == {("large", 0): 70_000}
